/** When the checks of what stands around the tables speak, and when they are silent; one transaction a case. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { EXAMPLE_OTHERS, EXAMPLE_SPEC, exampleSpec } from '../../src/checks/example.js';
import { connect, type Session } from '../../src/sql/session.js';
import { createDatabase, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { sqlOf } from '../rehearsal/rehearsing.js';
import { auditWithin } from '../sql/spec-on-database.js';
import { makeExampleRoles } from './example-roles.js';

const app = 'schema_audit_example_app';
const other = uniqueName('other');
let database: TestDatabase;
let session: Session;
beforeAll(async () => {
  database = await createDatabase({ version: 18 });
  await makeExampleRoles(database.url);
  await withClient(database.url, (client) => client.query(EXAMPLE_OTHERS));
  session = await connect({ url: database.url });
});
afterAll(async () => {
  await session.end();
  await database.drop();
});

/** `severity check`, drift and what no catalog covers apart: an example is a difference from the spec. */
async function said(sql: string, spec = EXAMPLE_SPEC): Promise<readonly string[]> {
  onTestFinished(async () => void (await session.run(['rollback'])));
  await session.run(['begin isolation level repeatable read', sqlOf(spec), `create role ${other}`]);
  await session.run(['set local search_path = public', sql]);
  const found = await auditWithin(session, spec);
  return found
    .filter(({ check }) => !['drift', 'not-covered', 'service-admin-role'].includes(check))
    .map(({ severity, check, object }) => `${severity} ${check} ${object.name ?? object.table}`);
}

type Case = readonly [what: string, sql: string, found: readonly string[], spec?: string];
const cases = (some: readonly Case[]) => {
  for (const [what, sql, found, spec] of some)
    it(what, async () => {
      expect(await said(sql, spec)).toEqual(found);
    });
};

const list = 'create view list as select * from bookings';

describe('a view', () => {
  cases([
    [
      'that the application may read',
      `${list}; grant select on list to ${app}`,
      ['error view-bypasses-row-security list'],
    ],
    ['that everyone may read', `${list}; grant select on list to public`, ['error view-bypasses-row-security list']],
    [
      'of which one column may be read',
      `${list}; grant select (id) on list to ${app}`,
      ['error view-bypasses-row-security list'],
    ],
    ['that others may read', `${list}; grant select on list to ${other}`, ['warning view-bypasses-row-security list']],
    ['that only its owner may read', list, []],
    [
      'that reads as whoever asks',
      `${list}; alter view list set (security_invoker); grant select on list to ${app}`,
      [],
    ],
    [
      'that nobody gets at',
      `create schema hidden; create view hidden.list as select * from bookings; grant select on hidden.list to public`,
      [],
    ],
    [
      'for a role that is past the policies anyway',
      `alter role ${other} bypassrls; ${list}; grant select on list to ${other}`,
      [],
    ],
    [
      'of an owner whom the policies bind',
      `${list}; alter view list owner to ${other}; grant select on list to ${app}`,
      [],
    ],
    [
      'of the owner of a table that is not forced',
      `alter table bookings owner to ${other}; alter table bookings no force row level security; ${list}; alter view list owner to ${other}; grant select on list to ${app}`,
      ['error rls-not-forced bookings', 'error view-bypasses-row-security list'],
    ],
    [
      'that asks for the tenant itself',
      `create view list as select * from bookings where tenant_id = current_setting('app.current_tenant_id')::uuid; grant select on list to ${app}`,
      ['info view-bypasses-row-security list'],
    ],
    [
      'that asks for something else',
      `create view list as select * from bookings where tenant_id = current_setting('a.b')::uuid; grant select on list to ${app}`,
      ['error view-bypasses-row-security list'],
    ],
    [
      'that another view reads',
      `${list}; create view page with (security_invoker) as select * from list; grant select on page to ${app}`,
      ['error view-bypasses-row-security list'],
    ],
    ['of another table', `create view list as select * from tenants; grant select on list to ${app}`, []],
  ]);
});

describe('a materialized view', () => {
  const made = 'create materialized view counts as select tenant_id, count(*) from bookings group by 1';
  cases([
    [
      'that a view shows',
      `${made}; create view shown as select * from counts; grant select on shown to ${app}`,
      ['warning materialized-view-of-tenants counts'],
    ],
    [
      'of a view',
      `${list}; create materialized view counts as select * from list; grant select on counts to ${app}`,
      ['warning materialized-view-of-tenants counts'],
    ],
    ['that nobody may read', made, []],
  ]);
});

