/** An index as written: `unique using gin (a, lower(b) desc) include (c) where …`, or the long form. */
import type { Location } from '../errors.js';
import { is } from '../expression/scan.js';
import { type Cursor, readNullsNotDistinct, readQualified, readWhole } from './cursor.js';
import { nearest } from './did-you-mean.js';
import type { ElementDraft } from './element-draft.js';
import { readExpression, type SqlExpression } from './expression.js';
import type { IndexFields } from './index-form.js';
import type { Mistakes } from './mistakes.js';
import { qualifiedIdentifier } from './names.js';
import { METHODS, operatorClass } from './operator-class.js';
import { readParameterMap, readParameters } from './parameters.js';
import { asList } from './shape.js';
import { Text } from './text.js';

export interface IndexDraft {
  readonly name: Text;
  readonly unique: boolean;
  readonly method: string;
  readonly elements: readonly ElementDraft[];
  readonly include: readonly Text[];
  readonly nullsNotDistinct: boolean;
  readonly with: readonly string[];
  readonly where: SqlExpression | null;
  readonly comment: string | null;
  readonly at: Location;
}

/** Reads an index; null (and mistakes) where it could not be read. */
export function readIndex(name: Text, value: Text | IndexFields | undefined, mistakes: Mistakes): IndexDraft | null {
  if (value === undefined) return null;
  const draft = value instanceof Text ? readShort(name, value, mistakes) : readLong(name, value, mistakes);
  if (draft === null) return null;
  const { method, unique, nullsNotDistinct } = draft;
  if (unique && METHODS.includes(method) && method !== 'btree') {
    mistakes.add(name.at(), `an index of method ${method} cannot be unique`);
  }
  if (nullsNotDistinct && !unique) mistakes.add(name.at(), '"nulls not distinct" is for unique indexes');
  if (method !== 'btree' && METHODS.includes(method) && draft.elements.some((e) => e.descending || e.nullsFirst)) {
    mistakes.add(name.at(), `an index of method ${method} has no order`);
  }
  return draft;
}

function readShort(name: Text, text: Text, mistakes: Mistakes): IndexDraft | null {
  return readWhole(text, mistakes, (cursor) => {
    const unique = cursor.accept('unique');
    const method = cursor.accept('using') ? checkMethod(cursor.name('an access method'), mistakes) : 'btree';
    const elements = readElements(cursor, method, mistakes);
    const include = cursor.accept('include') ? cursor.names('a column') : [];
    const nullsNotDistinct = readNullsNotDistinct(cursor);
    const parameters = cursor.accept('with') ? readParameters(cursor) : [];
    let where: SqlExpression | null = null;
    if (cursor.accept('where')) {
      where = readExpression(text.slice(cursor.offset), 'index', mistakes);
      cursor.position = cursor.tokens.length;
    }
    if (!cursor.done)
      throw cursor.unexpected(behindElements(cursor), ['include', 'nulls', 'with', 'where', 'desc', 'asc']);
    return {
      name,
      unique,
      method,
      elements,
      include,
      nullsNotDistinct,
      with: parameters,
      where,
      comment: null,
      at: name.at(),
    };
  });
}

function behindElements(cursor: Cursor): string {
  return cursor.sees(',')
    ? 'several columns are written in parentheses'
    : 'expected "include", "nulls", "with", "where" or the end';
}

/** A method of an extension (bloom, hnsw) is fine; one that is nearly PostgreSQL's own is a slip. */
export function checkMethod(method: Text, mistakes: Mistakes): string {
  const near = METHODS.includes(method.value) ? null : nearest(method.value, METHODS, 1);
  if (near !== null) mistakes.add(method.at(), `unknown access method "${method.value}"`, `did you mean "${near}"?`);
  return method.value;
}

