/** What pull writes: the spec of a database, held against that very database before anybody gets to see it. */
import { addressOf } from '../catalog/address.js';
import { inWords, type NotCovered } from '../catalog/not-covered.js';
import { everything, type SchemaScope, type Scope } from '../catalog/scope.js';
import type { Finding } from '../checks/types.js';
import { MistakesError, UserError } from '../errors.js';
import { countOf } from '../report/words.js';
import { compile, scopeOf } from '../spec/compile.js';
import { decompile } from '../spec/decompile.js';
import { parseSpec } from '../spec/parse.js';
import { render } from '../spec/render.js';
import type { Spec } from '../spec/types.js';
import type { Entries } from '../spec/written.js';
import { read, type Snapshot } from '../sql/read.js';
import { schemasOf } from '../sql/schemas.js';
import type { Session } from '../sql/session.js';
import type { Timeouts } from '../sql/settings.js';
import { surroundingsOf } from '../sql/surroundings.js';
import { applicationRole } from './application-role.js';
import { auditSnapshot } from './audit.js';
import { tenancyIn } from './inference.js';
import type { CommonOptions } from './io.js';
import { chosen } from './pull-choice.js';
import { mergedInto } from './pull-merge.js';
import { beside } from './spec.js';

const HEAD = '# yaml-language-server: $schema=./schema-audit.schema.json\n\n';

export interface PullOptions extends CommonOptions {
  /** The file to write; by default the spec goes to the standard output. */
  readonly out?: string;
  /** Brings the file of --spec up to date: what it says in other words stays. */
  readonly merge?: boolean;
  /** Only these tables, with what belongs to them: names or patterns of `schema.table`. */
  readonly tables?: readonly string[];
  /** Whether owners and grants are written; by default they are. */
  readonly owner?: boolean;
  readonly privileges?: boolean;
  /** Milliseconds */
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

export interface Pulled {
  readonly text: string;
  /** What a person has to know: what is not covered, left out, or wrong with the database. */
  readonly notes: readonly string[];
}

/**
 * @param before the spec that is there already, to be brought up to date
 * @throws UserError where there is nothing to pull
 */
export async function pulled(session: Session, options: PullOptions, before: string | null): Promise<Pulled> {
  const timeouts = { lock: options.lockTimeout, statement: options.statementTimeout };
  if (before !== null) return broughtUpToDate(session, before, options, timeouts);
  const asked = options.schema?.split(',').map((name) => name.trim());
  const [own, ...others] = asked ?? (await schemasOf(session));
  if (own === undefined) throw new UserError('the database holds nothing of its own', { hint: 'is it the right one?' });
  const privileges = options.owner !== false || options.privileges !== false;
  const snapshot = await read(session, everything([own, ...others], { privileges }), timeouts);
  mustBeThere([own, ...others], snapshot);
  const { catalog, leftOut } = chosen(snapshot.catalog, options);
  const entries = decompile(catalog, { schema: own, tenancy: await tenancyIn(catalog) });
  const write = (more: Entries) => HEAD + render({ ...entries, ...more }, ['tables', 'functions', 'views']);
  const first = write({});
  const found = await stillFound(session, understood(first), { ...snapshot, catalog });
  const text = found.length === 0 ? first : write({ audit: accepted(found) });
  return { text, notes: [...uncovered(snapshot.notCovered), ...leftOut, ...objections(found, true)] };
}

/** What the file speaks of, and tables that are named: others in the same schema may be another service's. */
async function broughtUpToDate(
  session: Session,
  before: string,
  { spec: file, tables = [] }: PullOptions,
  timeouts: Timeouts,
): Promise<Pulled> {
  const spec = parseSpec(before, file, { readFile: beside(file) });
  const snapshot = await read(session, withTables(scopeOf(spec), tables), timeouts);
  const { catalog } = snapshot;
  for (const name of tables) {
    if (!catalog.table.some(({ schema, table }) => name === table || name === `${schema}.${table}`))
      throw new UserError(`--tables: there is no table ${name}`, { hint: 'with --merge each is named: no *' });
  }
  const entries = decompile(catalog, { schema: spec.schema, tenancy: null });
  const text = await mergedInto(session, before, file, entries, snapshot);
  const found = await stillFound(session, understood(text), snapshot);
  return { text, notes: [...uncovered(snapshot.notCovered), ...objections(found, false)] };
}

function withTables(scope: Scope, names: readonly string[]): Scope {
  const [own, ...others] = scope.schemas;
  const add = (one: SchemaScope): SchemaScope => {
    const here = names.flatMap((name) => {
      if (name.startsWith(`${one.schema}.`)) return [name.slice(one.schema.length + 1)];
      return one === own ? [name] : [];
    });
    return { ...one, relations: one.relations === null ? null : [...one.relations, ...here] };
  };
  return { ...scope, schemas: [add(own), ...others.map(add)] };
}

function mustBeThere(schemas: readonly string[], { catalog }: Snapshot): void {
  const missing = schemas.find((name) => !catalog.schema.some((schema) => schema.name === name));
  if (missing !== undefined) throw new UserError(`there is no schema ${missing}`, { hint: 'see --schema' });
}

/** What is written is read again before it is given out: a spec that cannot be read would help nobody. */
function understood(text: string): Spec {
  try {
    return parseSpec(text, 'the pulled spec');
  } catch (error) {
    if (!(error instanceof MistakesError)) throw error;
    const [first] = error.mistakes;
    throw new Error(
      `the pulled spec cannot be read: line ${first?.location.line}: ${first?.message}\n${text.split('\n')[(first?.location.line ?? 1) - 1]}`,
      { cause: error },
    );
  }
}

/** What `check` would object to. */
async function stillFound(session: Session, spec: Spec, snapshot: Snapshot): Promise<readonly Finding[]> {
  const around = await surroundingsOf(session, scopeOf(spec), undefined, applicationRole(spec));
  const { findings } = await auditSnapshot(session, { spec, ...compile(spec) }, snapshot, { around });
  return findings.filter(({ severity }) => severity !== 'info');
}

/** Known from the first day, so that `check` begins green and only gets better. */
function accepted(findings: readonly Finding[]): Entries {
  const byCheck = new Map<string, Set<string>>();
  for (const { check, object } of findings) byCheck.set(check, (byCheck.get(check) ?? new Set()).add(pathOf(object)));
  return {
    ignore: [...byCheck].map(([check, objects]) => ({
      checks: check,
      objects: [...objects],
      reason: 'it was there when the spec was pulled: look at it',
    })),
  };
}

function pathOf(object: Finding['object']): string {
  const { schema, table, name } = addressOf(object);
  return [schema, table, name].filter((part) => part !== undefined).join('.');
}

function uncovered(objects: readonly NotCovered[]): string[] {
  return objects.map((one) => `not covered: ${inWords(one)}`);
}

function objections(findings: readonly Finding[], taken: boolean): string[] {
  if (findings.length === 0) return [];
  const shown = findings.map(({ severity, check, message }) => `  ${severity} ${check}: ${message}`);
  return [
    `${countOf(findings.length, 'finding')} in the database as it is${taken ? ', accepted under audit.ignore so that check begins green' : ''}:`,
    ...shown,
  ];
}
