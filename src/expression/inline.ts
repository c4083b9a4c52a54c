/** Functions of the database's own, written out where an expression calls them: only those that are one expression of SQL and take nothing. */
import { lex, oneExpression } from './lexer.js';

/** A function of the database's own. */
export interface Helper {
  readonly schema: string;
  readonly name: string;
  /** How many it takes. */
  readonly arguments: number;
  /** As format_type says it. */
  readonly returns: string;
  /** Its SQL; null: it takes something, or is in another language. */
  readonly body: string | null;
}

/** The one expression that a body returns: of `select <expression>` or `return <expression>`; null: it is more than that. */
export function expressionOf(body: string): string | null {
  const [, expression] = /^\s*(?:select|return)\b([\s\S]*?);?\s*$/i.exec(withoutComments(body)) ?? [];
  if (expression === undefined || oneExpression(expression) !== null) return null;
  let depth = 0;
  for (const { text, kind, value } of lex(expression)) {
    if (text === '(' || text === '[') depth++;
    if (text === ')' || text === ']') depth--;
    const clause = kind === 'word' && ['from', 'where', 'into', 'limit', 'order', 'union', 'as'].includes(value);
    if (depth === 0 && (clause || text === ',')) return null;
  }
  return expression.trim();
}

function withoutComments(body: string): string {
  return body.replaceAll(/--[^\n]*$/gm, '').replaceAll(/\/\*[\s\S]*?\*\//g, '');
}

/**
 * An expression with the calls of functions replaced.
 * @param by what a call of `schema.name()` stands for; null: it stays
 */
export function replaceCalls(expression: string, by: (schema: string, name: string) => string | null): string {
  const tokens = lex(expression);
  let text = '';
  let at = 0;
  for (const [i, token] of tokens.entries()) {
    const [dot, name, open, close] = tokens.slice(i + 1, i + 5);
    if (dot?.text !== '.' || open?.text !== '(' || close?.text !== ')' || name === undefined) continue;
    if (token.kind === 'string' || tokens[i - 1]?.text === '.') continue;
    const other = by(token.value, name.value);
    if (other === null) continue;
    text += `${expression.slice(at, token.start)}(${other})`;
    at = close.end;
  }
  return text + expression.slice(at);
}

/** Written out as far as it goes: a helper may call another. */
export function inlined(expression: string, helpers: readonly Helper[]): string {
  let text = expression;
  for (let depth = 0; depth < 3; depth++) {
    const before = text;
    text = replaceCalls(text, (schema, name) => {
      const helper = helpers.find((one) => one.schema === schema && one.name === name);
      const body = helper?.body == null ? null : expressionOf(helper.body);
      return body === null || helper === undefined ? null : `(${body})::${helper.returns}`;
    });
    if (text === before) break;
  }
  return text;
}
