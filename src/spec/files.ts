/** Files beside the spec that hold what is too long for it: SQL texts. What is read, and how, is decided at the edge. */
import type { Mistakes } from './mistakes.js';
import { key, object, requiredKey, text, value } from './shape.js';
import { Source, Text } from './text.js';
import type { FieldsOf } from './types.js';

/** @returns the content of a file named relative to the spec's own; @throws Error that says why there is none */
export type ReadFile = (path: string) => string;

export interface Files {
  /** The file's whole text; null, and a mistake, where it cannot be read. */
  read(path: Text): Text | null;
}

export function filesOf(readFile: ReadFile | undefined, mistakes: Mistakes): Files {
  return {
    read: (path) => {
      try {
        if (readFile === undefined) throw new Error('no file can be read here');
        const content = readFile(path.value)
          .replace(/^\uFEFF/, '')
          .replaceAll('\r\n', '\n');
        if (content.includes('\uFFFD')) throw new Error('bytes in it are not UTF-8');
        return Text.ofFile(new Source(path.value, content));
      } catch (error) {
        mistakes.add(
          path.at(),
          `${path.value}: ${error instanceof Error ? error.message : String(error)}`,
          'the path is relative to the spec',
        );
        return null;
      }
    },
  };
}

/** A text of several lines, or the file that holds it. */
export const inFile = object({
  file: requiredKey(text, 'The file that holds it, relative to the spec: views/active.sql.'),
});

export type Filed = Text | NonNullable<FieldsOf<typeof inFile>> | undefined;

/** The text itself; null where it is missing or cannot be read. */
export function textOf(given: Filed, files: Files): Text | null {
  if (given === undefined || given instanceof Text) return given ?? null;
  return given.file === undefined ? null : files.read(given.file);
}

/** A body: also as exactly this text, with its white space. */
export const bodyFields = object({
  file: key(text, 'The file that holds it, relative to the spec: functions/touch.sql.'),
  text: key(value, 'The text with exactly its white space.'),
});
