/** departs-from-pattern: policies that are made of other conditions than those of most tables; a tenant's schema that is not like the others. */

import { addressOf } from '../catalog/address.js';
import { grouped, listOf } from '../catalog/lists.js';
import type { Surroundings } from '../catalog/surroundings.js';
import { identifiers, withoutQueries } from '../expression/inspect.js';
import { conditionsOf, nameOf } from '../expression/pattern.js';
import { unqualified } from '../expression/shape.js';
import { unboundBecause } from './tenants.js';
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
    what: "Without a spec: a table whose policies are made of other conditions than those of at least two thirds of the tables with the tenant column. Policies' names, how many there are and which verbs they are for do not count. A permissive policy beside them that names no column of its row (`auth.uid() is not null`, a sub-select that compares only its own columns) is a warning; information where it is for a role of its own, or looks into another table. Where tenants have a schema each: a schema that lacks a table that all others have (or has one more), and a role that may use several of them where most tenants have a role of their own; those are warnings. Silent where there is no such majority, and where a check by name has said what is different.",
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
    return [...tables(evidence, inferred), ...blind(evidence, inferred), ...schemas(inferred)];
  },
};

/**
 * A permissive policy that names no column of its row, and that most tables do not have: it lets through every row, or
 * none. A sub-select that compares only its own columns is one as well.
 */
function blind({ actual, spec, inferred, surroundings }: Evidence, { pattern }: Inferred): Objection[] {
  if (pattern === null) return [];
  const known = new Set(pattern.conditions);
  const columnsOf = grouped(actual.column, ({ table }) => table);
  const restricted = new Set(actual.policy.flatMap((one) => (one.permissive ? [] : [one.table])));
  const ours = new Set(pattern.of.map(nameOf));
  const past = new Set((surroundings?.roles ?? []).flatMap((one) => (unboundBecause(one) === null ? [] : [one.name])));
  return actual.policy.flatMap((policy): Objection[] => {
    const { schema, table, name, permissive, roles } = policy;
    if (!permissive || schema !== spec.schema || !ours.has(nameOf(policy)) || roles.every((one) => past.has(one)))
      return [];
    // Beside a restrictive one it opens nothing by itself.
    if (restricted.has(table)) return [];
    const columns = (columnsOf.get(table) ?? []).map((one) => one.name);
    const texts = [policy.using, policy.withCheck].flatMap((one) => one?.expression ?? []);
    const of = { schema, table, columns, policies: [{ name, permissive, roles, expressions: texts }] };
    const without = conditionsOf(of, pattern.role).filter((one) => !known.has(one) && !namesRow(one, columns));
    const [condition] = without;
    if (condition === undefined || isFlag(condition, inferred)) return [];
    // Of policies for everybody: whoever is granted the table may well be the application.
    const mine = (one: string) =>
      one === 'public' || one === pattern.role || (pattern.role === null && mayUse(surroundings, table, one));
    const who = roles.includes('public') ? 'everybody' : listOf(roles);
    return [
      {
        object: addressOf(policy),
        // One that looks into another table may well know who is asked (staff, administrators).
        severity: roles.some(mine) && !/\bfrom\b/i.test(condition) ? 'warning' : 'info',
        message: `policy ${name} of ${table} names no column of the row: it lets ${who} through to every row, or to none`,
        actual: condition,
      },
    ];
  });
}

function mayUse(surroundings: Surroundings | null, table: string, role: string): boolean {
  return (surroundings?.grants ?? []).some(({ grantee, tables: some }) => grantee === role && some.includes(table));
}

/** Whether a condition says anything of the row: in itself, or by the table's name in a sub-select. */
function namesRow(condition: string, columns: readonly string[]): boolean {
  if (condition.includes('{table}.')) return true;
  return identifiers(withoutQueries(condition.replace(/^(?:to .*: |restrictive )/, '')), columns).size > 0;
}

/** The way past that most tables have is none of theirs alone. */
function isFlag(condition: string, inferred: Inferred | null): boolean {
  const setting = inferred?.pattern?.bypass?.setting;
  return setting !== undefined && condition.includes(`'${setting}'`);
}

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
