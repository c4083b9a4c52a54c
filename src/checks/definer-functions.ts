/** What the checks of SECURITY DEFINER functions share: what a body touches, by its words. */
import type { AroundFunction } from '../catalog/surroundings.js';
import { LexError, lex, type Token } from '../expression/lexer.js';

/** Words after which a table is named. */
const BEFORE_TABLE: ReadonlySet<string> = new Set('from join into update only table truncate using ,'.split(' '));

function tokensOf(text: string): readonly Token[] {
  try {
    return lex(text);
  } catch (error) {
    // What cannot be read (another language) touches nothing that we know of.
    if (error instanceof LexError) return [];
    throw error;
  }
}

/** The tables of a schema that a function's body reads or writes by name, also in SQL that it puts together. */
export function tablesTouched(
  { body, tables: dependsOn, searchPath, schema: home }: AroundFunction,
  schema: string,
  tables: ReadonlySet<string>,
): readonly string[] {
  const sees = home === schema || (searchPath ?? schema).includes(schema);
  const found = new Set(dependsOn.filter((table) => tables.has(table)));
  const look = (tokens: readonly Token[]): void => {
    for (const [i, token] of tokens.entries()) {
      if (token.kind === 'string' && /\b(from|join|into|update)\b/i.test(token.value)) look(tokensOf(token.value));
      if (token.kind !== 'word' && token.kind !== 'quoted identifier') continue;
      if (!tables.has(token.value) || tokens[i + 1]?.text === '.') continue;
      const qualified = tokens[i - 1]?.text === '.';
      const before = tokens[qualified ? i - 3 : i - 1]?.value.toLowerCase() ?? '';
      const named = qualified ? tokens[i - 2]?.value === schema : sees;
      if (named && BEFORE_TABLE.has(before)) found.add(token.value);
    }
  };
  look(tokensOf(body));
  return [...found].sort();
}

/** Whether a body reads one of the settings, or calls one of the functions (by their bare names). */
export function asksFor({ body }: AroundFunction, settings: readonly string[], functions: readonly string[]): boolean {
  const tokens = tokensOf(body);
  return tokens.some(
    (token, i) =>
      (token.kind === 'string' && settings.includes(token.value.toLowerCase())) ||
      (token.kind !== 'string' && functions.includes(token.value) && tokens[i + 1]?.text === '('),
  );
}

/** `public.report(uuid)` */
export function signatureOf(fn: Pick<AroundFunction, 'schema' | 'name' | 'arguments'>): string {
  return `${fn.schema}.${fn.name}(${fn.arguments})`;
}
