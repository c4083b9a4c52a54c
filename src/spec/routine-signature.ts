/** A function as SQL names it: `add(a integer, out b text, c integer default 0)`, read and written. */
import type { Argument } from '../catalog/types.js';
import { quoteIdent } from '../expression/identifier.js';
import { is } from '../expression/scan.js';
import { type Cursor, readWhole, Unexpected } from './cursor.js';
import { readExpression } from './expression.js';
import type { Mistakes } from './mistakes.js';
import { spellDefault } from './spelling.js';
import type { Text } from './text.js';
import { type OwnTypes, readType } from './type-name.js';
import { commonType } from './type-spelling.js';

/** What stands for types and is none that a column could have (pg_type.typtype = 'p'). */
const PSEUDO: ReadonlySet<string> = new Set(
  `any anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray anycompatiblerange
  anyelement anyenum anymultirange anynonarray anyrange cstring event_trigger fdw_handler index_am_handler internal
  language_handler pg_ddl_command record table_am_handler trigger tsm_handler void`.split(/\s+/),
);

export interface Signature {
  readonly function: string;
  readonly arguments: readonly Argument[];
}

export function readSignature(text: Text, types: OwnTypes, mistakes: Mistakes): Signature | null {
  return readWhole(text, mistakes, (cursor) => {
    const name = cursor.name('the name of a function');
    if (!cursor.sees('('))
      throw cursor.unexpected(`expected "(": write ${text.value}() for a function without arguments`);
    return { function: name.value, arguments: readArguments(cursor, types, mistakes) };
  });
}

/** What a function returns: `integer`, `setof text`, `table (a integer)`, whose columns are arguments. */
export function readReturns(
  text: Text,
  types: OwnTypes,
  mistakes: Mistakes,
): { readonly returns: string; readonly columns: readonly Argument[] } | null {
  return readWhole(text, mistakes, (cursor) => {
    if (cursor.accept('table')) {
      const columns = readArguments(cursor, types, mistakes).map((one) => ({ ...one, mode: 'table' as const }));
      return { returns: 'TABLE', columns };
    }
    const set = cursor.accept('setof');
    return { returns: `${set ? 'SETOF ' : ''}${readAnyType(cursor, types)}`, columns: [] };
  });
}

/** Takes a type, pseudo-types among them. */
function readAnyType(cursor: Cursor, types: OwnTypes): string {
  const token = cursor.peek();
  if (token?.kind === 'quoted identifier' && token.value === 'any' && !is(cursor.peek(1), '.')) {
    cursor.next();
    return '"any"';
  }
  if (token?.kind !== 'word' || !PSEUDO.has(token.value) || is(cursor.peek(1), '.'))
    return withoutModifiers(readType(cursor, types));
  cursor.next();
  if (!cursor.accept('[')) return token.value === 'any' ? '"any"' : token.value;
  cursor.expect(']');
  return `${token.value}[]`;
}

/** PostgreSQL forgets lengths and precisions of what goes in and out of a function (CREATE FUNCTION, Notes). */
function withoutModifiers(type: string): string {
  const [, base = type, array = ''] = /^(.*?)((?:\[\])*)$/s.exec(type) ?? [];
  if (/^interval\b/.test(base)) return `interval${array}`;
  if (base === 'bpchar') return `character${array}`;
  if (base === '"bit"') return `bit${array}`;
  return base.replace(/\([^()"]*\)(?=$| with(out)? time zone$)/, '') + array;
}

function readArguments(cursor: Cursor, types: OwnTypes, mistakes: Mistakes): Argument[] {
  cursor.expect('(');
  const found: Argument[] = [];
  if (cursor.accept(')')) return found;
  do found.push(readArgument(cursor, types, mistakes));
  while (cursor.accept(','));
  cursor.expect(')');
  return found;
}

function readArgument(cursor: Cursor, types: OwnTypes, mistakes: Mistakes): Argument {
  const mode = readMode(cursor);
  const { name, type } = readNamedType(cursor, types);
  if (!cursor.accept('default') && !cursor.accept('=')) return { mode, name, type, default: null };
  const start = cursor.offset;
  for (let depth = 0; !cursor.done; cursor.next()) {
    const token = cursor.peek();
    if (depth === 0 && is(token, ',', ')')) break;
    if (is(token, '(', '[')) depth++;
    if (is(token, ')', ']')) depth--;
  }
  if (cursor.offset === start) throw cursor.unexpected('expected a default');
  const expression = readExpression(cursor.since(start), 'default', mistakes);
  return { mode, name, type, default: expression === null ? null : { expression: expression.text.value } };
}

function readMode(cursor: Cursor): Argument['mode'] {
  if (cursor.accept('in')) return cursor.accept('out') ? 'inout' : 'in';
  return cursor.accept('out')
    ? 'out'
    : cursor.accept('inout')
      ? 'inout'
      : cursor.accept('variadic')
        ? 'variadic'
        : 'in';
}

/** A type alone, or a name and a type: whichever leads to the end of the argument. */
function readNamedType(cursor: Cursor, types: OwnTypes): Pick<Argument, 'name' | 'type'> {
  const start = cursor.position;
  try {
    const type = readAnyType(cursor, types);
    if (cursor.done || cursor.sees(',') || cursor.sees(')') || cursor.sees('default') || cursor.sees('='))
      return { name: null, type };
  } catch (error) {
    // Alone, an unknown word is meant as a type.
    if (!(error instanceof Unexpected) || is(cursor.tokens[start + 1], ',', ')')) throw error;
  }
  cursor.position = start;
  const name = cursor.name('the name of an argument');
  return { name: name.value, type: readAnyType(cursor, types) };
}

/** As the catalog names it: by the types of what goes in. */
export function identityOf({ function: name, arguments: all }: Signature): string {
  const types = all.filter(({ mode }) => mode !== 'out' && mode !== 'table').map(({ type }) => type);
  return `${name}(${types.join(', ')})`;
}

export function writeSignature({ function: name, arguments: all }: Signature): string {
  return `${quoteIdent(name)}(${writeArguments(all.filter(({ mode }) => mode !== 'table'))})`;
}

/** undefined: what the arguments say by themselves. */
export function writeReturns(returns: string, all: readonly Argument[]): string | undefined {
  if (returns === impliedReturns(all)) return undefined;
  if (returns === 'TABLE') return `table (${writeArguments(all.filter(({ mode }) => mode === 'table'))})`;
  const [, set = '', type = returns] = /^(SETOF )?(.*)$/s.exec(returns) ?? [];
  return `${set.toLowerCase()}${commonType(type)}`;
}

/** What a function with OUT arguments returns, where nothing is said; null where it has none. */
export function impliedReturns(all: readonly Argument[]): string | null {
  const out = all.filter(({ mode }) => mode === 'out' || mode === 'inout');
  return out.length === 0 ? null : out.length === 1 ? (out[0]?.type ?? null) : 'record';
}

function writeArguments(all: readonly Argument[]): string {
  return all.map(writeArgument).join(', ');
}

function writeArgument({ mode, name, type, default: byDefault }: Argument): string {
  return [
    mode === 'in' || mode === 'table' ? '' : mode,
    name === null ? '' : quoteIdent(name),
    commonType(type),
    byDefault === null ? '' : `default ${spellDefault(byDefault.expression, type)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
