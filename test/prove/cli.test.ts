/** prove by the command line: exit codes, formats, what stops it; and however it ends, nothing of it is left. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { proofOptions } from '../../src/commands/prove-options.js';
import { prove } from '../../src/prove/prove.js';
import { parseSpec } from '../../src/spec/parse.js';
import { connect, type Session } from '../../src/sql/session.js';
import { build } from '../build.js';
import { callCli } from '../call-cli.js';
import { createDatabase, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { fill, SERVICE_TABLES } from '../rows.js';
import { runCli, SPEC, startCli } from '../run-cli.js';
import { IO, stateOf, TEXT, TIMEOUTS } from './proving.js';

let database: TestDatabase;
let folder: string;
const app = uniqueName('app');
const at = (...more: string[]) => ['prove', '--spec', SPEC, '--database-url', database.url, ...more];
const sql = (text: string) => withClient(database.url, (client) => client.query(text));

beforeAll(async () => {
  await build();
  folder = mkdtempSync(join(tmpdir(), 'schema-audit-prove-'));
  database = await createDatabase();
  expect((await callCli(['apply', '--yes', '--spec', SPEC, '--database-url', database.url])).code).toBe(0);
  await withClient(database.url, (client) => fill(client, SERVICE_TABLES, 30));
  await sql(`create role ${app}; grant select, insert, update, delete on all tables in schema public to ${app}`);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
  await withClient(database.url.replace(/\/[^/]*$/, '/postgres'), (client) => client.query(`drop role ${app}`));
});

test('exit 0 on the spec, with rows in the tables, and a matrix that a person can read', async () => {
  const { code, out, err } = await runCli(at('--fail-on', 'abstained'));
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('(13 tables), as a role made for the proof');
  expect(out).toMatch(/\n {2}move without where +✓ +✓\n/);
  expect(out).toContain('[foreign-key-crosses-tenants]');
  expect(out).toMatch(/✓ .*13 tables: \d+ held, 0 broken, 11 by design;\s+rolled back/s);
});

test('exit 1 on a hole, with the SQL that shows it again, and as JUnit and JSON', async () => {
  await sql(`create policy hole on webhooks for select using (true)`);
  try {
    const text = await callCli(at('--as', app, '--table', 'webhooks'));
    expect(text.code).toBe(1);
    expect(text.out).toContain(`✗ select, foreign row, never set as ${app}: expected 0 rows, observed 1 row`);
    expect(text.out).toContain('shown again in psql by');
    const json = await callCli(at('--as', app, '--table', 'webhooks', '--format', 'json'));
    const document = JSON.parse(json.out);
    expect([json.code, document.command, document.ok]).toEqual([1, 'prove', false]);
    expect(document.summary.broken).toBeGreaterThan(0);
    expect(document.proofs[0]).toMatchObject({
      ...{ object: { kind: 'table', schema: 'public', table: 'webhooks' }, actor: app, context: 'any' },
      ...{ verb: 'row level security', expected: 'active', observed: 'active', outcome: 'held' },
    });
    const junit = await callCli(at('--as', app, '--table', 'webhooks', '--format', 'junit'));
    expect(junit.code).toBe(1);
    expect(junit.out).toContain('<failure message="expected 0 rows, observed 1 row">begin;');
  } finally {
    await sql('drop policy hole on webhooks');
  }
});

test('without a spec it takes the setting and the bypass from the policies', async () => {
  const ran = await callCli(['prove', '--no-spec', '--tenant-column', 'tenant_id', '--database-url', database.url]);
  expect(ran.code).toBe(0);
  expect(ran.err.replaceAll(/\s+/g, ' ')).toContain(
    'the setting app.current_tenant_id holds the tenant, and "true" in app.is_system_user',
  );
  expect(ran.out).toContain('13 tables');
});

test.each([
  [['--table', 'nothing'], 'the spec has no table nothing with tenants'],
  [['--mutants'], '--mutants needs --yes'],
  [['--tenant-column', 'tenant_id'], '--tenant-column goes with --no-spec'],
])('exit 2 for %s', async (more, message) => {
  const { code, err } = await callCli(at(...more));
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('exit 1 for a role that is not there: nothing was shown', async () => {
  const { code, out } = await callCli(at('--as', 'nobody_at_all'));
  expect(code).toBe(1);
  expect(out).toContain(
    'abstained: nobody_at_all: we may not act as nobody_at_all: role "nobody_at_all" does not exist',
  );
});

test('no content of a column is shown, and no password', async () => {
  await sql(
    `update oauth_tokens set access_token_encrypted = 'very-secret'; create policy hole on oauth_tokens using (true) with check (true)`,
  );
  try {
    const { out, err } = await callCli(at('--table', 'oauth_tokens', '--format', 'json'));
    expect(out + err).not.toContain('very-secret');
    const { password } = new URL(database.url);
    if (password !== '') expect(out + err).not.toContain(password);
  } finally {
    await sql('drop policy hole on oauth_tokens');
  }
});

describe('apply --prove', () => {
  it('commits what is proven, and rolls back what is not', async () => {
    const empty = await createDatabase();
    try {
      const leaky = join(folder, 'leaky.yaml');
      writeFileSync(leaky, readFileSync(SPEC, 'utf8').replace('with_check: same as using', "with_check: 'true'"));
      const apply = (spec: string) =>
        callCli(['apply', '--yes', '--prove', '--spec', spec, '--database-url', empty.url]);
      const before = await stateOf(empty.url);
      const refused = await apply(leaky);
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(refused.err).toContain('refused: tenants are not shown to be apart');
      expect(await stateOf(empty.url)).toEqual(before);
      const done = await apply(SPEC);
      expect(done.code).toBe(0);
      const { rows, roles } = await stateOf(empty.url);
      expect([Object.values(rows as Record<string, number>).some((n) => n > 0), roles]).toEqual([false, 0]);
      expect(done.out.replaceAll(/\s+/g, ' ')).toContain('equal to the spec, tenants proven to be apart, committed');
    } finally {
      await empty.drop();
    }
  });

  it('goes with neither --online nor --dry-run', async () => {
    const ran = await callCli(['apply', '--prove', '--dry-run', '--spec', SPEC, '--database-url', database.url]);
    expect([ran.code, ran.err.split('\n')[0]]).toEqual([2, 'error: --prove goes with neither --online nor --dry-run']);
  });
});

describe('however it ends, nothing of it is left', () => {
  const options = () => proofOptions(parseSpec(TEXT, 'spec.yaml'), {}, IO);

  it('when Ctrl-C is pressed', async () => {
    const before = await stateOf(database.url);
    const { child, ended } = startCli(at());
    // It is at work when it has made its role: seen from outside by what it runs.
    await withClient(database.url, async (client) => {
      for (let i = 0; i < 400; i++) {
        const { rows } = await client.query(
          `select from pg_stat_activity where application_name = 'schema-audit' and datname = current_database() and query like '%savepoint%'`,
        );
        if (rows.length > 0) break;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
    child.kill('SIGINT');
    const { code, err } = await ended;
    expect([code, err]).toEqual([130, 'error: interrupted\n  hint: nothing was changed: everything was rolled back\n']);
    expect(await stateOf(database.url)).toEqual(before);
  });

  it('when the connection is lost, at any of its messages', { timeout: 120_000 }, async () => {
    const before = await stateOf(database.url);
    let trips = 0;
    const counting = await connect({ url: database.url });
    await prove(
      killedAt(counting, Number.POSITIVE_INFINITY, () => trips++),
      { ...options(), only: ['webhooks'] },
      TIMEOUTS,
    );
    await counting.end();
    for (const place of [1, 4, 7, Math.floor(trips / 3), Math.floor(trips / 2), trips - 2]) {
      const session = await connect({ url: database.url });
      const cut = killedAt(session, place, () => undefined);
      await expect(prove(cut, { ...options(), only: ['webhooks'] }, TIMEOUTS)).rejects.toThrow(
        'the connection was lost',
      );
      await session.end();
    }
    await settled();
    expect(await stateOf(database.url)).toEqual(before);
  });

  it('when a lock is in the way: exit 2, with what to do', async () => {
    const before = await stateOf(database.url);
    await withClient(database.url, async (client) => {
      await client.query('begin; lock table webhooks in share mode');
      const { code, err } = await callCli(at('--table', 'webhooks', '--lock-timeout', '200ms'));
      expect(code).toBe(2);
      expect(err).toContain('another session stood in the way of the proof (lock 0.2 s');
    });
    expect(await stateOf(database.url)).toEqual(before);
  });

  /** A session that is killed from outside at one of its messages. */
  function killedAt(session: Session, place: number, onTrip: () => void): Session {
    let n = 0;
    return {
      ...session,
      async run(statements) {
        onTrip();
        n++;
        if (n === place)
          await withClient(database.url, (client) => client.query(`select pg_terminate_backend(${session.processId})`));
        return session.run(statements);
      },
    };
  }

  async function settled(): Promise<void> {
    for (let i = 0; i < 200; i++) {
      const { rows } = await sql(
        `select from pg_stat_activity where application_name = 'schema-audit' and datname = current_database()`,
      );
      if (rows.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});
