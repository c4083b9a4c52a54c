/** comment: on whatever kind of object is in scope. */
import type { Scope } from '../../catalog/scope.js';
import type { Comment } from '../../catalog/types.js';
import { FUNCTIONS, IS_PART, SCHEMAS, SEQUENCES, schemaOf, TABLES, TYPES, VIEWS } from '../in-scope.js';
import type { Kind } from '../kind.js';
import { quoteIdent, quoteLiteral, quoteQualified, quoteRoutine } from '../quote.js';
import { OWN_CONSTRAINT } from './constraint.js';
import { OWN_INDEX } from './index.js';

const described = (catalog: string, oid: string) => `
    join pg_catalog.pg_description d on d.classoid = 'pg_catalog.${catalog}'::regclass and d.objsubid = 0 and d.objoid = ${oid}`;

/** Of an index only where it is no constraint's own. */
const OF_INDEX = `i.indexrelid = d.objoid and not exists (select from pg_catalog.pg_constraint con
      where con.conrelid = i.indrelid and con.conindid = i.indexrelid and con.contype in ('p', 'u', 'x'))`;

const ON_TABLES = `
  select case when d.objsubid = 0 then 'table' else 'column' end as "on", ${schemaOf('c.relnamespace')} as schema, c.relname as "table",
    a.attname as name, d.description as text
  from pg_catalog.pg_description d
    join pg_catalog.pg_class c on c.oid = d.objoid
    left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid <> 0
  where d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = ${TABLES} and not (${IS_PART} and d.objsubid <> 0)
  union all
  select 'index', ${schemaOf('c.relnamespace')}, c.relname, ic.relname, d.description
  from pg_catalog.pg_index i
    join pg_catalog.pg_class ic on ic.oid = i.indexrelid
    join pg_catalog.pg_class c on c.oid = i.indrelid ${described('pg_class', 'i.indexrelid')}
  where i.indrelid = ${TABLES} and ${OF_INDEX} and ${OWN_INDEX}
  union all
  select 'constraint', ${schemaOf('c.relnamespace')}, c.relname, con.conname, d.description
  from pg_catalog.pg_constraint con
    join pg_catalog.pg_class c on c.oid = con.conrelid ${described('pg_constraint', 'con.oid')}
  where con.conrelid = ${TABLES} and con.contype in ('p', 'u', 'c', 'f', 'x') and ${OWN_CONSTRAINT}
  union all
  select 'policy', ${schemaOf('c.relnamespace')}, c.relname, p.polname, d.description
  from pg_catalog.pg_policy p
    join pg_catalog.pg_class c on c.oid = p.polrelid ${described('pg_policy', 'p.oid')}
  where p.polrelid = ${TABLES}
  union all
  select 'trigger', ${schemaOf('c.relnamespace')}, c.relname, t.tgname, d.description
  from pg_catalog.pg_trigger t
    join pg_catalog.pg_class c on c.oid = t.tgrelid ${described('pg_trigger', 't.oid')}
  where t.tgrelid = ${TABLES} and not t.tgisinternal and t.tgparentid = 0`;

const ON_VIEWS = `
  select case when d.objsubid > 0 then case c.relkind when 'v' then 'view column' else 'materialized view column' end
      when c.relkind = 'v' then 'view' else 'materialized view' end,
    ${schemaOf('c.relnamespace')}, c.relname, a.attname, d.description
  from pg_catalog.pg_description d
    join pg_catalog.pg_class c on c.oid = d.objoid
    left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid <> 0
  where d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = ${VIEWS}`;

const ON_VIEW_TRIGGERS = `
  select 'view trigger', ${schemaOf('c.relnamespace')}, c.relname, t.tgname, d.description
  from pg_catalog.pg_trigger t
    join pg_catalog.pg_class c on c.oid = t.tgrelid ${described('pg_trigger', 't.oid')}
  where t.tgrelid = ${VIEWS} and not t.tgisinternal`;

const ON_VIEW_INDEXES = `
  select 'materialized view index', ${schemaOf('c.relnamespace')}, c.relname, ic.relname, d.description
  from pg_catalog.pg_index i
    join pg_catalog.pg_class ic on ic.oid = i.indexrelid
    join pg_catalog.pg_class c on c.oid = i.indrelid ${described('pg_class', 'i.indexrelid')}
  where i.indrelid = ${VIEWS}`;

const ON_SEQUENCES = `
  select 'sequence', ${schemaOf('c.relnamespace')}, null, c.relname, d.description
  from pg_catalog.pg_class c ${described('pg_class', 'c.oid')}
  where c.oid = ${SEQUENCES}`;

const ON_TYPES = `
  select case t.typtype when 'e' then 'enum' else 'domain' end, ${schemaOf('t.typnamespace')}, null, t.typname, d.description
  from pg_catalog.pg_type t ${described('pg_type', 't.oid')}
  where t.oid = ${TYPES}
  union all
  select 'domain constraint', ${schemaOf('t.typnamespace')}, t.typname, con.conname, d.description
  from pg_catalog.pg_constraint con
    join pg_catalog.pg_type t on t.oid = con.contypid ${described('pg_constraint', 'con.oid')}
  where con.contypid = ${TYPES} and con.contype = 'c'`;

