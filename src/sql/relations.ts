/** The columns of the tables that sub-selects name, whoever's they are: without their types two spellings cannot be held together. */
import { lex } from '../expression/lexer.js';
import { quoteLiteral } from './quote.js';
import type { Session } from './session.js';

/** By `schema.table`: column name to type. */
export type Relations = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface RelationName {
  readonly schema: string;
  readonly table: string;
}

/** Reads them from pg_attribute, which needs no privilege; one round trip, and none where nothing is qualified. */
export async function relationsIn(
  session: Session,
  expressions: readonly string[],
  baseOf: (type: string) => string,
): Promise<Relations> {
  return columnsOf(session, expressions.flatMap(qualifiedNames), baseOf);
}

/** The same of relations by their names: a view's columns are in no catalog of ours. */
export async function columnsOf(
  session: Session,
  names: readonly RelationName[],
  baseOf: (type: string) => string,
): Promise<Relations> {
  const relations = new Map<string, Map<string, string>>();
  if (names.length === 0) return relations;
  const rows = new Set(names.map(({ schema, table }) => `(${quoteLiteral(schema)}, ${quoteLiteral(table)})`));
  const [result] = await session.run([
    `select n.nspname as schema, c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where (n.nspname, c.relname) in (${[...rows].join(', ')})`,
  ]);
  for (const { schema, table, name, type } of result?.rows ?? []) {
    const key = `${schema}.${table}`;
    const columns = relations.get(key) ?? new Map<string, string>();
    relations.set(key, columns.set(String(name), baseOf(String(type))));
  }
  return relations;
}

/** Whatever is written `a.b`. */
function qualifiedNames(sql: string): RelationName[] {
  const tokens = lex(sql);
  return tokens.flatMap((token, i) => {
    const [left, right] = [tokens[i - 1], tokens[i + 1]];
    if (token.text !== '.' || !isName(left) || !isName(right)) return [];
    return [{ schema: left.value, table: right.value }];
  });
}

function isName(token: ReturnType<typeof lex>[number] | undefined): token is ReturnType<typeof lex>[number] {
  return token?.kind === 'word' || token?.kind === 'quoted identifier';
}
