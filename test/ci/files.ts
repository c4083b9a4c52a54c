/** What the tests of the ready-made jobs share: the repository's files, a copy of them as a clone has it, and programs that are run. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

export function yamlOf<T>(path: string): T {
  return parse(textOf(path)) as T;
}

export const PACKAGE = JSON.parse(textOf('package.json')) as { readonly version: string };

/** The repository's own files: what a clone of it would have, with what is not committed yet. */
export function repositoryFiles(): readonly string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(isFile);
}

/**
 * Of a link the copy would be one, too, and npm in the copy would empty what it points to: a linked node_modules, which
 * .gitignore does not cover.
 */
function isFile(path: string): boolean {
  return path !== '' && lstatSync(join(ROOT, path), { throwIfNoEntry: false })?.isFile() === true;
}

/** A folder with these files of the repository, neither installed nor built. */
export function copyOf(files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'ci-test-'));
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  return folder;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The environment without what npm and vitest put there for the tests: as in a shell of its own. */
export function cleanEnvironment(): Record<string, string> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_ENV$|VITEST|TEST$|DATABASE_URL$|PG)/i.test(name),
  );
  // What npm has fetched before, it does not fetch again: the versions are those of the lock file.
  return { ...(Object.fromEntries(own) as Record<string, string>), npm_config_prefer_offline: 'true' };
}

export function run(
  program: string,
  args: readonly string[],
  { cwd, env = cleanEnvironment() }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, env, timeout: 240_000, maxBuffer: 2 ** 26 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err });
    });
  });
}
