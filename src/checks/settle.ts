/** Findings as their owner wants them taken: severities of their own, what is accepted for a reason, what a baseline knows. Pure. */
import { addressOf } from '../catalog/address.js';
import type { AuditSettings, Ignored } from '../spec/types.js';
import { type Finding, type Leftover, SEVERITIES, type Suppressed } from './types.js';

/** A finding that a baseline knows (see `check --update-baseline`). */
export interface Known {
  readonly fingerprint: string;
  readonly check: string;
  readonly severity: string;
  /** As a person reads it. */
  readonly object: string;
  readonly message: string;
}

export interface Settling {
  readonly settings: AuditSettings;
  /** null: there is no baseline. */
  readonly baseline: { readonly file: string; readonly findings: readonly Known[] } | null;
  /** As 2027-03-31. */
  readonly today: string;
}

export interface Settled {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** Entries that have no effect. */
  readonly leftovers: readonly Leftover[];
}

/**
 * @param ran the ids of all checks that ran: an entry for one that did not run is not held against it
 */
export function settle(found: readonly Finding[], settling: Settling, ran: ReadonlySet<string>): Settled {
  const { settings, baseline, today } = settling;
  const graded = found.flatMap((finding): Finding[] => {
    const severity = settings.severity.get(finding.check)?.severity ?? finding.severity;
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
  const used = new Set<Ignored>();
  const effective = settings.ignore.filter(
    ({ reason, until }) => reason !== null && (until === null || until >= today),
  );
  const left: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of graded) {
    const by = settings.ignore.filter((entry) => covers(entry, finding));
    for (const entry of by) used.add(entry);
    const [first] = by.filter((entry) => effective.includes(entry));
    if (first === undefined) left.push(finding);
    else
      suppressed.push({
        finding,
        by: { kind: 'ignored', reason: first.reason ?? '', until: first.until, location: first.location },
      });
  }
  const known = takeKnown(left, baseline);
  return {
    findings: byGravity(known.left),
    suppressed: [...suppressed, ...known.suppressed],
    leftovers: [
      ...settings.ignore.flatMap((entry) => leftoverOf(entry, used.has(entry), today, ran)),
      ...known.unused.filter(({ check }) => ran.has(check)).map((entry) => noLongerNeeded(entry, baseline?.file ?? '')),
    ],
  };
}

function covers({ checks, objects }: Ignored, { check, object }: Finding): boolean {
  const path = pathOf(object);
  return checks.includes(check) && objects.some((pattern) => matches(pattern, path));
}

/** `public.bookings.status`; of what lies in no schema, its name. */
function pathOf(object: Finding['object']): string {
  const { schema, table, name } = addressOf(object);
  return [schema, table, name].filter((part) => part !== undefined).join('.');
}

/** `*`: any characters but dots, `**`: any, `?`: one. */
export function matches(pattern: string, path: string): boolean {
  const parts = pattern.split(/(\*\*|\*|\?)/).map((part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^.]*';
    return part === '?' ? '[^.]' : part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 'su').test(path);
}

/** Each entry stands for one finding: of two that look alike, where the baseline has one, the second is new. */
function takeKnown(
  found: readonly Finding[],
  baseline: Settling['baseline'],
): {
  readonly left: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  readonly unused: readonly Known[];
} {
  if (baseline === null) return { left: found, suppressed: [], unused: [] };
  const open = new Map<string, Known[]>();
  for (const entry of baseline.findings) open.set(entry.fingerprint, [...(open.get(entry.fingerprint) ?? []), entry]);
  const left: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of found) {
    const [entry, ...more] = open.get(finding.fingerprint) ?? [];
    if (entry === undefined) {
      left.push(finding);
      continue;
    }
    open.set(finding.fingerprint, more);
    // What has become worse since is not what was accepted.
    if (rank(finding.severity) < rank(entry.severity)) left.push(finding);
    else suppressed.push({ finding, by: { kind: 'baseline', file: baseline.file } });
  }
  return { left, suppressed, unused: [...open.values()].flat() };
}

function rank(severity: string): number {
  return (SEVERITIES as readonly string[]).indexOf(severity);
}

function leftoverOf(entry: Ignored, used: boolean, today: string, ran: ReadonlySet<string>): Leftover[] {
  const { checks, objects, reason, until, location } = entry;
  const what = `${checks.join(', ')} on ${objects.join(', ')}`;
  if (reason === null)
    return [
      {
        severity: 'error',
        what,
        message: `${what} is left out of account without a reason: it has no effect`,
        location,
      },
    ];
  if (until !== null && until < today)
    return [
      {
        severity: 'warning',
        what,
        message: `${what} was left out of account until ${until}, which is over: it has no effect any more (${reason})`,
        location,
      },
    ];
  const all = checks.every((check) => ran.has(check));
  return used || !all
    ? []
    : [
        {
          severity: 'info',
          what,
          message: `${what} is left out of account, and there is no such finding any more (${reason})`,
          location,
        },
      ];
}

function noLongerNeeded({ check, object, message }: Known, file: string): Leftover {
  return {
    severity: 'info',
    what: `${check} ${object} ${message}`,
    message: `mended: the baseline ${file} still has ${check} on ${object} (${message})`,
    location: null,
  };
}

/** Worst first, else as they come. */
export function byGravity(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .map((finding, i) => ({ finding, i }))
    .sort((a, b) => rank(a.finding.severity) - rank(b.finding.severity) || a.i - b.i)
    .map(({ finding }) => finding);
}
