/** Reads what stands around tables and could void their isolation: the catalog alone, in the batch that reads the rest. */
import type { Scope } from '../catalog/scope.js';
import type { AroundSequence, Surroundings } from '../catalog/surroundings.js';
import { TABLES } from './in-scope.js';
import { quoteLiteral, quoteQualified } from './quote.js';
import { readWithin, type Snapshot, steadily } from './read.js';
import type { Result, Row, Session } from './session.js';
import type { Timeouts } from './settings.js';
import { PROBE, STATEMENTS } from './surroundings-queries.js';

type Part = keyof typeof STATEMENTS;
const PARTS = Object.keys(STATEMENTS) as readonly Part[];

/** Whoever owns or is granted something is asked about only where there is something. */
const WITH_ROLES: readonly string[] = ['grants', 'views', 'functions', 'children', 'policyRoles'];

/**
 * What PROBE has seen, in full: one more round trip where there is more to it, inside the transaction that is open.
 * @param applicationRole the role that the application connects as; null: not known
 */
export async function askSurroundings(
  session: Session,
  probed: Result | undefined,
  applicationRole: string | null,
): Promise<Surroundings> {
  const probe = probed?.rows[0] ?? {};
  const app =
    applicationRole === null
      ? 'null::oid'
      : `(select oid from pg_catalog.pg_roles where rolname = ${quoteLiteral(applicationRole)})`;
  const needed = PARTS.filter((part) =>
    part === 'roles' ? WITH_ROLES.some((one) => probe[one] === true) : probe[part] === true,
  );
  const results = await session.run(needed.map((part) => STATEMENTS[part](app)));
  const rows = (part: Part): readonly Row[] => results[needed.indexOf(part)]?.rows ?? [];
  const columnsOf = (part: Part, table: unknown) => rows(part).find((row) => row.table === table)?.columns ?? [];
  const tables = (probe.tables ?? []) as readonly Row[];
  const around = {
    major: probe.major,
    me: probe.me,
    tables: tables.map((one) => ({
      ...one,
      partitionKey: columnsOf('partitionKeys', one.table),
      excludedBy: columnsOf('exclusions', one.table),
    })),
    roles: rows('roles'),
    views: rows('views'),
    functions: rows('functions'),
    policyFunctions: rows('policyFunctions'),
    children: rows('children'),
    grants: rows('grants'),
    publications: rows('publications'),
    sequences: await lastValues(session, rows('sequences')),
  };
  return around as unknown as Surroundings;
}

/**
 * Reads a catalog (see `read`) with what stands around its tables, at the same moment.
 * @throws UserError where a lock of another session stands in the way
 */
export function readAround(
  session: Session,
  scope: Scope,
  timeouts: Timeouts,
  applicationRole: string | null,
): Promise<{ readonly snapshot: Snapshot; readonly around: ReadonlyMap<string, Surroundings> }> {
  return steadily(session, scope, timeouts, async (begin) => {
    const snapshot = await readWithin(session, scope, begin, [PROBE]);
    return { snapshot, around: await surroundingsOf(session, scope, snapshot.also[0], applicationRole) };
  });
}

/**
 * The same of each schema in scope.
 * @param probed what PROBE said where there is one schema; undefined: it was not sent. Of several schemas each is asked
 * anew, with its tables alone in scope
 */
export async function surroundingsOf(
  session: Session,
  { schemas }: Pick<Scope, 'schemas'>,
  probed: Result | undefined,
  applicationRole: string | null,
): Promise<ReadonlyMap<string, Surroundings>> {
  if (schemas.length === 1) {
    const [probe] = probed === undefined ? await session.run([PROBE]) : [probed];
    return new Map([[schemas[0].schema, await askSurroundings(session, probe, applicationRole)]]);
  }
  const all = new Map<string, Surroundings>();
  for (const { schema } of schemas) {
    const results = await session.run(['savepoint schema_audit_around', tablesOf(schema), PROBE]);
    all.set(schema, await askSurroundings(session, results[2], applicationRole));
    await session.run(['rollback to savepoint schema_audit_around']);
  }
  return all;
}

function tablesOf(schema: string): string {
  return `select pg_catalog.set_config('schema_audit.tables', coalesce((select array_agg(c.oid)
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.oid = ${TABLES} and n.nspname = ${quoteLiteral(schema)}), '{}')::text, true)`;
}

/** Beyond this nobody runs out in a lifetime. */
const ENDLESS = 1e12;

/** Reading a sequence takes no lock that anybody waits for; pg_sequences would take a stronger one. */
async function lastValues(session: Session, found: readonly Row[]): Promise<readonly AroundSequence[]> {
  const finite = found.filter(({ limit }) => Number(limit) < ENDLESS);
  const readable = finite.filter((row) => row.readable === true);
  const results = await session.run(
    readable.map(
      ({ schema, name }) =>
        `select case when is_called then last_value end::float8 as last from ${quoteQualified(String(schema), String(name))}`,
    ),
  );
  return finite.map(({ readable: _readable, ...row }) => {
    const at = readable.findIndex((one) => one.schema === row.schema && one.name === row.name);
    return { ...row, last: results[at]?.rows[0]?.last ?? null } as unknown as AroundSequence;
  });
}
