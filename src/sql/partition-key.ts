/** How a table is partitioned: pg_get_partkeydef as data, and back. */
import type { PartitionKey } from '../catalog/types.js';
import { quoteIdent } from '../expression/identifier.js';
import { is, lex, type Token } from '../expression/scan.js';

type Element = PartitionKey['elements'][number];

/** @param text `RANGE (created_at, lower(name) COLLATE "C" text_pattern_ops)`, as pg_get_partkeydef gives it under an empty search_path */
export function readPartitionKey(text: string): PartitionKey {
  const tokens = lex(text);
  const [strategy] = tokens;
  const elements: Element[] = [];
  let start = 2;
  let depth = 0;
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (is(token, '(', '[')) depth++;
    if (is(token, ')', ']')) depth--;
    if (depth === 0 || (depth === 1 && is(token, ','))) {
      elements.push(readElement(text, tokens.slice(start, i)));
      start = i + 1;
    }
  }
  return { strategy: strategy?.value as PartitionKey['strategy'], elements };
}

/** A column, a call or an expression in parentheses; then perhaps a collation and an operator class. */
function readElement(text: string, tokens: readonly Token[]): Element {
  const key = endOfKey(tokens);
  const first = tokens[0];
  const collated = is(tokens[key], 'collate');
  const behind = collated ? key + 1 + (is(tokens[key + 2], '.') ? 3 : 1) : key;
  const slice = (from: number, to: number) => text.slice(tokens[from]?.start, tokens[to - 1]?.end);
  return {
    column: key === 1 ? (first?.value ?? '') : null,
    expression: key === 1 ? null : { expression: slice(0, key) },
    collation: collated ? slice(key + 1, behind) : null,
    operatorClass: behind < tokens.length ? slice(behind, tokens.length) : null,
  };
}

function endOfKey(tokens: readonly Token[]): number {
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (is(token, '(', '[')) depth++;
    if (is(token, ')', ']') && --depth === 0) return i + 1;
    if (depth === 0 && i > 0 && !is(token, '.') && !is(tokens[i - 1], '.') && !is(tokens[i + 1], '(')) return i;
  }
  return tokens.length;
}

/** `range (created_at, (a + b) collate "C")` */
export function partitionKeySql({ strategy, elements }: PartitionKey): string {
  const written = elements.map(({ column, expression, collation, operatorClass }) =>
    [
      column === null ? `(${expression?.expression ?? ''})` : quoteIdent(column),
      collation === null ? '' : `collate ${collation}`,
      operatorClass ?? '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
  return `${strategy} (${written.join(', ')})`;
}