describe('a SECURITY DEFINER function', () => {
  const fn = (body: string, more = "set search_path = ''", returns = 'bigint', language = 'sql') =>
    `create function f() returns ${returns} language ${language} security definer ${more} as $f$ ${body} $f$`;
  const count = 'select count(*) from public.bookings';
  cases([
    ['that everyone may call', fn(count), ['warning definer-bypasses-row-security f()']],
    [
      'without a search_path',
      fn(count, ''),
      ['warning definer-bypasses-row-security f()', 'warning definer-search-path f()'],
    ],
    [
      'that puts its SQL together',
      fn(
        `begin execute 'select 1 from ' || 'x'; execute 'delete from bookings where id = $1'; return 1; end`,
        'set search_path = public',
        'bigint',
        'plpgsql',
      ),
      ['warning definer-bypasses-row-security f()'],
    ],
    ['that speaks of the table in a text', fn(`select length('all bookings from here')::bigint`), []],
    ['that has a column of that name', fn(`select count(bookings) from public.tenants t (bookings)`), []],
    [
      'whose names are resolved',
      'create function f() returns bigint language sql security definer begin atomic select count(*) from bookings; end',
      ['warning definer-bypasses-row-security f()'],
    ],
    [
      'that asks for the tenant',
      fn(`${count} where tenant_id::text = current_setting('app.current_tenant_id', true)`),
      [],
    ],
    ['that nobody else may call', `${fn(count)}; revoke execute on function f() from public`, []],
    [
      'in a schema that nobody may use',
      fn(count).replace('function f', 'function hidden.f').replace('create', 'create schema hidden; create'),
      [],
    ],
    ['of an owner whom the policies bind', `${fn(count)}; alter function f() owner to ${other}`, []],
    [
      'for a trigger',
      fn('begin insert into bookings select new.*; return new; end', 'set search_path = public', 'trigger', 'plpgsql'),
      [],
    ],
    [
      'for a trigger, without a search_path',
      fn('begin return new; end', '', 'trigger', 'plpgsql'),
      ['warning definer-search-path f()'],
    ],
    [
      'of another schema that means a table of its own',
      `create schema other; create table other.bookings (id int); ${fn('select count(*) from bookings', 'set search_path = other').replace('function f', 'function other.f')}; grant usage on schema other to public`,
      [],
    ],
    ['that is the invoker’s', fn(count).replace('security definer', ''), []],
  ]);
});

describe('a partition or child table', () => {
  const child = 'create table bookings_old () inherits (bookings)';
  cases([
    [
      'that others may ask',
      `${child}; grant select on bookings_old to ${other}`,
      ['warning partition-without-row-security bookings'],
    ],
    [
      'that has row level security',
      `${child}; alter table bookings_old enable row level security; grant select on bookings_old to ${app}`,
      [],
    ],
    [
      'of a child',
      `${child}; create table bookings_older () inherits (bookings_old); grant select on bookings_older to ${app}`,
      ['error partition-without-row-security bookings'],
    ],
  ]);
});

describe('a privilege', () => {
  cases([
    ['to refer', `grant references on bookings to ${app}`, [`info privilege-beyond-policies ${app}`]],
    ['to set triggers', `grant trigger on bookings to ${app}`, [`warning privilege-beyond-policies ${app}`]],
    [
      'by way of a role that it is a member of',
      `grant truncate on bookings to ${other}; grant ${other} to ${app}`,
      [`warning privilege-beyond-policies ${other}`],
    ],
    ['of a role that is not the application', `grant all on bookings to ${other}`, []],
    ['of everyone', 'grant insert, truncate on bookings to public', ['warning public-privilege public']],
    [
      'of everyone, in a schema that is closed',
      'grant insert on bookings to public; revoke usage on schema public from public',
      [],
    ],
  ]);
});

describe('a publication', () => {
  cases([
    ['of all tables', 'create publication p for all tables', ['info published-tenants public']],
    ['of the schema', 'create publication p for tables in schema public', ['info published-tenants public']],
    ['of some rows', `create publication p for table bookings where (id is null)`, []],
    ['of another table', 'create publication p for table tenants', []],
  ]);
});

describe('the tenant column', () => {
  const bookings = (more: string) =>
    exampleSpec(
      `tables:\n  bookings:\n    columns: { tenant_id: uuid${more}, other: text }\n    indexes: { t: tenant_id }`,
    );
  cases([
    ['that the spec lets be null', '', ['warning tenant-column-nullable tenant_id'], bookings('')],
    ['that a check keeps from being null', 'alter table bookings add check (tenant_id is not null)', [], bookings('')],
    [
      'that a check keeps from being null from now on',
      'alter table bookings add check (tenant_id is not null) not valid',
      ['warning tenant-column-nullable tenant_id'],
      bookings(''),
    ],
    [
      'of which a policy says that null is everybody’s',
      'create policy shared on bookings as restrictive for select using (tenant_id is null or true)',
      [],
      bookings(''),
    ],
    [
      'with a partial index',
      'drop index t; create index u on bookings (tenant_id) where other is null',
      [],
      bookings(' not null'),
    ],
    [
      'with an index over a cast of it',
      'drop index t; create index u on bookings ((tenant_id::text))',
      [],
      bookings(' not null'),
    ],
    [
      'with an exclusion constraint',
      'drop index t; alter table bookings add exclude using hash (tenant_id with =)',
      [],
      bookings(' not null'),
    ],
    [
      'with an index that is not its own',
      'drop index t; create index u on bookings (other, tenant_id)',
      ['warning tenant-column-index tenant_id'],
      bookings(' not null'),
    ],
  ]);
});

