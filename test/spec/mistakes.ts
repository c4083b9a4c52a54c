/** Reads a spec in which ‹ marks each place where a mistake is expected. */
import { expect } from 'vitest';
import { type Mistake, MistakesError } from '../../src/errors.js';
import { parseSpec } from '../../src/spec/parse.js';

const MARK = '‹';

/** The mistakes of a text. */
export function mistakesOf(text: string): readonly Mistake[] {
  try {
    parseSpec(text, 'schema.yaml');
    return [];
  } catch (error) {
    if (error instanceof MistakesError) return error.mistakes;
    throw error;
  }
}

/** Expects exactly these mistakes at the marks, in the order of the file: message, and perhaps a part of the hint. */
export function expectMistakes(marked: string, expected: readonly (string | readonly [string, string])[]): void {
  const places: string[] = [];
  const lines = marked.split('\n').map((line, index) => {
    const pieces = line.split(MARK);
    let column = 1;
    for (const piece of pieces.slice(0, -1)) {
      column += piece.length;
      places.push(`${index + 1}:${column}`);
    }
    return pieces.join('');
  });
  const found = mistakesOf(lines.join('\n'));
  const messages = expected.map((item) => (typeof item === 'string' ? item : item[0]));
  expect(found.map(({ message, location: { line, column } }) => `${line}:${column} ${message}`)).toEqual(
    messages.map((message, index) => `${places[Math.min(index, places.length - 1)]} ${message}`),
  );
  for (const [index, item] of expected.entries()) {
    if (typeof item !== 'string') expect(found[index]?.hint, item[0]).toContain(item[1]);
  }
}
