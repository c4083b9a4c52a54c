/** constraint: primary key, unique, check, foreign key, exclusion. PostgreSQL 18's not-null constraints are the column's nullability. */
import { addressOf } from '../../catalog/address.js';
import { canCarry, indexOf, isKey } from '../../catalog/keys.js';
import type { Column, Constraint } from '../../catalog/types.js';
import { IS_PART, optionsOf, schemaOf, TABLES } from '../in-scope.js';
import type { Draft, Kind, LockMode } from '../kind.js';
import { quoteIdent, quoteList, quoteParameter, quoteQualified } from '../quote.js';
import { cut, element, elementsOf, INCLUDED, index, interim, storage } from './index.js';

/** Column numbers as names, in the key's order. */
const names = (relation: string, numbers: string) => `
  coalesce((select json_agg(a.attname order by k.place)
    from unnest(${numbers}) with ordinality k (attnum, place)
      join pg_catalog.pg_attribute a on a.attrelid = ${relation} and a.attnum = k.attnum), '[]')`;

const action = (column: string) => `
  case when con.contype = 'f' then case ${column}
    when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade'
    when 'n' then 'set null' when 'd' then 'set default' end end`;

/** What a partition has of its parent is the parent's; a foreign key to a partitioned table has a row a partition. */
export const OWN_CONSTRAINT = `(con.conparentid = 0 or (c.relispartition and not ${IS_PART}
    and not exists (select from pg_catalog.pg_constraint whole where whole.oid = con.conparentid and whole.conrelid = con.conrelid)))
  and not (${IS_PART} and con.contype = 'c' and con.coninhcount > 0 and not con.conislocal)`;

/** What an exclusion constraint compares each element by: an operator outside pg_catalog is written out. */
const OPERATOR = `'operator', (select case when pn.nspname = 'pg_catalog' then p.oprname
    else 'OPERATOR(' || quote_ident(pn.nspname) || '.' || p.oprname || ')' end
  from pg_catalog.pg_operator p join pg_catalog.pg_namespace pn on pn.oid = p.oprnamespace
  where p.oid = (con.conexclop)[k.place]),`;

