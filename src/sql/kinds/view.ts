/** view: a query with a name. */
import type { View } from '../../catalog/types.js';
import { flagsOf, grantsOf, ownerOf, schemaOf, VIEWS } from '../in-scope.js';
import type { Draft, Kind } from '../kind.js';
import { quoteIdent, quoteParameter, quoteQualified } from '../quote.js';

/** What pg_get_viewdef prints, without the space before it and the semicolon behind. */
export const definitionOf = (oid: string) =>
  `json_build_object('query', regexp_replace(ltrim(pg_get_viewdef(${oid})), ';\\s*$', ''))`;

const ROW = `case when exists (
    select from pg_catalog.pg_depend d join pg_catalog.pg_type t on t.oid = d.refobjid
    where d.classid = 'pg_catalog.pg_proc'::regclass and d.refclassid = 'pg_catalog.pg_type'::regclass
      and (t.oid = c.reltype or t.typelem = c.reltype))
  then (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
    from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0) end`;

export const view: Kind<View> = {
  query: `
    select ${schemaOf('c.relnamespace')} as schema, c.relname as "table", ${definitionOf('c.oid')} as definition,
      ${flagsOf(`array(select o from unnest(c.reloptions) o where o !~ '^check_option=')`)} as "with",
      (select substring(o from '=(.*)$') from unnest(c.reloptions) o where o ~ '^check_option=') as "checkOption",
      ${ROW} as "row",
      ${ownerOf('c.relowner')} as owner, ${grantsOf('c.relacl', 'r', 'c.relowner')} as grants
    from pg_catalog.pg_class c
    where c.oid = ${VIEWS} and c.relkind = 'v'
    order by c.relnamespace, c.relname`,
  create: (to) => [{ sql: `create view ${definition(to)}` }],
  drop: (from) => [{ sql: `drop view ${name(from)}`, locks: lock(from) }],
  stays: () => true,
  // With nothing in it, until what it calls is there.
  inTwo: (to) => {
    if (to.row == null) return null;
    const columns = to.row.map(({ name: column, type }) => `NULL::${type} AS ${quoteIdent(column)}`);
    const first = { ...to, definition: { query: `SELECT ${columns.join(', ')}` }, checkOption: null };
    const written = (form: View) => [{ sql: `create or replace view ${definition(form)}`, locks: lock(form) }];
    return { first, rest: written(to), back: written(first) };
  },
  reshapes: ['definition'],
  alter: {
    definition: (to) => [{ sql: `create or replace view ${definition(to)}`, locks: lock(to) }],
    row: () => [],
    with: (to, from) => options(to, from),
    checkOption: (to) => [
      alter(to, to.checkOption === null ? 'reset (check_option)' : `set (check_option = ${to.checkOption})`),
    ],
    owner: 'access',
    grants: 'access',
  },
};

function definition(to: View): string {
  const parameters = [...to.with.map(flag), ...(to.checkOption === null ? [] : [`check_option = ${to.checkOption}`])];
  return `${name(to)}${parameters.length === 0 ? '' : ` with (${parameters.join(', ')})`} as\n${to.definition.query}`;
}

/** Without its invoker's rights a view shows its owner's rows; without a barrier, what a condition lets slip. */
function options(to: View, from: View): readonly Draft[] {
  const isOn = (of: View, parameter: string) => of.with.includes(`${parameter}=on`);
  const widens = ['security_invoker', 'security_barrier'].some((one) => isOn(from, one) && !isOn(to, one));
  const names = (of: View) => of.with.map((parameter) => parameter.split('=', 1)[0] ?? '');
  const gone = names(from).filter((one) => !names(to).includes(one));
  const set = to.with.filter((parameter) => !from.with.includes(parameter));
  return [
    ...(gone.length === 0 ? [] : [alter(to, `reset (${gone.map(quoteIdent).join(', ')})`)]),
    ...(set.length === 0 ? [] : [alter(to, `set (${set.map(flag).join(', ')})`)]),
  ].map((draft) => (widens ? { ...draft, hazards: ['widens-access'] as const } : draft));
}

/** In the words in which most people write them. */
function flag(parameter: string): string {
  return quoteParameter(parameter.replace(/=on$/, '=true').replace(/=off$/, '=false'));
}

function name({ schema, table }: View): string {
  return quoteQualified(schema, table);
}

function lock({ schema, table }: View): Draft['locks'] {
  return [{ schema, table, mode: 'ACCESS EXCLUSIVE' }];
}

function alter(to: View, what: string): Draft {
  return { sql: `alter view ${name(to)} ${what}`, locks: lock(to) };
}
