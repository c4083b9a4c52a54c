/** What an expression mentions, told from its tokens alone: columns, calls, strangers' names, sub-selects, frozen dates. */

import { remember } from './remember.js';
import { closing, is, lex, type Token } from './scan.js';

/** Words that may stand before a parenthesis without calling anything. */
const NO_CALL: ReadonlySet<string> = new Set(
  `all and any array as asc between both by case cast check collate cube desc distinct else end escape except exists
   filter following for from group grouping_sets having ilike in intersect into is isnull lateral leading like limit not
   notnull null offset on operator or order over partition placing preceding range returning rollup row rows select
   similar some symmetric then to trailing union using values variadic when where window with within
   bit char character dec decimal float int integer interval national nchar numeric real setof smallint bigint boolean
   time timestamp varchar varying precision`.split(/\s+/),
);
/** Built-in functions that run the dictionaries of a text search configuration which a mere literal names. */
const TEXT_SEARCH =
  /^(?:json_|jsonb_)?to_tsvector$|^(?:|plain|phrase|websearch_)to_tsquery$|^ts_(?:headline|lexize|debug|parse|token_type)$/;
const DATE_TIME_TYPES: ReadonlySet<string> = new Set(
  `date time timetz timestamp timestamptz daterange tsrange tstzrange datemultirange tsmultirange tstzmultirange`.split(
    ' ',
  ),
);
const DATE_TIME_VALUES: ReadonlySet<string> = new Set(
  'current_date current_time current_timestamp localtime localtimestamp'.split(' '),
);
const DATE_TIME_CALLS: ReadonlySet<string> = new Set(
  'now clock_timestamp statement_timestamp transaction_timestamp date_trunc'.split(' '),
);
const COMPARES: readonly string[] = ['=', '<', '>', '<=', '>=', '<>', '!=', 'and', 'between', 'from', 'in', '-', '+'];

/**
 * Which of the given column names the expression mentions, quoted or not. A name that is called as a function is no
 * mention; a type of the same name is taken for one.
 * @throws LexError
 */
export function identifiers(sql: string, columns: Iterable<string>): ReadonlySet<string> {
  const tokens = lex(sql);
  const mentioned = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (isName(token) && !is(tokens[index + 1], '(')) mentioned.add(token.value);
  }
  return new Set([...columns].filter((column) => mentioned.has(column)));
}

/** Who the session is, in words that are no calls. */
export const IDENTITY: ReadonlySet<string> = new Set('current_user session_user user current_role'.split(' '));

/** A function-like call: `schema` is null where it is not qualified. */
export interface Call {
  readonly schema: string | null;
  readonly name: string;
  readonly offset: number;
}

/**
 * What the expression calls by `name(`, SQL's own function syntax (coalesce, extract, …) included; operators, casts and
 * functions without parentheses (current_user) are not.
 * @throws LexError
 */
export function calls(sql: string): readonly Call[] {
  const tokens = lex(sql);
  const found: Call[] = [];
  for (const [index, token] of tokens.entries()) {
    if (!isName(token) || !is(tokens[index + 1], '(')) continue;
    const qualifier = is(tokens[index - 1], '.') ? tokens[index - 2] : undefined;
    const schema = isName(qualifier) ? qualifier.value : null;
    if (schema === null && token.kind === 'word' && NO_CALL.has(token.value)) continue;
    const start = schema === null ? index : index - 2;
    if (is(tokens[start - 1], '::')) continue; // a type with a length
    found.push({ schema, name: token.value, offset: tokens[start]?.start ?? token.start });
  }
  return found;
}

/** What stands in the parentheses of each call of a name. */
export function argumentsOf(sql: string, name: string): readonly string[] {
  const tokens = lex(sql);
  return tokens.flatMap((token, i) => {
    if (!isName(token) || token.value !== name || !is(tokens[i + 1], '(')) return [];
    return [sql.slice(tokens[i + 1]?.end, tokens[closing(tokens, i + 1)]?.start)];
  });
}

/**
 * With `search_path = ''`, can the expression name nothing outside pg_catalog? True when nothing is qualified outside
 * literals, except by `pg_catalog.` and, for columns, by `relation.`. Names inside literals: `'x'::regclass` and its
 * likes only look a name up and run nothing, so they pass; a text search configuration or dictionary named in a literal
 * is run by immutable functions, so a qualified literal beside one of them does not pass.
 * The types of the columns and casts defined by users are not seen here: the caller answers for them.
 * @param relation the name under which the row's columns may be qualified (`q` of `q.status`)
 * @throws LexError
 */
