/** Every format of check on the real legacy database, through the command line: the same findings, in the same order, at their lines. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/checks/types.js';
import { parseSpec } from '../../src/spec/parse.js';
import { build } from '../build.js';
import { callCli } from '../call-cli.js';
import { directories, makeLegacy } from '../knex-run.js';
import { createDatabase, serverUrl, type TestDatabase } from '../postgres.js';
import { SPEC } from '../run-cli.js';

const ROOT = dirname(SPEC);
const TEXT = readFileSync(SPEC, 'utf8');

const FORMATS = ['sarif', 'junit', 'github', 'gitlab', 'markdown', 'html'] as const;

let folder: string;
let legacy: TestDatabase;
let findings: readonly Finding[];
/** What --output holds, by format. */
const written = new Map<string, string>();
beforeAll(async () => {
  await build();
  folder = mkdtempSync(join(tmpdir(), 'formats-'));
  legacy = await createDatabase();
  await makeLegacy(legacy.url);
  for (const format of ['json', ...FORMATS]) {
    const output = join(folder, format);
    expect(await reported(format, ['--output', output], { FORCE_COLOR: '1' })).toBe('');
    written.set(format, readFileSync(output, 'utf8'));
  }
  findings = JSON.parse(of('json')).findings;
}, 240_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await legacy.drop();
});

const of = (format: string) => written.get(format) ?? '';

/** The report of the legacy database, after it has been seen that the exit code is that of its findings. */
async function reported(
  format: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<string> {
  const at = args.includes('--spec') ? [] : ['--spec', SPEC];
  const url = ['--database-url', legacy.url];
  const { code, out, err } = await callCli(['check', ...at, ...url, '--format', format, ...args], env);
  expect([code, err]).toEqual([1, '']);
  return out;
}

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, one = '']) => one);

/** In the order of some places, those of a place in the order of the report. */
function inOrderOf<T>(places: readonly T[], placeOf: (finding: Finding) => T): Finding[] {
  return [...new Set([...places, ...findings.map(placeOf)])].flatMap((place) =>
    findings.filter((finding) => placeOf(finding) === place),
  );
}

const byTable = () =>
  inOrderOf(
    parseSpec(TEXT, SPEC).tables.map(({ name }) => name),
    ({ object }) => object.table ?? `${object.kind} ${object.name}`,
  );

describe('the same findings, in the same order', () => {
  test('there are many to compare', () => {
    expect(findings.length).toBeGreaterThan(150);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
  });

  test('sarif', () => {
    const [run] = JSON.parse(of('sarif')).runs;
    const results = run.results as readonly {
      ruleId: string;
      partialFingerprints: Record<string, string>;
      suppressions?: unknown;
    }[];
    const named = (some: typeof results) =>
      some.map(({ ruleId, partialFingerprints }) => [ruleId, partialFingerprints['schemaAudit/v1']]);
    const [left, ignored] = [false, true].map((is) => results.filter((one) => (one.suppressions !== undefined) === is));
    expect(named(left ?? [])).toEqual(findings.map(({ check, fingerprint }) => [check, fingerprint]));
    expect(named(ignored ?? [])).toEqual(
      JSON.parse(of('json')).suppressed.map(({ finding }: { finding: Finding }) => [
        finding.check,
        finding.fingerprint,
      ]),
    );
    expect(ignored).toHaveLength(10);
    const rules: readonly string[] = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    // Those that speak of rows or of migrations were not asked.
    expect(rules.filter((id) => /^(data|migration)-/.test(id))).toEqual([]);
    expect(rules).toContain('rls-leaks-when-unset');
  });

  test('gitlab', () => {
    const entries = JSON.parse(of('gitlab')) as readonly Record<string, string>[];
    expect(entries.map(({ check_name, fingerprint }) => [check_name, fingerprint])).toEqual(
      findings.map(({ check, fingerprint }) => [check, fingerprint]),
    );
  });

  test('github', () => {
    const lines = of('github').trimEnd().split('\n');
    expect(lines[0]).toMatch(/^::notice title=schema-audit::74 errors, 115 warnings, /);
    expect(lines.slice(1).map((line) => /^::(\w+) .*title=([\w-]+)::/.exec(line)?.slice(1))).toEqual(
      findings.map(({ severity, check }) => [severity === 'info' ? 'notice' : severity, check]),
    );
  });

  test('junit, check by check', () => {
    const expected = inOrderOf([], ({ check }) => check);
    const said = matches(of('junit'), /<testcase [^>]*>(?:<failure [^>]*>|<system-out>)\w+: (.*)/g);
    const unescaped = (text: string) =>
      text
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&gt;', '>')
        .replaceAll('&lt;', '<')
        .replaceAll('&amp;', '&');
    expect(said.map(unescaped)).toEqual(expected.map(({ message }) => message.split('\n')[0]));
  });

  test('html, table by table', () => {
    const ids = matches(of('html'), /<article [^>]*id="(\w+)"/g);
    expect(ids).toEqual(byTable().map(({ fingerprint }) => fingerprint));
  });

  test('markdown, table by table, all within a comment', () => {
    const text = of('markdown');
    const checks = matches(text, /^\*\*(?:error|warning|information)\*\* .* · \\\[([\w-]+)\\\] · /gm);
    expect(checks).toEqual(byTable().map(({ check }) => check));
    expect(text.length).toBeLessThan(65_536);
  });
});

