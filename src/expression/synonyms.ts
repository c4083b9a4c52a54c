/** Words of SQL's for which PostgreSQL has several, and keeps the one that was written. */
import { lex } from './lexer.js';
import { is, type Token } from './token.js';

/** The manual calls them equivalent (functions-datetime.html, functions-info.html); the same type, volatility and value. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['current_timestamp', 'now()'],
  ['current_role', 'current_user'],
  ['user', 'current_user'],
]);

/** The expression with one word for each: `CURRENT_TIMESTAMP` and `transaction_timestamp()` are `now()`. */
export function withoutSynonyms(sql: string): string {
  if (!/current_timestamp|transaction_timestamp|current_role|\buser\b/i.test(sql)) return sql;
  const tokens = lex(sql);
  let out = '';
  let from = 0;
  tokens.forEach((token, i) => {
    const found = synonymAt(tokens, i);
    if (found === null) return;
    const last = tokens[i + found.length - 1] ?? token;
    out += `${sql.slice(from, token.start)}${found.text}`;
    from = last.end;
  });
  return out + sql.slice(from);
}

function synonymAt(tokens: readonly Token[], i: number): { readonly text: string; readonly length: number } | null {
  const token = tokens[i];
  // Behind a dot it is a column or a function of somebody's.
  if (token?.kind !== 'word' || is(tokens[i - 1], '.')) return null;
  const called = is(tokens[i + 1], '(');
  if (token.value === 'transaction_timestamp')
    return called && is(tokens[i + 2], ')') ? { text: 'now()', length: 3 } : null;
  const text = SYNONYMS.get(token.value);
  // CURRENT_TIMESTAMP(3) is cut to milliseconds.
  return text === undefined || called ? null : { text, length: 1 };
}
