/** What `check --data` says of rows: which and how many, never what they hold, and never nothing for want of sight. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/checks/types.js';
import { check } from '../../src/commands/check.js';
import type { CheckOptions } from '../../src/commands/check-report.js';
import type { Io } from '../../src/commands/io.js';
import { makeLegacy } from '../knex-run.js';
import { createDatabase, onVersions, serverUrl, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { fill, SERVICE_TABLES } from '../rows.js';
import { SPEC } from '../run-cli.js';
import { checkSpec } from '../sql/spec-on-database.js';

const A = '0e3c2f51-93a7-4be2-8d46-7a1f5c9b2e01';
const B = 'c4d8a6b2-17f3-4e59-b0c1-9e2f6a7d3b52';
const NONE = '6b1f7d3e-5c1d-4a8e-9f0a-2d7c4b9e8a10';

let database: TestDatabase;
let version: number;
const roles: string[] = [];

const sql = (text: string) => withClient(database.url, (client) => client.query(text));

/** `severity check object: message [hint]`, of the checks that speak of rows. */
async function said(spec: string, url = database.url): Promise<string[]> {
  const found = await checkSpec(url, spec, { data: true });
  return found
    .filter(({ check }) => check.startsWith('data-'))
    .map(({ severity, check, object, message, hint }) => {
      const name = [object.table, object.name].filter((part) => part !== undefined).join('.');
      return `${severity} ${check.slice(5)} ${name}: ${message}${hint === null ? '' : ` [${hint}]`}`;
    });
}

/** Two tables of tenants, the one under the other, and tables of others. */
const spec = (more = '', job = '', formerly = '') => `
external: { services: { auth: [users] } }
tenancy:
  column: tenant_id
  tenants_table: tenants
  setting: app.tenant
  policies:
    '{table}_isolation':
      using: tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
      with_check: same as using
tables:
  queues: { ${formerly} columns: { id: int primary key, tenant_id: uuid, name: text, secret: text }, encrypted: secret }
  jobs:
    columns:
      id: int primary key
      tenant_id: uuid
      queue_id: int references queues(id)
      user_id: int external users(id)
      name: text${job}
${more}`;

const LIVE = `
create table tenants (id uuid primary key);
create table users (id int primary key, tenant_id uuid);
create table queues (id int primary key, tenant_id uuid, name text, secret text);
create table jobs (id int primary key, tenant_id uuid, queue_id int, user_id int, name text);
insert into tenants values ('${A}'), ('${B}');
insert into users values (1, '${A}'), (2, '${B}'), (3, null);
insert into queues values (1, '${A}', 'a', 'hush'), (2, '${B}', 'b', 'hush'), (3, null, 'c', 'hush');`;

