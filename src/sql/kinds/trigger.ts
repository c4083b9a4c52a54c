/** trigger: on a table or a view. Those that a partition has from its parent are the parent's. */
import type { Trigger } from '../../catalog/types.js';
import { oneExpression } from '../../expression/one-expression.js';
import { is, lex, type Token } from '../../expression/scan.js';
import { schemaOf, TABLES, VIEWS } from '../in-scope.js';
import type { Draft, Kind } from '../kind.js';
import { quoteIdent, quoteLiteral, quoteQualified } from '../quote.js';

/** Arguments are kept one after another, each with a zero byte behind it. */
const ARGUMENTS = `
  coalesce((select json_agg(convert_from(decode(part[1], 'hex'), getdatabaseencoding()) order by place)
    from regexp_matches(encode(t.tgargs, 'hex'), '((?:[0-9a-f]{2})*?)00', 'g') with ordinality m (part, place)), '[]')`;

export const trigger: Kind<Trigger> = {
  // Of the condition only pg_get_triggerdef knows how it reads: what is around it is taken off by `fromRow`.
  query: `
    select case when c.relkind = 'v' then 'view' end as "on", ${schemaOf('c.relnamespace')} as schema, c.relname as "table",
      t.tgname as name,
      case when t.tgtype & 64 <> 0 then 'instead of' when t.tgtype & 2 <> 0 then 'before' else 'after' end as timing,
      (select json_agg(event order by place) from (values (1, 4, 'insert'), (2, 16, 'update'), (3, 8, 'delete'),
        (4, 32, 'truncate')) e (place, bit, event) where t.tgtype & bit <> 0) as events,
      coalesce((select json_agg(a.attname order by k.place) from unnest(t.tgattr::int2[]) with ordinality k (attnum, place)
        join pg_catalog.pg_attribute a on a.attrelid = t.tgrelid and a.attnum = k.attnum), '[]') as columns,
      case when t.tgtype & 1 <> 0 then 'row' else 'statement' end as "forEach",
      case when t.tgqual is not null then json_build_object('expression', pg_get_triggerdef(t.oid)) end as "when",
      (select case when n.nspname = 'pg_catalog' then '' else quote_ident(n.nspname) || '.' end || quote_ident(f.proname)
        from pg_catalog.pg_proc f join pg_catalog.pg_namespace n on n.oid = f.pronamespace where f.oid = t.tgfoid) as function,
      ${ARGUMENTS} as arguments, t.tgoldtable as "oldTable", t.tgnewtable as "newTable",
      case when t.tgconstraint = 0 then null when not t.tgdeferrable then 'not deferrable'
        when t.tginitdeferred then 'initially deferred' else 'initially immediate' end as "constraint",
      (select json_build_object('schema', ${schemaOf('r.relnamespace')}, 'table', r.relname)
        from pg_catalog.pg_class r where r.oid = t.tgconstrrelid) as "from",
      case t.tgenabled when 'O' then 'origin' when 'R' then 'replica' when 'A' then 'always' else 'disabled' end as enabled
    from pg_catalog.pg_trigger t
      join pg_catalog.pg_class c on c.oid = t.tgrelid
    where (t.tgrelid = ${TABLES} or t.tgrelid = ${VIEWS}) and not t.tgisinternal and t.tgparentid = 0
    order by t.tgrelid, t.tgname`,
  fromRow: (row) => {
    const { when } = row as unknown as Trigger;
    return when === null ? row : { ...row, when: conditionIn(when.expression) };
  },
  create: (to) => [write(to, definition(to, 'create')), ...(to.enabled === 'origin' ? [] : [enable(to)])],
  drop: (from) => [
    {
      sql: `drop trigger ${quoteIdent(from.name)} on ${quoteQualified(from.schema, from.table)}`,
      locks: [{ schema: from.schema, table: from.table, mode: 'ACCESS EXCLUSIVE' }],
    },
  ],
  stays: () => true,
  alter: {
    timing: replaced,
    events: replaced,
    columns: replaced,
    forEach: replaced,
    when: replaced,
    function: replaced,
    arguments: replaced,
    oldTable: replaced,
    newTable: replaced,
    constraint: 'recreate',
    from: 'recreate',
    enabled: (to) => [enable(to)],
  },
  rename: {
    pairing: 'same definition',
    write: (to, from) => [
      {
        sql: `alter trigger ${quoteIdent(from.name)} on ${quoteQualified(to.schema, to.table)} rename to ${quoteIdent(to.name)}`,
        locks: [{ schema: to.schema, table: to.table, mode: 'ACCESS EXCLUSIVE' }],
      },
    ],
  },
};

/** CREATE OR REPLACE keeps the comment and switches the trigger on; of a constraint trigger there is none. */
function replaced(to: Trigger, from: Trigger): readonly Draft[] | 'recreate' {
  if (to.constraint !== null || from.constraint !== null) return 'recreate';
  return [write(to, definition(to, 'create or replace')), ...(to.enabled === 'origin' ? [] : [enable(to)])];
}

