/** column: type, nullability, default, generation, identity, collation, storage. Its place among the others is not compared. */
import { storageOfType } from '../../catalog/storage.js';
import type { Column } from '../../catalog/types.js';
import { keepsValues, rewritesTable, truncatesWhenCast } from '../column-type.js';
import { grantsOf, IS_PART, schemaOf, TABLES } from '../in-scope.js';
import type { Draft, Kind, Transition, WorkKind } from '../kind.js';
import { quoteExpression, quoteIdent, quoteQualified } from '../quote.js';
import { identityFrom } from '../taken-over.js';
import { computedPerRow } from '../volatile.js';
import { notNullProof } from './constraint.js';
import { changeIdentity, generation, identityOf, renameIdentity } from './identity.js';

export const column: Kind<Column> = {
  query: `
    select ${schemaOf('c.relnamespace')} as schema, c.relname as "table", a.attname as name,
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
        where l.oid = a.attcollation) end as collation,
      ${identityOf('counting')} as "identitySequence",
      ${identityOf('name')} as "identityName",
      case when a.attstorage <> t.typstorage then
        case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'x' then 'extended' else 'main' end end as storage,
      case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as compression,
      nullif(a.attstattarget, -1)::int as statistics,
      ${grantsOf('a.attacl', 'c', 'c.relowner')} as grants
    from pg_catalog.pg_attribute a
      join pg_catalog.pg_class c on c.oid = a.attrelid
      join pg_catalog.pg_type t on t.oid = a.atttypid
      left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = ${TABLES}
      and a.attnum > 0 and not a.attisdropped and not ${IS_PART}
    order by a.attrelid, a.attnum`,
  clause: (to) => definition(to),
  after: furtherSettings,
  create: (to) => [alterTable(to, `add column ${definition(to)}`, computed(to) ? { work: 'rewrite' } : {})],
  drop: (from) => [
    alterTable(from, `drop column ${quoteIdent(from.name)}`, {
      beyond: true,
      // What is computed can be computed again.
      hazards: from.generated === null ? ['data-loss'] : [],
    }),
  ],
  stays: () => true,
  alter: {
    type: changeType,
    collation: (to, from, transition) => (to.type === from.type ? changeType(to, from, transition) : []),
    notNull: (to, from) => (to.notNull ? [setNotNull(to)] : [...freed(to, from), alterColumn(to, 'drop not null')]),
    default: (to, from) => [...freed(to, from), changeDefault(to)],
    generated: (to, from) =>
      to.generated === null && from.generated?.persistence === 'stored' ? freed(to, from) : 'recreate',
    identitySequence: changeIdentity,
    identityName: renameIdentity,
    // A new type brings its own storage, and loses the compression (see changeType).
    storage: (to, from) => (to.type === from.type ? [setStorage(to)] : []),
    compression: (to, from) => (to.type === from.type ? [setCompression(to)] : []),
    statistics: (to) => [setStatistics(to)],
    grants: 'access',
    identity: (to, from) => {
      if (to.identity === null) return freed(to, from);
      if (from.identity !== null) return [alterColumn(to, `set generated ${to.identity}`)];
      const { before, after } = identityFrom(to, from);
      return [
        ...(from.default === null ? [] : [alterColumn(to, 'drop default')]),
        ...(from.notNull ? [] : [setNotNull(to)]),
        ...before,
        alterColumn(to, `add ${generation(to)}`),
        ...after,
      ];
    },
  },
  rename: {
    write: (to, from) => [alterTable(to, `rename column ${quoteIdent(from.name)} to ${quoteIdent(to.name)}`)],
  },
  place: ({ generated }) => (generated === null ? null : 'generated'),
  disturbs: ['type', 'collation'],
  // Its rows hold values; what is computed can be computed again.
  without: (to, field) => {
    if (to.generated !== null) return 'recreate';
    if (field !== 'default' || to.default === null) return null;
    return { before: [alterColumn(to, 'drop default')], after: [changeDefault(to)] };
  },
  inTwo: (to) =>
    to.default === null
      ? null
      : { first: { ...to, default: null }, rest: [changeDefault(to)], back: [alterColumn(to, 'drop default')] },
  assignedType: (to, field) => (field === 'default' ? to.type : null),
};

