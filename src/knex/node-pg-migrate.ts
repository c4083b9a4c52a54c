/** The files of a folder that node-pg-migrate takes for migrations, and the order in which it runs them. Loads none. */
import { readdir } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { UserError } from '../errors.js';

/**
 * The migrations of a folder, as node-pg-migrate lists them with its default settings (no globs).
 * @returns the names that its history has for them: without folder and extension
 * @throws UserError where there is no such folder, or a name has no number in front
 */
export async function nodePgMigrationNames(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((cause: unknown) => {
    throw new UserError(`there is no folder of migrations at ${directory}`, { hint: 'is the path right?', cause });
  });
  const files = entries.filter((one) => (one.isFile() || one.isSymbolicLink()) && !one.name.startsWith('.'));
  const names = files.map(({ name }) => name);
  const bad = names.find((name) => !/^\d/.test(name));
  if (bad !== undefined)
    throw new UserError(
      `${bad} in ${directory} is no migration of node-pg-migrate: its name does not begin with a number`,
    );
  const sorted = names.sort((a, b) => prefixOf(a) - prefixOf(b) || byLocale(a, b));
  return sorted.map((name) => basename(name, extname(name)));
}

/** 17 digits are a date and a time in UTC. */
function prefixOf(name: string): number {
  const [digits = ''] = /^\d+/.exec(name) ?? [];
  const date = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(digits);
  if (date === null) return Number(digits);
  const [, y, mo, d, h, mi, s, ms] = date;
  return new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`).valueOf();
}

function byLocale(a: string, b: string): number {
  return a.localeCompare(b, undefined, {
    usage: 'sort',
    numeric: true,
    sensitivity: 'variant',
    ignorePunctuation: true,
  });
}
