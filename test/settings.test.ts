/** Settings and baselines through the command line: an old database starts green, and only what is new fails. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EXAMPLE_OTHERS, EXAMPLE_SPEC, exampleSpec } from '../src/checks/example.js';
import { suppression } from '../src/checks/suppression.js';
import { build } from './build.js';
import { callCli } from './call-cli.js';
import { makeLegacy } from './knex-run.js';
import { createDatabase, type TestDatabase, withClient } from './postgres.js';
import { SPEC } from './run-cli.js';
import { applySpec } from './sql/spec-on-database.js';

let folder: string;
let legacy: TestDatabase;
let example: TestDatabase;
beforeAll(async () => {
  await build();
  [legacy, example] = [await createDatabase(), await createDatabase()];
  await makeLegacy(legacy.url);
  await withClient(example.url, (client) => client.query(EXAMPLE_OTHERS));
  await applySpec(example.url, EXAMPLE_SPEC);
});
afterAll(() => Promise.all([legacy.drop(), example.drop()]));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-test-'));
  return () => rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function check(url: string, spec: string, ...args: readonly string[]) {
  const { code, out, err } = await callCli([
    'check',
    '--spec',
    spec,
    '--database-url',
    url,
    '--format',
    'json',
    ...args,
  ]);
  return { code, err, out, document: out === '' ? null : JSON.parse(out) };
}

describe('a baseline', () => {
  test('of the legacy database: green; one new defect is that one finding; one mended is told', async () => {
    const database = await createDatabase({ template: legacy.name });
    const baseline = join(folder, 'known.json');
    const written = await check(database.url, SPEC, '--baseline', baseline, '--update-baseline');
    expect([written.code, written.out]).toEqual([0, '']);
    expect(written.err).toMatch(/known\.json: \d+ findings written down as known\n$/);
    const text = readFileSync(baseline, 'utf8');

    const green = await check(database.url, SPEC, '--baseline', baseline);
    expect([green.code, green.document.findings]).toEqual([0, []]);
    expect(green.document.summary.suppressed).toBe(green.document.suppressed.length);
    expect(green.document.suppressed.length).toBeGreaterThan(150);

    await withClient(database.url, (client) =>
      client.query(`alter table sync_logs alter column status type text;
        alter table sync_queue alter column tenant_id drop default`),
    );
    const { code, document } = await check(database.url, SPEC, '--baseline', baseline);
    expect(code).toBe(1);
    expect(
      document.findings.map((f: { check: string; severity: string; message: string }) => [
        f.check,
        f.severity,
        f.message,
      ]),
    ).toEqual([
      ['drift', 'error', expect.stringContaining('public.sync_logs.status')],
      [
        'suppression',
        'info',
        expect.stringMatching(/^mended: .* tenant-default on column public\.sync_queue\.tenant_id /),
      ],
    ]);
    // Written anew, it is the same text but for what has changed.
    await check(database.url, SPEC, '--baseline', baseline, '--update-baseline');
    const lines = (of: string) => new Set(of.split('\n').map((line) => line.replace(/,$/, '')));
    const after = lines(readFileSync(baseline, 'utf8'));
    expect([...lines(text)].filter((line) => !after.has(line))).toEqual([expect.stringContaining('tenant-default')]);
    expect([...after].filter((line) => !lines(text).has(line))).toEqual([expect.stringContaining('sync_logs.status')]);
    await database.drop();
  });

  test.each([
    [
      'that is not there',
      () => join(folder, 'none.json'),
      /there is no baseline at .*none\.json\n {2}hint: write it with --update-baseline/,
    ],
    ['that is no JSON', () => file('b.json', '{'), /the baseline .*b\.json is no JSON/],
    [
      'of something else',
      () => file('b.json', '{"baseline":1,"findings":[{}]}'),
      /b\.json is no baseline of schema-audit/,
    ],
  ])('%s: exit 2', async (_, path, message) => {
    const { code, err, out } = await check(example.url, SPEC, '--baseline', path());
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  test('is not written of a part: --only would forget the rest', async () => {
    const { code, err } = await check(
      example.url,
      SPEC,
      '--update-baseline',
      '--baseline',
      join(folder, 'b.json'),
      '--only',
      'drift',
    );
    expect(code).toBe(2);
    expect(err).toContain('--update-baseline goes with neither --only nor --skip');
  });
});

describe('settings', () => {
  const spec = () => file('schema.yaml', EXAMPLE_SPEC);
  const withDefect = async (work: (url: string) => Promise<void>) => {
    const database = await createDatabase({ template: example.name });
    await withClient(database.url, (client) =>
      client.query(
        'alter table bookings no force row level security; create index idx_bookings_old on bookings (id, status)',
      ),
    );
    await work(database.url).finally(() => database.drop());
  };

  test('in a file beside the spec, and in the spec: both count, the file has the last word', async () => {
    await withDefect(async (url) => {
      const text = exampleSpec(
        `audit:\n  severity: { rls-not-forced: info, service-admin-role: off, session-bypass: off, setting-per-row: off }\n  ignore:\n    - { checks: drift, objects: public.bookings.idx_*, reason: until the release }\n`,
      );
      const inSpec = await check(url, file('schema.yaml', text));
      expect([inSpec.code, inSpec.document.summary]).toEqual([0, { error: 0, warning: 0, info: 1, suppressed: 1 }]);
      expect(inSpec.document.suppressed[0]).toMatchObject({
        finding: { check: 'drift', object: { name: 'idx_bookings_old' } },
        by: { kind: 'ignored', reason: 'until the release', until: null },
      });
      const config = file('c.yaml', 'severity: { rls-not-forced: warning }');
      const both = await check(url, file('schema.yaml', text), '--config', config);
      expect([both.code, both.document.summary]).toEqual([1, { error: 0, warning: 1, info: 0, suppressed: 1 }]);
    });
  });

  test('an entry without effect is a finding, at its line', async () => {
    const config = file('c.yaml', `# what we know\n${suppression.docs.bad}\n`);
    const { code, document } = await check(example.url, spec(), '--config', config, '--skip', 'service-admin-role');
    expect([code, document.findings.length]).toEqual([0, 1]);
    expect(document.findings[0]).toMatchObject({
      check: 'suppression',
      severity: 'info',
      location: { file: config, line: 3 },
    });
    const good = await check(
      example.url,
      spec(),
      '--config',
      file('c.yaml', suppression.docs.good),
      '--skip',
      'service-admin-role',
    );
    expect([good.code, good.document.findings]).toEqual([0, []]);
  });

  test('without a reason, or expired: reported, and what they covered too', async () => {
    await withDefect(async (url) => {
      const config = file(
        'c.yaml',
        'ignore:\n  - { checks: drift, objects: "**" }\n  - { checks: rls-not-forced, objects: "**", reason: r, until: 2020-01-31 }\n',
      );
      const { code, document } = await check(url, spec(), '--config', config, '--skip', 'service-admin-role');
      expect(code).toBe(1);
      expect(
        document.findings.map(({ check: id, severity }: { check: string; severity: string }) => [id, severity]),
      ).toEqual([
        ['rls-not-forced', 'error'],
        ['suppression', 'error'],
        ['drift', 'warning'],
        ['suppression', 'warning'],
      ]);
    });
  });

  test.each([
    [
      'an unknown check',
      'severity: { drfit: info }',
      /c\.yaml:1:13: there is no check "drfit"\n {4}hint: did you mean "drift"\?/,
    ],
    [
      'an unknown check under ignore',
      'ignore:\n  - { checks: nothing, objects: x, reason: r }',
      /c\.yaml:2:5: there is no check "nothing"/,
    ],
    ['no such severity', 'severity: { drift: bad }', /c\.yaml:1:20: "bad" is not possible here/],
    [
      'no date',
      'ignore: [{ checks: drift, objects: x, reason: r, until: 31.12.2026 }]',
      /c\.yaml:1:\d+: "31\.12\.2026" is no date/,
    ],
    [
      'a day that is none',
      'ignore: [{ checks: drift, objects: x, reason: r, until: 2026-02-30 }]',
      /"2026-02-30" is no date/,
    ],
    ['an unknown key', 'ignored: []', /unknown key "ignored"/],
    ['no YAML', 'severity: {', /c\.yaml:1:/],
  ])('%s: exit 2, with the place', async (_, text, message) => {
    const { code, err } = await check(example.url, spec(), '--config', file('c.yaml', text));
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test('a file that is not there: exit 2', async () => {
    const { code, err } = await check(example.url, spec(), '--config', join(folder, 'none.yaml'));
    expect(code).toBe(2);
    expect(err).toContain('there are no settings at');
  });

  test('an empty file settles nothing', async () => {
    const { code } = await check(
      example.url,
      spec(),
      '--config',
      file('c.yaml', '# nothing yet\n'),
      '--skip',
      'service-admin-role',
    );
    expect(code).toBe(0);
  });
});
