/** The names of the migrations in folders, as Knex lists them. */
import { readdir } from 'node:fs/promises';
import { extname } from 'node:path';
import { UserError } from '../errors.js';

export async function migrationNames(
  directories: readonly string[],
): Promise<readonly { readonly name: string; readonly directory: string }[]> {
  const found = await Promise.all(
    directories.map(async (directory) => {
      try {
        return (await readdir(directory)).map((name) => ({ name, directory }));
      } catch (cause) {
        throw new UserError(`there is no folder of migrations at ${directory}`, { hint: 'is the path right?', cause });
      }
    }),
  );
  return found
    .flat()
    .filter(({ name }) =>
      ['.co', '.coffee', '.eg', '.iced', '.js', '.cjs', '.litcoffee', '.ls', '.ts'].includes(extname(name)),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
