/** Where in the file of a migration something is spoken of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationPlace } from '../checks/types.js';

/** Where in a migration's file something is spoken of: the first line that holds the first of the words that is there. */
export type PlaceOf = (name: string, words: readonly (string | undefined)[]) => MigrationPlace;

/** @param directory as the user wrote it */
export function placesIn(
  migrations: readonly { readonly name: string; readonly path: string }[],
  directory: string,
): PlaceOf {
  const texts = new Map<string, readonly string[]>();
  const linesOf = (name: string) => {
    const path = migrations.find((one) => one.name === name)?.path ?? '';
    const known = texts.get(name) ?? readText(path)?.split('\n') ?? [];
    texts.set(name, known);
    return known;
  };
  return (name, words) => {
    const lines = linesOf(name);
    for (const word of words) {
      if (word === undefined) continue;
      const whole = new RegExp(`(?<![\\w])${word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w])`);
      const at = lines.findIndex((line) => whole.test(line));
      if (at !== -1) return { name, file: join(directory, name), line: at + 1 };
    }
    return { name, file: join(directory, name), line: null };
  };
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
