/**
 * Databases after other people's documented patterns: all that `check --no-spec` finds in them, by a role that may only
 * connect, each with the reason why its owner would want to know. Written anew into docs/no-spec-patterns.md by `-u`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Finding } from '../../src/checks/types.js';
import { build } from '../build.js';
import { callCli } from '../call-cli.js';
import { createDatabase, onVersions, serverUrl, uniqueName, withClient } from '../postgres.js';
import { REASONS } from './reasons.js';

const PAGE = fileURLToPath(new URL('../../docs/no-spec-patterns.md', import.meta.url));
const auditor = uniqueName('auditor');

interface Pattern {
  readonly name: string;
  readonly sql: string;
  /** Its first comment. */
  readonly title: string;
}

const patterns: readonly Pattern[] = ['.', '../schemas'].flatMap((folder) => {
  const at = new URL(`${folder}/`, import.meta.url);
  const files = readdirSync(at).filter((file) => file.endsWith('.sql') && (folder === '.' || file.startsWith('rls-')));
  return files.sort().map((file) => {
    const sql = readFileSync(new URL(file, at), 'utf8');
    const comment = /^(?:-- (?!since:).*\n)+/m.exec(sql)?.[0] ?? '';
    return {
      name: file.slice(0, -4),
      sql,
      title: comment
        .replaceAll(/^-- (?:Style: )?/gm, '')
        .replaceAll('\n', ' ')
        .trim(),
    };
  });
});

interface Found {
  readonly said: readonly string[];
  readonly findings: readonly Finding[];
}

async function look(version: number, sql: string): Promise<Found> {
  const database = await createDatabase({ version });
  try {
    await withClient(database.url, (client) => client.query(sql));
    const url = new URL(database.url);
    [url.username, url.password] = [auditor, auditor];
    const { code, out, err } = await callCli(['check', '--no-spec', '--format', 'json', '--database-url', url.href]);
    expect([[0, 1].includes(code), err]).toEqual([true, '']);
    const { findings, inferred } = JSON.parse(out);
    return { said: inferred.said, findings };
  } finally {
    await database.drop();
  }
}

const line = ({ severity, check, message }: Finding) => `${severity} ${check}: ${message}`;
const found = new Map<string, Found>();

beforeAll(build);

onVersions([18, 14], (version) => {
  beforeAll(async () => {
    await withClient(await serverUrl(version), (client) =>
      client.query(`create role ${auditor} login password '${auditor}'`),
    );
  });
  afterAll(async () => {
    await withClient(await serverUrl(version), (client) => client.query(`drop role ${auditor}`));
  });

  it.each(patterns)('$name: every finding has its reason, every reason its finding', async ({ name, sql }) => {
    const { said, findings } = await look(version, sql);
    expect([...new Set(findings.map(({ check }) => check))].sort()).toEqual(Object.keys(REASONS[name] ?? {}).sort());
    // The same on every version.
    const before = found.get(name);
    if (before !== undefined) expect([said, findings.map(line)]).toEqual([before.said, before.findings.map(line)]);
    found.set(name, { said, findings });
  });
});

it('has them all in docs/no-spec-patterns.md', async () => {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
  const parts = patterns.map(({ name, title }) => {
    const { said = [], findings = [] } = found.get(name) ?? {};
    const rows = findings.map(
      (one) =>
        `| ${one.severity} | ${cell(one.message)} [\`${one.check}\`](checks/${one.check}.md) | ${cell(REASONS[name]?.[one.check] ?? '')} |`,
    );
    const table =
      rows.length === 0
        ? 'Nothing is found, and nothing is wrong with it that could be told from here.'
        : ['| | finding | why its owner would want to know |', '|---|---|---|', ...rows].join('\n');
    return `## ${name}\n\n${title}\n\n${said.map((one) => `> ${cell(one)}`).join('  \n')}\n\n${table}\n`;
  });
  const head = `# What \`check --no-spec\` finds in known patterns

Databases written down after what guides, articles, PostgreSQL's manual and well-known applications advise, looked at by a role that
may only connect; \`test/no-spec/patterns.test.ts\` writes this page. Every finding was read, and had to be one that the owner of
such a database would want to know. What is said at the top of each comes first, as in the terminal.
`;
  await expect(`${[head, ...parts].join('\n')}`).toMatchFileSnapshot(PAGE);
});
