/** A column as a call of Knex's schema builder: its type, its nullability, its default. */
import type { Column } from '../catalog/types.js';
import { quoteExpression } from '../sql/quote.js';
import { sqlLiteral, stringLiteral } from './javascript.js';
import { type Sql, sqlForKnex } from './knex-sql.js';

/** Types that have a method of their own; Knex's `time` and `timestamp` of a precision are below. */
const METHODS: Readonly<Record<string, string>> = {
  bigint: 'bigInteger',
  boolean: 'boolean',
  bytea: 'binary',
  date: 'date',
  'double precision': 'double',
  integer: 'integer',
  json: 'json',
  jsonb: 'jsonb',
  real: 'float',
  smallint: 'smallint',
  text: 'text',
  'time without time zone': 'time',
  uuid: 'uuid',
};

/** The calls that make a column: `uuid('id')`, `notNullable()`, `defaultTo(…)`. `primary` says NOT NULL by itself. */
export function columnCalls(column: Column, primary: string | null, sql: Sql): string[] {
  return [
    typeCall(column, sql),
    ...(primary === null ? [] : [primary]),
    ...(column.notNull && primary === null ? ['notNullable()'] : []),
    ...(column.default === null ? [] : [`defaultTo(${defaultValue(column, column.default.expression)})`]),
  ];
}

function typeCall(column: Column, sql: Sql): string {
  const name = stringLiteral(column.name);
  const { type } = column;
  const plain =
    column.generated === null && column.identity === null && column.collation === null && column.compression === null;
  const method = Object.hasOwn(METHODS, type) ? METHODS[type] : undefined;
  if (plain && method !== undefined) return `${method}(${name})`;
  const [, base = type, modifiers = '', zone = ''] =
    /^([a-z ]+?)(?:\(([\d,]+)\))?( with(?:out)? time zone)?$/.exec(type) ?? [];
  if (plain && base === 'character varying' && modifiers !== '') return `string(${name}, ${modifiers})`;
  if (plain && base === 'numeric' && modifiers !== '') return `decimal(${name}, ${modifiers.replace(',', ', ')})`;
  if (plain && base === 'timestamp' && zone !== '') {
    const options = [
      ...(zone === ' without time zone' ? ['useTz: false'] : []),
      ...(modifiers === '' ? [] : [`precision: ${modifiers}`]),
    ];
    return options.length === 0 ? `timestamp(${name})` : `timestamp(${name}, { ${options.join(', ')} })`;
  }
  // Whatever stands behind the name is the type to Knex; what it can say itself it says.
  const clause = sql.columnClause({ ...column, notNull: false, default: null });
  return `specificType(${name}, ${sqlLiteral(sqlForKnex(clause))})`;
}

/** Knex writes a value as a string constant, which the server reads as one of the column's type. */
function defaultValue({ type }: Column, expression: string): string {
  if (type === 'boolean' && /^(true|false)$/i.test(expression)) return expression.toLowerCase();
  if (isNumber(type, expression)) return expression;
  // Of a boolean Knex would read a string its own way.
  if (type !== 'boolean' && /^'(?:[^'\\?]|'')*'$/.test(expression))
    return stringLiteral(expression.slice(1, -1).replaceAll("''", "'"));
  if (/^current_timestamp$/i.test(expression)) return 'knex.fn.now()';
  // A default goes through Knex twice, and each time a question mark loses a backslash.
  return `knex.raw(${sqlLiteral(sqlForKnex(quoteExpression(expression)).replaceAll('\\?', '\\\\?'))})`;
}

/** A number that JavaScript writes as the spec does, and that stays the same as a constant of the type. */
function isNumber(type: string, expression: string): boolean {
  if (String(Number(expression)) !== expression) return false;
  if (/^(smallint|integer|bigint)$/.test(type)) return Number.isSafeInteger(Number(expression));
  return /^(numeric|real|double precision)/.test(type) && /^-?\d+(\.\d+)?$/.test(expression);
}
