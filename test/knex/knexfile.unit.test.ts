/** Knexfiles in every form that Knex's command line reads, and the folders that they name; nothing is run. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../src/errors.js';
import { migrationNames } from '../../src/knex/folder.js';
import { readKnexfile } from '../../src/knex/knexfile.js';

const require = createRequire(import.meta.url);
const { FsMigrations } = require('knex/lib/migrations/migrate/sources/fs-migrations.js') as {
  FsMigrations: new (
    directories: readonly string[],
    separately: boolean,
    extensions?: readonly string[],
  ) => { getMigrations(): Promise<readonly { file: string; directory: string }[]> };
};

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'schema-audit-knexfile-')));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};

const BODY = `{ client: 'pg', searchPath: ['a', 'b'], migrations: { tableName: 't', schemaName: 's', directory: ['./m', '/abs'] } }`;
const EXPECTED = {
  environment: null,
  searchPath: ['a', 'b'],
  migrations: { tableName: 't', schemaName: 's', loadExtensions: null, sortDirsSeparately: false },
};

describe('a knexfile', () => {
  it.each([
    ['a.cjs', `module.exports = ${BODY}`],
    ['function.cjs', `module.exports = async () => (${BODY})`],
    ['transpiled.cjs', `exports.__esModule = true; exports.default = ${BODY}`],
    ['a.mjs', `export default ${BODY}`],
    ['function.mjs', `export default async () => (${BODY})`],
    ['names.mjs', `export const client = 'pg'; export const { searchPath, migrations } = ${BODY};`],
    ['a.js', `module.exports = ${BODY}`],
    ['module/a.js', `export default ${BODY}`],
    ['a.ts', `const c: object = ${BODY}; export default c;`],
    ['module/a.ts', `import type { Knex } from 'knex'; const c: Knex.Config = ${BODY}; export default c;`],
    ['a.mts', `const c: object = ${BODY}; export default c;`],
    ['a.cts', `const c: object = ${BODY}; module.exports = c;`],
    ['exports.cts', `const c: object = ${BODY}; export default c;`],
  ])('%s', async (name, text) => {
    write('package.json', '{}');
    write('module/package.json', '{"type": "module"}');
    const read = await readKnexfile(write(name, text), undefined);
    expect(read).toMatchObject(EXPECTED);
    expect(read.migrations.directories).toEqual([join(dirname(join(folder, name)), 'm'), '/abs']);
  });

  it('has environments: that of --env, else NODE_ENV, else development; else it is one itself', async () => {
    const file = write(
      'env.cjs',
      `module.exports = { development: { searchPath: 'd' }, prod: { searchPath: 'a,b' }, test: {} }`,
    );
    vi.stubEnv('NODE_ENV', '');
    expect(await readKnexfile(file, undefined)).toMatchObject({ environment: 'development', searchPath: ['d'] });
    vi.stubEnv('NODE_ENV', 'prod');
    expect(await readKnexfile(file, undefined)).toMatchObject({ environment: 'prod', searchPath: ['a,b'] });
    expect(await readKnexfile(file, 'test')).toMatchObject({ environment: 'test', searchPath: null });
    expect((await readKnexfile(file, 'test')).migrations.directories).toEqual([join(folder, 'migrations')]);
    await expect(readKnexfile(file, 'staging')).rejects.toThrow('has no environment "staging"');
    vi.unstubAllEnvs();
  });

  it('runs in its own folder, prints nothing, and leaves environment and folder as they were', async () => {
    const file = write(
      'side/effects.cjs',
      `process.env.DATABASE_URL = 'postgres://elsewhere'; delete process.env.STAYS; console.log('hello');
      module.exports = { migrations: { tableName: require('fs').existsSync('effects.cjs') ? 'here' : 'not' } }`,
    );
    vi.stubEnv('STAYS', 'yes');
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const before = [process.cwd(), process.env.DATABASE_URL];
    expect((await readKnexfile(file, undefined)).migrations.tableName).toBe('here');
    expect([process.cwd(), process.env.DATABASE_URL, process.env.STAYS]).toEqual([...before, 'yes']);
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
    vi.unstubAllEnvs();
  });

  it('that fails is named with its message, without a password', async () => {
    const file = write('bad.cjs', `throw new Error('cannot use postgres://me:s3cret@host/x, password=hunter2')`);
    const error: unknown = await readKnexfile(file, undefined).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain(
      `the knexfile ${file} cannot be read: cannot use postgres://…@host/x`,
    );
    expect((error as UserError).message).not.toMatch(/s3cret|hunter2/);
    await expect(readKnexfile(join(folder, 'none.js'), undefined)).rejects.toThrow('there is no knexfile');
    await expect(readKnexfile(write('text.cjs', `module.exports = 'x'`), undefined)).rejects.toThrow('is no knexfile');
  });

  it('with a migrationSource has the names that this gives', async () => {
    const source = `migrationSource: {
      getMigrations: async () => [{ n: 2 }, { n: 1 }], getMigrationName: (m) => 'm' + m.n,
      getMigration: () => { throw new Error('loaded'); } }`;
    const read = await readKnexfile(write('source.cjs', `module.exports = { migrations: { ${source} } }`), undefined);
    expect(await read.names()).toEqual(['m2', 'm1']);
    // Knex forgets it where something is said about folders.
    write('m/001.ts', '');
    const both = write('both.cjs', `module.exports = { migrations: { directory: 'm', ${source} } }`);
    expect(await (await readKnexfile(both, undefined)).names()).toEqual(['001.ts']);
    const bad = write('badsource.cjs', `module.exports = { migrations: { migrationSource: {} } }`);
    await expect((await readKnexfile(bad, undefined)).names()).rejects.toThrow('getMigrations');
  });
});

describe('the migrations of folders', () => {
  it.each([
    ['by name over all folders', false, undefined],
    ['a folder after the other', true, undefined],
    ['of other extensions', false, ['.mjs', '.ts']],
  ] as const)('are those of Knex, in its order: %s', async (_, separately, extensions) => {
    for (const name of [
      'b/002.ts',
      'b/001.js',
      'b/x.mjs',
      'b/types.d.ts',
      'b/readme.md',
      'b/B.cjs',
      'a/0015.coffee',
      'a/a.ts',
    ])
      write(name, '');
    write('a/sub.ts/inner.ts', '');
    const directories = [join(folder, 'b'), join(folder, 'a')];
    const theirs = await new FsMigrations(directories, separately, extensions).getMigrations();
    const ours = await migrationNames(directories, {
      sortDirsSeparately: separately,
      ...(extensions === undefined ? {} : { loadExtensions: extensions }),
    });
    expect(ours).toEqual(theirs.map(({ file, directory }) => ({ name: file, directory })));
    expect(ours.length).toBeGreaterThan(3);
  });

  it('a folder that is not there is named', async () => {
    await expect(migrationNames([join(folder, 'nowhere')])).rejects.toThrow(
      /there is no folder of migrations at .*nowhere/,
    );
  });
});