function definition(to: Column): string {
  return [
    quoteIdent(to.name),
    to.type,
    to.compression === null ? '' : `compression ${to.compression}`,
    to.collation === null ? '' : `collate ${to.collation}`,
    to.default === null ? '' : `default ${quoteExpression(to.default.expression)}`,
    to.generated === null ? '' : `generated always as (${to.generated.as.expression}) ${to.generated.persistence}`,
    generation(to),
    to.notNull ? 'not null' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** What CREATE TABLE and ADD COLUMN have no words for, in all versions. */
function furtherSettings(to: Column): Draft[] {
  return [...(to.storage === null ? [] : [setStorage(to)]), ...(to.statistics === null ? [] : [setStatistics(to)])];
}

/** Holds for values to come. SET STORAGE DEFAULT is of PostgreSQL 16; of a type of others' what most of them have is taken. */
function setStorage(to: Column): Draft {
  return alterColumn(to, `set storage ${to.storage ?? storageOfType(to.type) ?? 'extended'}`);
}

function setCompression(to: Column): Draft {
  return alterColumn(to, `set compression ${to.compression ?? 'default'}`);
}

function setStatistics(to: Column): Draft {
  const draft = alterColumn(to, `set statistics ${to.statistics ?? -1}`);
  return { ...draft, locks: (draft.locks ?? []).map((lock) => ({ ...lock, mode: 'SHARE UPDATE EXCLUSIVE' })) };
}

/** Whether the values of a new column differ from row to row, so that every row is written anew. */
function computed({ generated, identity, default: byDefault }: Column): boolean {
  return (
    identity !== null ||
    generated?.persistence === 'stored' ||
    (byDefault !== null && computedPerRow(byDefault.expression))
  );
}

/**
 * A default is cast to another type only where that needs no one's leave, so it goes before and comes back after; the
 * values of a generated column are computed anew and cannot be cast. Without USING the assignment cast counts: it
 * refuses what is too long, where an explicit one would cut it off.
 */
function changeType(to: Column, from: Column, { using: said, recast, through = recast?.through }: Transition): Draft[] {
  const using = said ?? (through === undefined ? null : `${quoteIdent(to.name)}::${through}::${to.type}`);
  const collate = to.collation === null ? '' : ` collate ${to.collation}`;
  const name = quoteIdent(to.name);
  const inPlace = using === null && !rewritesTable(from.type, to.type) && to.collation === from.collation;
  const cast = inPlace || from.generated !== null || truncatesWhenCast(to.type) ? null : `${name}::${to.type}`;
  const values = using ?? cast;
  const lossless =
    recast?.lossless === true && said === null
      ? true
      : using === null && (from.generated !== null || keepsValues(from.type, to.type));
  const retype = alterColumn(
    to,
    `type ${to.type}${collate}${values === null ? '' : ` using ${quoteExpression(values)}`}`,
    {
      ...(inPlace ? {} : { work: 'rewrite' }),
      hazards: lossless ? [] : ['data-loss'],
    },
  );
  const again = [
    ...(to.storage === null ? [] : [setStorage(to)]),
    ...(to.compression === null ? [] : [setCompression(to)]),
  ];
  // An identity counts in integers alone.
  const free = to.identity === null && from.identity !== null ? freed(to, from) : [];
  if (inPlace || (to.type === from.type && using === null) || from.default === null) return [...free, retype, ...again];
  return [alterColumn(to, 'drop default'), retype, ...(to.default === null ? [] : [changeDefault(to)]), ...again];
}

function changeDefault(to: Column): Draft {
  return alterColumn(
    to,
    to.default === null ? 'drop default' : `set default ${quoteExpression(to.default.expression)}`,
  );
}

/** A validated check that says the same spares the server the scan under the heavy lock. */
function setNotNull(to: Column): Draft {
  const whole = alterColumn(to, 'set not null', { work: 'scan' });
  const proof = notNullProof(to);
  return { ...whole, online: [...proof.before, alterColumn(to, 'set not null'), ...proof.after] };
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

interface Cost {
  readonly work?: WorkKind;
  readonly hazards?: Draft['hazards'];
  readonly beyond?: boolean;
}

function alterColumn(to: Column, what: string, cost: Cost = {}): Draft {
  return alterTable(to, `alter column ${quoteIdent(to.name)} ${what}`, cost);
}

function alterTable(to: Column, what: string, cost: Cost = {}): Draft {
  return {
    sql: `alter table ${quoteQualified(to.schema, to.table)} ${what}`,
    locks: [{ schema: to.schema, table: to.table, mode: 'ACCESS EXCLUSIVE' }],
    ...cost,
  } as Draft;
}
