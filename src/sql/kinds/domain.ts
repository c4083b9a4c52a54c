/** domain: a type with a default, a nullability and checks of its own. How it becomes one over another type, recast.ts knows. */
import type { Domain } from '../../catalog/types.js';
import { grantsOf, ownerOf, schemaOf, TYPES } from '../in-scope.js';
import type { Draft, Kind } from '../kind.js';
import { quoteExpression, quoteIdent, quoteQualified } from '../quote.js';

type Check = Domain['checks'][number];

export const domain: Kind<Domain> = {
  query: `
    select ${schemaOf('d.typnamespace')} as schema, d.typname as name,
      format_type(d.typbasetype, d.typtypmod) as type,
      case when d.typcollation <> b.typcollation and d.typcollation <> 0 then (
        select case when cn.nspname = 'pg_catalog' then quote_ident(l.collname)
          else quote_ident(cn.nspname) || '.' || quote_ident(l.collname) end
        from pg_catalog.pg_collation l join pg_catalog.pg_namespace cn on cn.oid = l.collnamespace
        where l.oid = d.typcollation) end as collation,
      case when d.typdefaultbin is not null
        then json_build_object('expression', pg_get_expr(d.typdefaultbin, 0)) end as default,
      d.typnotnull as "notNull",
      coalesce((select json_agg(json_build_object('name', con.conname,
          'check', json_build_object('expression', pg_get_expr(con.conbin, 0)), 'validated', con.convalidated)
          order by con.conname collate "C")
        from pg_catalog.pg_constraint con where con.contypid = d.oid and con.contype = 'c'), '[]') as checks,
      ${ownerOf('d.typowner')} as owner, ${grantsOf('d.typacl', 'T', 'd.typowner')} as grants
    from pg_catalog.pg_type d
      join pg_catalog.pg_type b on b.oid = d.typbasetype
    where d.oid = ${TYPES} and d.typtype = 'd'
    order by d.typnamespace, d.typname`,
  create: (to) => [
    { sql: `create domain ${nameOf(to)} as ${definition(to)}` },
    ...(mayInherit(to) ? [alter(to, 'drop default')] : []),
    // CREATE DOMAIN has no NOT VALID.
    ...to.checks.filter(({ validated }) => !validated).map((check) => add(to, check)),
  ],
  drop: (from) => [{ sql: `drop domain ${nameOf(from)}`, beyond: true }],
  stays: () => true,
  without: (to, field) => {
    if (field === 'checks') {
      const before = to.checks.map(({ name }) => alter(to, `drop constraint ${quoteIdent(name)}`));
      return { before, after: to.checks.map((check) => add(to, check)) };
    }
    if (field !== 'default' || to.default === null) return null;
    const back = alter(to, `set default ${quoteExpression(to.default.expression)}`);
    return { before: [alter(to, 'drop default')], after: [back] };
  },
  alter: {
    type: 'recreate',
    collation: 'recreate',
    default: (to) => [
      alter(to, to.default === null ? 'drop default' : `set default ${quoteExpression(to.default.expression)}`),
    ],
    notNull: (to) => [alter(to, to.notNull ? 'set not null' : 'drop not null')],
    checks: changeChecks,
    owner: 'access',
    grants: 'access',
  },
  rename: {
    write: (to, from) => [{ sql: `alter domain ${nameOf(from)} rename to ${quoteIdent(to.name)}` }],
  },
  assignedType: (to, field) => (field === 'default' ? to.type : null),
};

function nameOf({ schema, name }: Domain): string {
  return quoteQualified(schema, name);
}

function alter(to: Domain, what: string): Draft {
  return { sql: `alter domain ${nameOf(to)} ${what}` };
}

function definition(to: Domain): string {
  return [
    to.type,
    to.collation === null ? '' : `collate ${to.collation}`,
    to.default === null ? '' : `default ${quoteExpression(to.default.expression)}`,
    to.notNull ? 'not null' : '',
    ...to.checks.filter(({ validated }) => validated).map(clause),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Whether its type may be a domain, whose default it has until that is dropped. */
function mayInherit({ type, default: own }: Domain): boolean {
  return own === null && type.includes('.') && !type.endsWith(']');
}

function clause({ name, check }: Check): string {
  return `constraint ${quoteIdent(name)} check (${check.expression})`;
}

function add(to: Domain, check: Check): Draft {
  return alter(to, `add ${clause(check)}${check.validated ? '' : ' not valid'}`);
}

/** What only bears another name is renamed; what only waits to be validated is validated. */
function changeChecks(to: Domain, from: Domain): Draft[] {
  const left = new Map(from.checks.map((check) => [check.name, check]));
  const fresh: Check[] = [];
  const validate: Check[] = [];
  for (const check of to.checks) {
    const before = left.get(check.name);
    if (before === undefined || before.check.expression !== check.check.expression) fresh.push(check);
    else if (before.validated !== check.validated) (check.validated ? validate : fresh).push(check);
    if (before !== undefined && !fresh.includes(check)) left.delete(check.name);
  }
  const renames: Draft[] = [];
  for (const check of [...fresh]) {
    const same = [...left.values()].find(
      (one) =>
        one.check.expression === check.check.expression &&
        one.validated === check.validated &&
        !left.has(check.name) &&
        !to.checks.some(({ name }) => name === one.name),
    );
    if (same === undefined) continue;
    left.delete(same.name);
    fresh.splice(fresh.indexOf(check), 1);
    renames.push(alter(to, `rename constraint ${quoteIdent(same.name)} to ${quoteIdent(check.name)}`));
  }
  return [
    ...[...left.values()].map(({ name }) => alter(to, `drop constraint ${quoteIdent(name)}`)),
    ...renames,
    ...fresh.map((check) => add(to, check)),
    ...validate.map(({ name }) => alter(to, `validate constraint ${quoteIdent(name)}`)),
  ];
}
