/** JavaScript as a formatter leaves it: literals, and statements that stand on one line or are broken up. */

const WIDTH = 120;

/** What a source file should not hold as it is: it cannot be seen, moves other text, or is no character by itself. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  return SHORT[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** A text in single quotes, or in double ones where that needs fewer escapes. */
export function stringLiteral(text: string): string {
  const quote = text.split("'").length > text.split('"').length ? '"' : "'";
  const inside = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll(HIDDEN, escaped);
  return `${quote}${inside}${quote}`;
}

/** A text as it stands between backticks. Line breaks stay line breaks. */
export function templateText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('`', '\\`')
    .replaceAll('${', '\\${')
    .replaceAll(HIDDEN, (character) => (character === '\n' ? character : escaped(character)));
}

/** SQL as a literal: between backticks where it has several lines or both kinds of quotes. */
export function sqlLiteral(sql: string): string {
  return sql.includes('\n') || (sql.includes("'") && sql.includes('"'))
    ? `\`${templateText(sql)}\``
    : stringLiteral(sql);
}

export function listLiteral(names: readonly string[]): string {
  return `[${names.map(stringLiteral).join(', ')}]`;
}

/** `knex.raw(…);` and its like: on one line, or an argument a line. A list or an object that comes last opens up instead. */
export function callStatement(indent: string, callee: string, args: readonly string[], last?: Braces): string[] {
  const whole = `${indent}${callee}(${[...args, ...(last === undefined ? [] : [inline(last)])].join(', ')});`;
  // What has lines of its own stays as it is: only they could be broken up.
  if (fits(whole) || whole.includes('\n')) return whole.split('\n');
  if (last === undefined) return [`${indent}${callee}(`, ...args.map((arg) => `${indent}  ${arg},`), `${indent});`];
  const [open, close] = last.braces;
  const head = `${indent}${callee}(${args.map((arg) => `${arg}, `).join('')}${open}`;
  return [head, ...last.items.map((item) => `${indent}  ${item},`), `${indent}${close});`];
}

/** A list or an object, with what stands in it. */
export interface Braces {
  readonly braces: readonly ['[', ']'] | readonly ['{', '}'];
  readonly items: readonly string[];
}

function inline({ braces: [open, close], items }: Braces): string {
  const space = open === '{' ? ' ' : '';
  return `${open}${space}${items.join(', ')}${space}${close}`;
}

/** `table.uuid('id').primary();`: on one line, or a call a line. */
export function chainStatement(indent: string, head: string, calls: readonly string[]): string[] {
  const whole = `${indent}${[head, ...calls].join('.')};`;
  if (fits(whole) || whole.includes('\n') || calls.length < 2) return whole.split('\n');
  return [`${indent}${head}`, ...calls.map((call, i) => `${indent}  .${call}${i === calls.length - 1 ? ';' : ''}`)];
}

/** `const NAMES = ['a', 'b'];` */
export function listStatement(name: string, values: readonly string[]): string[] {
  const whole = `const ${name} = ${listLiteral(values)};`;
  return fits(whole) ? [whole] : [`const ${name} = [`, ...values.map((value) => `  ${stringLiteral(value)},`), '];'];
}

function fits(line: string): boolean {
  return line.length <= WIDTH && !line.includes('\n');
}
