/** Where a history lies, and which of its tables are there. */
import { UserError } from '../../errors.js';
import { quoteIdent, quoteLiteral, quoteQualified } from '../quote.js';
import type { Session } from '../session.js';
import { type History, lockPlace, type Place } from './history.js';

/** What is said of a history's place: null where nothing is. */
export interface Wanted {
  readonly table: string;
  readonly schema: string | null;
  /** Names that a connection's search_path is set to before the tool looks; null: the connection's own. */
  readonly searchPath: readonly string[] | null;
}

export interface Found {
  readonly place: Place;
  readonly history: boolean;
  readonly lock: boolean;
  readonly archive: boolean;
  /** Schemas that have a history of this name, where ours has none and was not named. */
  readonly elsewhere: readonly string[];
}

/** Names of tables are cut at so many bytes. */
const LONGEST = 63;
const ARCHIVE = '_archive';

export function archivePlace({ schema, table }: Place): Place {
  return { schema, table: `${table}${ARCHIVE}` };
}

/**
 * The schema of the history: the one named, else the first of the search path that is there (as the tool looks for it).
 * Asked before our own transaction, which has no search path.
 * @throws UserError where there is none, or the names of the tables beside it would be too long
 */
export async function schemaOf(session: Session, wanted: Wanted): Promise<string> {
  const longest = `${wanted.table}${ARCHIVE}`;
  if (Buffer.byteLength(longest) > LONGEST)
    throw new UserError(`the history's archive would be called ${longest}: PostgreSQL cuts names at ${LONGEST} bytes`, {
      hint: `use a history whose name has at most ${LONGEST - ARCHIVE.length} bytes`,
    });
  if (wanted.schema !== null) return wanted.schema;
  const path = wanted.searchPath?.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ');
  const results = await session.run([
    'begin read only',
    ...(path === undefined ? [] : [`select pg_catalog.set_config('search_path', ${quoteLiteral(path)}, true)`]),
    'select pg_catalog.current_schema() as schema',
    'rollback',
  ]);
  const schema = results.at(-2)?.rows[0]?.schema;
  if (typeof schema === 'string') return schema;
  throw new UserError(`no schema of the search path${path === undefined ? '' : ` ${path}`} is there`, {
    hint: 'name the schema of the history with --table-schema',
  });
}

/**
 * Which of the tables are there.
 * @throws UserError where something else has one of their names
 */
export async function find(session: Session, history: History, place: Place, named: boolean): Promise<Found> {
  const lock = lockPlace(history, place);
  const archive = archivePlace(place);
  const names = [place.table, lock.table, archive.table];
  const [result, schemas] = await session.run([
    `select n.nspname::text as schema, c.relname::text as name, c.relkind::text as kind,
      array_to_json(array(select a.attname::text from pg_catalog.pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)) as columns
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relname in (${names.map(quoteLiteral).join(', ')}) and n.nspname !~ '^pg_'
    order by n.nspname`,
    `select 1 from pg_catalog.pg_namespace where nspname = ${quoteLiteral(place.schema)}`,
  ]);
  if (schemas?.rows.length === 0)
    throw new UserError(`there is no schema ${quoteIdent(place.schema)} for the history`, {
      hint: 'see --table-schema',
    });
  const tables = (result?.rows ?? []) as unknown as readonly {
    readonly schema: string;
    readonly name: string;
    readonly kind: string;
    readonly columns: readonly string[];
  }[];
  const has = (name: string, columns: readonly string[], what: string): boolean => {
    const there = tables.find((one) => one.schema === place.schema && one.name === name);
    if (there === undefined) return false;
    const missing = columns.filter((column) => !there.columns.includes(column));
    const table = ['r', 'p'].includes(there.kind);
    if (table && missing.length === 0) return true;
    const why = table ? `it has no column ${missing.join(', ')}` : 'it is no table';
    throw new UserError(`${quoteQualified(place.schema, name)} is not ${what}: ${why}`, {
      hint: 'see --table and --table-schema',
    });
  };
  const ours = has(place.table, history.columns, `a history of ${history.tool}`);
  const like = ({ name, kind, columns }: (typeof tables)[number]) =>
    name === place.table && ['r', 'p'].includes(kind) && history.columns.every((column) => columns.includes(column));
  return {
    place,
    history: ours,
    lock: history.lockSuffix === null || has(lock.table, ['is_locked'], `a lock table of ${history.tool}`),
    archive: has(archive.table, ARCHIVE_COLUMNS, 'an archive of schema-audit'),
    elsewhere: ours || named ? [] : tables.filter(like).map(({ schema }) => schema),
  };
}

export const ARCHIVE_COLUMNS = ['id', 'run', 'action', 'name', 'row', 'at', 'by', 'restored_at'] as const;
