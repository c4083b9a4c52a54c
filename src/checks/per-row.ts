/** What a policy has evaluated for every row, told from its tokens alone: what stands outside of every `(select …)`. */
import { calls } from '../expression/inspect.js';
import { closing, is, lex, type Token } from '../expression/lexer.js';
import { leavesOf, skeleton } from '../expression/skeleton.js';

/** The calls of an expression that are not inside a scalar sub-select, which is evaluated once a query. */
export function callsPerRow(expression: string): readonly { readonly schema: string | null; readonly name: string }[] {
  const inside = selects(lex(expression));
  return calls(expression).filter(({ offset }) => !inside.some(({ start, end }) => start <= offset && offset < end));
}

function selects(tokens: readonly Token[]): readonly { readonly start: number; readonly end: number }[] {
  return tokens.flatMap((token, i) => {
    if (!is(token, '(') || !is(tokens[i + 1], 'select')) return [];
    return [{ start: token.start, end: tokens.at(closing(tokens, i))?.end ?? token.end }];
  });
}

/**
 * Whether an index on the column serves a policy as it stands: one of the conditions that must all hold is the bare
 * column compared with something.
 */
export function isServed(expression: string, column: string): boolean {
  const whole = skeleton(expression);
  const must = whole.is === 'and' ? whole.parts : [whole];
  return must.some((part) => part.is === 'leaf' && comparesBare(lex(part.text), column));
}

function comparesBare(tokens: readonly Token[], column: string): boolean {
  const isColumn = (token: Token | undefined) =>
    token !== undefined && token.kind !== 'string' && token.value === column;
  return tokens.some((token, i) => {
    if (token.text !== '=') return false;
    // `bookings.tenant_id = …` is the column as well.
    return (
      isColumn(tokens[i - 1]) || (isColumn(tokens.at(-1)) && (i === tokens.length - 2 || tokens.at(-2)?.text === '.'))
    );
  });
}

/** The conditions in which a column is cast before it is compared, each with the type. */
export function castsOf(
  expression: string,
  column: string,
): readonly { readonly leaf: string; readonly type: string }[] {
  return leavesOf(skeleton(expression)).flatMap((leaf) => {
    const type = castIn(lex(leaf), column);
    return type === null ? [] : [{ leaf, type }];
  });
}

/** `(tenant_id)::text`, `tenant_id::text`, `cast(tenant_id as text)`: the type, with its words. */
function castIn(tokens: readonly Token[], column: string): string | null {
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'string' || token.value !== column) continue;
    let at = i + 1;
    while (tokens[at]?.text === ')') at++;
    const isCast = tokens[at]?.text === '::' || (at === i + 1 && tokens[at]?.value === 'as');
    if (!isCast) continue;
    const words: string[] = [];
    for (const word of tokens.slice(at + 1)) {
      if (word.kind !== 'word' && word.kind !== 'quoted identifier' && word.text !== '.') break;
      if (['and', 'or', 'is', 'in', 'not', 'like', 'between'].includes(word.value)) break;
      words.push(word.text);
    }
    return words.join(' ').replaceAll(' . ', '.');
  }
  return null;
}
