/** departs-from-pattern: policies that are made of other conditions than those of most tables; a tenant's schema that is not like the others. */
import { nameOf } from '../expression/pattern.js';
import { unqualified } from '../expression/shape.js';
import { listOf } from './tenants.js';
import type { Check, Evidence, Inferred, Objection } from './types.js';

/** Fewer tables make no pattern. */
const LEAST = 4;

export const departsFromPattern: Check = {
  id: 'departs-from-pattern',
  severity: 'info',
  consolidationIssue: null,
  title: 'it is done otherwise than in most tables',
  bySchema: true,
  withoutSpec: true,
  docs: {
    what: "Without a spec: a table whose policies are made of other conditions than those of at least two thirds of the tables with the tenant column. Policies' names, how many there are and which verbs they are for do not count. Where tenants have a schema each: a schema that lacks a table that all others have (or has one more), and a role that may use several of them where most tenants have a role of their own; those are warnings. Silent where there is no such majority, and where a check by name has said what is different.",
    story:
      'Fifty tables compare the tenant. In the fifty-first somebody wrote the comparison once more, by heart,\nand left out the half that nobody tests.',
    todo: 'Look at it: what is meant to be different belongs into a spec, where its reason stands beside it.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: `create table a (tenant_id uuid not null, n int); create table b (tenant_id uuid not null, n int);
create table c (tenant_id uuid not null, n int); create table d (tenant_id uuid not null, n int);
do $$ declare t text; begin
  foreach t in array array['a', 'b', 'c', 'd'] loop
    execute format('create index on %I (tenant_id)', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy p on %I using (%s)', t, case when t = 'd' then 'n > 0 and ' else '' end ||
      $q$ tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid or current_setting('app.is_system_user', true) = 'true' $q$);
  end loop;
end $$`,
    good: 'create table countries (code text)',
    byHand: 'drop table a, b, c, d',
  },
  find: (evidence) => {
    const { inferred } = evidence;
    if (inferred === null) return [];
    return [...tables(evidence, inferred), ...schemas(inferred)];
  },
};

function tables({ actual, spec }: Evidence, { pattern }: Inferred): Objection[] {
  if (pattern === null || pattern.of.length < LEAST) return [];
  if (pattern.following.size * 3 < pattern.of.length * 2) return [];
  const departing = pattern.of.map(nameOf).filter((name) => !pattern.following.has(name));
  return actual.table.flatMap(({ schema, table }) => {
    if (schema !== spec.schema || !departing.includes(`${schema}.${table}`)) return [];
    const conditions = actual.policy
      .filter((policy) => policy.table === table)
      .flatMap(({ using, withCheck }) => [using?.expression, withCheck?.expression])
      .flatMap((text) => (text === undefined ? [] : [unqualified(text, table)]));
    return [
      {
        object: { kind: 'table', schema, table },
        message: `the policies of ${table} are not those of ${pattern.following.size} other tables`,
        hint: `there: ${pattern.conditions.join('; ')}\nhere: ${[...new Set(conditions)].join('; ')}`,
      },
    ];
  });
}

function schemas({ alike }: Inferred): Objection[] {
  if (alike === null) return [];
  const others = alike.schemas.length;
  return [
    ...alike.departing.map(({ schema, missing, extra }): Objection => {
      const lacks = missing.length === 0 ? [] : [`lacks ${listOf(missing)}`];
      const more = extra.length === 0 ? [] : [`has ${listOf(extra)} besides`];
      return {
        object: { kind: 'schema', name: schema },
        severity: 'warning',
        message: `schema ${schema} ${[...lacks, ...more].join(' and ')}, unlike ${others} others`,
      };
    }),
    ...alike.crossing.map(
      ({ role, schemas }): Objection => ({
        object: { kind: 'role', name: role },
        severity: 'warning',
        message: `${role} may use ${listOf(schemas)}, where most roles may use the schema of one tenant`,
      }),
    ),
  ];
}
