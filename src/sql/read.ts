/** Reads a live database as a Catalog, in one round trip. */

import type { NotCovered } from '../catalog/not-covered.js';
import type { Scope } from '../catalog/scope.js';
import { type Catalog, type DefaultPrivileges, emptyCatalog, KIND_NAMES, type KindName } from '../catalog/types.js';
import { UserError } from '../errors.js';
import { type Creator, creatorOf } from './access-statements.js';
import { TYPES as OF_SCOPE, TABLES } from './in-scope.js';
import { OWN_DEFAULTS } from './kinds/default-privileges.js';
import { kinds } from './kinds.js';
import { withNeeds } from './needed-by.js';
import { notCovered as notCoveredQuery } from './not-covered.js';
import { quoteIdent, quoteLiteral } from './quote.js';
import { scopeStatements } from './read-scope.js';
import { isServerError, type Result, type Row, type Session } from './session.js';
import { pin, type Timeouts } from './settings.js';

/** A live database as it was at one moment. */
export interface Snapshot {
  readonly catalog: Catalog;
  readonly notCovered: readonly NotCovered[];
  readonly database: string;
  /** As the server says it: `15.18`. */
  readonly serverVersion: string;
  /** Types outside pg_catalog that columns have, and whether a question about them could run a stranger's code. */
  readonly types: ReadonlyMap<string, 'enum' | 'unsafe'>;
  /** Domains, and arrays of them, with the type that each stands for. */
  readonly domains: ReadonlyMap<string, string>;
  /** Who would make what is missing. */
  readonly creator: Creator;
  /** What was asked for besides. */
  readonly also: readonly Result[];
}

const SERVER = `select current_database() as database, current_setting('server_version') as version, current_user as role`;

/**
 * User-defined types of the columns in scope, those in scope themselves, and what domains are over. An enum that no cast mentions has no code of a stranger's (and where we
 * may not name it, the server cannot be asked); a domain has its check, any other type its input function.
 */
const TYPES = `
  select distinct format_type(t.oid, null) as type,
    e.typtype = 'e' and not exists (select from pg_catalog.pg_cast k where e.oid in (k.castsource, k.casttarget))
      and has_schema_privilege(e.typnamespace, 'usage') as safe
  from (
      select a.atttypid from pg_catalog.pg_attribute a
      where a.attrelid = ${TABLES} and a.attnum > 0 and not a.attisdropped
      union select d.typbasetype from pg_catalog.pg_type d where d.typtype = 'd'
        and (d.oid = ${OF_SCOPE} or d.oid in (select atttypid from pg_catalog.pg_attribute where attrelid = ${TABLES}))
      union select oid from pg_catalog.pg_type where oid = ${OF_SCOPE}) a
    join pg_catalog.pg_type t on t.oid = a.atttypid
    join pg_catalog.pg_type e on e.oid = case when t.typcategory = 'A' then t.typelem else t.oid end
  where e.typnamespace <> 'pg_catalog'::regnamespace`;

/** getBaseTypeAndTypmod for all domains: only one of a chain can have a length. */
const DOMAINS = `
  with recursive domain (oid, typarray, base, typmod) as (
    select oid, typarray, typbasetype, typtypmod from pg_catalog.pg_type where typtype = 'd'
    union all
    select d.oid, d.typarray, t.typbasetype, greatest(d.typmod, t.typtypmod)
    from domain d join pg_catalog.pg_type t on t.oid = d.base and t.typtype = 'd')
  select format_type(case when whole then d.oid else d.typarray end, null) as domain,
    format_type(case when whole then b.oid else b.typarray end, d.typmod) as base
  from domain d join pg_catalog.pg_type b on b.oid = d.base and b.typtype <> 'd'
    cross join (values (true), (false)) v (whole)
  where whole or d.typarray <> 0 and b.typarray <> 0`;

/**
 * Reads inside a transaction that is already open (see `apply`).
 * @param also what else is asked of the same moment, in the same round trip
 * @throws what the server says.
 */