/** One element bare, or several in parentheses. */
export function readElements(cursor: Cursor, method: string, mistakes: Mistakes): ElementDraft[] {
  if (!cursor.accept('(')) return [readElement(cursor, method, mistakes)];
  const elements = [readElement(cursor, method, mistakes)];
  while (cursor.accept(',')) elements.push(readElement(cursor, method, mistakes));
  cursor.expect(')');
  return elements;
}

export function readElement(cursor: Cursor, method: string, mistakes: Mistakes): ElementDraft {
  const { column, expression } = readKey(cursor, mistakes);
  const collation = cursor.accept('collate') ? readQualified(cursor, 'a collation') : null;
  let operators: string | null = null;
  const token = cursor.peek();
  if (token?.kind === 'quoted identifier' || (token?.kind === 'word' && !is(token, ...BEHIND_KEY))) {
    const first = cursor.name('an operator class');
    const qualified = cursor.accept('.');
    const name = qualified ? cursor.name('an operator class') : first;
    operators = operatorClass(method, qualified ? first.value : null, name.value, token.start);
    if (cursor.sees('(')) operators = withOptions(operators ?? qualifiedIdentifier(null, name.value), cursor);
  }
  const descending = cursor.accept('desc');
  if (!descending) cursor.accept('asc');
  const order = cursor.sees('nulls', 'first') || cursor.sees('nulls', 'last');
  const nullsFirst = order ? cursor.sees('nulls', 'first') : descending;
  if (order) cursor.position += 2;
  return { column, expression, collation, operatorClass: operators, descending, nullsFirst };
}

/** With its parameters an operator class is named even where it is the default one: `gist_trgm_ops (siglen='32')`. */
function withOptions(operators: string, cursor: Cursor): string {
  const options = readParameters(cursor).map((option) => {
    const [name = ''] = option.split('=', 1);
    return `${name}='${option.slice(name.length + 1).replaceAll("'", "''")}'`;
  });
  return `${operators} (${options.join(', ')})`;
}

const BEHIND_KEY = ['asc', 'desc', 'nulls', 'include', 'with', 'where', 'collate'];

/** A column, a call, or an expression in parentheses. */
function readKey(cursor: Cursor, mistakes: Mistakes): Pick<ElementDraft, 'column' | 'expression'> {
  const start = cursor.offset;
  if (cursor.sees('(')) {
    const inside = cursor.parenthesised();
    const expression = readExpression(inside, 'index', mistakes);
    const [only] = expression?.references ?? [];
    // PostgreSQL makes a column of a column in parentheses.
    if (only?.certain && only.offset === 0 && /^(?:\w+|"[^"]+")$/.test(inside.value)) {
      return { column: inside.as(only.name), expression: null };
    }
    return { column: null, expression };
  }
  const name = cursor.name('a column');
  if (!cursor.sees('(') && !cursor.sees('.')) return { column: name, expression: null };
  while (cursor.accept('.')) cursor.name('a function');
  cursor.parenthesised();
  return { column: null, expression: readExpression(cursor.since(start), 'index', mistakes) };
}

function readLong(name: Text, fields: IndexFields, mistakes: Mistakes): IndexDraft | null {
  const method = fields.method === undefined ? 'btree' : checkMethod(fields.method, mistakes);
  const elements = asList(fields.columns).map((text) =>
    readWhole(text, mistakes, (c) => readElement(c, method, mistakes)),
  );
  if (fields.columns === undefined) return null;
  if (elements.length === 0) mistakes.add(fields.keys.get('columns')?.at() ?? fields.at, 'an index needs a column');
  return {
    name,
    unique: fields.unique ?? false,
    method,
    elements: elements.filter((element) => element !== null),
    include: asList(fields.include),
    nullsNotDistinct: fields.nulls_not_distinct ?? false,
    with: readParameterMap(fields.with, mistakes),
    where: fields.where === undefined ? null : readExpression(fields.where, 'index', mistakes),
    comment: fields.comment?.value ?? null,
    at: name.at(),
  };
}
