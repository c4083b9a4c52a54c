/** Policies of many shapes beside the spec's pattern: which the checks object to, with what, and which they leave alone. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EXAMPLE_OTHERS, EXAMPLE_SPEC, examplePolicy } from '../../src/checks/example.js';
import type { Finding } from '../../src/checks/types.js';
import { createDatabase, type TestDatabase, withClient } from '../postgres.js';
import { applySpec, checkSpec } from '../sql/spec-on-database.js';
import { makeExampleRoles } from './example-roles.js';

let right: TestDatabase;
beforeAll(async () => {
  right = await createDatabase();
  await makeExampleRoles(right.url);
  await withClient(right.url, (client) => client.query(EXAMPLE_OTHERS));
  await applySpec(right.url, EXAMPLE_SPEC);
});
afterAll(() => right.drop());

/** What is said of row level security when the policies are changed so; each test has a copy of the database. */
async function said(sql: string): Promise<readonly Finding[]> {
  const database = await createDatabase({ template: right.name });
  try {
    await withClient(database.url, (client) => client.query(sql));
    return (await checkSpec(database.url, EXAMPLE_SPEC)).filter(({ check }) => check.startsWith('rls-'));
  } finally {
    await database.drop();
  }
}

const TENANT = "nullif(current_setting('app.current_tenant_id', true), '')::uuid";
const OWN = `tenant_id = ${TENANT}`;
const SYSTEM = "current_setting('app.is_system_user', true) = 'true'";
const PATTERN = `(${OWN} or ${SYSTEM})`;
const P = 'bookings_tenant_isolation';
const drop = `drop policy ${P} on bookings;`;
const policy = (name: string, rest: string) => `create policy ${name} on bookings ${rest};`;

const SILENT: Readonly<Record<string, string>> = {
  'using (true) beside a restrictive tenant policy':
    drop + policy('everybody', 'using (true)') + policy('tenant', `as restrictive using ${PATTERN}`),
  'four policies, one a verb':
    drop +
    policy('s', `for select using ${PATTERN}`) +
    policy('i', `for insert with check ${PATTERN}`) +
    policy('u', `for update using ${PATTERN} with check ${PATTERN}`) +
    policy('d', `for delete using ${PATTERN}`),
  'the setting in a sub-select': examplePolicy(
    "tenant_id = (select nullif(current_setting('app.current_tenant_id', true), '')::uuid)",
  ),
  'the whole condition in a sub-select': `alter policy ${P} on bookings using ((select ${PATTERN})) with check ((select ${PATTERN}))`,
  'a membership': examplePolicy('tenant_id in (select id from tenants)'),
  'a membership that is asked for besides': policy(
    'member',
    `as restrictive using (exists (select from tenants where tenants.id = bookings.tenant_id))`,
  ),
  'narrowed by status': examplePolicy(`${OWN} and status = 'active'`),
  'narrowed by a CASE': examplePolicy(`case when status = 'gone' then false else ${OWN} end`),
  'narrowed inside coalesce': examplePolicy(`coalesce(${OWN} and status = 'active', false)`),
  'narrowed inside IS TRUE': examplePolicy(`(${OWN} and not is_public) is true`),
  'NOT and <>': examplePolicy(`not (tenant_id <> ${TENANT})`),
  'IS NOT DISTINCT FROM, behind a tenant that is there': examplePolicy(
    `(tenant_id is not null and tenant_id is not distinct from ${TENANT})`,
  ),
  'compared as text': examplePolicy("tenant_id::text = current_setting('app.current_tenant_id', true)"),
  'a CASE for the empty setting': examplePolicy(
    "tenant_id = case current_setting('app.current_tenant_id', true) when '' then null else current_setting('app.current_tenant_id', true)::uuid end",
  ),
  'shared rows that have no tenant': examplePolicy(`(${OWN} or tenant_id is null)`),
  "a stranger's function": `create function my_tenant() returns uuid stable language sql as $$ select null::uuid $$; ${examplePolicy('tenant_id = my_tenant()')}`,
  "a stranger's function on the owner's rows": `create function me() returns uuid stable language sql as $$ select null::uuid $$; ${examplePolicy(`(${OWN} or user_id = me())`)}`,
  'open for a role that the application has nothing to do with': policy(
    'watchers',
    'for select to pg_monitor using (true)',
  ),
  'open for a current_user that is not the application': examplePolicy(`(${OWN} or current_user = 'somebody_else')`),
  'restrictive on top': policy('only_active', "as restrictive using (status = 'active')"),
  'BETWEEN the tenant and itself': examplePolicy(`tenant_id between ${TENANT} and ${TENANT}`),
  'the setting in capitals': examplePolicy(
    "tenant_id = nullif(current_setting('APP.Current_Tenant_ID', true), '')::uuid",
  ),
};