export function namesOnlyBuiltins(sql: string, relation?: string): boolean {
  const tokens = lex(sql);
  const qualifiedLiteral = tokens.some(
    (token) => token.kind === 'string' && token.value.includes('.') && !/^\s*pg_catalog\./.test(token.value),
  );
  const searches = tokens.some(
    (token) => isName(token) && (TEXT_SEARCH.test(token.value) || /^reg(?:config|dictionary)$/.test(token.value)),
  );
  if (qualifiedLiteral && searches) return false;
  return tokens.every((token, index) => !is(token, '.') || qualifiesHarmlessly(tokens, index, relation));
}

function qualifiesHarmlessly(tokens: readonly Token[], dot: number, relation: string | undefined): boolean {
  const before = tokens[dot - 1];
  // After `(row)` or `array[1]` a field follows, never a schema's object, unless the brackets belong to a name.
  if (is(before, ')')) return true;
  if (!isName(before) || is(tokens[dot - 2], '.')) return false;
  const name = tokens[dot + 1];
  if (is(tokens[dot + 2], '.')) return false; // a database may be called pg_catalog
  if (before.value === 'pg_catalog') return true;
  if (relation === undefined || before.value !== relation || !isName(name)) return false;
  const after = tokens[dot + 2];
  const typeOrFunction = is(after, '(') || after?.kind === 'string' || after?.kind === 'quoted identifier';
  const typeBefore = is(tokens[dot - 2], '::', 'as', 'returning', 'collate', 'from', 'join', 'setof', 'table');
  return !typeOrFunction && !typeBefore && subselectsIn(tokens) === 'none';
}

/** `scalar-without-from`: each is a `(select <expression>)` and no more, which plans show in full. */
export type Subselects = 'none' | 'scalar-without-from' | 'other';

/** @throws LexError */
export const subselects: (sql: string) => Subselects = remember(findSubselects);

function findSubselects(sql: string): Subselects {
  return subselectsIn(lex(sql));
}

function subselectsIn(tokens: readonly Token[]): Subselects {
  let found: Subselects = 'none';
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word' || is(tokens[index - 1], '.')) continue;
    if (token.value === 'table' || (token.value === 'values' && is(tokens[index + 1], '('))) return 'other';
    if (token.value !== 'select') continue;
    if (!isScalarWithoutFrom(tokens, index)) return 'other';
    found = 'scalar-without-from';
  }
  // A query goes on behind a SELECT in parentheses: `((select a) union (select b))`, `((select a) limit 1)`.
  const goesOn = tokens.some((token, index) => is(token, ')') && is(tokens[index + 1], ...AFTER_QUERY));
  return found !== 'none' && goesOn ? 'other' : found;
}

/** Words of a query that is more than its one target. */
const QUERY: ReadonlySet<string> = new Set(
  `all distinct except fetch for from group having intersect into limit offset order union where window with`.split(
    ' ',
  ),
);

const AFTER_QUERY: readonly string[] = ['union', 'intersect', 'except', 'order', 'limit', 'offset', 'fetch', 'for'];

function isScalarWithoutFrom(tokens: readonly Token[], select: number): boolean {
  if (!is(tokens[select - 1], '(') || is(tokens[select - 2], 'exists', 'array', 'any', 'all', 'some', 'in', ','))
    return false;
  const opener = tokens[select - 2];
  if (opener?.kind === 'quoted identifier') return false;
  let depth = 0;
  for (let index = select + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (is(token, '(', '[')) depth++;
    else if (is(token, ')', ']') && depth-- === 0) return index > select + 1;
    else if (depth > 0) continue;
    else if (is(token, ',') || (is(token, '*') && is(tokens[index - 1], 'select'))) return false;
    else if (token?.kind === 'word' && QUERY.has(token.value) && !is(tokens[index - 1], '.')) {
      const isDistinctFrom =
        (is(token, 'distinct') && is(tokens[index - 1], 'is', 'not')) ||
        (is(token, 'from') && is(tokens[index - 1], 'distinct'));
      const withTimeZone = is(token, 'with') && is(tokens[index + 1], 'time');
      const anyAll = is(token, 'all') && is(tokens[index + 1], '(') && !is(tokens[index - 1], 'select');
      if (!isDistinctFrom && !withTimeZone && !anyAll) return false;
    }
  }
  return false;
}

/** What the caller knows of types: the type of the whole (a default's column) and the columns that hold dates or times. */
export interface DateTimeContext {
  /** Any spelling of the type; for a default, its column's. */
  readonly type?: string;
  readonly dateTimeColumns?: ReadonlySet<string>;
}

/** A literal that is read when the statement is parsed, and stands still ever after. */
export interface FrozenLiteral {
  /** As written. */
  readonly literal: string;
  readonly offset: number;
}

/**
 * The literals `'now'`, `'today'`, `'tomorrow'`, `'yesterday'` (also with more in them: `'tomorrow 10:00'`) where they
 * are read as a date or time: cast (`'now'::timestamptz`, `date 'today'`, `date('today')`), compared with a date or
 * time column or with now(), or the whole of a default of a date or time column. `'now'::text::date` is not frozen.
 * Manual 8.5.1.4.
 * @throws LexError
 */
