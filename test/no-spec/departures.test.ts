/** What is inferred where a database is not all of one piece, and what is found then; one transaction a case. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connect, type Session } from '../../src/sql/session.js';
import { createDatabase, type TestDatabase, uniqueName } from '../postgres.js';
import { auditWithinWithoutSpec } from '../sql/spec-on-database.js';

const app = uniqueName('app');
let database: TestDatabase;
let session: Session;
beforeAll(async () => {
  database = await createDatabase({ version: 18 });
  session = await connect({ url: database.url });
});
afterAll(async () => {
  await session.end();
  await database.drop();
});

const MINE = "tenant_id = nullif(current_setting('app.t', true), '')::uuid";

/** Tables of one pattern that the application may use. */
const tables = (names: string, { to = 'public', using = MINE, schema = 'public' } = {}) =>
  names
    .split(' ')
    .map(
      (
        name,
      ) => `create table ${schema}.${name} (id uuid primary key default gen_random_uuid(), tenant_id uuid not null, n int);
        create index on ${schema}.${name} (tenant_id);
        alter table ${schema}.${name} enable row level security;
        alter table ${schema}.${name} force row level security;
        create policy p on ${schema}.${name} to ${to} using (${using});
        grant select, insert, update, delete on ${schema}.${name} to ${app}`,
    )
    .join(';');

/** `severity check object`, but for what costs time alone and for who has looked. */
async function found(sql: string, schema?: string): Promise<readonly string[]> {
  onTestFinished(async () => void (await session.run(['rollback'])));
  await session.run(['begin isolation level repeatable read', `create role ${app}`, sql]);
  const all = await auditWithinWithoutSpec(session, schema);
  return all
    .filter(
      ({ check, object }) =>
        check !== 'setting-per-row' && !(check.startsWith('rls-void') && object.name === 'postgres'),
    )
    .map(({ severity, check, object }) => `${severity} ${check} ${object.table ?? object.name}`)
    .map((line) => line.replace(app, 'app'));
}

type Case = readonly [what: string, sql: string, found: readonly string[]];

describe('whom policies bind', () => {
  it.each<Case>([
    ['the role that they are for', tables('a b c', { to: app }), []],
    [
      'not where it owns the tables and nothing is forced',
      `${tables('a b c', { to: app })}; ${['a', 'b', 'c'].map((t) => `alter table ${t} owner to ${app}; alter table ${t} no force row level security`).join(';')}`,
      ['error rls-void-for-application-role app'],
    ],
    [
      'not where it bypasses them',
      `alter role ${app} bypassrls; ${tables('a b c', { to: app })}`,
      ['error rls-void-for-application-role app'],
    ],
    [
      'nobody, where nobody but the owner has privileges and nothing is forced',
      `${tables('a b')}; revoke all on a, b from ${app}; alter table a no force row level security; alter table b no force row level security; alter table a owner to ${app}; alter table b owner to ${app}`,
      ['warning rls-void-for-application-role app'],
    ],
  ])('%s', async (_, sql, expected) => {
    expect(await found(sql)).toEqual(expected);
  });
});

describe('beside the pattern', () => {
  it.each<Case>([
    [
      'a policy that names no column of the row',
      `${tables('a b c d')}; create policy x on d for select using (current_setting('app.user', true) <> '')`,
      ['warning departs-from-pattern d'],
    ],
    [
      'one that compares only the columns of another table',
      `${tables('a b c d')}; create table m (tenant uuid, who text);
       create policy x on d for select using (exists (select from m where m.tenant = m.tenant and m.who = 'me'))`,
      ['info departs-from-pattern d'],
    ],
    [
      'one that opens everything to a role of its own',
      `${tables('a b c d')}; create role x; create policy x on d to x using (true)`,
      ['info departs-from-pattern d'],
    ],
    [
      'one that opens everything to whoever is granted the table',
      `${tables('a b c d')}; create policy x on d for select to ${app} using (true)`,
      ['warning departs-from-pattern d'],
    ],
    [
      'the same on most tables',
      `${tables('a b c d')}; create role x; create policy x on a to x using (true); create policy x on b to x using (true); create policy x on c to x using (true)`,
      ['info departs-from-pattern d'],
    ],
    [
      'one that shows what is public',
      `${tables('a b c d')}; create policy x on d for select using (n > 0)`,
      ['info rls-crosses-tenants d'],
    ],
    [
      'another spelling',
      `${tables('a b c')}; ${tables('d', { using: `tenant_id = (select nullif(current_setting('app.t', true), '')::uuid)` })}`,
      [],
    ],
    [
      'a table that is written and not read',
      `${tables('a b c d')}; drop policy p on d; create policy i on d for insert with check (${MINE})`,
      ['info rls-blind d'],
    ],
    [
      'a table that asks for another setting as well',
      `${tables('a b c')}; ${tables('d', { using: `${MINE} and current_setting('app.role', true) = 'admin'` })}`,
      ['info rls-blind d'],
    ],
    [
      'a table whose insert is open',
      `${tables('a b c d')}; create policy x on d for insert with check (n > 0)`,
      ['error rls-accepts-foreign-rows d'],
    ],
    ['a child that inherits and that nobody may reach', `${tables('a b c')}; create table kid () inherits (c)`, []],
    [
      'a table of which columns are granted',
      `${tables('a b c')}; create table d (id int, tenant_id uuid not null); grant select (id) on d to ${app}`,
      ['error tenant-table-without-row-security d'],
    ],
    [
      'a view that asks for the tenant itself',
      `${tables('a b c')}; create view v as select * from a where ${MINE}; grant select on v to ${app}`,
      ['info view-bypasses-row-security v'],
    ],
    [
      'a view that only shows a setting',
      `${tables('a b c')}; create view v as select *, current_setting('app.t', true) as t from a where n > 0; grant select on v to ${app}`,
      ['warning view-bypasses-row-security v'],
    ],
    [
      'a view over a table that is closed',
      `${tables('a b c d')}; drop policy p on d; create view v as select * from d; grant select on v to ${app}`,
      ['warning view-bypasses-row-security v', 'info row-security-without-policy d'],
    ],
    [
      'children that are guarded by way of their parents',
      `${tables('a b')}; ${['k1', 'k2', 'k3', 'k4'].map((k) => `create table ${k} (id int, parent_id uuid); alter table ${k} enable row level security; alter table ${k} force row level security; create policy p on ${k} using (exists (select from a where a.id = ${k}.parent_id))`).join(';')};
       create table k5 (parent_id uuid); grant select on k5 to ${app}`,
      [],
    ],
  ])('%s', async (_, sql, expected) => {
    expect(await found(sql, 'public')).toEqual(expected);
  });
});

it('two schemas with a way of their own each are held against their own', async () => {
  const hr = `create schema hr; grant usage on schema hr to ${app}; ${tables('a b c', { schema: 'hr' })
    .replaceAll('tenant_id', 'company_id')
    .replaceAll('app.t', 'hr.t')}`;
  expect(
    await found(
      `${tables('a b c d')}; ${hr}; create policy oops on hr.a using (true); create table hr.d (company_id uuid); grant select on hr.d to ${app}`,
    ),
  ).toEqual([
    'error tenant-table-without-row-security d',
    'error rls-crosses-tenants a',
    'error rls-accepts-foreign-rows a',
  ]);
});
