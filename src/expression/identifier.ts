/** Names as identifiers: when PostgreSQL wants them quoted, and how. */

/**
 * Words that PostgreSQL 14 to 18 quote as identifiers: every key word but the unreserved ones
 * (pg_get_keywords() with catcode <> 'U'; src/backend/utils/adt/ruleutils.c, quote_identifier).
 */
export const KEYWORDS: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast
  char character check coalesce collate collation column concurrently constraint create cross current_catalog
  current_date current_role current_schema current_time current_timestamp current_user dec decimal default deferrable
  desc distinct do else end except exists extract false fetch float for foreign freeze from full grant greatest group
  grouping having ilike in initially inner inout int integer intersect interval into is isnull join json json_array
  json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value
  lateral leading least left like limit localtime localtimestamp merge_action national natural nchar none normalize not
  notnull null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary real
  references returning right row select session_user setof similar smallint some substring symmetric system_user table
  tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic verbose
  when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
  xmlserialize xmltable`.split(/\s+/),
);

/**
 * A name as an identifier, quoted where the server would quote it.
 * @throws Error where the name is empty or holds a NUL: the spec's parser and the server both refuse such a name before.
 */
export function quoteIdent(name: string): string {
  if (name === '' || name.includes('\0')) throw new Error('not an identifier');
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !KEYWORDS.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}