it.each(Object.entries(SILENT))('says nothing of %s', async (_, sql) => {
  expect((await said(sql)).map(({ check, message }) => `${check}: ${message}`)).toEqual([]);
});

/** SQL, and what is said of it: `severity check: message`. */
const FOUND: Readonly<Record<string, readonly [sql: string, ...said: string[]]>> = {
  'a fallback to the row itself': [
    examplePolicy(`tenant_id = coalesce(${TENANT}, tenant_id)`),
    "error rls-leaks-when-unset: bookings: select, update and delete reach every tenant's rows when the tenant is not set or empty",
  ],
  'a policy that is open while nothing is set': [
    examplePolicy(`(${OWN} or current_setting('app.current_tenant_id', true) is null)`),
    "error rls-leaks-when-unset: bookings: select, update and delete reach every tenant's rows when the tenant is not set",
  ],
  'a CASE that opens while nothing is set': [
    examplePolicy(
      `case when coalesce(current_setting('app.current_tenant_id', true), '') = '' then true else ${OWN} end`,
    ),
    "error rls-leaks-when-unset: bookings: select, update and delete reach every tenant's rows when the tenant is not set or empty",
  ],
  'a permissive leftover of an older migration': [
    policy('tenant_isolation', "using (tenant_id::text = current_setting('app.current_tenant', true))"),
    "error rls-wrong-setting: policy tenant_isolation on bookings reads app.current_tenant, the spec's setting is app.current_tenant_id",
  ],
  'a leftover that opens': [
    policy('tenant_isolation', 'using (true)'),
    "error rls-crosses-tenants: bookings: a tenant sees another tenant's rows",
    'error rls-accepts-foreign-rows: bookings: a tenant may insert, update and delete rows of another tenant',
  ],
  'a leftover that opens for reading': [
    policy('tenant_isolation', 'for select using (true)'),
    "error rls-crosses-tenants: bookings: a tenant sees another tenant's rows",
  ],
  'a leftover that opens while its setting is not set': [
    policy(
      'tenant_isolation',
      "using (tenant_id::text = current_setting('app.current_tenant', true) or current_setting('app.current_tenant', true) is null)",
    ),
    "error rls-wrong-setting: policy tenant_isolation on bookings reads app.current_tenant, the spec's setting is app.current_tenant_id",
  ],
  'UPDATE and DELETE open behind a tidy SELECT': [
    drop +
      policy('s', `for select using ${PATTERN}`) +
      policy('i', `for insert with check ${PATTERN}`) +
      policy('u', 'for update using (true)') +
      policy('d', 'for delete using (true)'),
    'error rls-accepts-foreign-rows: bookings: a tenant may update and delete rows of another tenant',
  ],
  'rows that are public': [
    examplePolicy(`(${OWN} or is_public)`),
    'error rls-accepts-foreign-rows: bookings: a tenant may insert, update and delete rows of another tenant when is_public',
    "warning rls-crosses-tenants: bookings: a tenant sees another tenant's rows when is_public",
  ],
  'rows that are public, but not to write': [
    `alter policy ${P} on bookings using (${OWN} or is_public or ${SYSTEM}) with check ${PATTERN}`,
    "warning rls-crosses-tenants: bookings: a tenant sees another tenant's rows when is_public",
    'warning rls-accepts-foreign-rows: bookings: a tenant may update and delete rows of another tenant when is_public',
  ],
  'INSERT of any tenant': [
    policy('i', 'for insert with check (true)'),
    'error rls-accepts-foreign-rows: bookings: a tenant may insert rows of another tenant',
  ],
  'UPDATE to any tenant': [
    `alter policy ${P} on bookings with check (true)`,
    'error rls-accepts-foreign-rows: bookings: a tenant may insert and update rows of another tenant',
  ],
  'a WITH CHECK of the status alone': [
    `alter policy ${P} on bookings with check (status = 'active')`,
    "error rls-accepts-foreign-rows: bookings: a tenant may insert and update rows of another tenant when (status)::text = 'active'::text",
  ],
  'IS DISTINCT FROM the wrong way round': [
    examplePolicy(`tenant_id is distinct from ${TENANT}`),
    "error rls-crosses-tenants: bookings: a tenant sees another tenant's rows",
    'error rls-accepts-foreign-rows: bookings: a tenant may insert, update and delete rows of another tenant',
    'error rls-blind: bookings: a tenant does not see its own rows when app.current_tenant_id is set',
  ],
  'NOT the wrong way round': [
    examplePolicy(`not (${OWN})`),
    "error rls-crosses-tenants: bookings: a tenant sees another tenant's rows",
    'error rls-accepts-foreign-rows: bookings: a tenant may insert, update and delete rows of another tenant',
    'error rls-blind: bookings: a tenant does not see its own rows when app.current_tenant_id is set',
  ],
  'a comparison that NULL passes': [
    examplePolicy(`(tenant_id <> ${TENANT}) is not true`),
    "error rls-leaks-when-unset: bookings: select, update and delete reach every tenant's rows when the tenant is not set or empty",
  ],
  'one tenant that is for all': [
    examplePolicy(`(${OWN} or tenant_id = '00000000-0000-0000-0000-000000000001')`),
    'error rls-placeholder-fallback: policy bookings_tenant_isolation on bookings falls back to the placeholder 00000000-0000-0000-0000-000000000001 when no tenant is set',
  ],
  'a bypass for whatever is set': [
    examplePolicy(OWN, "current_setting('app.is_system_user', true) is not null"),
    "error rls-bypass-too-wide: bookings: select, insert, update and delete of any tenant's rows with app.is_system_user at a value other than 'true'",
  ],
  'a bypass for two values': [
    examplePolicy(OWN, "current_setting('app.is_system_user', true) in ('true', 'on')"),
    "warning rls-bypass-too-wide: bookings: select, insert, update and delete of any tenant's rows with app.is_system_user at a value other than 'true' when the flag is 'on'",
  ],
  'a bypass that is a boolean': [
    examplePolicy(OWN, "nullif(current_setting('app.is_system_user', true), '')::boolean"),
    "info rls-bypass-too-wide: bookings: select, insert, update and delete of any tenant's rows with app.is_system_user at a value other than 'true' when the flag is true in another spelling",
  ],
  'open for the role of the application': [
    policy('mine', 'to schema_audit_example_app using (true)'),
    "error rls-crosses-tenants: bookings: a tenant sees another tenant's rows",
    'error rls-accepts-foreign-rows: bookings: a tenant may insert, update and delete rows of another tenant',
  ],
  'open for current_user, who is the application': [
    examplePolicy(`(${OWN} or current_user = 'schema_audit_example_app')`),
    "error rls-crosses-tenants: bookings: a tenant sees another tenant's rows",
    'error rls-accepts-foreign-rows: bookings: a tenant may insert, update and delete rows of another tenant',
  ],
  'no policy left but a restrictive one': [
    drop + policy('tenant', `as restrictive using ${PATTERN} with check ${PATTERN}`),
    'error rls-blind: bookings: a tenant does not see its own rows when app.current_tenant_id is set',
  ],
  'an INSERT policy without its expression': [
    drop + policy('s', `for select using ${PATTERN}`) + policy(P, 'for insert'),
    'error rls-no-with-check: policy bookings_tenant_isolation on bookings has no WITH CHECK: it lets no row be inserted',
  ],
  'a cast that the empty setting breaks': [
    examplePolicy("tenant_id = current_setting('app.current_tenant_id', true)::uuid"),
    'warning rls-fails-on-empty: bookings: a query fails when the setting is empty: invalid input syntax for type uuid: ""',
  ],
  "an open policy beside a stranger's function": [
    `create function my_tenant() returns uuid stable language sql as $$ select null::uuid $$; ${examplePolicy('tenant_id = my_tenant()')}; ${policy('o', 'for delete using (true)')}`,
    'error rls-accepts-foreign-rows: bookings: a tenant may delete rows of another tenant',
  ],
};

it.each(Object.entries(FOUND))('finds %s', async (_, [sql, ...expected]) => {
  expect((await said(sql)).map(({ severity, check, message }) => `${severity} ${check}: ${message}`)).toEqual(expected);
});