const ON_FUNCTIONS = `
  select 'function', ${schemaOf('p.pronamespace')}, null, p.proname || '(' || oidvectortypes(p.proargtypes) || ')', d.description
  from pg_catalog.pg_proc p ${described('pg_proc', 'p.oid')}
  where p.oid = ${FUNCTIONS}`;

/** The one that every database is born with says nothing. */
const ON_SCHEMAS = `
  select 'schema', null, null, n.nspname, d.description
  from pg_catalog.pg_namespace n ${described('pg_namespace', 'n.oid')}
  where n.oid = ${SCHEMAS} and not (n.nspname = 'public' and d.description = 'standard public schema')`;

/** What an extension's own control file says of it says nothing. */
const ON_EXTENSIONS = `
  select 'extension', null, null, e.extname, d.description
  from pg_catalog.pg_extension e ${described('pg_extension', 'e.oid')}
  where case when current_setting('schema_audit.extensions') = 'null' then e.extname <> 'plpgsql'
      else e.extname in (select json_array_elements_text(nullif(current_setting('schema_audit.extensions'), 'null')::json)) end
    and not exists (select from pg_catalog.pg_available_extensions() a where a.name = e.extname and a.comment = d.description)`;

/** Only of what is in scope: what nobody asked for costs nothing. */
function query({ kinds, commented = [] }: Scope): string {
  const has = (...some: Parameters<typeof kinds.has>[0][]) => some.some((kind) => kinds.has(kind));
  return [
    ON_TABLES,
    ...(has('view', 'materialized view') ? [ON_VIEWS] : []),
    ...(has('view') ? [ON_VIEW_TRIGGERS] : []),
    ...(has('materialized view') ? [ON_VIEW_INDEXES] : []),
    ...(has('sequence') ? [ON_SEQUENCES] : []),
    ...(has('enum', 'domain') ? [ON_TYPES] : []),
    ...(has('function') ? [ON_FUNCTIONS] : []),
    ...(commented.includes('schema') ? [ON_SCHEMAS] : []),
    ...(commented.includes('extension') ? [ON_EXTENSIONS] : []),
  ].join('\n  union all');
}

export const comment: Kind<Comment> = {
  query,
  create: (to) => [write(to, quoteLiteral(to.text))],
  drop: (from) => [write(from, 'null')],
  follows: true,
  alter: { text: (to) => [write(to, quoteLiteral(to.text))] },
};

type Target = (schema: string, table: string, name: string) => string;

const column: Target = (schema, table, name) => `column ${quoteQualified(schema, table, name)}`;
const index: Target = (schema, _table, name) => `index ${quoteQualified(schema, name)}`;
const on =
  (what: string): Target =>
  (schema, table, name) =>
    `${what} ${quoteIdent(name)} on ${quoteQualified(schema, table)}`;

const TARGET: { readonly [On in Comment['on']]: Target } = {
  schema: (_schema, _table, name) => `schema ${quoteIdent(name)}`,
  extension: (_schema, _table, name) => `extension ${quoteIdent(name)}`,
  enum: (schema, _table, name) => `type ${quoteQualified(schema, name)}`,
  domain: (schema, _table, name) => `domain ${quoteQualified(schema, name)}`,
  'domain constraint': (schema, table, name) =>
    `constraint ${quoteIdent(name)} on domain ${quoteQualified(schema, table)}`,
  sequence: (schema, _table, name) => `sequence ${quoteQualified(schema, name)}`,
  function: (schema, _table, name) => `routine ${quoteRoutine(schema, name)}`,
  table: (schema, table) => `table ${quoteQualified(schema, table)}`,
  column,
  index,
  constraint: on('constraint'),
  policy: on('policy'),
  trigger: on('trigger'),
  view: (schema, table) => `view ${quoteQualified(schema, table)}`,
  'view column': column,
  'view trigger': on('trigger'),
  'materialized view': (schema, table) => `materialized view ${quoteQualified(schema, table)}`,
  'materialized view column': column,
  'materialized view index': index,
};

/** On the relation that bears it or has it; on others none that anybody would wait for. */
const LOCKS: { readonly [On in Comment['on']]?: 'SHARE UPDATE EXCLUSIVE' | 'ACCESS EXCLUSIVE' } = {
  table: 'SHARE UPDATE EXCLUSIVE',
  column: 'SHARE UPDATE EXCLUSIVE',
  index: 'SHARE UPDATE EXCLUSIVE',
  constraint: 'ACCESS EXCLUSIVE',
  policy: 'ACCESS EXCLUSIVE',
  trigger: 'ACCESS EXCLUSIVE',
  view: 'SHARE UPDATE EXCLUSIVE',
  'view column': 'SHARE UPDATE EXCLUSIVE',
  'view trigger': 'ACCESS EXCLUSIVE',
  'materialized view': 'SHARE UPDATE EXCLUSIVE',
  'materialized view column': 'SHARE UPDATE EXCLUSIVE',
  'materialized view index': 'SHARE UPDATE EXCLUSIVE',
};

function write(comment: Comment, text: string) {
  const { schema = '', table = '', name = '' } = comment;
  const mode = LOCKS[comment.on];
  return {
    sql: `comment on ${TARGET[comment.on](schema, table, name)} is ${text}`,
    ...(mode === undefined ? {} : { locks: [{ schema, table, mode }] }),
  };
}
