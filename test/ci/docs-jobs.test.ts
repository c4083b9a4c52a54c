/** The jobs of docs/ci.md, run as GitHub, GitLab and pre-commit run them. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeLegacy } from '../knex-run.js';
import { createDatabase, type TestDatabase } from '../postgres.js';
import { runAction, type Step } from './action.js';
import { PACKAGE, ROOT, yamlOf } from './files.js';
import { formats } from './formats.js';
import { jobOf, type Pipeline, runJob } from './gitlab.js';
import { blocks, makeProject, titled, typeIn } from './page.js';

let project: string;
let legacy: TestDatabase;
beforeAll(async () => {
  legacy = await createDatabase();
  await makeLegacy(legacy.url);
});
afterAll(() => legacy.drop());
beforeEach(() => {
  project = makeProject();
  return () => rmSync(project, { recursive: true });
});

const type = (line: string, url = legacy.url) => typeIn(project, line, url);
const makeBaseline = () => type('schema-audit check --baseline --update-baseline');

describe('GitHub', () => {
  interface Workflow {
    readonly on: unknown;
    readonly permissions: Readonly<Record<string, string>>;
    readonly jobs: Readonly<Record<string, { readonly 'runs-on': string; readonly steps: readonly Step[] }>>;
  }
  const workflows = blocks.flatMap(({ title, text }) =>
    title?.startsWith('.github/') ? [{ title, workflow: parse(text) as Workflow }] : [],
  );

  test.each(workflows)('$title: is a workflow with few permissions, of official actions and ours', ({ workflow }) => {
    expect(workflow.on).toBeTruthy();
    expect(workflow.permissions.contents).toBe('read');
    for (const { steps } of Object.values(workflow.jobs)) {
      for (const { uses } of steps)
        if (uses !== undefined)
          expect(uses).toMatch(
            new RegExp(`^((actions|github)/[\\w/-]+@v\\d+|your-org/schema-audit@v${PACKAGE.version})$`),
          );
    }
  });

  const needed = (format = 'github') => formats.includes(format);
  const steps = workflows.flatMap(({ title, workflow }) =>
    Object.values(workflow.jobs).flatMap((job) =>
      job.steps.flatMap((step) =>
        step.uses?.startsWith('your-org/') ? [{ title, inputs: step.with ?? {}, id: step.id }] : [],
      ),
    ),
  );
  for (const { title, inputs, id } of steps) {
    test.skipIf(!needed(inputs.format))(
      `${title}: its step runs`,
      async () => {
        const withBaseline = (inputs.args ?? '').includes('--baseline');
        if (withBaseline) await makeBaseline();
        const secrets = Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [
            name,
            value.replace(/^\$\{\{ secrets\.\w+ \}\}$/, legacy.url),
          ]),
        );
        const { code, outputs, err } = await runAction(ROOT, project, secrets);
        expect([code, err]).toEqual([withBaseline ? 0 : 1, '']);
        expect(outputs.report).toBe(inputs.output ?? '');
        // What a later step takes from it is there.
        if (id !== undefined) expect(titled(title)).toContain(`steps.${id}.outputs.report`);
      },
      60_000,
    );
  }
});

test.skipIf(!formats.includes('gitlab'))(
  'GitLab: the project file runs the job of the template',
  async () => {
    const own = parse(titled('.gitlab-ci.yml')) as Pipeline & { include: readonly { file: string; ref: string }[] };
    const [{ file, ref } = { file: '', ref: '' }] = own.include;
    expect([existsSync(join(ROOT, file)), ref]).toEqual([true, `v${PACKAGE.version}`]);
    const { code, out } = await runJob(jobOf('schema-audit-migrations', own), project);
    expect(code).toBe(1);
    expect(out).toContain('[rls-wrong-table]');
  },
  120_000,
);

test('pre-commit: its hooks are there, and take these options', async () => {
  interface Hook {
    readonly id: string;
    readonly entry?: string;
    readonly args?: readonly string[];
  }
  const { repos } = parse(titled('.pre-commit-config.yaml')) as { repos: { rev: string; hooks: readonly Hook[] }[] };
  expect(repos.map(({ rev }) => rev)).toEqual([`v${PACKAGE.version}`]);
  const published = yamlOf<readonly Hook[]>('.pre-commit-hooks.yaml');
  const codes: number[] = [];
  for (const { id, args } of repos[0]?.hooks ?? []) {
    const hook = published.find((one) => one.id === id);
    codes.push((await type([hook?.entry, ...(args ?? hook?.args ?? [])].join(' '))).code);
  }
  expect(codes).toEqual([0, 1]);
}, 60_000);
