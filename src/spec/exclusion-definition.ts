/** Exclusion constraints as written: `using gist (room with =, during with &&) where (not cancelled)`, or the long form. */
import { asList, type ConstraintDraft, constraintDraft, readDeferrable } from './constraint-definition.js';
import { type Cursor, readWhole } from './cursor.js';
import type { ElementDraft } from './element-draft.js';
import { readExpression } from './expression.js';
import { checkMethod, readElement } from './index-definition.js';
import type { ExclusionFields, TableFields } from './language.js';
import type { Mistakes } from './mistakes.js';
import { qualifiedIdentifier } from './names.js';
import { readParameterMap, readParameters } from './parameters.js';
import { Text } from './text.js';

type Element = ElementDraft & { readonly operator: string };

export function readExclusions(entries: TableFields['exclude'], mistakes: Mistakes): ConstraintDraft[] {
  return (entries ?? []).flatMap(({ key: name, value }) => {
    if (value === undefined) return [];
    const said = value instanceof Text ? readShort(value, mistakes) : readLong(value, mistakes);
    return said === null ? [] : [constraintDraft('exclusion', name.at(), { ...said, name })];
  });
}

function readShort(text: Text, mistakes: Mistakes): Partial<ConstraintDraft> | null {
  return readWhole(text, mistakes, (cursor) => {
    cursor.accept('exclude');
    const method = cursor.accept('using') ? checkMethod(cursor.name('an access method'), mistakes) : 'btree';
    cursor.expect('(');
    const elements = [readPart(cursor, method, mistakes)];
    while (cursor.accept(',')) elements.push(readPart(cursor, method, mistakes));
    cursor.expect(')');
    const include = cursor.accept('include') ? cursor.names('a column') : [];
    const parameters = cursor.accept('with') ? readParameters(cursor) : [];
    const where = cursor.accept('where') ? readExpression(cursor.parenthesised(), 'index', mistakes) : null;
    const deferrable = readDeferrable(cursor);
    return { exclusion: { method, elements, where }, include, with: parameters, deferrable };
  });
}

function readLong(fields: ExclusionFields, mistakes: Mistakes): Partial<ConstraintDraft> | null {
  if (fields.elements === undefined) return null;
  const method = fields.method === undefined ? 'btree' : checkMethod(fields.method, mistakes);
  const elements = asList(fields.elements).map((text) =>
    readWhole(text, mistakes, (cursor) => readPart(cursor, method, mistakes)),
  );
  if (elements.length === 0)
    mistakes.add(fields.keys.get('elements')?.at() ?? fields.at, 'an exclusion constraint needs something to compare');
  const where = fields.where === undefined ? null : readExpression(fields.where, 'index', mistakes);
  return {
    exclusion: { method, elements: elements.filter((element) => element !== null), where },
    include: asList(fields.include),
    with: readParameterMap(fields.with, mistakes),
    deferrable: fields.deferrable ?? 'not deferrable',
    comment: fields.comment?.value ?? null,
  };
}

/** `room with =`, `during with operator(public.&&)` */
function readPart(cursor: Cursor, method: string, mistakes: Mistakes): Element {
  const element = readElement(cursor, method, mistakes);
  cursor.expect('with');
  return { ...element, operator: readOperator(cursor) };
}

/** As the catalog has it: one of pg_catalog's bare, any other as `OPERATOR(schema.&&)`. */
function readOperator(cursor: Cursor): string {
  if (!cursor.accept('operator')) return sign(cursor);
  cursor.expect('(');
  const schema = cursor.name('a schema').value;
  cursor.expect('.');
  const operator = sign(cursor);
  cursor.expect(')');
  return schema === 'pg_catalog' ? operator : `OPERATOR(${qualifiedIdentifier(null, schema)}.${operator})`;
}

function sign(cursor: Cursor): string {
  const token = cursor.peek();
  if (token?.kind !== 'operator') throw cursor.unexpected('expected an operator: with =');
  cursor.next();
  return token.text;
}
