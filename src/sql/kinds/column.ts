/** column: type, nullability, default, generation, identity, collation. Its place among the others is not compared. */
import type { Column } from '../../catalog/types.js';
import { rewritesTable } from '../column-type.js';
import type { Draft, Hazard, Kind } from '../kind.js';
import { quoteExpression, quoteIdent, quoteQualified } from '../quote.js';

export const column: Kind<Column> = {
  query: `
    select current_setting('schema_audit.schema') as schema, c.relname as "table", a.attname as name,
      format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull and not exists (select from pg_catalog.pg_constraint nn
        where nn.conrelid = a.attrelid and nn.contype = 'n' and nn.conkey[1] = a.attnum and not nn.convalidated) as "notNull",
      case when d.oid is not null and a.attgenerated = ''
        then json_build_object('expression', pg_get_expr(d.adbin, d.adrelid)) end as default,
      case when d.oid is not null and a.attgenerated <> ''
        then json_build_object('as', json_build_object('expression', pg_get_expr(d.adbin, d.adrelid)),
          'persistence', case a.attgenerated when 's' then 'stored' else 'virtual' end) end as generated,
      case a.attidentity when 'a' then 'always' when 'd' then 'by default' end as identity,
      case when a.attcollation <> t.typcollation and a.attcollation <> 0 then (
        select case when cn.nspname = 'pg_catalog' then quote_ident(l.collname)
          else quote_ident(cn.nspname) || '.' || quote_ident(l.collname) end
        from pg_catalog.pg_collation l join pg_catalog.pg_namespace cn on cn.oid = l.collnamespace
        where l.oid = a.attcollation) end as collation
    from pg_catalog.pg_attribute a
      join pg_catalog.pg_class c on c.oid = a.attrelid
      join pg_catalog.pg_type t on t.oid = a.atttypid
      left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = any ((select current_setting('schema_audit.tables')::oid[])::oid[])
      and a.attnum > 0 and not a.attisdropped
    order by a.attrelid, a.attnum`,
  clause: (to) => definition(to),
  create: (to) => [
    alterTable(
      to,
      `add column ${definition(to)}`,
      to.generated || to.identity ? ['table-rewrite', 'blocks-reads'] : [],
    ),
  ],
  drop: (from) => [alterTable(from, `drop column ${quoteIdent(from.name)}`, ['data-loss'])],
  alter: {
    type: changeType,
    collation: (to, from) => (to.type === from.type ? changeType(to, from) : []),
    notNull: (to, from) => (to.notNull ? [setNotNull(to)] : [...freed(to, from), alterColumn(to, 'drop not null')]),
    default: (to, from) => [...freed(to, from), changeDefault(to)],
    generated: (to, from) =>
      to.generated === null && from.generated?.persistence === 'stored' ? freed(to, from) : 'recreate',
    identity: (to, from) => {
      if (to.identity === null) return freed(to, from);
      if (from.identity !== null) return [alterColumn(to, `set generated ${to.identity}`)];
      return [
        ...(from.default === null ? [] : [alterColumn(to, 'drop default')]),
        ...(from.notNull ? [] : [setNotNull(to)]),
        alterColumn(to, `add generated ${to.identity} as identity`),
      ];
    },
  },
  assignedType: (to, field) => (field === 'default' ? to.type : null),
};

function definition(to: Column): string {
  return [
    quoteIdent(to.name),
    to.type,
    to.collation === null ? '' : `collate ${to.collation}`,
    to.default === null ? '' : `default ${quoteExpression(to.default.expression)}`,
    to.generated === null ? '' : `generated always as (${to.generated.as.expression}) ${to.generated.persistence}`,
    to.identity === null ? '' : `generated ${to.identity} as identity`,
    to.notNull ? 'not null' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/**
 * A default is cast to another type only where that needs no one's leave, so it goes before and comes back after; the
 * values of a generated column are computed anew and cannot be cast.
 */
function changeType(to: Column, from: Column): Draft[] {
  const collate = to.collation === null ? '' : ` collate ${to.collation}`;
  const name = quoteIdent(to.name);
  const inPlace = to.collation === from.collation && !rewritesTable(from.type, to.type);
  const using = inPlace || from.generated !== null ? '' : ` using ${name}::${to.type}`;
  const retype = alterColumn(to, `type ${to.type}${collate}${using}`, inPlace ? [] : ['table-rewrite', 'blocks-reads']);
  if (inPlace || to.type === from.type || from.default === null) return [retype];
  return [alterColumn(to, 'drop default'), retype, ...(to.default === null ? [] : [changeDefault(to)])];
}

function changeDefault(to: Column): Draft {
  return alterColumn(
    to,
    to.default === null ? 'drop default' : `set default ${quoteExpression(to.default.expression)}`,
  );
}

function setNotNull(to: Column): Draft {
  return alterColumn(to, 'set not null', ['blocks-reads']);
}

/** A column that is generated or an identity takes no default, and an identity is never null. */
function freed(to: Column, from: Column): Draft[] {
  return [
    ...(to.identity === null && from.identity !== null ? [alterColumn(to, 'drop identity if exists')] : []),
    ...(to.generated === null && from.generated?.persistence === 'stored'
      ? [alterColumn(to, 'drop expression if exists')]
      : []),
  ];
}

function alterColumn(to: Column, what: string, hazards: readonly Hazard[] = []): Draft {
  return alterTable(to, `alter column ${quoteIdent(to.name)} ${what}`, hazards);
}

function alterTable(to: Column, what: string, hazards: readonly Hazard[]): Draft {
  return {
    sql: `alter table ${quoteQualified(to.schema, to.table)} ${what}`,
    locks: [{ schema: to.schema, table: to.table, mode: 'ACCESS EXCLUSIVE' }],
    hazards,
  };
}