describe('files', () => {
  test('what --output holds is what is printed, without colour', async () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    for (const format of FORMATS) expect(of(format)).not.toMatch(/\u001b/);
    expect(await reported('markdown')).toBe(of('markdown'));
  });

  test("the step's summary holds the Markdown, and the log the commands", async () => {
    const summary = join(folder, 'summary.md');
    const out = await reported('github', [], { GITHUB_STEP_SUMMARY: summary });
    expect(out).toBe(of('github'));
    expect(readFileSync(summary, 'utf8')).toBe(of('markdown'));
  });

  test('a file is named from the root that the pipeline says', async () => {
    const [first] = JSON.parse(await reported('gitlab', [], { CI_PROJECT_DIR: dirname(ROOT) }));
    expect(first.location.path).toBe(`${basename(ROOT)}/schema.yaml`);
  });
});

interface Result {
  readonly ruleId: string;
  readonly suppressions?: unknown;
  readonly message: { readonly text: string };
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number };
      };
      readonly logicalLocations: readonly [{ readonly name: string; readonly fullyQualifiedName: string }];
    },
  ];
}

const lineOf = ({ locations: [{ physicalLocation }] }: Result) => physicalLocation.region.startLine;

describe('places', () => {
  test('drift stands at the very line of the spec that speaks of it', () => {
    const results: readonly Result[] = JSON.parse(of('sarif')).runs[0].results;
    const lines = TEXT.split('\n');
    const texts = new Map(
      results.map((one) => [
        `${one.ruleId} ${one.locations[0].logicalLocations[0].fullyQualifiedName}`,
        lines[lineOf(one) - 1]?.trim(),
      ]),
    );
    expect(texts.get('rls-not-forced public.connections')).toBe('connections:');
    expect(texts.get('tenant-default public.webhooks.tenant_id')).toMatch(/^tenant_id: uuid not null/);
    const drift = results.filter(({ ruleId }) => ruleId === 'drift');
    // By its name or its columns, by the pattern of its name, or, where the spec does not know it, by its table.
    const named = drift.filter((one) => {
      const [{ name, fullyQualifiedName }] = one.locations[0].logicalLocations;
      const line = lines[lineOf(one) - 1] ?? '';
      const words = line.match(/\w+/g) ?? [];
      const [, table = ''] = fullyQualifiedName.split('.');
      return (
        line.includes(name) ||
        words.every((word) => name.includes(word)) ||
        /\{table\}/.test(line) ||
        line.trim() === `${table}:`
      );
    });
    expect(
      drift.filter((one) => !named.includes(one)).map((one) => [one.message.text, lines[lineOf(one) - 1]]),
    ).toEqual([]);
  });

  test('fingerprints survive an edit of the spec that is about something else; lines move with it', async () => {
    const before: readonly Result[] = JSON.parse(of('sarif')).runs[0].results;
    const edited = join(folder, 'schema.yaml');
    writeFileSync(edited, TEXT.replace(/^tables:/m, '# one\n# two\n# three\ntables:'));
    const after: readonly Result[] = JSON.parse(await reported('sarif', ['--spec', edited])).runs[0].results;
    expect(after.map(({ partialFingerprints }) => partialFingerprints)).toEqual(
      before.map(({ partialFingerprints }) => partialFingerprints),
    );
    const moved = after.map((one, i) => lineOf(one) - lineOf(before[i] ?? one));
    expect(new Set(moved)).toEqual(new Set([0, 3]));
  });

  test('in a rehearsal a finding stands in its migration, at the line that speaks of it', async () => {
    const { code, out, err } = await callCli([
      ...['check', '--spec', SPEC, '--migrations', directories.legacy, '--scratch-url', await serverUrl()],
      ...['--format', 'sarif'],
    ]);
    expect([code, err]).toEqual([1, '']);
    const [run] = JSON.parse(out).runs;
    const results: readonly Result[] = run.results;
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toContain('migration-locks');
    const blamed = results.filter(
      ({ ruleId, suppressions }) => ruleId !== 'service-admin-role' && suppressions === undefined,
    );
    for (const one of blamed)
      expect(one.locations[0].physicalLocation.artifactLocation.uri).toMatch(
        /^examples\/integration-service\/legacy\/\w+\.ts$/,
      );
    const inVain = blamed.find(({ message }) => message.text.includes('asks for a table sync_jobs'));
    if (inVain === undefined) throw new Error('it asks for sync_jobs');
    const { uri } = inVain.locations[0].physicalLocation.artifactLocation;
    expect(readFileSync(join(ROOT, uri), 'utf8').split('\n')[lineOf(inVain) - 1]?.trim()).toBe("'sync_jobs',");
  }, 60_000);
});

test('--fail-on decides about the exit code as ever', async () => {
  const { code, out } = await callCli([
    ...['check', '--spec', SPEC, '--database-url', legacy.url, '--format', 'gitlab', '--fail-on', 'never'],
  ]);
  expect([code, out]).toEqual([0, of('gitlab')]);
});