function definition(to: Trigger, create: 'create' | 'create or replace'): string {
  const events = to.events.map((event) =>
    event === 'update' && to.columns.length > 0 ? `update of ${to.columns.map(quoteIdent).join(', ')}` : event,
  );
  const tables = [
    ...(to.oldTable === null ? [] : [`old table as ${quoteIdent(to.oldTable)}`]),
    ...(to.newTable === null ? [] : [`new table as ${quoteIdent(to.newTable)}`]),
  ];
  return [
    `${create} ${to.constraint === null ? '' : 'constraint '}trigger ${quoteIdent(to.name)}`,
    `${to.timing} ${events.join(' or ')} on ${quoteQualified(to.schema, to.table)}`,
    to.from === null ? '' : `from ${quoteQualified(to.from.schema, to.from.table)}`,
    to.constraint === null || to.constraint === 'not deferrable' ? '' : `deferrable ${to.constraint}`,
    tables.length === 0 ? '' : `referencing ${tables.join(' ')}`,
    `for each ${to.forEach}`,
    to.when === null ? '' : `when (${to.when.expression})`,
    `execute function ${to.function}(${to.arguments.map(quoteLiteral).join(', ')})`,
  ]
    .filter((part) => part !== '')
    .join('\n  ');
}

function write(to: Trigger, sql: string): Draft {
  return {
    sql,
    locks: [
      { schema: to.schema, table: to.table, mode: 'SHARE ROW EXCLUSIVE' },
      ...(to.from === null ? [] : [{ ...to.from, mode: 'SHARE ROW EXCLUSIVE' as const }]),
    ],
  };
}

const STATES = { origin: 'enable', replica: 'enable replica', always: 'enable always', disabled: 'disable' } as const;

function enable(to: Trigger): Draft {
  return {
    sql: `alter table ${quoteQualified(to.schema, to.table)} ${STATES[to.enabled]} trigger ${quoteIdent(to.name)}`,
    locks: [{ schema: to.schema, table: to.table, mode: 'SHARE ROW EXCLUSIVE' }],
  };
}

/** `… for each row when (<this>) execute function …` */
function conditionIn(definition: string): { readonly expression: string } {
  const tokens = lex(definition);
  const each = tokens.findIndex((token, i) => is(token, 'for') && is(tokens[i + 1], 'each'));
  const open = tokens.findIndex((token, i) => i > each && is(tokens[i - 1], 'when') && is(token, '('));
  let close = open;
  for (let depth = 0; close < tokens.length; close++) {
    if (is(tokens[close], '(', '[')) depth++;
    if (is(tokens[close], ')', ']') && --depth === 0) break;
  }
  return { expression: definition.slice(tokens[open]?.end, tokens[close]?.start) };
}

/**
 * A trigger's condition over `old` and `new` as an expression over one row, whose columns are called `"new.a"` and
 * `"old.a"`; as it is where it speaks of a row as a whole, or of a row that is not known.
 */
export function overTwoRows(
  { desired, actual }: { readonly desired: string; readonly actual: string },
  row: ReadonlyMap<string, string>,
): { readonly desired: string; readonly actual: string; readonly columns: ReadonlyMap<string, string> } {
  const columns = new Map(
    ['new', 'old'].flatMap((of) => [...row].map(([name, type]) => [`${of}.${name}`, type] as const)),
  );
  const [left, right] = [desired, actual].map((sql) => inOneRow(sql, columns));
  if (left == null || right == null)
    return { desired: withStars(desired), actual: withStars(actual), columns: new Map() };
  return { desired: left, actual: right, columns };
}

function inOneRow(sql: string, columns: ReadonlyMap<string, string>): string | null {
  if (oneExpression(sql) !== null) return null;
  const tokens = lex(sql);
  let text = '';
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    if (!isRow(tokens, i)) continue;
    const column = tokens[i + 2];
    const name = `${token.value}.${column?.value}`;
    if (!is(tokens[i + 1], '.') || column === undefined || !columns.has(name) || Buffer.byteLength(name) > 63)
      return null;
    text += sql.slice(end, token.start) + quoteIdent(name);
    end = column.end;
  }
  return text + sql.slice(end);
}

/** `old` is `old.*`. */
function withStars(sql: string): string {
  if (oneExpression(sql) !== null) return sql;
  const tokens = lex(sql);
  let text = '';
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    if (!isRow(tokens, i) || is(tokens[i + 1], '.')) continue;
    text += `${sql.slice(end, token.end)}.*`;
    end = token.end;
  }
  return text + sql.slice(end);
}

function isRow(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  const name = token?.kind === 'word' || token?.kind === 'quoted identifier';
  return name && (token.value === 'new' || token.value === 'old') && !is(tokens[i - 1], '.');
}
