/** The hooks of pre-commit: installed as its `language: node` installs them, and run as it runs them. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cleanEnvironment, copyOf, PACKAGE, type Ran, ROOT, repositoryFiles, run, yamlOf } from './files.js';
import { titled } from './page.js';

interface Hook {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly entry: string;
  readonly args?: readonly string[];
  readonly files: string;
  readonly pass_filenames: boolean;
}
const hooks = yamlOf<readonly Hook[]>('.pre-commit-hooks.yaml');
const hook = (id: string): Hook => {
  const found = hooks.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no hook ${id}`);
  return found;
};

const configured = parse(titled('.pre-commit-config.yaml')) as {
  readonly repos: readonly { readonly rev: string; readonly hooks: readonly Pick<Hook, 'id' | 'args'>[] }[];
};

let repository: string;
let environment: string;
let project: string;
let packed: Ran;
beforeAll(async () => {
  repository = copyOf(repositoryFiles());
  environment = mkdtempSync(join(tmpdir(), 'node-env-'));
  project = mkdtempSync(join(tmpdir(), 'project-'));
  // pre-commit's `npm install` puts here what the lock file says; that is installed already.
  symlinkSync(join(ROOT, 'node_modules'), join(repository, 'node_modules'));
  packed = await run('npm', ['pack'], { cwd: repository });
  // All that npm pack prints is taken for the package's name.
  const prefix = ['--prefix', environment, '--ignore-scripts', '--no-audit', '--no-fund'];
  const installed = await run('npm', ['install', '-g', ...prefix, join(repository, packed.out.trim())], {
    cwd: project,
  });
  if (installed.code !== 0) throw new Error(`${packed.out}${packed.err}${installed.err}`);
}, 240_000);
afterAll(() => {
  rmSync(join(repository, 'node_modules'));
  for (const folder of [repository, environment, project]) rmSync(folder, { recursive: true });
});

/** As pre-commit runs a hook that takes no file names: the words of entry and args, the environment's programs first. */
function commit({ entry, args = [] }: Hook, more: readonly string[] = args): Promise<Ran> {
  const [program = '', ...words] = entry.split(' ');
  const env = { ...cleanEnvironment(), PATH: `${join(environment, 'bin')}:${process.env.PATH ?? ''}` };
  return run('bash', ['-c', '"$0" "$@"', program, ...words, ...more], { cwd: project, env });
}

test('packing prints the name of the package and nothing else, which is what pre-commit reads', () => {
  expect([packed.code, packed.out]).toEqual([0, `schema-audit-${PACKAGE.version}.tgz\n`]);
});

test('every hook has what pre-commit wants of it', () => {
  expect(hooks.map(({ id }) => id)).toEqual(['schema-audit-spec', 'schema-audit-migrations']);
  for (const one of hooks) {
    expect(one).toMatchObject({ language: 'node', pass_filenames: false, name: expect.any(String) });
    expect(one.entry).toMatch(/^schema-audit /);
  }
});

test('the configuration of docs/ci.md names hooks that are there, of this version', () => {
  expect(configured.repos.map(({ rev }) => rev)).toEqual([`v${PACKAGE.version}`]);
  expect(configured.repos[0]?.hooks.map(({ id }) => id)).toEqual(hooks.map(({ id }) => id));
});

describe('schema-audit-spec', () => {
  test('is run for a spec, and for nothing else', () => {
    const files = new RegExp(hook('schema-audit-spec').files);
    for (const path of ['schema.yaml', 'db/schema.yml']) expect(files.test(path)).toBe(true);
    for (const path of ['my-schema.yaml', 'schema.yaml.bak', 'docs/schema.md']) expect(files.test(path)).toBe(false);
  });

  test('passes a good spec and stops a mistake, with its line', async () => {
    cpSync(join(ROOT, 'schema.yaml'), join(project, 'schema.yaml'));
    expect(await commit(hook('schema-audit-spec'))).toMatchObject({ code: 0, err: '' });
    writeFileSync(join(project, 'bad.yaml'), 'schema: public\ntabels: {}\n');
    const bad = await commit(hook('schema-audit-spec'), ['--spec', 'bad.yaml']);
    expect([bad.code, bad.out]).toEqual([2, '']);
    expect(bad.err).toContain('bad.yaml:2:1: unknown key "tabels"');
  });
});

describe('schema-audit-migrations', () => {
  test('is run for migrations, the spec and the settings', () => {
    const files = new RegExp(hook('schema-audit-migrations').files);
    const named = ['migrations/001_a.ts', 'db/migrations/x/002.js', 'schema.yaml', 'schema-audit.config.yaml'];
    for (const path of named) expect(files.test(path)).toBe(true);
    for (const path of ['src/app.ts', 'old-migrations/001.ts', 'migrations']) expect(files.test(path)).toBe(false);
  });

  test('passes the baseline and stops the legacy migrations', async () => {
    const example = join(ROOT, 'examples/integration-service');
    mkdirSync(join(project, 'migrations'));
    cpSync(join(example, 'baseline'), join(project, 'migrations'), { recursive: true });
    expect(await commit(hook('schema-audit-migrations'))).toMatchObject({ code: 0, err: '' });
    // With the options that docs/ci.md shows.
    rmSync(join(project, 'migrations'), { recursive: true });
    cpSync(join(example, 'legacy'), join(project, 'migrations'), { recursive: true });
    const shown = configured.repos[0]?.hooks.find(({ id }) => id === 'schema-audit-migrations');
    const legacy = await commit(hook('schema-audit-migrations'), shown?.args);
    expect(legacy.code).toBe(1);
    expect(legacy.out).toContain('[rls-wrong-table]');
  }, 60_000);
});
