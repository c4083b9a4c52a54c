/** policy: row level security for a table. */
import type { Policy } from '../../catalog/types.js';
import { schemaOf, TABLES } from '../in-scope.js';
import type { Draft, Hazard, Kind } from '../kind.js';
import { quoteIdent, quoteQualified } from '../quote.js';

export const policy: Kind<Policy> = {
  query: `
    select ${schemaOf('c.relnamespace')} as schema, c.relname as "table", p.polname as name,
      case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
        when 'd' then 'delete' end as command,
      p.polpermissive as permissive,
      (select json_agg(name order by name collate "C") from (
        select case when r = 0 then 'public' else pg_get_userbyid(r)::text end as name
        from unnest(p.polroles) r) roles) as roles,
      case when p.polqual is not null
        then json_build_object('expression', pg_get_expr(p.polqual, p.polrelid)) end as using,
      case when p.polwithcheck is not null
        then json_build_object('expression', pg_get_expr(p.polwithcheck, p.polrelid)) end as "withCheck"
    from pg_catalog.pg_policy p
      join pg_catalog.pg_class c on c.oid = p.polrelid
    where p.polrelid = ${TABLES}
    order by p.polrelid, p.polname`,
  // A permissive policy opens rows, a restrictive one closes them; and the other way round when it goes.
  create: (to) => [write(to, `create policy ${quoteIdent(to.name)} on`, definition(to), widensIf(to.permissive))],
  drop: (from) => [
    {
      ...write(from, `drop policy ${quoteIdent(from.name)} on`, '', widensIf(!from.permissive)),
      beyond: !from.permissive,
    },
  ],
  alter: {
    command: 'recreate',
    permissive: 'recreate',
    roles: (to) => [alter(to, `to ${to.roles.map(role).join(', ')}`)],
    // ALTER POLICY replaces an expression but cannot remove one.
    using: (to) => (to.using === null ? 'recreate' : [alter(to, `using (${to.using.expression})`)]),
    withCheck: (to) => (to.withCheck === null ? 'recreate' : [alter(to, `with check (${to.withCheck.expression})`)]),
  },
  rename: {
    pairing: 'only one left',
    write: (to, from) => [
      write(to, `alter policy ${quoteIdent(from.name)} on`, `rename to ${quoteIdent(to.name)}`, []),
    ],
  },
};

function widensIf(condition: boolean): readonly Hazard[] {
  return condition ? ['widens-access'] : [];
}

function role(name: string): string {
  return name === 'public' ? 'public' : quoteIdent(name);
}

function definition(to: Policy): string {
  return [
    to.permissive ? '' : 'as restrictive',
    `for ${to.command}`,
    to.roles.length === 1 && to.roles[0] === 'public' ? '' : `to ${to.roles.map(role).join(', ')}`,
    to.using === null ? '' : `using (${to.using.expression})`,
    to.withCheck === null ? '' : `with check (${to.withCheck.expression})`,
  ]
    .filter((part) => part !== '')
    .join('\n  ');
}

function alter(to: Policy, what: string): Draft {
  return write(to, `alter policy ${quoteIdent(to.name)} on`, what, ['widens-access']);
}

function write(on: Policy, before: string, after: string, hazards: readonly Hazard[]): Draft {
  return {
    sql: `${before} ${quoteQualified(on.schema, on.table)} ${after}`.trim(),
    locks: [{ schema: on.schema, table: on.table, mode: 'ACCESS EXCLUSIVE' }],
    hazards,
  };
}