function tests(): void {
  beforeEach(async () => {
    database = await createDatabase({ version });
    await sql(LIVE);
  });
  afterEach(async () => {
    await database.drop();
    const server = await serverUrl(version);
    for (const role of roles.splice(0)) await withClient(server, (client) => client.query(`drop role ${role}`));
  });

  test.each<[string, string, string[]]>([
    ['nothing is wrong', `insert into jobs values (1, '${A}', 1, 1), (2, '${B}', 2, 2), (3, null, null, null)`, []],
    [
      'tenants that are none; a tenant that only begins with zeros is one',
      `insert into tenants values ('00000000-0000-0000-0001-000000000001');
       insert into jobs values (1, '00000000-0000-0000-0000-000000000000'), (2, '00000000-0000-0000-0000-000000000001'),
       (3, '00000000-0000-0000-0000-00000000ab01'), (4, '00000000-0000-0000-0001-000000000001'), (5, '${A}')`,
      [
        'error placeholder-tenant jobs.tenant_id: 3 rows belong to a placeholder instead of a tenant [such as id = 1; id = 2; id = 3]',
      ],
    ],
    [
      'more rows than are named',
      `insert into jobs select g, '00000000-0000-0000-0000-000000000001' from generate_series(1, 9) g`,
      [
        'error placeholder-tenant jobs.tenant_id: 9 rows belong to a placeholder instead of a tenant [such as id = 1; id = 2; id = 3; id = 4; id = 5]',
      ],
    ],
    [
      'references across tenants, over a key that the database does not have and over an external one; no tenant is not another',
      `insert into jobs values (1, '${A}', 2, 1), (2, '${A}', 3, 3), (3, null, 1, 1), (4, '${B}', 2, 1), (5, '${B}', 1, 2)`,
      [
        'error crosses-tenants jobs.jobs_queue_id_fkey: 2 rows refer to a row of queues that belongs to another tenant [such as id = 1; id = 5]',
        'error crosses-tenants jobs.user_id: 1 row refers to a row of users that belongs to another tenant [such as id = 4]',
      ],
    ],
    [
      'references to nothing: a user, a tenant',
      `insert into jobs values (1, '${A}', 1, 7), (2, '${NONE}', null, 1), (3, '00000000-0000-0000-0000-000000000001', null, null)`,
      [
        'error placeholder-tenant jobs.tenant_id: 1 row belongs to a placeholder instead of a tenant [such as id = 3]',
        'error crosses-tenants jobs.user_id: 1 row refers to a row of users that belongs to another tenant [such as id = 2]',
        'warning orphans jobs.user_id: 1 row refers to no row of users [such as id = 1]',
        'warning orphans jobs.tenant_id: 1 row refers to no row of tenants [such as id = 2]',
      ],
    ],
    [
      "the other service's tables are elsewhere",
      `drop table users, tenants; insert into jobs values (1, '${NONE}', null, 7)`,
      [],
    ],
    [
      "the other service's column is not what the spec says",
      `alter table users rename id to uid; insert into jobs values (1, '${A}', null, 7)`,
      [],
    ],
    [
      'the other column cannot be compared, and the rest is still asked',
      `drop table users; create table users (id uuid primary key); insert into jobs values (1, '${A}', 2, 7)`,
      [
        'error crosses-tenants jobs.jobs_queue_id_fkey: 1 row refers to a row of queues that belongs to another tenant [such as id = 1]',
        'info orphans jobs.user_id: what its rows hold is not known: the question failed (SQLSTATE 42883)',
      ],
    ],
    [
      'the tenant is a text still',
      `alter table jobs alter tenant_id type text using upper(tenant_id::text); alter table tenants rename to former;
       insert into jobs values (1, '00000000000000000000000000000001', 1, 1), (2, '${A}', 2, 2)`,
      [
        'error placeholder-tenant jobs.tenant_id: 1 row belongs to a placeholder instead of a tenant [such as id = 1]',
        'error crosses-tenants jobs.jobs_queue_id_fkey: 1 row refers to a row of queues that belongs to another tenant [such as id = 2]',
        'error crosses-tenants jobs.user_id: 1 row refers to a row of users that belongs to another tenant [such as id = 2]',
      ],
    ],
    ['tables and columns are missing', 'drop table jobs; alter table queues drop tenant_id', []],
  ])('%s', async (_, rows, expected) => {
    await sql(rows);
    expect(await said(spec())).toEqual(expected);
  });

  test.each<[string, string, string, string[]]>([
    [
      'a unique constraint; nulls are apart',
      '\n    unique: { u: name }',
      '',
      [
        'error duplicates jobs.u: constraint public.jobs.u is missing, and cannot be added: 1 value is there more than once [such as id = 1 and id = 2]',
      ],
    ],
    [
      'one over other columns than the spec',
      '\n    unique: { u: name }',
      'alter table jobs add constraint u unique (name, tenant_id)',
      [
        'error duplicates jobs.u: constraint public.jobs.u is not as the spec has it, and cannot be made so: 1 value is there more than once [such as id = 1 and id = 2]',
      ],
    ],
    [
      'one that the database has',
      '\n    unique: { u: [name, tenant_id] }',
      'alter table jobs add constraint u unique (name, tenant_id)',
      [],
    ],
    [
      'an index that is not unique yet',
      '\n    indexes: { u: unique (lower(name)) }',
      'create index u on jobs (lower(name))',
      [
        'error duplicates jobs.u: index public.jobs.u is not as the spec has it, and cannot be made so: 1 value is there more than once [such as id = 1 and id = 2]',
      ],
    ],
    ['a unique index of some rows', '\n    indexes: { u: unique (name) where user_id > 1 }', '', []],
    ['a column that is not there yet', '\n      fresh: int\n    unique: { u: fresh }', '', []],
    [
      'an expression over a column that is not there yet',
      '\n      fresh: text\n    indexes: { u: unique (lower(fresh)) }',
      '',
      [],
    ],
    [
      "an expression that runs somebody's function",
      '\n    indexes: { u: unique (public.f(name)) }',
      "create function f(text) returns text immutable language plpgsql as $$ begin raise exception 'ran'; end $$",
      [
        "info duplicates jobs.u: whether values are there twice is not known: check runs no function but the server's own",
      ],
    ],
  ])('duplicates: %s', async (_, job, ddl, expected) => {
    await sql(
      `insert into jobs values (1, '${A}', null, 1, 'x'), (2, '${B}', null, 2, 'x'), (3, '${A}', null, null, null), (4, '${A}', null, null, null); ${ddl}`,
    );
    expect(await said(spec('', job))).toEqual(expected);
  });

  test('under a former name', async () => {
    await sql(`alter table queues rename to lines; alter table lines rename tenant_id to tenant;
      insert into lines values (9, '00000000-0000-0000-0000-000000000009'); insert into jobs values (1, '${A}', 2, 1)`);
    const renamed = spec('', '', 'formerly: lines,').replace(
      'tenant_id: uuid, name: text, secret: text',
      'tenant_id: { type: uuid, formerly: tenant }, name: text, secret: text',
    );
    expect(await said(renamed)).toEqual([
      'error placeholder-tenant queues.tenant_id: 1 row belongs to a placeholder instead of a tenant [such as id = 9]',
      'error crosses-tenants jobs.jobs_queue_id_fkey: 1 row refers to a row of queues that belongs to another tenant [such as id = 1]',
    ]);
  });

  test('a table may refer to itself, and be called as we call things', async () => {
    await sql(`create table schema_audit_row (id int primary key, tenant_id uuid, target int);
      create table target (id int primary key, tenant_id uuid, target int, k int);
      insert into target values (1, '${A}', null, 1), (2, '${B}', 1, 2), (3, '${A}', 1, 7)`);
    const more =
      '  target: { columns: { id: int primary key, tenant_id: uuid, target: int references target(id), k: int external users(id) } }\n';
    expect(await said(spec(more))).toEqual([
      'error crosses-tenants target.target_target_fkey: 1 row refers to a row of target that belongs to another tenant [such as id = 2]',
      'warning orphans target.k: 1 row refers to no row of users [such as id = 3]',
    ]);
  });

  test('what is encrypted is not shown, even as a key', async () => {
    await sql(`create table vault (secret text primary key, tenant_id uuid, name text);
      insert into vault values ('hush', '00000000-0000-0000-0000-000000000001', 'same'), ('hush2', '${NONE}', 'same')`);
    const more =
      '  vault: { columns: { secret: text primary key, tenant_id: uuid, name: text }, encrypted: secret, unique: { u: name } }\n';
    const found = await said(spec(more));
    expect(found).toEqual([
      'error placeholder-tenant vault.tenant_id: 1 row belongs to a placeholder instead of a tenant [such as row at (0,1)]',
      'error duplicates vault.u: constraint public.vault.u is missing, and cannot be added: 1 value is there more than once [such as row at (0,1) and row at (0,2)]',
      'warning orphans vault.tenant_id: 1 row refers to no row of tenants [such as row at (0,2)]',
    ]);
    expect(found.join()).not.toMatch(/hush|same/);
  });

  describe('by a role that may not see everything', () => {
    let role: string;
    let url: string;
    beforeEach(async () => {
      role = uniqueName('reader');
      const at = new URL(database.url);
      [at.username, at.password] = [role, role];
      url = at.href;
      await sql(`create role ${role} login password '${role}';
        insert into jobs values (1, '00000000-0000-0000-0000-000000000001', 1, 7)`);
      roles.push(role);
    });
    const FOUND =
      'error placeholder-tenant jobs.tenant_id: 1 row belongs to a placeholder instead of a tenant [such as id = 1]';

    test('the tables are named, and the grant', async () => {
      await sql(`grant select on queues to ${role}`);
      await expect(said(spec(), url)).rejects.toMatchObject({
        name: 'UserError',
        message: `role ${role} may not read the rows of public.jobs`,
        hint: `grant usage on schema public to ${role}; grant select on public.jobs to ${role}`,
      });
      await sql(`grant select on jobs to ${role}; revoke usage on schema public from public`);
      await expect(said(spec(), url)).rejects.toMatchObject({
        message: `role ${role} may not read the rows of public.queues, public.jobs`,
      });
      await sql('grant usage on schema public to public');
    });

    test('row level security is named, also for the owner where it is forced', async () => {
      await sql(`grant select on queues, jobs to ${role}; alter table jobs enable row level security`);
      const hidden = {
        name: 'UserError',
        message: `row level security hides rows of public.jobs from role ${role}`,
        hint: expect.stringContaining('BYPASSRLS'),
      };
      await expect(said(spec(), url)).rejects.toMatchObject(hidden);
      await sql(`alter table jobs owner to ${role}`);
      expect(await said(spec(), url)).toContain(FOUND);
      await sql('alter table jobs force row level security');
      await expect(said(spec(), url)).rejects.toMatchObject(hidden);
      await sql(`alter role ${role} bypassrls`);
      expect(await said(spec(), url)).toContain(FOUND);
    });

    test("other services' tables are said, once, and the rest is asked", async () => {
      await sql(`grant select on queues, jobs, tenants to ${role}; alter table tenants enable row level security`);
      expect(await said(spec(), url)).toEqual([
        FOUND,
        `info orphans users: role ${role} may not read users: whether rows refer to nothing there is not known`,
        `info orphans tenants: row level security hides rows of tenants from role ${role}: whether rows refer to nothing there is not known`,
      ]);
    });

    test('nothing is asked without --data', async () => {
      const found = await checkSpec(url, spec());
      expect(found.length).toBeGreaterThan(0);
      expect(found.filter(({ check }) => check.startsWith('data-'))).toEqual([]);
    });
  });

  test('no answer in time is no answer', async () => {
    await withClient(database.url, async (holder) => {
      await holder.query('begin; lock table users in access exclusive mode');
      await expect(checkSpec(database.url, spec(), { data: true })).rejects.toMatchObject({
        name: 'UserError',
        message: expect.stringContaining('within the time limit'),
      });
    });
  }, 30_000);
}