export function freezesWhenParsed(sql: string, context: DateTimeContext = {}): readonly FrozenLiteral[] {
  const tokens = lex(sql);
  return tokens
    .filter(
      (token, index) => token.kind === 'string' && saysNow(token.value) && isReadAsDateTime(tokens, index, context),
    )
    .map((token) => ({ literal: token.text, offset: token.start }));
}

/** Is it the name of a date or time type (or of a range or an array of one), in any spelling? */
export function isDateTimeType(type: string): boolean {
  const [first, second, third] = lex(type);
  return DATE_TIME_TYPES.has((is(first, 'pg_catalog') && is(second, '.') ? third : first)?.value ?? '');
}

function saysNow(text: string): boolean {
  return (text.toLowerCase().match(/[a-z]+/g) ?? []).some((word) => /^(?:now|today|tomorrow|yesterday)$/.test(word));
}

function isReadAsDateTime(tokens: readonly Token[], literal: number, context: DateTimeContext): boolean {
  let left = literal - 1;
  let right = literal + 1;
  while (is(tokens[left], ',') && tokens[left - 1]?.kind === 'string') left -= 2; // in (…, 'now')
  while (is(tokens[right], ',') && tokens[right + 1]?.kind === 'string') right += 2;
  const plainParenthesis = (): boolean =>
    is(tokens[left], '(') && is(tokens[right], ')') && (!isName(tokens[left - 1]) || is(tokens[left - 1], ...COMPARES));
  while (plainParenthesis()) {
    left--;
    right++;
  }
  if (is(tokens[right], '::')) return isDateTimeAt(tokens, right + 1);
  if (is(tokens[right], 'as')) return isDateTimeAt(tokens, right + 1); // cast('now' as …)
  if (left < 0 && right >= tokens.length) return context.type !== undefined && isDateTimeType(context.type);
  if (is(tokens[left], '(') && is(tokens[right], ')')) return DATE_TIME_TYPES.has(tokens[left - 1]?.value ?? '');
  if (endsWithDateTimeType(tokens, left)) return true;
  return (
    (is(tokens[left], ...COMPARES) && isDateTimeOperand(tokens, left - 1, -1, context)) ||
    (is(tokens[right], ...COMPARES) && isDateTimeOperand(tokens, right + 1, 1, context))
  );
}

function isDateTimeAt(tokens: readonly Token[], index: number): boolean {
  const qualified = is(tokens[index], 'pg_catalog') && is(tokens[index + 1], '.');
  return DATE_TIME_TYPES.has(tokens[qualified ? index + 2 : index]?.value ?? '');
}

/** `timestamp`, `timestamp(3)`, `time with time zone`, `pg_catalog.date` before a literal. */
function endsWithDateTimeType(tokens: readonly Token[], last: number): boolean {
  let at = last;
  if (is(tokens[at], 'zone') && is(tokens[at - 1], 'time')) at -= 3;
  if (is(tokens[at], ')') && is(tokens[at - 2], '(')) at -= 3;
  return DATE_TIME_TYPES.has(tokens[at]?.value ?? '');
}

/** Is the operand that ends (or begins) here a date or time column, or a call such as now()? */
function isDateTimeOperand(
  tokens: readonly Token[],
  index: number,
  direction: 1 | -1,
  context: DateTimeContext,
): boolean {
  let at = index;
  while (is(tokens[at], direction === 1 ? '(' : ')') && !(is(tokens[at], ')') && is(tokens[at - 1], '(')))
    at += direction;
  if (is(tokens[at], ')') && is(tokens[at - 1], '(')) at -= 2;
  if (direction === 1 && is(tokens[at + 1], '.')) at += 2;
  const token = tokens[at];
  if (!isName(token)) return false;
  if (DATE_TIME_VALUES.has(token.value) || DATE_TIME_CALLS.has(token.value)) return true;
  return context.dateTimeColumns?.has(token.value) ?? false;
}

function isName(token: Token | undefined): token is Token {
  return token?.kind === 'word' || token?.kind === 'quoted identifier';
}

/** An expression without its sub-selects: what is left speaks of the row itself. */
export function withoutQueries(sql: string): string {
  const tokens = lex(sql);
  let text = '';
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    const select = tokens[index + 1];
    if (token.start < at || !is(token, '(') || !is(select, 'select')) continue;
    // `(select <expression>)` reads no table: what it names is the row's.
    if (isScalarWithoutFrom(tokens, index + 1)) continue;
    text += sql.slice(at, select?.start);
    at = tokens[closing(tokens, index)]?.start ?? sql.length;
  }
  return text + sql.slice(at);
}
