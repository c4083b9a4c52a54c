/** The workflows of docs/ci.md, run as GitHub runs them. The page's other jobs: gitlab.test.ts, pre-commit.test.ts. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeLegacy } from '../knex-run.js';
import { createDatabase, type TestDatabase } from '../postgres.js';
import { runAction, type Step } from './action.js';
import { PACKAGE, ROOT } from './files.js';
import { formats } from './formats.js';
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

  // The formats come all at once; a name that is none of them is no reason to skip.
  const able = formats.includes('github');
  const steps = workflows.flatMap(({ title, workflow }) =>
    Object.values(workflow.jobs).flatMap((job) =>
      job.steps.flatMap((step) =>
        step.uses?.startsWith('your-org/') ? [{ title, inputs: step.with ?? {}, id: step.id }] : [],
      ),
    ),
  );
  for (const { title, inputs, id } of steps) {
    test.skipIf(!able)(
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
        const { code, outputs, err, out, summary } = await runAction(ROOT, project, secrets);
        expect([code, err]).toEqual([withBaseline ? 0 : 1, '']);
        expect(outputs.report).toBe(inputs.output ?? '');
        if (inputs.format === undefined && code === 1) {
          expect(out).toMatch(/^::error [^\n]*file=migrations\/\d\w+\.ts,/m);
          expect(summary).toContain('tenant-default');
        }
        // What a later step takes from it is there.
        if (id !== undefined) expect(titled(title)).toContain(`steps.${id}.outputs.report`);
      },
      60_000,
    );
  }
});