export const constraint: Kind<Constraint> = {
  // to_jsonb(row) -> 'column' reads columns that PostgreSQL 14 does not have yet. A key WITHOUT
  // OVERLAPS is another kind of thing (see not-covered.ts).
  query: `
    select ${schemaOf('c.relnamespace')} as schema, c.relname as "table", con.conname as name,
      case con.contype when 'p' then 'primary key' when 'u' then 'unique' when 'c' then 'check'
        when 'f' then 'foreign key' when 'x' then 'exclusion' end as type,
      case when con.contype in ('c', 'x') then '[]' else ${names('con.conrelid', 'con.conkey')} end as columns,
      case when con.contype = 'c'
        then json_build_object('expression', pg_get_expr(con.conbin, con.conrelid)) end as "check",
      con.contype = 'c' and con.connoinherit as "noInherit",
      case when con.contype = 'f' then json_build_object('schema', rn.nspname, 'table', r.relname,
        'columns', ${names('con.confrelid', 'con.confkey')}) end as "references",
      case when con.contype = 'f'
        then case con.confmatchtype when 'f' then 'full' else 'simple' end end as match,
      ${action('con.confupdtype')} as "onUpdate",
      ${action('con.confdeltype')} as "onDelete",
      case when con.contype <> 'f' then '[]' else ${names(
        'con.conrelid',
        `(select array_agg(v::int) from jsonb_array_elements_text(
          nullif(to_jsonb(con) -> 'confdelsetcols', 'null')) v)`,
      )} end as "onDeleteColumns",
      case when con.contype = 'x' then json_build_object('method', am.amname, 'elements', ${elementsOf(OPERATOR)},
        'where', case when i.indpred is not null
          then json_build_object('expression', pg_get_expr(i.indpred, i.indrelid)) end) end as exclusion,
      ${optionsOf('ic.reloptions')} as "with",
      case when i.indexrelid is null then '[]' else ${INCLUDED} end as include,
      coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) as "nullsNotDistinct",
      case when con.condeferred then 'initially deferred' when con.condeferrable then 'initially immediate'
        else 'not deferrable' end as deferrable,
      coalesce((to_jsonb(con) ->> 'conenforced')::boolean, true) as enforced,
      con.convalidated or not coalesce((to_jsonb(con) ->> 'conenforced')::boolean, true) as validated
    from pg_catalog.pg_constraint con
      join pg_catalog.pg_class c on c.oid = con.conrelid
      left join pg_catalog.pg_index i on i.indexrelid = con.conindid and con.contype in ('p', 'u', 'x')
      left join pg_catalog.pg_class ic on ic.oid = i.indexrelid
      left join pg_catalog.pg_am am on am.oid = ic.relam
      left join pg_catalog.pg_class r on r.oid = con.confrelid and con.contype = 'f'
      left join pg_catalog.pg_namespace rn on rn.oid = r.relnamespace
    where con.conrelid = ${TABLES}
      and con.contype in ('p', 'u', 'c', 'f', 'x')
      and not coalesce((to_jsonb(con) ->> 'conperiod')::boolean, false)
      and ${OWN_CONSTRAINT}
    order by con.conrelid, con.conname`,
  // A foreign key is added when every table is there; CREATE TABLE takes what is not valid for validated.
  clause: (to) =>
    to.type === 'foreign key' || (!to.validated && to.enforced)
      ? null
      : `constraint ${quoteIdent(to.name)} ${definition(to)}`,
  create: (to) => [{ ...add(to), online: apart(to) }],
  drop: (from) => [
    {
      ...alterTable(from, `drop constraint ${quoteIdent(from.name)}`),
      beyond: true,
      hazards: isKey(from) || from.type === 'exclusion' ? ['drops-index'] : [],
    },
  ],
  // A foreign key into another service's table is what the spec documents instead; a proof is what we left ourselves.
  stays: ({ references, name }, { owns }) =>
    !name.startsWith(PROOF) && (references === null || owns(references.schema, references.table)),
  place: ({ type }) => type,
  follows: true,
  joins: ({ type }) => type !== 'primary key' && type !== 'unique',
  // Between two tables that go, it has to go first.
  goesApart: ({ type }) => type === 'foreign key',
  standsOn: (to, { constraint, index }) => {
    const { references } = to;
    if (references === null) return [];
    const over = (one: { schema: string; table: string }, columns: readonly (string | null)[]) =>
      one.schema === references.schema &&
      one.table === references.table &&
      columns.length === references.columns.length &&
      columns.every((column) => column !== null && references.columns.includes(column));
    return [
      ...constraint.filter((one) => isKey(one) && over(one, one.columns)),
      ...index.filter(
        (one) =>
          one.unique &&
          over(
            one,
            one.elements.map(({ column }) => column),
          ),
      ),
    ].map(addressOf);
  },
  replace: (to, from) => {
    const drop = alterTable(from, `drop constraint ${quoteIdent(from.name)}`);
    if (!isKey(to)) return [drop, ...apart(to)];
    const name = interim(to.name);
    const [build] = index.create({ ...indexOf(to), name }, []);
    return [...(build?.online ?? []), drop, usingIndex(to, name)];
  },
  become: (to, from) => (canCarry(from, to) ? [usingIndex(to, from.name)] : null),
  alter: {
    type: 'recreate',
    exclusion: 'recreate',
    with: storage,
    columns: 'recreate',
    check: 'recreate',
    noInherit: 'recreate',
    references: 'recreate',
    match: 'recreate',
    onUpdate: 'recreate',
    onDelete: 'recreate',
    onDeleteColumns: 'recreate',
    include: 'recreate',
    nullsNotDistinct: 'recreate',
    deferrable: (to) =>
      to.type === 'foreign key'
        ? [alterTable(to, `alter constraint ${quoteIdent(to.name)} ${deferrable(to) || 'not deferrable'}`)]
        : 'recreate',
    enforced: 'recreate',
    validated: (to) => (to.validated ? [validate(to)] : 'recreate'),
  },
  rename: {
    pairing: 'same definition',
    write: (to, from) => [alterTable(to, `rename constraint ${quoteIdent(from.name)} to ${quoteIdent(to.name)}`)],
  },
};

function deferrable(to: Constraint): string {
  return to.deferrable === 'not deferrable' ? '' : `deferrable ${to.deferrable}`;
}

