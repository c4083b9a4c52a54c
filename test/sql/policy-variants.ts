/** Policies of many shapes, for the tests that hold the truth table against what a real role really sees. */

const SETTING = "current_setting('app.current_tenant_id', true)";
const TENANT = `nullif(${SETTING}, '')::uuid`;
const OWN = `tenant_id = ${TENANT}`;
const SYSTEM = "current_setting('app.is_system_user', true) = 'true'";

export interface Variant {
  /** What makes it worth a row here. */
  readonly name: string;
  /** DDL; `$t` stands for the table, `$role`, `$group` and `$stranger` for roles. */
  readonly sql: string;
  /** The tenant column's type; uuid by default. */
  readonly type?: string;
  /** Other columns that the policies are about: rows with all sorts of values in them are tried. */
  readonly columns?: readonly ('status' | 'is_public' | 'owner' | 'text')[];
  /** Its conditions on the row exclude one another, which is not seen: `sometimes` stands for always. */
  readonly related?: boolean;
  /** Made up: only what is said to be open or closed counts, not which error comes first. */
  readonly random?: boolean;
  /** Verbs of which the table may say that it does not know. */
  readonly unknown?: readonly ('select' | 'insert' | 'update' | 'update to' | 'delete')[];
}

const policy = (using: string, check = using, rest = '') =>
  `create policy p${rest.replace(/\W/g, '')} on $t ${rest} using (${using}) with check (${check});`;
const only = (using: string) => `create policy p on $t using (${using});`;

