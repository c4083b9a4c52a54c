/** function: functions and procedures. */
import type { Argument, Function } from '../../catalog/types.js';
import { FUNCTIONS, grantsOf, ownerOf, schemaOf } from '../in-scope.js';
import type { Draft, Hazard, Kind } from '../kind.js';
import { quoteExpression, quoteIdent, quoteLiteral, quoteQualified } from '../quote.js';

/** A name of pg_catalog stays bare, any other is qualified. */
const named = (regproc: string) => `(
  select case when n.nspname = 'pg_catalog' then '' else quote_ident(n.nspname) || '.' end || quote_ident(f.proname)
  from pg_catalog.pg_proc f join pg_catalog.pg_namespace n on n.oid = f.pronamespace where f.oid = ${regproc})`;

export const routine: Kind<Function> = {
  query: `
    select ${schemaOf('p.pronamespace')} as schema, p.proname || '(' || oidvectortypes(p.proargtypes) || ')' as name,
      p.proname as function, p.prokind = 'p' as procedure,
      coalesce((
        select json_agg(json_build_object(
          'mode', case coalesce(a.mode, 'i') when 'i' then 'in' when 'o' then 'out' when 'b' then 'inout'
            when 'v' then 'variadic' else 'table' end,
          'name', nullif(a.name, ''), 'type', format_type(a.type, null),
          'default', case when d.expression is not null then json_build_object('expression', d.expression) end)
          order by a.place)
        from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargmodes, p.proargnames)
            with ordinality a (type, mode, name, place)
          cross join lateral (select pg_get_function_arg_default(p.oid, a.place::int) as expression) d), '[]') as arguments,
      case when p.prokind = 'p' then null when 't' = any (p.proargmodes) then 'TABLE'
        else case when p.proretset then 'SETOF ' else '' end || format_type(p.prorettype, null) end as returns,
      l.lanname as language,
      case when p.prosqlbody is null
        then json_build_object('source', replace(p.prosrc, E'\\r\\n', E'\\n')) end as body,
      case when p.prosqlbody is not null then json_build_object('query', pg_get_function_sqlbody(p.oid)) end as "sqlBody",
      convert_from(p.probin::bytea, 'UTF8') as library,
      case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,
      p.proisstrict as strict, p.prosecdef as "securityDefiner", p.proleakproof as leakproof,
      case p.proparallel when 's' then 'safe' when 'r' then 'restricted' else 'unsafe' end as parallel,
      p.procost as cost, p.prorows as rows, p.prokind = 'w' as "window",
      case when p.prosupport <> 0 then ${named('p.prosupport')} end as support,
      coalesce((select json_agg(format_type(t, null) order by place)
        from unnest(p.protrftypes) with ordinality trf (t, place)), '[]') as transforms,
      coalesce(to_json(p.proconfig), '[]') as "set",
      ${ownerOf('p.proowner')} as owner, ${grantsOf('p.proacl', 'f', 'p.proowner')} as grants
    from pg_catalog.pg_proc p
      join pg_catalog.pg_language l on l.oid = p.prolang
    where p.oid = ${FUNCTIONS}
    order by p.pronamespace, p.proname, p.proargtypes::text`,
  create: (to) => [{ sql: definition(to, 'create'), hazards: widens(to, null) }],
  drop: (from) => [{ sql: `drop ${word(from)} ${signature(from)}` }],
  stays: () => true,
  later: ['body'],
  alter: {
    function: 'recreate',
    procedure: 'recreate',
    arguments: replaced,
    returns: 'recreate',
    language: replaced,
    body: replaced,
    sqlBody: replaced,
    library: replaced,
    volatility: replaced,
    strict: replaced,
    securityDefiner: replaced,
    leakproof: replaced,
    parallel: replaced,
    cost: replaced,
    rows: replaced,
    window: 'recreate',
    support: replaced,
    transforms: replaced,
    set: replaced,
    owner: 'access',
    grants: 'access',
  },
  // Until all is there its body is text, which is looked at when it runs: it does the same.
  inTwo: (to) => {
    if (to.sqlBody === null) return null;
    const first = { ...to, sqlBody: null, body: { source: statementsOf(to.sqlBody.query) } };
    const written = (form: Function) => [{ sql: definition(form, 'create or replace') }];
    return { first, rest: written(to), back: written(first) };
  },
  assignedType: (_to, _field, { type }) => (typeof type === 'string' ? type : null),
};

/** CREATE OR REPLACE sets all there is to set; owner, grants, comments and whoever calls the function stay. */
function replaced(to: Function, from: Function): readonly Draft[] | 'recreate' {
  if (changesCalls(to, from)) return 'recreate';
  return [{ sql: definition(to, 'create or replace'), hazards: widens(to, from) }];
}

/** What CREATE OR REPLACE refuses for the sake of the calls that are there (ProcedureCreate). */
function changesCalls(to: Function, from: Function): boolean {
  const inputs = (of: Function) => of.arguments.filter(({ mode }) => mode !== 'out' && mode !== 'table');
  const outputs = (of: Function) =>
    of.arguments
      .filter(({ mode }) => mode !== 'in' && mode !== 'variadic')
      .map(({ mode, name, type }) => [mode, name, type]);
  const before = inputs(from);
  const after = inputs(to);
  return (
    to.procedure !== from.procedure ||
    to.returns !== from.returns ||
    to.window !== from.window ||
    JSON.stringify(outputs(to)) !== JSON.stringify(outputs(from)) ||
    before.some(({ name, mode }, i) => (name !== null && name !== after[i]?.name) || mode !== after[i]?.mode) ||
    before.some(({ default: was, type }, i) => {
      const is = after[i]?.default ?? null;
      return was !== null && (is === null || (/^any/.test(type) && is.expression !== was.expression));
    })
  );
}

