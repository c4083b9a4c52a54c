/** Whether the values of a column can become those of its new type: asked of the server, row by row where one cannot. */
import { addressOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Column } from '../catalog/types.js';
import { truncatesWhenCast } from './column-type.js';
import {
  guarded,
  type Preflight,
  type Question,
  reason,
  rowsWhere,
  type Untested,
  type Violation,
} from './questions.js';
import { quoteIdent, quoteLiteral } from './quote.js';
import { isServerError, type Session } from './session.js';
import { conversion, ROW, type Sources } from './source.js';

/** So many rows that cannot be converted are counted, no more. */
const COUNTED = 1000;

export async function conversions(
  session: Session,
  changes: readonly Change[],
  sources: Sources,
  using: (column: Column) => string | null,
): Promise<Preflight> {
  const violations: Violation[] = [];
  const untested: Untested[] = [];
  for (const change of changes) {
    if (change.change !== 'alter' || change.field !== 'type') continue;
    const { to, from } = change;
    if (to.kind !== 'column' || from.kind !== 'column' || from.generated !== null) continue;
    const before = sources.before(to.schema, to.table);
    if (before === null) continue;
    const expression = conversion(to, using(to));
    const [long] = tooLong(to, using(to), sources);
    const answer = await guarded(session, [
      `select count(${expression})::float8 as converted from ${before}`,
      ...(long === undefined ? [] : [long.sql]),
    ]);
    if (answer instanceof Error) {
      const told = await explain(session, to, from, expression, before, sources, answer);
      if ('why' in told) untested.push(told);
      else violations.push(told);
    } else if (long !== undefined && Number(answer[1]?.count) > 0) {
      const { count, keys } = answer[1] ?? {};
      violations.push({
        object: addressOf(to),
        message: long.message(Number(count)),
        count: Number(count),
        keys: Array.isArray(keys) ? keys.map(String) : [],
      });
    }
  }
  return { violations, untested };
}

/** What is longer than the new length allows is refused, blanks at the end apart (character varying). */
function tooLong(to: Column, using: string | null, sources: Sources): Question[] {
  const length = Number(/\((\d+)\)/.exec(to.type)?.[1]);
  if (using !== null || !truncatesWhenCast(to.type) || to.type.endsWith(']')) return [];
  const name = quoteIdent(to.name);
  const condition = to.type.startsWith('bit varying')
    ? `length(${name}::bit varying) > ${length}`
    : to.type.startsWith('bit')
      ? `length(${name}::bit varying) <> ${length}`
      : `char_length(rtrim(substr(${name}::text, ${length + 1}), ' ')) > 0`;
  return rowsWhere(to, condition, { ...sources, of: sources.before }, (n) =>
    n === 1 ? `1 value is longer than ${to.type} allows` : `${n} values are longer than ${to.type} allows`,
  );
}

/** The server's error says that some value fails; which rows they are is found one by one. */
async function explain(
  session: Session,
  to: Column,
  from: Column,
  expression: string,
  before: string,
  sources: Sources,
  error: Error,
): Promise<Violation | Untested> {
  const object = addressOf(to);
  const code = isServerError(error) ? error.code : '';
  if (code === '42846') {
    const message = `there is no cast from ${from.type} to ${to.type}: say in the spec how, with using`;
    return { object, message, count: 0, keys: [] };
  }
  if (!/^2[23]/.test(code)) return { object, why: reason(error) };
  const found = await guarded(session, [rowByRow(to, expression, before, sources), FOUND]);
  if (found instanceof Error) return { object, why: reason(found) };
  const { count, keys } = found[1] ?? {};
  const n = Number(count);
  const many = n >= COUNTED ? `at least ${n} values` : n === 1 ? '1 value' : `${n} values`;
  return {
    object,
    message: `${many} cannot become ${to.type}`,
    count: n,
    keys: Array.isArray(keys) ? keys.map(String) : [],
  };
}

const FOUND = `select current_setting('schema_audit.count')::float8 as count, current_setting('schema_audit.keys')::json as keys`;

/** A block whose inner one catches what a single row raises; its results are handed out as settings of the transaction. */
function rowByRow(to: Column, expression: string, before: string, sources: Sources): string {
  const keys = `select ${sources.key(to.schema, to.table)} as k, ${ROW} as place from ${before}`;
  const one = `select (${expression})::text from ${before} where ${ROW} = $1`;
  const body = `
    declare
      candidate record;
      failed integer := 0;
      named text[] := '{}';
      converted text;
    begin
      for candidate in execute ${quoteLiteral(keys)} loop
        begin
          execute ${quoteLiteral(one)} into converted using candidate.place;
        exception when data_exception or integrity_constraint_violation then
          failed := failed + 1;
          if failed <= 5 then named := named || candidate.k; end if;
        end;
        exit when failed >= ${COUNTED};
      end loop;
      perform set_config('schema_audit.count', failed::text, true);
      perform set_config('schema_audit.keys', array_to_json(named)::text, true);
    end`;
  return `do ${quoteLiteral(body)}`;
}
