/** index: as it is to stand in a spec: `unique using gin (a, lower(b) desc) include (c) where …`. */
import type { Index, IndexElement } from '../../catalog/types.js';
import { quoteIdent } from '../../expression/identifier.js';
import { is, lex } from '../../expression/scan.js';
import { type ColumnTypes, nameList, parameterMap, spellExpression, writeParameter } from '../spelling.js';
import type { Entries, Written } from '../written.js';

export function writeIndexes(
  indexes: readonly Index[],
  columns: ColumnTypes,
  comments: (object: Index) => string | null,
): Entries {
  return Object.fromEntries(indexes.map((index) => [index.name, writeIndex(index, columns, comments(index))]));
}

export function writeIndex(index: Index, columns: ColumnTypes, comment: string | null): Written {
  return comment === null ? shortForm(index, columns) : longForm(index, columns, comment);
}

function shortForm(index: Index, columns: ColumnTypes): string {
  return [
    index.unique ? 'unique' : '',
    index.method === 'btree' ? '' : `using ${quoteIdent(index.method)}`,
    `(${index.elements.map((element) => writeElement(element, columns)).join(', ')})`,
    index.include.length === 0 ? '' : `include ${nameList(index.include)}`,
    index.nullsNotDistinct ? 'nulls not distinct' : '',
    index.with.length === 0 ? '' : `with (${index.with.map(writeParameter).join(', ')})`,
    index.where === null ? '' : `where ${spellExpression(index.where.expression, columns)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function longForm(index: Index, columns: ColumnTypes, comment: string): Written {
  return {
    columns: index.elements.map((element) => writeElement(element, columns)),
    unique: index.unique ? true : undefined,
    method: index.method === 'btree' ? undefined : index.method,
    include: index.include.length === 0 ? undefined : index.include,
    nulls_not_distinct: index.nullsNotDistinct ? true : undefined,
    where: index.where === null ? undefined : spellExpression(index.where.expression, columns),
    with: parameterMap(index.with),
    comment,
  };
}

/** `lower(name) collate "C" text_pattern_ops desc` */
export function writeElement(
  element: Pick<IndexElement, 'column' | 'expression' | 'collation' | 'operatorClass'> & Partial<IndexElement>,
  columns: ColumnTypes,
): string {
  const { column, expression, descending = false, nullsFirst = false } = element;
  return [
    column === null ? keyExpression(spellExpression(expression?.expression ?? '', columns)) : quoteIdent(column),
    element.collation === null ? '' : `collate ${element.collation}`,
    element.operatorClass ?? '',
    descending ? 'desc' : '',
    nullsFirst === descending ? '' : nullsFirst ? 'nulls first' : 'nulls last',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** A call stands as it is, any other expression in parentheses. */
function keyExpression(sql: string): string {
  const tokens = lex(sql);
  let at = 0;
  while (tokens[at]?.kind === 'word' && is(tokens[at + 1], '.')) at += 2;
  if (tokens[at]?.kind !== 'word' || !is(tokens[at + 1], '(')) return `(${sql})`;
  let depth = 0;
  for (let i = at + 1; i < tokens.length; i++) {
    if (is(tokens[i], '(', '[')) depth++;
    if (is(tokens[i], ')', ']') && --depth === 0) return i === tokens.length - 1 ? sql : `(${sql})`;
  }
  return `(${sql})`;
}
