/** Puts a scope where the kinds' queries look for it: names first, then the object ids that they stand for. */

import type { SchemaScope, Scope } from '../catalog/scope.js';
import { loose, SEQUENCES, TABLES } from './in-scope.js';
import { quoteLiteral } from './quote.js';

const list = (names: readonly string[]) => `(${['', ...names].map(quoteLiteral).join(', ')})`;

const put = (name: string, value: string) => `pg_catalog.set_config('schema_audit.${name}', ${value}, true)`;

const oids = (condition: string) => `coalesce(array_agg(oid) filter (where ${condition}), '{}')::text`;

/** One statement a catalog that is looked at; none for types and functions where the scope names none. */
export function scopeStatements(scope: Scope): string[] {
  const { schemas, kinds } = scope;
  const relkinds = (kind: 'view' | 'materialized view' | 'sequence', relkind: string) =>
    kinds.has(kind) ? [relkind] : [];
  const views = [...relkinds('view', 'v'), ...relkinds('materialized view', 'm')];
  const sequences = relkinds('sequence', 'S');
  const modelled = ['r', 'p', ...views, ...sequences];
  // Where every kind of relation is asked for, foreign tables and composite types are said not to be covered.
  const readable = modelled.length === 5 ? [...modelled, 'f', 'c'] : modelled;
  return [
    `select ${put('extensions', quoteLiteral(JSON.stringify(scope.extensions)))},
      ${put('roles', quoteLiteral(JSON.stringify(scope.roles)))},
      ${put('default_roles', quoteLiteral(scope.defaultRoles === undefined ? '' : JSON.stringify(scope.defaultRoles)))},
      ${put('privileges', quoteLiteral(scope.privileges ? 'on' : 'off'))},
      ${put(
        'schemas',
        `(select ${oids('true')} from pg_catalog.pg_namespace
        where nspname in ${list(schemas.map(({ schema }) => schema))})`,
      )}`,
    // What has a name of ours and is of a kind that nobody asked for stands in its way.
    `select ${put('tables', oids("relkind in ('r', 'p')"))},
      ${put('views', oids(`relkind in ${list(views)}`))},
      ${put('sequences', oids(`relkind in ${list(sequences)}`))},
      ${put('others', oids(`relkind not in ${list(modelled)}`))}
    from (select c.oid, c.relkind
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where (${schemas.map((one) => relations(one, readable)).join(' or ')}) and ${loose('pg_class', 'c.oid')}
        and not (c.relkind = 'S' and exists (select from pg_catalog.pg_depend d
          where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'i'))) relation`,
    // What a column of a table in scope owns is the table's, whatever it is called.
    ...(sequences.length === 0 ? [] : [`select ${put('sequences', `(select ${oids('true')} from (${OWNED}) owned)`)}`]),
    `select ${put('types', kinds.has('enum') || kinds.has('domain') ? typesOf(schemas) : "'{}'")},
      ${put('functions', kinds.has('function') ? functionsOf(schemas) : "'{}'")}`,
  ];
}

const OWNED = `
    select oid from pg_catalog.pg_class where oid = ${SEQUENCES}
    union
    select d.objid from pg_catalog.pg_depend d join pg_catalog.pg_class s on s.oid = d.objid and s.relkind = 'S'
    where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass
      and d.refobjid = ${TABLES} and d.refobjsubid > 0 and d.deptype = 'a'`;

/** Of a whole schema not the indexes, which are on something. */
function relations({ schema, relations: names, apart }: SchemaScope, relkinds: readonly string[]): string {
  const which =
    names === null
      ? `c.relkind in ${list(relkinds)} and c.relname not in ${list(apart)}`
      : `c.relname in ${list(names)}`;
  return `n.nspname = ${quoteLiteral(schema)} and ${which}`;
}

function typesOf(schemas: readonly SchemaScope[]): string {
  return `(select ${oids('true')} from (select t.oid
    from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
    where t.typtype in ('e', 'd') and (${named(schemas, 'types', 't.typname')}) and ${loose('pg_type', 't.oid')}) type)`;
}

function functionsOf(schemas: readonly SchemaScope[]): string {
  return `(select ${oids('true')} from (select p.oid
    from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where p.prokind <> 'a' and (${named(schemas, 'functions', 'p.proname')}) and ${loose('pg_proc', 'p.oid')}) function)`;
}

function named(schemas: readonly SchemaScope[], what: 'types' | 'functions', column: string): string {
  return schemas
    .map(({ schema, [what]: names }) =>
      [`n.nspname = ${quoteLiteral(schema)}`, ...(names === null ? [] : [`${column} in ${list(names)}`])].join(' and '),
    )
    .join(' or ');
}
