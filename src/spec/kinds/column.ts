/** column: as it is to stand in a spec, in the short form where that says everything. */
import type { Column, Constraint } from '../../catalog/types.js';
import { is, lex } from '../../expression/scan.js';
import { CLAUSES } from '../column-clauses.js';
import { identityClause, writeIdentity } from '../identity.js';
import { serialName } from '../serial.js';
import { type ColumnTypes, scalar, spellDefault, spellExpression } from '../spelling.js';
import { commonType } from '../type-spelling.js';
import type { Written } from '../written.js';
import { writeGrants } from './access.js';
import { deferrableClause, foreignKeyTarget } from './constraint.js';

/** What a column is written with beside itself. */
export interface ColumnSurroundings {
  /** The constraints that are written into the column (see foldedInto). */
  readonly folded: readonly Constraint[];
  /** Whether the primary key, wherever it is written, holds the column. */
  readonly inPrimaryKey: boolean;
  /** Whether its sequence and default are as `serial` makes them (serialOf). */
  readonly serial: boolean;
  readonly columns: ColumnTypes;
  readonly comment: string | null;
  /** `tenants(id)`: a table of another service; null where the column refers to none. */
  readonly external: string | null;
}

export function writeColumn(column: Column, around: ColumnSurroundings): Written {
  return needsLongForm(column, around) ? longForm(column, around) : shortForm(column, around);
}

/** Whether a column says what only the long form has a key for. */
export function needsLongForm(column: Column, { comment }: Pick<ColumnSurroundings, 'comment'>): boolean {
  const { storage, compression, statistics, grants } = column;
  return comment !== null || storage !== null || compression !== null || statistics !== null || grants != null;
}

function shortForm(column: Column, around: ColumnSurroundings): string {
  const { identity, collation, generated } = column;
  const folded = (type: Constraint['type']) => around.folded.filter((one) => one.type === type);
  return [
    around.serial ? serialName(column.type) : commonType(column.type),
    ...folded('primary key').map((key) => withDeferrable('primary key', key)),
    ...(saysNotNull(column, around) ? ['not null'] : []),
    ...(column.default === null || around.serial
      ? []
      : [`default ${clause(spellDefault(column.default.expression, column.type))}`]),
    ...(generated === null
      ? []
      : [`generated always as (${spellExpression(generated.as.expression, around.columns)}) ${generated.persistence}`]),
    ...(identity === null ? [] : [`generated ${identity} as identity${identityClause(column)}`]),
    ...(collation === null ? [] : [`collate ${collation}`]),
    ...folded('unique').map((key) =>
      withDeferrable(key.nullsNotDistinct ? 'unique nulls not distinct' : 'unique', key),
    ),
    ...folded('check').map((one) => {
      const check = spellExpression(one.check?.expression ?? '', around.columns);
      return `check (${check})${one.noInherit ? ' no inherit' : ''}`;
    }),
    ...folded('foreign key').map((key) => `references ${foreignKeyTarget(key)}`),
    ...(around.external === null ? [] : [`external ${around.external}`]),
  ].join(' ');
}

function longForm(column: Column, around: ColumnSurroundings): Written {
  const { collation, generated } = column;
  const folded = (type: Constraint['type']) => around.folded.find((one) => one.type === type);
  const check = folded('check')?.check;
  const references = folded('foreign key');
  return {
    type: around.serial ? serialName(column.type) : commonType(column.type),
    primary_key: folded('primary key') === undefined ? undefined : true,
    not_null: saysNotNull(column, around) ? true : undefined,
    default:
      column.default === null || around.serial
        ? undefined
        : scalar(spellDefault(column.default.expression, column.type)),
    generated:
      generated === null
        ? undefined
        : {
            as: spellExpression(generated.as.expression, around.columns),
            persistence: generated.persistence === 'stored' ? undefined : generated.persistence,
          },
    identity: writeIdentity(column),
    collate: collation === null ? undefined : collationName(collation),
    unique: folded('unique') === undefined ? undefined : true,
    check: check == null ? undefined : scalar(spellExpression(check.expression, around.columns)),
    references: references === undefined ? undefined : foreignKeyTarget(references),
    external: around.external ?? undefined,
    storage: column.storage ?? undefined,
    compression: column.compression ?? undefined,
    statistics: column.statistics ?? undefined,
    grants: column.grants == null ? undefined : writeGrants(column.grants, 'column'),
    comment: around.comment ?? undefined,
  };
}

/** A primary key and an identity are never null: it goes without saying. */
function saysNotNull({ notNull, identity }: Column, { inPrimaryKey, serial }: ColumnSurroundings): boolean {
  return notNull && identity === null && !serial && !inPrimaryKey;
}

function withDeferrable(clause: string, key: Constraint): string {
  return [clause, deferrableClause(key)].filter((part) => part !== '').join(' ');
}

/** A default between the other clauses: in parentheses where one of its words would begin the next clause. */
function clause(sql: string): string {
  let depth = 0;
  for (const [i, token] of lex(sql).entries()) {
    if (is(token, '(', '[', 'case')) depth++;
    if (is(token, ')', ']', 'end')) depth--;
    if (i > 0 && depth === 0 && is(token, ...CLAUSES)) return `(${sql})`;
  }
  return sql;
}

/** The long form takes a name as it is, and SQL where it holds a double quote. */
function collationName(collation: string): string {
  const [first, ...more] = lex(collation);
  if (more.length === 0) return first?.value.includes('"') ? collation : (first?.value ?? '');
  return collation.includes('"') ? collation : collation.replaceAll(/[^.]+/g, (name) => `"${name}"`);
}
