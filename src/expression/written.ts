/** The tree of a printed expression as text again, with no parentheses but those that it needs, or that help to read it. */
import type { Printed } from './printed.js';

/** PostgreSQL's precedence (sql-syntax-lexical, "Operator Precedence"), lowest first. */
const LOGIC = 1;
const NOT = 2;
const IS = 3;
const COMPARISON = 4;
const LIKE = 5;
const OTHER = 6;
const SUM = 7;
const PRODUCT = 8;
const POWER = 9;
const ZONE = 10;
const COLLATE = 11;
const SIGN = 12;
const CAST = 13;
const ATOM = 14;

const LIKE_WORDS: Readonly<Record<string, string>> = {
  '~~': 'like',
  '!~~': 'not like',
  '~~*': 'ilike',
  '!~~*': 'not ilike',
};

const LEVELS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['=', '<', '>', '<=', '>=', '<>'].map((operator) => [operator, COMPARISON])),
  ...Object.fromEntries(['~~', '!~~', '~~*', '!~~*', 'in', 'not in'].map((operator) => [operator, LIKE])),
  ...Object.fromEntries(['+', '-'].map((operator) => [operator, SUM])),
  ...Object.fromEntries(['*', '/', '%'].map((operator) => [operator, PRODUCT])),
  '^': POWER,
  'at time zone': ZONE,
};

/** @param typeName how the type of a cast is written */
export function writePrinted(node: Printed, typeName: (type: string) => string): string {
  const write = (part: Printed, least: number) => {
    const text = writePrinted(part, typeName);
    return levelOf(part) < least ? `(${text})` : text;
  };
  switch (node.is) {
    case 'cast':
      return `${write(node.of, CAST)}::${typeName(node.type)}`;
    case 'call':
      return `${node.name}(${node.args.map((arg) => write(arg, 0)).join(', ')})`;
    case 'logic':
      // AND inside OR needs no parentheses, but its reader does.
      return node.parts.map((part) => between(part, node.word, write) ?? write(part, NOT)).join(` ${node.word} `);
    case 'not':
      return `not ${write(node.of, CAST)}`;
    case 'test':
      return node.other === null
        ? `${write(node.of, CAST)} ${node.words}`
        : `${write(node.of, OTHER)} ${node.words} ${write(node.other, OTHER)}`;
    case 'collate':
      return `${write(node.of, CAST)} collate ${node.collation}`;
    case 'array':
      return `array[${node.items.map((item) => write(item, 0)).join(', ')}]`;
    case 'case':
      return [...node.parts.map(([word, part]) => (part === null ? word : `${word} ${write(part, 0)}`)), 'end'].join(
        ' ',
      );
    case 'operation':
      return operation(node, write);
    default:
      return node.text;
  }
}

function levelOf(node: Printed): number {
  switch (node.is) {
    case 'logic':
      return LOGIC;
    case 'not':
      return NOT;
    case 'test':
      return IS;
    case 'collate':
      return COLLATE;
    case 'cast':
      return CAST;
    case 'operation':
      if (node.left === null) return node.operator === '-' || node.operator === '+' ? SIGN : OTHER;
      if (node.over !== undefined) return OTHER;
      return LEVELS[node.operator] ?? OTHER;
    case 'number':
      return node.text.startsWith('-') ? SIGN : ATOM;
    default:
      return ATOM;
  }
}

/** An AND inside an AND that comes first can only be BETWEEN: the server joins any other to the one around it. */
function between(part: Printed, word: 'and' | 'or', write: Write): string | null {
  if (part.is !== 'logic' || part.word !== word) return null;
  const [low, high, ...more] = part.parts;
  if (low?.is !== 'operation' || high?.is !== 'operation' || more.length > 0) return null;
  const operators = word === 'and' ? '>= <=' : '< >';
  if (`${low.operator} ${high.operator}` !== operators || low.left === null || high.left === null) return null;
  const of = write(low.left, OTHER);
  if (of !== write(high.left, OTHER)) return null;
  return `${of} ${word === 'and' ? '' : 'not '}between ${write(low.right, OTHER)} and ${write(high.right, OTHER)}`;
}

type Write = (part: Printed, least: number) => string;

function operation(node: Extract<Printed, { is: 'operation' }>, write: Write): string {
  const { operator, left, right, over } = node;
  const level = levelOf(node);
  if (left === null) return `${operator} ${write(right, CAST)}`;
  if (operator === 'in' || operator === 'not in') {
    const items = right.is === 'array' ? right.items.map((item) => write(item, 0)) : [];
    return `${write(left, OTHER)} ${operator} (${items.join(', ')})`;
  }
  if (over !== undefined) return `${write(left, SUM)} ${operator} ${over} (${write(right, 0)})`;
  const word = Object.hasOwn(LIKE_WORDS, operator) ? LIKE_WORDS[operator] : operator;
  // Comparisons do not associate; anything else does to the left.
  const chains = level !== COMPARISON && level !== LIKE;
  return `${write(left, chains ? level : level + 1)} ${word} ${write(right, level + 1)}`;
}
