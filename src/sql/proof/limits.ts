/** What checks of the usual forms want of a column's value, read from their text: a list, bounds, a length, a pattern, an order. */

/** What is known of the values that a column may have. */
export interface Limits {
  /** One of these. */
  readonly among?: readonly string[];
  readonly least?: number;
  readonly most?: number;
  readonly shortest?: number;
  readonly longest?: number;
  readonly pattern?: string;
  /** How many other columns its value has to exceed. */
  readonly rank?: number;
  readonly present?: boolean;
}

/** As pg_get_expr has it, without casts and without parentheses around single names and numbers. */
function plain(expression: string): string {
  const type = String.raw`(?:character varying|double precision|bit varying|(?:timestamp|time)(?:\(\d\))? with(?:out)? time zone|"?\w+"?(?:\."?\w+"?)?)`;
  let text = expression.replaceAll(new RegExp(String.raw`::${type}(?:\(\d+(?:,\d+)?\))?(?:\[\])?`, 'g'), '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replaceAll(/(?<!\w)\((\w+|"[^"]+"|-?[\d.]+|'(?:[^']|'')*')\)/g, '$1');
  }
  return text;
}

const literals = (text: string) =>
  [...text.matchAll(/'((?:[^']|'')*)'/g)].map(([, one = '']) => one.replaceAll("''", "'"));

/**
 * What the checks want of each column.
 * @param checks expressions over columns, or over VALUE
 */
export function limitsOf(checks: readonly string[]): ReadonlyMap<string, Limits> {
  const limits = new Map<string, Limits>();
  const add = (name: string, more: Limits) => {
    const column = name.replaceAll('"', '');
    limits.set(column, { ...limits.get(column), ...more });
  };
  const name = String.raw`("[^"]+"|[A-Za-z_]\w*)`;
  for (const check of checks) {
    const text = plain(check);
    for (const [, column = '', list = ''] of text.matchAll(new RegExp(`${name} = ANY \\(*ARRAY\\[([^\\]]*)\\]`, 'g')))
      add(column, { among: list.includes("'") ? literals(list) : list.split(',').map((one) => one.trim()) });
    const equal = [...text.matchAll(new RegExp(`(?<!\\w\\()${name} = ('(?:[^']|'')*')`, 'g'))];
    for (const [, column = ''] of equal)
      add(column, {
        among: equal.filter(([, other]) => other === column).flatMap(([, , value = '']) => literals(value)),
      });
    for (const [, column = '', sign = '', number = ''] of text.matchAll(
      new RegExp(`${name} (>=|>|<=|<) '?(-?\\d+(?:\\.\\d+)?)'?`, 'g'),
    ))
      add(column, bound(sign, Number(number)));
    for (const [, column = '', sign = '', number = ''] of text.matchAll(
      new RegExp(`(?:char_length|length|octet_length|character_length)\\(${name}\\) (>=|>|<=|<|=) (\\d+)`, 'g'),
    ))
      add(column, length(sign, Number(number)));
    for (const [, column = '', pattern = ''] of text.matchAll(new RegExp(`${name} ~\\*? '((?:[^']|'')*)'`, 'g')))
      add(column, { pattern: pattern.replaceAll("''", "'") });
    for (const [, left = '', sign = '', right = ''] of text.matchAll(
      new RegExp(`${name} (>=|>|<=|<) ${name}(?!\\()`, 'g'),
    )) {
      const [less, more] = sign.startsWith('<') ? [left, right] : [right, left];
      add(more, { rank: (limits.get(less.replaceAll('"', ''))?.rank ?? 0) + 1 });
    }
    for (const [, column = ''] of text.matchAll(new RegExp(`${name} IS NOT NULL`, 'g'))) add(column, { present: true });
  }
  return limits;
}

function bound(sign: string, number: number): Limits {
  if (sign === '>=') return { least: number };
  if (sign === '>') return { least: number + 1 };
  return { most: sign === '<=' ? number : number - 1 };
}

function length(sign: string, number: number): Limits {
  if (sign === '=') return { shortest: number, longest: number };
  if (sign === '>=') return { shortest: number };
  if (sign === '>') return { shortest: number + 1 };
  return { longest: sign === '<=' ? number : number - 1 };
}

/**
 * A text that a simple regular expression takes: literals, classes, groups, alternatives, repetitions.
 * @param n different numbers make different texts, as far as the pattern lets them differ
 * @returns null where it is not a simple one
 */
export function textFor(pattern: string, n: number, longest = 40): string | null {
  const tries = [8, 4, 2, 1].flatMap((most) => [0, most].map((star) => one(pattern, n, most, star)));
  return tries.find((text) => text !== null && text !== '' && text.length <= longest) ?? null;
}

/** With as many repetitions as given, where they are free: by `+` and by `*`. */
function one(source: string, n: number, plus: number, star: number): string | null {
  let at = 0;
  let rest = n;
  const pick = (choices: string): string => {
    const one = choices[rest % choices.length] ?? '';
    rest = Math.floor(rest / choices.length) || n + choices.length;
    return one;
  };
  const alternatives = (): string | null => {
    const all: (string | null)[] = [sequence()];
    while (source[at] === '|') {
      at++;
      all.push(sequence());
    }
    return all.find((one) => one !== null) ?? null;
  };
  const sequence = (): string | null => {
    let text = '';
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const start = at;
      const one = atom();
      if (one === null) return null;
      const [least] = repetition();
      text += one;
      if (least === 0) text = text.slice(0, text.length - one.length);
      const end = at;
      for (let i = 1; i < least; i++) {
        at = start;
        const again = atom();
        if (again === null) return null;
        text += again;
      }
      at = end;
    }
    return text;
  };
  const repetition = (): [number] => {
    const found = /^(?:([*?])|(\+)|\{(\d+)(?:,\d*)?\})\??/.exec(source.slice(at));
    if (found === null) return [1];
    at += found[0].length;
    // What may repeat does, so that texts can differ.
    if (found[1] !== undefined) return [found[1] === '*' ? star : 0];
    return [found[2] === undefined ? Number(found[3]) : plus];
  };
  const atom = (): string | null => {
    const character = source[at++] ?? '';
    if (character === '^' || character === '$') return '';
    if (character === '.') return pick(LETTERS);
    if (character === '\\') return escaped(source[at++] ?? '', pick);
    if (character === '(') {
      const opening = /^\?(:?)/.exec(source.slice(at));
      if (opening !== null && opening[1] !== ':') return null;
      if (opening !== null) at += 2;
      const inside = alternatives();
      return source[at++] === ')' ? inside : null;
    }
    if (character !== '[') return character;
    const end = source.indexOf(']', at + 1);
    const set = source.slice(at, end);
    at = end + 1;
    if (end < 0 || set.startsWith('^') || set.includes('[')) return null;
    return pick(charactersOf(set));
  };
  const text = alternatives();
  return at >= source.length ? text : null;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

function escaped(character: string, pick: (choices: string) => string): string | null {
  if (character === 'd') return pick(DIGITS);
  if (character === 'w') return pick(LETTERS + DIGITS);
  if (character === 's') return ' ';
  return /\w/.test(character) ? null : character;
}

function charactersOf(set: string): string {
  const spelled = set.replaceAll('\\d', '0-9').replaceAll('\\w', 'a-z0-9').replaceAll('\\', '');
  return spelled.replaceAll(/(.)-(.)/g, (_, from: string, to: string) => {
    const [first = 0, last = 0] = [from.codePointAt(0), to.codePointAt(0)];
    return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => String.fromCodePoint(first + i)).join('');
  });
}
