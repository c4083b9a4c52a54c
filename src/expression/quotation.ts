/** The piece of an expression's text around a node of its tree, to show to a person. Trees know only where nodes begin. */

import type { Node } from 'libpg-query';
import { offsetOf, type Parsed } from './parse.js';
import { is, lex } from './scan.js';
import { everyNode, type Fields, open } from './tree.js';

/** The text of the smallest clause (between AND, OR, CASE's words, commas and brackets) that holds the whole node. */
export function quote({ sql }: Parsed, node: Node): string {
  const offsets = [...everyNode(node)]
    .flatMap((part) => placesOf(open(part)[1]))
    .map((location) => offsetOf(sql, location));
  const tokens = lex(sql);
  const at = (offset: number): number => tokens.findIndex((token) => token.start <= offset && offset < token.end);
  let first = at(Math.min(...offsets));
  let last = at(Math.max(...offsets));
  if (first === -1 || last === -1) return sql;
  // Brackets opened or closed in the span belong to it; then on to the next word that separates.
  let depth = 0;
  let lowest = 0;
  for (let index = first; index <= last; index++) {
    depth += is(tokens[index], '(', '[') ? 1 : is(tokens[index], ')', ']') ? -1 : 0;
    lowest = Math.min(lowest, depth);
  }
  first = edge(-1, first, -lowest);
  last = edge(1, last, depth - lowest);
  return sql.slice(tokens[first]?.start, tokens[last]?.end);

  function edge(step: 1 | -1, from: number, owed: number): number {
    let [index, open] = [from, owed];
    for (let next = from + step; next >= 0 && next < tokens.length; next += step) {
      const outward = step === 1 ? is(tokens[next], ')', ']') : is(tokens[next], '(', '[');
      const inward = step === 1 ? is(tokens[next], '(', '[') : is(tokens[next], ')', ']');
      if (outward && open === 0) break;
      if (open === 0 && is(tokens[next], 'and', 'or', 'when', 'then', 'else', 'case', 'end', ',')) break;
      open += inward ? 1 : outward ? -1 : 0;
      index = next;
    }
    return index;
  }
}

function placesOf(value: unknown): readonly number[] {
  if (Array.isArray(value)) return value.flatMap(placesOf);
  if (typeof value !== 'object' || value === null) return [];
  const fields: Fields = { ...value };
  return Object.entries(fields).flatMap(([field, of]) =>
    field === 'location' && typeof of === 'number' && of > 0 ? [of] : typeof of === 'object' ? placesOf(of) : [],
  );
}
