/** apply on existing environments, by the command line: what is refused and how it is allowed, reviewed plans, many at once, Ctrl-C. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from './build.js';
import { callCli } from './call-cli.js';
import { makeLegacy } from './knex-run.js';
import { createDatabase, type TestDatabase, withClient } from './postgres.js';
import { checksums, fill, SERVICE_TABLES } from './rows.js';
import { runCli, SPEC, startCli } from './run-cli.js';

let folder: string;
let legacy: TestDatabase;
let right: TestDatabase;
beforeAll(async () => {
  await build();
  folder = mkdtempSync(join(tmpdir(), 'schema-audit-apply-'));
  legacy = await createDatabase();
  await makeLegacy(legacy.url);
  await withClient(legacy.url, async (client) => {
    await fill(client, ['tenants', 'users', 'venues'], 10);
    await fill(client, SERVICE_TABLES, 30);
  });
  right = await createDatabase();
  expect((await callCli(['apply', '--yes', '--spec', SPEC, '--database-url', right.url])).code).toBe(0);
  await withClient(right.url, (client) => fill(client, SERVICE_TABLES, 30));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await legacy.drop();
  await right.drop();
});

let database: TestDatabase;
const at = (...more: string[]) => ['--spec', SPEC, '--database-url', database.url, ...more];
const sql = (text: string) => withClient(database.url, (client) => client.query(text));
const rows = () => withClient(database.url, (client) => checksums(client, SERVICE_TABLES));

describe('hazards: refused by default, with the very option that allows them', () => {
  beforeEach(async () => {
    database = await createDatabase({ template: right.name });
    return () => database.drop();
  });

  test.each<[string, string, string, readonly string[]]>([
    ['data-loss', 'alter table webhooks add column note text', 'drop column note', ['--prune']],
    ['drops-index', 'create index extra on webhooks (id, tenant_id)', 'drop index public.extra', ['--prune']],
    [
      'table-rewrite',
      'alter table webhooks alter column retry_count type bigint',
      'alter column retry_count type integer',
      [],
    ],
    [
      'widens-access',
      'create policy narrow on webhooks as restrictive using (tenant_id is not null)',
      'drop policy narrow',
      [],
    ],
  ])('%s', async (hazard, change, statement, options) => {
    await sql(change);
    const before = await rows();
    const refused = await callCli(['apply', '--yes', ...at(...options)]);
    expect(refused.code).toBe(1);
    expect(refused.out).toBe('');
    expect(refused.err).toContain(statement);
    const [, list = ''] = /--allow (\S+)/.exec(refused.err) ?? [];
    expect(list.split(',')).toContain(hazard);
    expect(await rows()).toEqual(before);
    const dry = await callCli(['apply', '--dry-run', '--format', 'json', ...at(...options)]);
    const gated = JSON.parse(dry.out).statements.flatMap((one: { mustAllow: string[] }) => one.mustAllow);
    expect(gated).toContain(hazard);
    expect((await callCli(['apply', '--yes', '--allow', list, ...at(...options)])).code).toBe(0);
    expect((await callCli(['check', ...at()])).code).toBe(0);
  });

  test('what the spec does not know stays without --prune, and is said', async () => {
    await sql('alter table webhooks add column note text; create index extra on webhooks (id, tenant_id)');
    const { code, out } = await callCli(['apply', '--yes', ...at()]);
    expect(code).toBe(0);
    expect(out).toContain('nothing to do');
    expect(out).toMatch(/stays.*--prune[\s\S]*column public\.webhooks\.note[\s\S]*public\.webhooks\.extra/);
    expect((await callCli(['check', ...at()])).code).toBe(1);
  });

  test('an unknown policy that opens rows goes without being asked for, and check says so before', async () => {
    await sql('create policy everybody on webhooks using (true)');
    const checked = await callCli(['check', ...at()]);
    expect(checked.code).toBe(1);
    expect(checked.out).toContain('drop policy everybody on public.webhooks');
    expect((await callCli(['apply', '--yes', ...at()])).code).toBe(0);
    expect((await callCli(['check', ...at()])).code).toBe(0);
  });

  test('a name that is no hazard', async () => {
    const { code, err } = await callCli(['apply', '--allow', 'dataloss', ...at()]);
    expect(code).toBe(2);
    expect(err).toContain('there is no hazard "dataloss"');
    expect(err).toContain('data-loss, table-rewrite');
  });

  test('rows in the way: counted and named, nothing is run', async () => {
    await sql(`alter table field_mappings drop constraint field_mappings_connection_id_source_field_target_field_unique;
      insert into field_mappings (id, tenant_id, connection_id, source_field, target_field)
      select gen_random_uuid(), tenant_id, connection_id, source_field, target_field from field_mappings limit 2`);
    const { code, err } = await callCli(['apply', '--yes', ...at()]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /refused: what is in the database stands in the way[\s\S]*2\s+values are\s+there more than once\s+such as id = /,
    );
  });
});

describe('a reviewed plan', () => {
  const plan = () => join(folder, 'plan.json');
  beforeEach(async () => {
    database = await createDatabase({ template: legacy.name });
    const { code, err } = await callCli(['plan', '--prune', '--out', plan(), ...at()]);
    expect(code).toBe(0);
    expect(err).toContain('apply --plan');
    return () => database.drop();
  });
  const applyPlan = (...more: string[]) =>
    callCli(['apply', '--yes', '--allow', 'drops-index', '--plan', plan(), ...at(...more)]);

  test('is run as it was reviewed, once', async () => {
    const reviewed = JSON.parse(readFileSync(plan(), 'utf8'));
    const done = await applyPlan('--format', 'json');
    expect([done.code, done.err]).toEqual([0, '']);
    const sqlOf = (document: { statements: { sql: string }[] }) => document.statements.map((one) => one.sql);
    expect(sqlOf(JSON.parse(done.out))).toEqual(sqlOf(reviewed));
    const again = await applyPlan();
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('nothing to do')]);
  });

  test('is refused when the database has moved, with what has', async () => {
    await sql("alter table sync_queue alter column status set default 'moved'; drop index sync_queue_status_idx");
    const { code, err } = await applyPlan();
    expect(code).toBe(1);
    expect(err).toMatch(
      /has moved since[\s\S]*column public\.sync_queue\.status: default was 'pending'.* is now 'moved'/,
    );
    expect(err).toContain('index public.sync_queue.sync_queue_status_idx is gone');
  });

  test('is refused when somebody changed the file, or the spec', async () => {
    const text = readFileSync(plan(), 'utf8');
    writeFileSync(plan(), text.replace('drop index public.', 'drop table public.'));
    const changed = await applyPlan();
    expect([changed.code, changed.err]).toEqual([2, expect.stringContaining('changed after it was written')]);
    writeFileSync(plan(), text);
    const other = join(folder, 'other.yaml');
    writeFileSync(other, readFileSync(SPEC, 'utf8').replace('varchar(255)', 'varchar(256)'));
    const args = ['apply', '--yes', '--plan', plan(), '--database-url', database.url, '--spec', other];
    expect(await callCli(args)).toMatchObject({ code: 1, err: expect.stringContaining('the spec has changed') });
    for (const [bad, message] of [
      ['{', 'it is no JSON'],
      ['{"a": 1}', 'it is no plan'],
      [(await callCli(['plan', '--format', 'json', ...at()])).out, 'write one with plan --out'],
    ] as const) {
      writeFileSync(plan(), bad);
      expect(await applyPlan()).toMatchObject({ code: 2, err: expect.stringContaining(message) });
    }
  });

  test('for another database is refused', async () => {
    const [mine, other] = [database, await createDatabase({ template: legacy.name })];
    database = other;
    expect(await applyPlan()).toMatchObject({ code: 1, err: expect.stringContaining(`for database ${mine.name}`) });
    await other.drop();
    database = mine;
  });
});

describe('--recreate', () => {
  beforeEach(async () => {
    database = await createDatabase({ template: legacy.name });
    return () => database.drop();
  });

  test('says what it destroys, and needs both words', async () => {
    const before = await rows();
    for (const more of [['--yes'], ['--allow', 'data-loss']]) {
      const { code, err } = await callCli(['apply', '--recreate', ...at(...more)]);
      expect(code).toBeGreaterThan(0);
      expect(err).toContain('public.webhooks: 30 rows');
      expect(err).toContain('--allow data-loss');
    }
    expect(await rows()).toEqual(before);
    const done = await callCli(['apply', '--recreate', '--yes', '--allow', 'data-loss', ...at()]);
    expect(done.code).toBe(0);
    expect((await callCli(['check', ...at()])).code).toBe(0);
    expect((await rows()).webhooks).toMatch(/^0 /);
    const { rows: others } = await sql('select count(*)::int as n from tenants');
    expect(others).toEqual([{ n: 11 }]);
  });

  test('is refused while others stand on the tables', async () => {
    await sql(`create view report as select id from webhooks;
      create table theirs (id uuid references sync_queue); create function f(webhooks) returns int language sql as 'select 1'`);
    const { code, err } = await callCli(['apply', '--recreate', '--yes', '--allow', 'data-loss', ...at()]);
    expect(code).toBe(1);
    expect(err).toContain('view public.report');
    expect(err).toContain('theirs_id_fkey on public.theirs');
    expect(err).toContain('function public.f(public.webhooks)');
  });
});

describe.each([[], ['--online']])('eight at once %s', (...mode) => {
  test('one does it, the others find it done; no deadlock, no trace', { timeout: 120_000 }, async () => {
    database = await createDatabase({ template: legacy.name });
    const before = await rows();
    const args = ['apply', '--yes', '--prune', '--allow', 'drops-index', ...mode, ...at()];
    const ran = await Promise.all(Array.from({ length: 8 }, () => runCli(args)));
    expect(ran.filter(({ out }) => out.includes('committed'))).toHaveLength(1);
    for (const { code, out, err } of ran) {
      // Refused is an answer as well: the database moved while it was asking.
      if (code === 0) expect(out).toMatch(/committed|nothing to do/);
      else expect(err).toMatch(/^error: the database has changed since the plan was made\n {2}hint: /);
      expect(err).not.toMatch(/ {4}at |deadlock/);
    }
    expect((await callCli(['check', ...at()])).code).toBe(0);
    expect(await rows()).toEqual(before);
    await database.drop();
  });
});

test('Ctrl-C ends the statement at the server too, and nothing was changed', { timeout: 60_000 }, async () => {
  database = await createDatabase({ template: legacy.name });
  const before = await rows();
  await withClient(database.url, async (holder) => {
    await holder.query('begin; lock table tenants in share mode');
    const { child, ended } = startCli(['apply', '--yes', '--lock-timeout', '1min', ...at()]);
    // By a session of its own: within a transaction the server shows the same activity again and again.
    const waiting = () =>
      withClient(legacy.url, async (client) => {
        const { rows } = await client.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = $1",
          [database.name],
        );
        return rows.length;
      });
    while ((await waiting()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGINT');
    const { code, err } = await ended;
    expect(code).toBe(130);
    expect(err).toContain('nothing was changed');
    expect(await waiting()).toBe(0);
    await holder.query('rollback');
  });
  expect(await rows()).toEqual(before);
  await database.drop();
});