export async function readWithin(
  session: Session,
  scope: Scope,
  before: readonly string[] = [],
  also: readonly string[] = [],
): Promise<Snapshot> {
  const prepare = [...before, ...scopeStatements(scope)];
  const asked = KIND_NAMES.filter((kind) => scope.kinds.has(kind));
  const results = await session.run([
    ...prepare,
    SERVER,
    TYPES,
    DOMAINS,
    notCoveredQuery(scope),
    ...(scope.privileges ? [OWN_DEFAULTS] : []),
    ...asked.map((kind) => {
      const { query } = kinds[kind];
      return typeof query === 'string' ? query : query(scope);
    }),
    ...also,
  ]);
  const [server, types, domains, notCovered, ...more] = results.slice(prepare.length);
  const [defaults, objects] = scope.privileges ? [more[0], more.slice(1)] : [undefined, more];
  const catalog = catalogOf(asked, objects);
  const serverVersion = String(server?.rows[0]?.version).split(' ')[0] ?? '';
  return {
    catalog: { ...catalog, extension: await withNeeds(session, catalog.extension, scope.forbiddenExtensions) },
    notCovered: rowsOf(notCovered) as unknown as readonly NotCovered[],
    database: String(server?.rows[0]?.database),
    serverVersion,
    creator: creatorOf(
      String(server?.rows[0]?.role),
      Number.parseInt(serverVersion, 10),
      rowsOf(defaults) as unknown as readonly DefaultPrivileges[],
    ),
    also: objects.slice(asked.length),
    types: new Map(rowsOf(types).map((row) => [String(row.type), row.safe === true ? 'enum' : 'unsafe'])),
    domains: new Map(rowsOf(domains).map((row) => [String(row.domain), String(row.base)])),
  };
}

/**
 * Opens a REPEATABLE READ READ ONLY transaction, reads, and leaves it open for further questions.
 * @throws UserError where a lock of another session stands in the way, naming the table, or a name cannot be in the database
 */
export function read(session: Session, scope: Scope, timeouts: Timeouts): Promise<Snapshot> {
  return steadily(session, scope, timeouts, (begin) => readWithin(session, scope, begin));
}

/**
 * Looks at a database by a transaction of its own. What changes while it is looked at (an object vanishes under a
 * deparse function) is looked at again once.
 * @param look is given the statements that open the transaction, and leaves it open
 * @throws UserError as `read`
 */
export async function steadily<T>(
  session: Session,
  scope: Scope,
  timeouts: Timeouts,
  look: (begin: readonly string[]) => Promise<T>,
): Promise<T> {
  const begin = ['begin isolation level repeatable read read only', pin(timeouts)];
  try {
    return await look(begin);
  } catch (error) {
    if (!isServerError(error)) throw error;
    await session.run(['rollback']);
    if (isTimeout(error)) throw await lockedOut(session, scope, timeouts);
    if (error.code === '22P05') {
      throw new UserError(`the database's encoding has no characters for a name of the spec: ${error.message}`, {
        cause: error,
      });
    }
    if (error.code !== 'XX000' && !error.code.startsWith('42')) throw error;
    return await look(begin);
  }
}

/** lock_not_available, query_canceled */
export function isTimeout({ code }: { readonly code: string }): boolean {
  return code === '55P03' || code === '57014';
}

/** Names the tables that another session holds. Needs no privilege: pg_locks and pg_class are everybody's. */
export async function lockedOut(session: Session, scope: Scope, timeouts: Timeouts): Promise<UserError> {
  const [held] = await session.run([
    `select n.nspname as schema, c.relname as "table", l.pid
    from pg_catalog.pg_locks l
      join pg_catalog.pg_class c on c.oid = l.relation
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where l.granted and l.mode = 'AccessExclusiveLock' and l.pid <> pg_catalog.pg_backend_pid()
      and n.nspname in (${scope.schemas.map(({ schema }) => quoteLiteral(schema)).join(', ')})
      and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
    order by c.relname`,
  ]);
  const tables = rowsOf(held).map(
    (row) => `${quoteIdent(String(row.schema))}.${quoteIdent(String(row.table))} (held by process ${row.pid})`,
  );
  const seconds = timeouts.lock / 1000;
  if (tables.length === 0) {
    return new UserError(
      `the database did not answer within the time limit (lock ${seconds} s, statement ${timeouts.statement / 1000} s)`,
      {
        hint: 'try again when the server is less busy',
      },
    );
  }
  return new UserError(
    `another session holds an ACCESS EXCLUSIVE lock for longer than ${seconds} s on ${tables.join(', ')}`,
    {
      hint: 'wait for its transaction to end, or see what it does: select * from pg_stat_activity where pid = …',
    },
  );
}

function rowsOf(result: Result | undefined): readonly Row[] {
  return result?.rows ?? [];
}

/** A kind's query returns its objects field for field; only an absent name has to be left out of the identity. */
function catalogOf(asked: readonly KindName[], results: readonly Result[]): Catalog {
  const catalog: Record<string, unknown[]> = {};
  asked.forEach((kind, i) => {
    const { fromRow = (row: Row) => row } = kinds[kind];
    catalog[kind] = rowsOf(results[i]).map((row) => {
      const object: Record<string, unknown> = { kind, ...fromRow(row) };
      if (object.name === null) delete object.name;
      if (object.on === null) delete object.on;
      if (object.schema === null) delete object.schema;
      if (object.table === null) delete object.table;
      return object;
    });
  });
  return { ...emptyCatalog(), ...(catalog as unknown as Catalog) };
}
