/** An SQL expression of the spec: proven to be one, and which of its words are columns. */

import { KEYWORDS } from '../expression/identifier.js';
import { type DateTimeContext, freezesWhenParsed } from '../expression/inspect.js';
import type { Token } from '../expression/lexer.js';
import { lex, oneExpression } from '../expression/lexer.js';
import { is } from '../expression/scan.js';
import type { Mistakes } from './mistakes.js';

import type { Text } from './text.js';

/** A word that may be a column. */
export interface Reference {
  readonly name: string;
  /** The table written before it: `integrations.tenant_id`. */
  readonly table: string | null;
  readonly offset: number;
  /** Whether it can be nothing but a column. */
  readonly certain: boolean;
}

/** An expression with its place and what it may refer to. */
export interface SqlExpression {
  readonly text: Text;
  readonly references: readonly Reference[];
}

const NOW: Readonly<Record<string, string>> = {
  now: 'current_timestamp',
  today: 'current_date',
  tomorrow: '(current_date + 1)',
  yesterday: '(current_date - 1)',
};

/**
 * Checks that a text is exactly one expression.
 * @param where what the expression is for; only a policy may hold a sub-select
 * @param mistakes takes what is wrong with it
 */
export function readExpression(
  given: Text,
  where: 'default' | 'generated' | 'check' | 'index' | 'policy' | 'using' | 'when',
  mistakes: Mistakes,
): SqlExpression | null {
  // A block scalar ends with a line break.
  const text = given.slice(0);
  const refused = oneExpression(text.value);
  if (refused !== null) {
    const hint = refused.message.startsWith('a comment') ? 'write it as a YAML comment, after #' : undefined;
    mistakes.add(text.at(refused.offset), `not one SQL expression: ${refused.message}`, hint);
    return null;
  }
  const tokens = lex(text.value);
  const select = tokens.find((token) => is(token, 'select'));
  if (select !== undefined && where !== 'policy') {
    mistakes.add(
      text.at(select.start),
      `a sub-select is not allowed in ${where === 'index' ? 'an' : 'a'} ${where} expression`,
    );
    return null;
  }
  return { text, references: references(tokens, select !== undefined) };
}

/**
 * Adds a mistake for each literal such as 'now' that stands still once the expression is stored.
 * @param context what is known of types: of a default its column's, else the table's columns of dates and times
 */
export function checkFrozen({ text }: SqlExpression, context: DateTimeContext, mistakes: Mistakes): void {
  if (!/now|today|tomorrow|yesterday/i.test(text.value)) return;
  for (const { literal, offset } of freezesWhenParsed(text.value, context)) {
    const instead = NOW[literal.replaceAll("'", '').trim().toLowerCase()];
    const hint = `write ${instead ?? 'current_timestamp and an interval'}`;
    mistakes.add(text.at(offset), `${literal} is read once, when it is stored, and stands still`, hint);
  }
}

/** The words of an expression that may be columns, as it is read from a spec. */
export function mentionedNames(sql: string): readonly string[] {
  const tokens = lex(sql);
  return references(
    tokens,
    tokens.some((token) => is(token, 'select')),
  ).map(({ name }) => name);
}

const BEFORE_OPERAND = ['(', ',', '[', 'and', 'or', 'not', 'when', 'then', 'else', 'between', 'in', 'like', 'ilike'];
const AFTER_OPERAND = [
  ...[')', ',', ']', '::', 'and', 'or', 'not', 'is', 'in', 'like', 'ilike', 'between', 'then', 'when', 'else', 'end'],
  ...['collate', 'isnull', 'notnull'],
];

/** The words of an expression that may be columns; none is certain where a sub-select brings columns of other tables. */
function references(tokens: readonly Token[], hasSelect: boolean): readonly Reference[] {
  const found: Reference[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (is(token, '::', 'as', 'collate')) {
      i = endOfType(tokens, i + 1) - 1;
      continue;
    }
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'quoted identifier')) continue;
    const [before, after] = [tokens[i - 1], tokens[i + 1]];
    if (is(before, '.') || is(after, '(', '=>', ':=') || after?.kind === 'string') continue;
    if (is(after, '.')) {
      const column = tokens[i + 2];
      const isName = column?.kind === 'word' || column?.kind === 'quoted identifier';
      if (isName && !is(tokens[i + 3], '.', '(')) {
        found.push({ name: column.value, table: token.value, offset: column.start, certain: !hasSelect });
      }
      continue;
    }
    const operand =
      (before === undefined || before.kind === 'operator' || is(before, ...BEFORE_OPERAND)) &&
      (after === undefined || after.kind === 'operator' || is(after, ...AFTER_OPERAND));
    const word = token.kind === 'word' && KEYWORDS.has(token.value);
    found.push({ name: token.value, table: null, offset: token.start, certain: operand && !word && !hasSelect });
  }
  return found;
}

/** Behind a type's or collation's name and its modifiers. */
function endOfType(tokens: readonly Token[], start: number): number {
  let i = start;
  while (
    tokens[i]?.kind === 'quoted identifier' ||
    is(tokens[i], '.', '[', ']') ||
    (tokens[i]?.kind === 'word' && !ends(tokens[i]))
  )
    i++;
  if (!is(tokens[i], '(')) return i;
  for (let depth = 0; i < tokens.length; i++) {
    if (is(tokens[i], '(')) depth++;
    if (is(tokens[i], ')') && --depth === 0) return i + 1;
  }
  return i;
}

function ends(token: Token | undefined): boolean {
  return is(token, ...AFTER_OPERAND, 'at', 'similar', 'overlaps', 'as');
}
