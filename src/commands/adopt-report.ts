/** What adopt and its restore share: how long they wait, whether they may write, and how they report. */
import { addressOf, describe } from '../catalog/address.js';
import { type Change, objectOf } from '../catalog/diff.js';
import { UserError } from '../errors.js';
import { adoptAsJson } from '../report/adopt-json.js';
import { adoptAsText, remarksAsText } from '../report/adopt-text.js';
import { printable } from '../report/printable.js';
import type { AdoptReport } from '../report/types.js';
import type { AdoptOptions } from './adopt-settings.js';
import { EXIT, type ExitCode, type Io } from './io.js';
import { emit } from './output.js';

/** Another apply may be building the whole schema. */
const TURN_TIMEOUT = 60_000;

export function waitingOf({ lockTimeout, statementTimeout }: AdoptOptions) {
  return { timeouts: { lock: lockTimeout, statement: statementTimeout }, turnTimeout: TURN_TIMEOUT };
}

/** @throws UserError where what is about to be done is not what was shown */
export function mustBeAsShown(now: unknown, shown: unknown): void {
  if (JSON.stringify(now) === JSON.stringify(shown)) return;
  throw new UserError('the history has changed since it was looked at', {
    hint: 'nothing was done; run adopt again',
  });
}

/** Asks, where somebody is there. */
export async function mayWrite(report: AdoptReport, options: AdoptOptions, io: Io): Promise<boolean> {
  if (options.yes === true) return true;
  if (!io.interactive) {
    throw new UserError('adopt needs --yes where nobody can be asked', { hint: 'see what it would do with --dry-run' });
  }
  io.err(adoptAsText(report, { color: io.color, columns: io.columns }));
  const { schema, table } = report.history;
  const question = `Change the history ${schema}.${table} of ${report.target.database}? [y/N] `;
  if (/^y(es)?$/i.test(await io.ask(printable(question)))) return true;
  io.err('nothing was done\n');
  return false;
}

/** Reports, and says how it ended. */
export function finish(report: AdoptReport, options: AdoptOptions, io: Io): ExitCode {
  const { refusals, trouble, drift } = report;
  const wide = { color: io.color && options.output === undefined, columns: io.columns };
  if (options.format === 'json') emit(adoptAsJson(report), options, io);
  else if (refusals.length === 0)
    emit(
      adoptAsText(report, options.output === undefined ? wide : { ...wide, columns: Number.POSITIVE_INFINITY }),
      options,
      io,
    );
  if (refusals.length > 0) io.err(remarksAsText('refused', refusals, drift, wide));
  if (trouble.length > 0) io.err(remarksAsText('done, but', trouble, [], wide));
  return report.ok ? EXIT.clean : EXIT.findings;
}

/** What separates a schema from the spec, a line each; of a table that is missing only that. */
export function differencesInWords(changes: readonly Change[]): readonly string[] {
  const absent = new Set(
    changes.flatMap((c) => (c.change === 'create' && c.to.kind === 'table' ? [keyOfTable(c)] : [])),
  );
  const relevant = changes.filter((c) => {
    const { kind } = objectOf(c);
    return kind !== 'role' && (kind === 'table' || !absent.has(keyOfTable(c)));
  });
  return [...new Set(relevant.map(lineOf))];
}

function keyOfTable(change: Change): string {
  const { schema = '', table = '' } = addressOf(objectOf(change));
  return JSON.stringify([schema, table]);
}

function lineOf(change: Change): string {
  switch (change.change) {
    case 'create':
      return `${describe(addressOf(change.to))} is missing`;
    case 'drop':
      return `${describe(addressOf(change.from))} is not in the spec`;
    case 'rename':
      return `${describe(addressOf(change.from))} is not called ${describe(addressOf(change.to))}`;
    case 'alter':
      return `${describe(addressOf(change.to))}: ${change.field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} differs`;
  }
}