export const VARIANTS: readonly Variant[] = [
  {
    name: 'an open policy that is asked before one that fails',
    sql: `create policy a on $t using (tenant_id = ${SETTING}::uuid); create policy b on $t using (true);`,
  },
  {
    name: 'an open policy that is asked after one that fails',
    sql: `create policy a on $t with check (true); create policy b on $t with check (${SETTING}::uuid is not null);`,
  },
  {
    name: 'open while a stranger setting is not set, to insert',
    sql: policy(OWN, "current_setting('app.other', true) is null"),
  },
  { name: 'the pattern', sql: policy(`${OWN} or ${SYSTEM}`) },
  { name: 'no policy at all', sql: '' },
  { name: 'row security off', sql: `${policy(OWN)} alter table $t disable row level security;` },
  { name: 'WITH CHECK left out', sql: only(OWN) },
  { name: 'a cast that fails on the empty setting', sql: only(`tenant_id = ${SETTING}::uuid`) },
  { name: 'that cast, the bypass first', sql: only(`${SYSTEM} or tenant_id = ${SETTING}::uuid`) },
  { name: 'that cast, the bypass last', sql: only(`tenant_id = ${SETTING}::uuid or ${SYSTEM}`) },
  { name: 'compared as text', sql: only(`tenant_id::text = ${SETTING}`) },
  { name: 'the setting required', sql: only("tenant_id = current_setting('app.current_tenant_id')::uuid") },
  { name: 'another setting', sql: only("tenant_id::text = current_setting('app.current_tenant', true)") },
  { name: 'another setting, cast', sql: only("tenant_id = current_setting('app.current_tenant', true)::uuid") },
  {
    name: "the setting's name in capitals",
    sql: only("tenant_id = nullif(current_setting('App.Current_TENANT_ID', true), '')::uuid"),
  },
  {
    name: "the setting's name in an escape string",
    sql: only("tenant_id = nullif(current_setting(E'app.current\\u005ftenant_id', true), '')::uuid"),
  },
  {
    name: 'the legacy fallback',
    sql: policy(`tenant_id = coalesce(${SETTING}::uuid, '00000000-0000-0000-0000-000000000000'::uuid)`),
  },
  { name: 'a fallback to the row itself', sql: policy(`tenant_id = coalesce(${TENANT}, tenant_id)`, OWN) },
  { name: 'open when nothing is set', sql: policy(`${OWN} or ${SETTING} is null`) },
  { name: 'open when the setting is empty', sql: policy(`${OWN} or coalesce(${SETTING}, '') = ''`) },
  {
    name: 'CASE on the setting',
    sql: policy(`case when ${SETTING} is null or ${SETTING} = '' then false else tenant_id = ${SETTING}::uuid end`),
  },
  { name: 'CASE that opens', sql: policy(`case when ${SETTING} is null then true else ${OWN} end`) },
  {
    name: 'CASE on the row',
    sql: policy(`case when is_public then true else ${OWN} end`, OWN),
    columns: ['is_public'],
  },
  {
    name: 'CASE on the row that only closes',
    sql: policy(`case status when 'gone' then false else ${OWN} end`),
    columns: ['status'],
  },
  { name: 'NOT', sql: policy(`not (tenant_id <> ${TENANT})`) },
  { name: 'NOT around an OR', sql: policy(`not (tenant_id <> ${TENANT} or status = 'gone')`), columns: ['status'] },
  { name: 'NOT that opens on null', sql: policy(`(tenant_id <> ${TENANT}) is not true`) },
  { name: 'IS NOT DISTINCT FROM', sql: policy(`tenant_id is not distinct from ${TENANT}`) },
  { name: 'IS DISTINCT FROM, denied', sql: policy(`not (tenant_id is distinct from ${TENANT})`) },
  { name: 'IN with a list', sql: policy(`tenant_id in (${TENANT}, '00000000-0000-0000-0000-000000000001')`) },
  { name: 'ANY of a list in the setting', sql: policy(`tenant_id::text = any (string_to_array(${SETTING}, ','))`) },
  { name: 'BETWEEN', sql: policy(`tenant_id between ${TENANT} and ${TENANT}`) },
  { name: 'the setting in a sub-select', sql: policy(`tenant_id = (select ${TENANT})`) },
  { name: 'all of it in a sub-select', sql: policy(`(select ${OWN} or is_public)`, OWN), columns: ['is_public'] },
  {
    name: 'a sub-select that fails, asked last',
    sql: `create policy a on $t using ((select tenant_id = ${SETTING}::uuid)); create policy b on $t for select using (is_public);`,
    columns: ['is_public'],
  },
  { name: 'the column in a sub-select', sql: policy(`(select tenant_id) = ${TENANT}`) },
  {
    name: 'true beside a restrictive policy',
    sql: `create policy p on $t using (true); create policy r on $t as restrictive using (${OWN});`,
  },
  { name: 'restrictive alone', sql: `create policy r on $t as restrictive using (${OWN});` },
  {
    name: 'restrictive for one verb',
    sql: `${policy('true')} create policy r on $t as restrictive for select using (${OWN});`,
  },
  { name: 'a leftover that opens', sql: `${policy(OWN)} create policy leftover on $t for select using (true);` },
  {
    name: 'a leftover that reads another setting',
    sql: `${policy(OWN)} create policy leftover on $t using (tenant_id::text = current_setting('app.current_tenant', true));`,
  },
  {
    name: 'a leftover that opens when that is not set',
    sql: `${policy(OWN)} create policy leftover on $t using (current_setting('app.current_tenant', true) is null);`,
  },
  {
    name: 'a leftover that opens when that is empty',
    sql: `${policy(OWN)} create policy leftover on $t using (current_setting('app.current_tenant', true) = '');`,
  },
  {
    name: 'one policy a verb',
    sql: `create policy s on $t for select using (${OWN}); create policy i on $t for insert with check (${OWN});
      create policy u on $t for update using (${OWN}) with check (${OWN}); create policy d on $t for delete using (${OWN});`,
  },
  {
    name: 'a tidy SELECT before open UPDATE and DELETE',
    sql: `create policy s on $t for select using (${OWN}); create policy u on $t for update using (true); create policy d on $t for delete using (true);`,
  },
  {
    name: 'INSERT without an expression',
    sql: `create policy s on $t for select using (${OWN}); create policy i on $t for insert;`,
  },
  { name: 'ALL without an expression', sql: 'create policy p on $t;' },
  { name: 'restrictive without an expression', sql: `${policy(OWN)} create policy r on $t as restrictive;` },
  {
    name: 'UPDATE to anywhere',
    sql: `create policy u on $t for update using (${OWN}) with check (true); create policy s on $t for select using (${OWN});`,
  },
  { name: 'INSERT of anything', sql: `${policy(OWN)} create policy i on $t for insert with check (true);` },
  { name: 'shared when public', sql: policy(`${OWN} or is_public`, OWN), columns: ['is_public'] },
  { name: 'narrowed by status', sql: policy(`${OWN} and status = 'active'`), columns: ['status'] },
  { name: 'narrowed by what is not so', sql: policy(`${OWN} and status is distinct from 'gone'`), columns: ['status'] },
  {
    name: 'several conditions on the row',
    sql: policy(`(${OWN} and status = 'active') or (is_public and status <> 'gone') or ${SYSTEM}`),
    columns: ['status', 'is_public'],
  },
  {
    name: 'an arm that any row passes',
    sql: policy(`${OWN} or is_public is null or is_public or not is_public`),
    columns: ['is_public'],
    related: true,
  },
  { name: 'coalesce of conditions', sql: policy(`coalesce(${OWN} and status = 'active', false)`), columns: ['status'] },
  { name: 'IS TRUE around conditions', sql: policy(`(${OWN} and is_public) is true`), columns: ['is_public'] },
  {
    name: 'IS NOT FALSE around conditions',
    sql: policy(`(${OWN} and is_public) is not false`),
    columns: ['is_public'],
  },
  {
    name: 'an error that only some rows meet',
    sql: only(`is_public or (${SETTING}::uuid)::text || '' = tenant_id::text || ''`),
    columns: ['is_public'],
  },
  { name: 'shared rows without a tenant', sql: policy(`${OWN} or tenant_id is null`, OWN) },
  {
    name: 'the placeholder tenant for all',
    sql: policy(`${OWN} or tenant_id = '00000000-0000-0000-0000-000000000000'`, OWN),
  },
  { name: 'a bypass as a boolean', sql: policy(`${OWN} or current_setting('app.is_system_user', true)::boolean`) },
  {
    name: 'a bypass as a boolean, nothing for the empty',
    sql: policy(`${OWN} or nullif(current_setting('app.is_system_user', true), '')::boolean`),
  },
  {
    name: 'a bypass for two values',
    sql: policy(`${OWN} or current_setting('app.is_system_user', true) in ('true', 'on')`),
  },
  {
    name: 'a bypass for whatever is set',
    sql: policy(`${OWN} or current_setting('app.is_system_user', true) is not null`),
  },
  {
    name: 'a bypass in any case',
    sql: policy(`${OWN} or lower(current_setting('app.is_system_user', true)) = 'true'`),
  },
  { name: 'a bypass by another setting', sql: policy(`${OWN} or current_setting('app.admin', true) = 'on'`) },
  { name: 'open for the role', sql: `${policy(OWN)} create policy o on $t to $role using (true);` },
  {
    name: 'open for a role that it is a member of',
    sql: `${policy(OWN)} create policy o on $t to $group using (true);`,
  },
  { name: 'open for a role of others', sql: `${policy(OWN)} create policy o on $t to $stranger using (true);` },
  {
    name: 'restrictive for a role of others',
    sql: `${policy('true')} create policy o on $t as restrictive to $stranger using (${OWN});`,
  },
  {
    name: 'restrictive for a role that it is a member of',
    sql: `${policy('true')} create policy o on $t as restrictive to $group using (${OWN});`,
  },
  { name: 'open for current_user', sql: policy(`${OWN} or current_user = '$role'`) },
  { name: 'open for another current_user', sql: policy(`${OWN} or current_user = 'somebody'`) },
  { name: 'rows of their owner', sql: policy(`${OWN} or owner = current_user`), columns: ['owner'] },
  { name: 'a text column', sql: policy(`tenant_id = ${SETTING}`), type: 'text' },
  { name: 'a short text column', sql: policy(`tenant_id = nullif(${SETTING}, '')`), type: 'varchar(4)' },
  { name: 'a padded text column', sql: policy(`tenant_id = nullif(${SETTING}, '')`), type: 'char(8)' },
  { name: 'a text column that holds uuids', sql: policy(`tenant_id::uuid = ${TENANT}`), type: 'varchar(36)' },
  {
    name: 'a text column that holds numbers',
    sql: policy(`tenant_id::bigint = nullif(${SETTING}, '')::bigint`),
    type: 'text',
  },
  { name: 'a bigint column', sql: policy(`tenant_id = nullif(${SETTING}, '')::bigint`), type: 'bigint' },
  { name: 'a bigint column, unwrapped', sql: only(`tenant_id = ${SETTING}::bigint`), type: 'bigint' },
  {
    name: 'a numeric column with zero for nothing',
    sql: policy(`tenant_id = coalesce(nullif(${SETTING}, ''), '0')::numeric`),
    type: 'numeric(10)',
  },
  { name: 'a smallint column', sql: policy(`tenant_id = nullif(${SETTING}, '')::smallint`), type: 'smallint' },
  { name: 'functions of its own text', sql: policy(`md5(tenant_id::text) = md5(${SETTING})`) },
  { name: 'a clock', sql: policy(`${OWN} and now() > '2020-01-01'`) },
  {
    name: "a stranger's function",
    sql: policy(`${OWN} or tenant_id = public.my_tenant()`),
    unknown: ['select', 'insert', 'update', 'update to', 'delete'],
  },
  {
    name: "a stranger's function that can only close",
    sql: policy(`${OWN} and public.is_member(tenant_id)`),
    unknown: ['select', 'insert', 'update', 'update to', 'delete'],
  },
  {
    name: "a stranger's function beside an open policy",
    sql: `${policy(`public.is_member(tenant_id)`)} create policy o on $t for delete using (true);`,
    unknown: ['select', 'insert', 'update', 'update to'],
  },
  {
    name: 'a membership',
    sql: policy('tenant_id in (select m.tenant_id from public.memberships m where m.member = current_user)'),
    unknown: ['select', 'insert', 'update', 'update to', 'delete'],
  },
  {
    name: 'a membership beside the tenant',
    sql: policy(`${OWN} or exists (select from public.memberships m where m.tenant_id = $t.tenant_id)`),
    unknown: ['select', 'insert', 'update', 'update to', 'delete'],
  },
  {
    name: 'a name that is computed',
    sql: policy("tenant_id = nullif(current_setting('app.' || 'current_tenant_id', true), '')::uuid"),
    unknown: ['select', 'insert', 'update', 'update to', 'delete'],
  },
  {
    name: 'a column named like a type',
    sql: policy(`tenant_id::text = ${SETTING} and "text" is null`),
    columns: ['text'],
  },
  { name: 'always true, at length', sql: policy('tenant_id = tenant_id') },
  { name: 'never true', sql: policy('false') },
];