function definition(to: Constraint): string {
  const parts: string[] = [];
  if (to.type === 'check') {
    parts.push(`check (${to.check?.expression ?? ''})`, to.noInherit ? 'no inherit' : '');
  } else if (to.type === 'foreign key') {
    const target = to.references;
    if (target === null) throw new Error(`foreign key ${to.name} references nothing`);
    parts.push(
      `foreign key ${quoteList(to.columns)} references ${quoteQualified(target.schema, target.table)} ${quoteList(target.columns)}`,
      to.match === 'full' ? 'match full' : '',
      to.onDelete === null || to.onDelete === 'no action' ? '' : `on delete ${to.onDelete}`,
      to.onDeleteColumns.length === 0 ? '' : quoteList(to.onDeleteColumns),
      to.onUpdate === null || to.onUpdate === 'no action' ? '' : `on update ${to.onUpdate}`,
    );
  } else if (to.exclusion !== null) {
    const { method, elements, where } = to.exclusion;
    parts.push(
      `exclude using ${quoteIdent(method)}`,
      `(${elements.map((key) => `${element(key)} with ${key.operator}`).join(', ')})`,
      to.include.length === 0 ? '' : `include ${quoteList(to.include)}`,
      withParameters(to),
      where === null ? '' : `where (${where.expression})`,
    );
  } else {
    parts.push(
      to.type,
      to.nullsNotDistinct ? 'nulls not distinct' : '',
      quoteList(to.columns),
      to.include.length === 0 ? '' : `include ${quoteList(to.include)}`,
      withParameters(to),
    );
  }
  parts.push(deferrable(to), to.enforced ? (to.validated ? '' : 'not valid') : 'not enforced');
  return parts.filter((part) => part !== '').join(' ');
}

function withParameters(to: Constraint): string {
  return to.with.length === 0 ? '' : `with (${to.with.map(quoteParameter).join(', ')})`;
}

/** What stands for a column's not-null until the column itself does: named so that what an interrupted run left is known. */
const PROOF = 'schema_audit_not_null_';

/** A check that is validated while others write, and the column's own NOT NULL then needs no scan. */
export function notNullProof(column: Column): { readonly before: readonly Draft[]; readonly after: readonly Draft[] } {
  const proof: Constraint = {
    kind: 'constraint',
    schema: column.schema,
    table: column.table,
    name: cut(PROOF + column.name),
    type: 'check',
    columns: [],
    check: { expression: `${quoteIdent(column.name)} is not null` },
    noInherit: false,
    references: null,
    match: null,
    onUpdate: null,
    onDelete: null,
    onDeleteColumns: [],
    exclusion: null,
    with: [],
    include: [],
    nullsNotDistinct: false,
    deferrable: 'not deferrable',
    enforced: true,
    validated: true,
  };
  return { before: apart(proof), after: [alterTable(proof, `drop constraint ${quoteIdent(proof.name)}`)] };
}

function add(to: Constraint): Draft {
  const draft = alterTable(to, `add constraint ${quoteIdent(to.name)} ${definition(to)}`);
  if (isKey(to) || to.type === 'exclusion') return { ...draft, work: 'build' };
  return to.validated && to.enforced ? { ...draft, work: 'scan' } : draft;
}

/** First what holds for new rows, then what looks at the old ones: the second step keeps nobody waiting. */
function apart(to: Constraint): readonly Draft[] {
  if (isKey(to)) {
    const [build] = index.create(indexOf(to), []);
    return [...(build?.online ?? []), usingIndex(to, to.name)];
  }
  // An exclusion constraint has no way to be added without its index, nor the index a way to become one.
  if (to.type === 'exclusion') return [add(to)];
  return to.validated && to.enforced ? [add({ ...to, validated: false }), validate(to)] : [add(to)];
}

/** The index takes the constraint's name. */
function usingIndex(to: Constraint, name: string): Draft {
  const parts = [`add constraint ${quoteIdent(to.name)} ${to.type} using index ${quoteIdent(name)}`, deferrable(to)];
  return alterTable(to, parts.filter((part) => part !== '').join(' '));
}

/** A foreign key locks the referenced table as well: to add or drop its triggers. */
function alterTable(to: Constraint, what: string): Draft {
  const rename = what.startsWith('rename');
  const mode: LockMode =
    to.type === 'foreign key' && (what.startsWith('add') || what.startsWith('alter'))
      ? 'SHARE ROW EXCLUSIVE'
      : 'ACCESS EXCLUSIVE';
  const target = rename ? null : to.references;
  return {
    sql: `alter table ${quoteQualified(to.schema, to.table)} ${what}`,
    locks: [
      { schema: to.schema, table: to.table, mode },
      ...(target === null || (target.schema === to.schema && target.table === to.table)
        ? []
        : [{ schema: target.schema, table: target.table, mode }]),
    ],
  };
}

/** VALIDATE takes SHARE UPDATE EXCLUSIVE, and ROW SHARE on the referenced table: neither reads nor writes wait. */
function validate(to: Constraint): Draft {
  return {
    sql: `alter table ${quoteQualified(to.schema, to.table)} validate constraint ${quoteIdent(to.name)}`,
    locks: [{ schema: to.schema, table: to.table, mode: 'SHARE UPDATE EXCLUSIVE' }],
    work: 'scan',
  };
}