describe('an index', () => {
  cases([
    ['in another order', 'create index again on bookings (status desc)', []],
    ['of fewer rows', 'create index again on bookings (status) where user_id is null', []],
    ['of more columns', 'create index again on bookings (status, user_id)', []],
    ['by another method', 'create index again on bookings using hash (status)', []],
    [
      'that is unique',
      'create unique index again on bookings (status, id); create index more on bookings (status, id)',
      ['warning duplicate-index more'],
    ],
    ['that a key has already', 'create index again on bookings (id)', ['warning duplicate-index again']],
    [
      'that is another without being valid',
      "create index again on bookings (status); update pg_catalog.pg_index set indisvalid = false where indexrelid = 'again'::regclass",
      ['warning invalid-index again'],
    ],
  ]);
});

describe('a sequence', () => {
  const at = (n: number, more = '') =>
    `alter table bookings alter number set maxvalue 1000000 ${more}; select setval('bookings_number_seq', ${n})`;
  cases([
    ['that is nearly used up', at(900_000), ['error sequence-near-end bookings_number_seq']],
    ['that is used to three quarters', at(750_000), ['warning sequence-near-end bookings_number_seq']],
    ['that is used by half', at(500_000), []],
    ['that starts over', at(900_000, 'set cycle'), []],
    [
      'that has not been used',
      "alter table bookings alter number set maxvalue 10; select setval('bookings_number_seq', 9, false)",
      [],
    ],
    [
      'of a default',
      "create sequence s maxvalue 10; alter table bookings add n bigint default nextval('s'); select setval('s', 10)",
      ['error sequence-near-end s'],
    ],
  ]);
});

describe('tables of one name in two schemas', () => {
  const two = `${EXAMPLE_SPEC.replace('  ignore:\n', '  severity: { setting-per-row: off, session-bypass: off }\n  ignore:\n').replace(/ {4}- \{ checks: \[session.*\n/, '    []\n')}
schemas:
  b:
    tables:
      bookings:
        columns: { id: uuid primary key, tenant_id: uuid not null, status: text not null }
        indexes: { b_tenant: tenant_id }
`;
  const at = async (sql: string) => {
    onTestFinished(async () => void (await session.run(['rollback'])));
    await session.run(['begin isolation level repeatable read', sqlOf(two), sql]);
    const found = await auditWithin(session, two);
    return found
      .filter(({ check }) => !['drift', 'not-covered', 'service-admin-role'].includes(check))
      .map(({ check, object }) => `${check} ${object.schema ?? ''}.${object.table ?? object.name}`);
  };
  it.each([
    ['nothing', 'select', []],
    [
      'a view of the other schema',
      `create view b.list as select * from b.bookings; grant usage on schema b to ${app}; grant select on b.list to ${app}`,
      ['view-bypasses-row-security b.list'],
    ],
    [
      'a view of the own schema over the other’s table',
      `create view public.list as select * from b.bookings; grant select on public.list to ${app}`,
      ['view-bypasses-row-security public.list'],
    ],
    [
      'policies that do nothing in the other',
      'alter table b.bookings disable row level security',
      ['rls-not-forced b.bookings'],
    ],
    ['an index that is missing in the other', 'drop index b.b_tenant', ['tenant-column-index b.bookings']],
    [
      'a tenant that may be null in the own',
      'alter table public.bookings alter tenant_id drop not null',
      ['tenant-column-nullable public.bookings'],
    ],
  ])('are told apart: %s', async (_, sql, found) => {
    expect(await at(sql)).toEqual(found);
  });
});

describe('one fact is one finding, also where the spec speaks of views, functions and grants, and its fix clears it', () => {
  const spec = `${EXAMPLE_SPEC}
views:
  list:
    definition: select id, tenant_id from public.bookings
    security_invoker: true
    grants: { ${app}: select }
functions:
  f(integer):
    returns: bigint
    language: sql
    set: { search_path: '' }
    body: select count(*) from public.bookings
defaults: { grants: usual }
`;
  it.each([
    ['view-bypasses-row-security', 'alter view list reset (security_invoker)'],
    ['definer-bypasses-row-security', 'alter function f(integer) security definer'],
    ['public-privilege', 'grant select on bookings to public'],
    ['privilege-beyond-policies', `grant truncate on bookings to ${app}`],
  ])('%s', async (check, sql) => {
    onTestFinished(async () => void (await session.run(['rollback'])));
    await session.run(['begin isolation level repeatable read', sqlOf(spec)]);
    const wrong = async () => (await auditWithin(session, spec)).filter((one) => one.severity !== 'info');
    expect(await wrong()).toEqual([]);
    await session.run(['set local search_path = public', sql]);
    const found = await wrong();
    expect(found.map((one) => one.check)).toEqual([check]);
    await session.run(found[0]?.fix ?? []);
    expect(await wrong()).toEqual([]);
  });
});