onVersions([14, 18], (major) => {
  beforeEach(() => {
    version = major;
  });
  tests();
});

describe('check --data on the legacy service', () => {
  let legacy: TestDatabase;
  beforeAll(async () => {
    legacy = await createDatabase();
    await makeLegacy(legacy.url);
    await withClient(legacy.url, async (client) => {
      await fill(client, ['tenants', 'users', 'venues'], 10);
      await fill(client, SERVICE_TABLES, 30);
    });
  });
  afterAll(() => legacy.drop());

  async function run(options: Partial<CheckOptions>): Promise<{ code: number; found: readonly Finding[] }> {
    let out = '';
    const io: Io = {
      ...{ out: (text) => (out += text), err: () => undefined, color: false, columns: 100, interactive: false },
      ...{ ask: () => Promise.resolve(''), signal: new AbortController().signal, env: {} },
    };
    const common = { spec: SPEC, databaseUrl: legacy.url, format: 'json', failOn: 'warning' } as const;
    const code = await check({ ...common, lockTimeout: 5000, statementTimeout: 60_000, ...options }, io);
    return { code, found: JSON.parse(out).findings };
  }
  const rowsOnly = ['data-placeholder-tenant', 'data-crosses-tenants', 'data-orphans', 'data-duplicates'];

  test('placeholders are counted as a query by hand counts them', async () => {
    const expected: string[] = [];
    await withClient(legacy.url, async (client) => {
      for (const table of SERVICE_TABLES) {
        const { rows } = await client.query<{ n: number }>(
          `select count(*)::int as n from ${table} where tenant_id::text like '00000000-0000-0000-0000-%'`,
        );
        const n = rows[0]?.n ?? 0;
        if (n > 0) expected.push(`${table}: ${n === 1 ? '1 row belongs' : `${n} rows belong`} to a placeholder`);
      }
    });
    expect(expected.length).toBeGreaterThan(0);
    const { code, found } = await run({ data: true, only: ['data-placeholder-tenant'] });
    expect(code).toBe(1);
    const counted = found.map(
      ({ object, message }) => `${object.table}: ${message.replace(' instead of a tenant', '')}`,
    );
    expect(counted.sort()).toEqual(expected.sort());
  });

  test('a check of rows that is asked for by name and may not ask', async () => {
    await expect(run({ only: rowsOnly })).rejects.toMatchObject({
      name: 'UserError',
      hint: 'add --data (needs SELECT)',
    });
    expect((await run({ only: ['drift'], failOn: 'never' })).code).toBe(0);
  });
});
