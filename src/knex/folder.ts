/** The files of migration folders that Knex takes for migrations, and the order in which it runs them. Loads none. */
import { readdir } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { UserError } from '../errors.js';

/** Knex's own defaults. `.d.ts` ends in one of them: Knex takes such a file for a migration. */
export const LOAD_EXTENSIONS: readonly string[] = [
  ...['.co', '.coffee', '.eg', '.iced', '.js', '.cjs', '.litcoffee', '.ls', '.ts'],
];

export interface FolderOptions {
  /** Knex's setting of that name; undefined: its defaults. */
  readonly loadExtensions?: readonly string[];
  /** Knex's setting of that name: a folder's files after those of the folder before, instead of by name over all. */
  readonly sortDirsSeparately?: boolean;
}

/**
 * The migrations of some folders, as Knex lists them.
 * @param directories absolute, or relative to the working directory; in Knex's order
 * @returns the names that Knex's history has for them (with extension, without folder), in the order in which Knex runs them
 * @throws UserError where there is no such folder
 */
export async function migrationNames(
  directories: readonly string[],
  options: FolderOptions = {},
): Promise<readonly { readonly name: string; readonly directory: string }[]> {
  const folders = await Promise.all(
    directories.map(async (directory) => (await filesOf(directory)).map((name) => ({ name, directory }))),
  );
  const extensions = options.loadExtensions ?? LOAD_EXTENSIONS;
  const all = options.sortDirsSeparately === true ? folders.flat() : folders.flat().sort(byName);
  return all.filter(({ name }) => extensions.includes(extname(name)));
}

async function filesOf(directory: string): Promise<readonly string[]> {
  try {
    return (await readdir(resolve(directory))).sort();
  } catch (cause) {
    throw new UserError(`there is no folder of migrations at ${directory}`, { hint: 'is the path right?', cause });
  }
}

/** By code units, as Knex (and no locale) does; files of one name stay in the order of their folders. */
function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
