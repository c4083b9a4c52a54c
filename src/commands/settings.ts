/** How findings are to be taken: the spec's own settings, those of a file beside it, and a baseline of what is known. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { addressOf, describe } from '../catalog/address.js';
import { checks } from '../checks/index.js';
import type { Known, Settling } from '../checks/settle.js';
import type { Finding } from '../checks/types.js';
import { type Mistake, MistakesError, UserError } from '../errors.js';
import { didYouMean } from '../spec/did-you-mean.js';
import type { AuditSettings, Spec } from '../spec/types.js';
import { version } from '../version.js';

export interface SettingsOptions {
  /** Settings beside the spec's; by default CONFIG, where there is one. */
  readonly config?: string;
  /** The file of the baseline; true: BASELINE. */
  readonly baseline?: string | true;
  readonly updateBaseline?: boolean;
}

const CONFIG = 'schema-audit.config.yaml';
const BASELINE = 'schema-audit.baseline.json';

/**
 * @throws UserError where a file that is named is not there or is none of ours, MistakesError for what is wrong in settings
 */
export async function settlingFor(spec: Pick<Spec, 'audit'>, options: SettingsOptions, now: Date): Promise<Settling> {
  const beside = await settingsBeside(options.config);
  const settings: AuditSettings =
    beside === null
      ? spec.audit
      : {
          // What stands in the file beside the spec is the environment's own word.
          severity: new Map([...spec.audit.severity, ...beside.severity]),
          ignore: [...spec.audit.ignore, ...beside.ignore],
        };
  mustNameChecks(settings);
  const file = baselineFile(options);
  const read = file !== null && options.updateBaseline !== true;
  return {
    settings,
    baseline: read ? { file, findings: readBaseline(file) } : null,
    today: now.toISOString().slice(0, 10),
  };
}

/** Where the baseline is, or is to be; null: none is asked for. */
export function baselineFile({ baseline, updateBaseline }: SettingsOptions): string | null {
  if (baseline === undefined) return updateBaseline === true ? BASELINE : null;
  return baseline === true ? BASELINE : baseline;
}

async function settingsBeside(config: string | undefined): Promise<AuditSettings | null> {
  if (config === undefined && !existsSync(CONFIG)) return null;
  const file = config ?? CONFIG;
  const { parseAuditSettings } = await import('../spec/audit.js');
  return parseAuditSettings(readText(file, 'settings', '--config'), file);
}

function readText(file: string, what: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EISDIR' ? 'it is a directory' : code;
    throw code === 'ENOENT'
      ? new UserError(`there are no ${what} at ${file}`, { hint: `see ${option}` })
      : new UserError(`the ${what} ${file} cannot be read: ${why}`);
  }
}

/** A name that is no check's would leave nothing out, in silence. */
function mustNameChecks({ severity, ignore }: AuditSettings): void {
  const ids = checks.map(({ id }) => id);
  const named = [
    ...[...severity].map(([check, { location }]) => ({ check, location })),
    ...ignore.flatMap((entry) => entry.checks.map((check) => ({ check, location: entry.location }))),
  ];
  const mistakes = named
    .filter(({ check }) => !ids.includes(check))
    .map(({ check, location }): Mistake => {
      const hint = didYouMean(check, ids) ?? 'schema-audit explain lists them all';
      return { location, message: `there is no check "${check}"`, hint };
    });
  if (mistakes.length > 0) throw new MistakesError(mistakes);
}

function readBaseline(file: string): readonly Known[] {
  if (!existsSync(file)) {
    throw new UserError(`there is no baseline at ${file}`, { hint: 'write it with --update-baseline' });
  }
  let document: unknown;
  try {
    document = JSON.parse(readText(file, 'baseline', '--baseline'));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`the baseline ${file} is no JSON: ${cause instanceof Error ? cause.message : ''}`, { cause });
  }
  const { baseline, findings } = (document ?? {}) as { readonly baseline?: unknown; readonly findings?: unknown };
  if (baseline !== 1 || !Array.isArray(findings) || !findings.every(isKnown)) {
    throw new UserError(`${file} is no baseline of schema-audit`, { hint: 'write it anew with --update-baseline' });
  }
  return findings;
}

function isKnown(value: unknown): value is Known {
  const fields = ['fingerprint', 'check', 'severity', 'object', 'message'] as const;
  const entry = value as Readonly<Record<string, unknown>> | null;
  return typeof entry === 'object' && entry !== null && fields.every((field) => typeof entry[field] === 'string');
}

/**
 * Writes down what is known: one line a finding, in an order of its own, so that a change of it reads well.
 * @throws UserError where the file cannot be written
 */
export function writeBaseline(file: string, findings: readonly Finding[]): void {
  const entries = findings
    // What a baseline knows of entries without effect would keep them for ever.
    .filter(({ check }) => check !== 'suppression')
    .map(({ fingerprint, check, severity, object, message }): Known => {
      return { fingerprint, check, severity, object: describe(addressOf(object)), message };
    })
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
  const text = `{\n  "baseline": 1,\n  "tool": ${JSON.stringify(`schema-audit ${version}`)},\n  "findings": [\n${lines}\n  ]\n}\n`;
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError(`the baseline ${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function order({ object, check, fingerprint }: Known): string {
  return JSON.stringify([object, check, fingerprint]);
}
