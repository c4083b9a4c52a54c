/** Whether the values that are there keep to what a type is to allow, and a sequence to its new limits. */
import { addressOf, keyOf } from '../catalog/address.js';
import { type Alter, type Change, objectOf } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import type { Catalog, Column, Domain, Enum, Sequence } from '../catalog/types.js';
import { is, lex } from '../expression/scan.js';
import { renamed } from './kinds/enum.js';
import { type Question, rowsWhere } from './questions.js';
import { quoteIdent, quoteLiteral, quoteQualified } from './quote.js';
import type { Sources } from './source.js';

/** @param actual the live catalog under the names after the plan's renames */
export function typeQuestions(changes: readonly Change[], actual: Catalog, hints: Hints, sources: Sources): Question[] {
  const retyped = new Set(
    changes.flatMap((c) =>
      c.change === 'drop' || (c.change === 'alter' && c.field === 'type') ? [keyOf(objectOf(c))] : [],
    ),
  );
  const columnsOf = (type: string) =>
    actual.column.filter((column) => column.type === type && !retyped.has(keyOf(column)));
  return changes.flatMap((change) => {
    if (change.change !== 'alter') return [];
    const { to, from, field } = change;
    if (to.kind === 'enum' && from.kind === 'enum' && field === 'values')
      return lostValues(to, from, hints, columnsOf, sources);
    if (to.kind === 'domain' && from.kind === 'domain')
      return domainQuestions({ ...change, to, from }, actual, columnsOf, sources);
    if (to.kind === 'sequence' && from.kind === 'sequence' && LIMITS.has(field))
      return outsideLimits(to, from, changes);
    return [];
  });
}

type ColumnsOf = (type: string) => readonly Column[];

const plural = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

function typeName({ schema, name }: Enum | Domain): string {
  return quoteQualified(schema, name);
}

function lostValues(to: Enum, from: Enum, hints: Hints, columnsOf: ColumnsOf, sources: Sources): Question[] {
  const renames = renamed(to, from, hints.get(keyOf(to))?.values ?? new Map());
  const lost = from.values.filter((value) => !to.values.includes(value) && !renames.has(value));
  const type = typeName(to);
  return lost.flatMap((value) => {
    const literal = quoteLiteral(value);
    const message = (n: number) =>
      `${plural(n, 'row holds', 'rows hold')} the value ${value}, which ${type} is to lose`;
    return [
      ...columnsOf(type).flatMap((c) => rowsWhere(c, `${quoteIdent(c.name)}::text = ${literal}`, sources, message)),
      ...columnsOf(`${type}[]`).flatMap((c) =>
        rowsWhere(c, `${literal} = any (${quoteIdent(c.name)}::text[])`, sources, message),
      ),
    ];
  });
}

function domainQuestions(
  { to, from, field }: Alter & { readonly to: Domain; readonly from: Domain },
  actual: Catalog,
  columnsOf: ColumnsOf,
  sources: Sources,
): Question[] {
  const columns = over(typeName(to), actual).flatMap(columnsOf);
  if (field === 'notNull')
    return to.notNull
      ? columns.flatMap((c) =>
          rowsWhere(
            c,
            `${quoteIdent(c.name)} is null`,
            sources,
            (n) => `${plural(n, 'row has', 'rows have')} no value in ${c.name}, which ${typeName(to)} is to demand`,
          ),
        )
      : [];
  if (field !== 'checks') return [];
  const known = new Map(from.checks.map((one) => [one.name, one]));
  const fresh = to.checks.filter(({ name, check, validated }) => {
    const before = known.get(name);
    return validated && !(before?.validated === true && before.check.expression === check.expression);
  });
  return fresh.flatMap(({ name, check }) =>
    columns.flatMap((c) =>
      rowsWhere(
        c,
        `(${ofValue(check.expression, `${quoteIdent(c.name)}::${to.type}`)}) is false`,
        sources,
        (n) => `${plural(n, 'row breaks', 'rows break')} the check ${name} of ${typeName(to)} in ${c.name}`,
      ),
    ),
  );
}

/** A domain, and the domains over it. */
function over(type: string, actual: Catalog, known: ReadonlySet<string> = new Set()): string[] {
  if (known.has(type)) return [];
  const above = actual.domain.filter((one) => one.type === type).map(typeName);
  return [type, ...above.flatMap((one) => over(one, actual, new Set([...known, type])))];
}

/** A domain's expression with the value put in. */
function ofValue(expression: string, value: string): string {
  const tokens = lex(expression);
  let text = '';
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    const isValue = (token.kind === 'word' || token.kind === 'quoted identifier') && token.value === 'value';
    if (!isValue || is(tokens[i - 1], '.', '::') || is(tokens[i + 1], '(', '.')) continue;
    text += `${expression.slice(end, token.start)}(${value})`;
    end = token.end;
  }
  return text + expression.slice(end);
}

const LIMITS: ReadonlySet<string> = new Set(['type', 'minimum', 'maximum', 'increment']);

/** Where it stands is data: the server refuses limits that exclude it, and so do we, before anything is done. */
function outsideLimits(to: Sequence, from: Sequence, changes: readonly Change[]): Question[] {
  const before = changes.find((c) => c.change === 'rename' && c.to === to);
  const name = before?.change === 'rename' && before.from.kind === 'sequence' ? before.from.name : to.name;
  const inside = (value: string) => `${value}::numeric between ${to.minimum} and ${to.maximum}`;
  const sql = `select (case when not (${inside('last_value')}) and (is_called or ${inside(`'${from.start}'`)}) then 1 else 0 end)::float8 as count,
    null as keys from ${quoteQualified(to.schema, name)}`;
  return [
    {
      object: addressOf(to),
      sql,
      message: () =>
        `it stands at a value that its new limits exclude (${to.minimum} to ${to.maximum}): where it is to go on only you can say, with setval`,
    },
  ];
}
