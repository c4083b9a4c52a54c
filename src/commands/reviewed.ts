/** The file of a reviewed plan: written by `plan --out`, read by `apply --plan`, which runs exactly what it holds or nothing. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { addressOf, describe } from '../catalog/address.js';
import { type Change, diff, valueOf } from '../catalog/diff.js';
import { stable } from '../catalog/fingerprint.js';
import { type Catalog, KIND_NAMES } from '../catalog/types.js';
import { UserError } from '../errors.js';
import type { Goal, Planned } from '../sql/goal.js';
import type { Statement } from '../sql/kind.js';
import { version } from '../version.js';
import { fingerprintOf, planReport } from './plan-report.js';

const FORM = 1;

export interface Reviewed {
  readonly form: number;
  /** The version that made it: another may plan otherwise. */
  readonly version: string;
  readonly target: { readonly database: string; readonly schemas: readonly string[] };
  readonly from: string;
  readonly to: string;
  readonly options: { readonly prune: boolean; readonly online: boolean };
  readonly statements: readonly Statement[];
  /** The live catalog that the plan was made from, so that it can be said what has moved since. */
  readonly catalog: Catalog;
}

/** The file's text: the plan's JSON document with what is needed to hold it against the database again. */
export function writeReviewed(goal: Goal, planned: Planned): string {
  const { command, ...report } = planReport('plan', goal, planned);
  const body = {
    tool: { name: 'schema-audit', version },
    command,
    ...report,
    form: FORM,
    options: { prune: goal.prune ?? false, online: goal.online ?? false },
    catalog: { ...planned.snapshot.catalog, role: [] },
  };
  return `${JSON.stringify({ ...body, digest: digestOf(body) }, null, 2)}\n`;
}

function digestOf(body: object): string {
  return `sha256:${createHash('sha256').update(stable(body)).digest('hex')}`;
}

const PLAN_AGAIN = 'make it again with "schema-audit plan --out", and have it reviewed again';

/**
 * Reads a plan's file.
 * @throws UserError where it cannot be read, is no plan, was changed after it was written, or is another version's
 */
export function readReviewed(file: string): Reviewed {
  const refuse = (what: string, hint = PLAN_AGAIN) => new UserError(`${file}: ${what}`, { hint });
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw refuse('there is no such file', 'name the file that plan --out wrote');
    if (code !== undefined) throw refuse(`it cannot be read: ${code === 'EISDIR' ? 'it is a directory' : code}`);
    throw refuse(`it is no JSON: ${(error as Error).message}`, 'name the file that plan --out wrote');
  }
  if (!isRecord(document) || !isRecord(document.tool) || document.tool.name !== 'schema-audit')
    throw refuse('it is no plan of schema-audit', 'name the file that plan --out wrote');
  const { digest, ...body } = document;
  if (digest === undefined && document.command === 'plan')
    throw refuse('it is the output of plan --format json, not a plan to run', 'write one with plan --out');
  if (digest !== digestOf(body))
    throw refuse('it was changed after it was written: what it holds is not what was planned');
  const made = { ...body, version: document.tool.version };
  if (made.version !== version || document.form !== FORM)
    throw refuse(`it was made by schema-audit ${String(made.version)}, and this is ${version}`);
  if (!isReviewed(made)) throw refuse('it is no plan of schema-audit', 'name the file that plan --out wrote');
  return made;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The digest says that we wrote it; this, that nobody wrote a digest for something else. */
function isReviewed(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & Reviewed {
  const { target, from, to, options, statements, catalog } = value;
  return (
    typeof from === 'string' &&
    typeof to === 'string' &&
    isRecord(target) &&
    typeof target.database === 'string' &&
    Array.isArray(target.schemas) &&
    isRecord(options) &&
    typeof options.prune === 'boolean' &&
    typeof options.online === 'boolean' &&
    Array.isArray(statements) &&
    statements.every((one) => isRecord(one) && typeof one.sql === 'string' && isRecord(one.object)) &&
    isRecord(catalog) &&
    KIND_NAMES.every((kind) => Array.isArray(catalog[kind]) && (catalog[kind] as unknown[]).every(isRecord))
  );
}

/**
 * Holds a reviewed plan against one that was made just now. The statements that run are always the fresh ones: they
 * have to be the same.
 * @throws UserError where the database or the spec has moved since, naming what has
 */
export function mustBeAsReviewed(reviewed: Reviewed, goal: Goal, fresh: Planned, file: string): void {
  const { snapshot } = fresh;
  if (reviewed.target.database !== snapshot.database)
    throw new UserError(
      `${file} is a plan for database ${reviewed.target.database}, and this is ${snapshot.database}`,
      {
        hint: 'nothing was done; a plan is made and reviewed for each environment',
      },
    );
  if (reviewed.from !== fingerprintOf(snapshot.catalog))
    throw new UserError(
      `the database has moved since ${file} was made\n${moved(reviewed.catalog, snapshot.catalog)
        .map((line) => `  ${line}`)
        .join('\n')}`,
      { hint: `nothing was done; ${PLAN_AGAIN}` },
    );
  if (reviewed.to !== fingerprintOf(goal.desired))
    throw new UserError(`the spec has changed since ${file} was made`, { hint: `nothing was done; ${PLAN_AGAIN}` });
  if (!sameStatements(reviewed.statements, fresh.statements))
    throw new UserError(`${file} holds other statements than those that would run now`, {
      hint: `nothing was done; ${PLAN_AGAIN}`,
    });
}

/** Everything but the sizes, which are estimates and change by the hour, and what follows from an empty table. */
export function sameStatements(a: readonly Statement[], b: readonly Statement[]): boolean {
  const essence = ({ sql, object, transactional, transaction }: Statement) =>
    stable({ sql, object, transactional, transaction });
  return a.length === b.length && a.every((one, i) => essence(one) === essence(b[i] as Statement));
}

/** At most so many lines. */
const SHOWN = 20;

/** What separates two readings of a database, a line each. */
export function moved(before: Catalog, now: Catalog): readonly string[] {
  const changes = diff({ ...now, role: [] }, { ...before, role: [] }, { pairing: {}, same: () => false });
  const lines = [...new Set(changes.map(lineOf))];
  return lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `and ${lines.length - SHOWN} more`];
}

function lineOf(change: Change): string {
  switch (change.change) {
    case 'create':
      return `${describe(addressOf(change.to))} has appeared`;
    case 'drop':
      return `${describe(addressOf(change.from))} is gone`;
    case 'rename':
      return `${describe(addressOf(change.from))} is now called ${describe(addressOf(change.to))}`;
    case 'alter': {
      const field = change.field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
      const [was, is] = [change.from, change.to].map((object) => shown(valueOf(object, change.field)));
      return `${describe(addressOf(change.to))}: ${field} was ${was}, is now ${is}`;
    }
  }
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (isRecord(value) && typeof value.expression === 'string') return value.expression;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