/** Runs with its owner's rights, or may look at rows that a policy or a security barrier holds back. */
function widens(to: Function, from: Function | null): readonly Hazard[] {
  const definer = to.securityDefiner && from?.securityDefiner !== true;
  return definer || (to.leakproof && from?.leakproof !== true) ? ['widens-access'] : [];
}

function word({ procedure }: Function): string {
  return procedure ? 'procedure' : 'function';
}

/** With every argument and its mode: what a procedure gives out is part of how DROP finds it. */
function signature({ schema, function: name, arguments: all }: Function): string {
  const parts = all
    .filter(({ mode }) => mode !== 'table')
    .map(({ mode, type }) => `${mode === 'in' ? '' : `${mode} `}${type}`);
  return `${quoteQualified(schema, name)}(${parts.join(', ')})`;
}

function argument({ mode, name, type, default: byDefault }: Argument): string {
  return [
    mode === 'in' || mode === 'table' ? '' : mode,
    name === null ? '' : quoteIdent(name),
    type,
    byDefault === null ? '' : `default ${quoteExpression(byDefault.expression)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** What stands in a body that is SQL: `RETURN …`, `BEGIN ATOMIC … END`. */
function statementsOf(body: string): string {
  const returned = /^\s*return\b/i.exec(body);
  if (returned !== null) return `select ${body.slice(returned[0].length)}`;
  return body.replace(/^\s*begin\s+atomic\b/i, '').replace(/\bend\s*;?\s*$/i, '');
}

/** CREATE FUNCTION, as a whole. */
export function definitionOfFunction(to: Function): string {
  return definition(to, 'create');
}

function definition(to: Function, create: 'create' | 'create or replace'): string {
  const list = (wanted: (mode: Argument['mode']) => boolean) =>
    to.arguments
      .filter(({ mode }) => wanted(mode))
      .map(argument)
      .join(', ');
  const head = `${create} ${word(to)} ${quoteQualified(to.schema, to.function)}(${list((mode) => mode !== 'table')})`;
  const returns = to.returns === 'TABLE' ? `table (${list((mode) => mode === 'table')})` : to.returns;
  const c = to.language === 'c' || to.language === 'internal';
  const clauses = [
    returns === null ? '' : `returns ${returns}`,
    `language ${quoteIdent(to.language)}`,
    to.transforms.length === 0 ? '' : `transform ${to.transforms.map((type) => `for type ${type}`).join(', ')}`,
    to.window ? 'window' : '',
    to.volatility === 'volatile' ? '' : to.volatility,
    to.strict ? 'strict' : '',
    to.securityDefiner ? 'security definer' : '',
    to.leakproof ? 'leakproof' : '',
    to.parallel === 'unsafe' ? '' : `parallel ${to.parallel}`,
    to.cost === (c ? 1 : 100) ? '' : `cost ${to.cost}`,
    to.rows === (returnsSet(to) ? 1000 : 0) ? '' : `rows ${to.rows}`,
    to.support === null ? '' : `support ${to.support}`,
    ...to.set.map(setting),
    to.library === null ? '' : `as ${quoteLiteral(to.library)}, ${quoteLiteral(to.body?.source ?? '')}`,
    to.library === null && to.body !== null ? `as ${dollarQuoted(to.body.source)}` : '',
  ].filter((clause) => clause !== '');
  return [head, ...clauses.map((clause) => `  ${clause}`), ...(to.sqlBody === null ? [] : [to.sqlBody.query])].join(
    '\n',
  );
}

function returnsSet({ returns }: Function): boolean {
  return returns === 'TABLE' || /^SETOF /.test(returns ?? '');
}

/** Settings whose value PostgreSQL keeps as a list of names, quoted already (GUC_LIST_QUOTE). */
const LISTS: ReadonlySet<string> = new Set(
  'search_path temp_tablespaces local_preload_libraries session_preload_libraries shared_preload_libraries unix_socket_directories'.split(
    ' ',
  ),
);

function setting(pair: string): string {
  const at = pair.indexOf('=');
  const name = pair.slice(0, at);
  const value = pair.slice(at + 1);
  const words = name.split('.').map(quoteIdent).join('.');
  if (!LISTS.has(name.toLowerCase())) return `set ${words} to ${quoteLiteral(value)}`;
  return `set ${words} to ${namesIn(value).map(quoteLiteral).join(', ') || "''"}`;
}

/** The names of `"$user", public`. */
function namesIn(list: string): string[] {
  return [...list.matchAll(/"((?:[^"]|"")*)"|([^\s,]+)/g)].map(
    ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare,
  );
}

/** Between two tags of which the text holds none, its end with the beginning of the second included. */
export function dollarQuoted(text: string): string {
  for (let n = 0; ; n++) {
    const tag = n === 0 ? '$$' : n === 1 ? '$body$' : `$body${n}$`;
    if ((text + tag).indexOf(tag) === text.length) return `${tag}${text}${tag}`;
  }
}
