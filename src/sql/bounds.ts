/** Whether the bounds of two partitions are the same: by their values, and where those are written differently the server is asked. */
import { keyOf } from '../catalog/address.js';
import type { Catalog } from '../catalog/types.js';
import { is, lex, type Token } from '../expression/scan.js';
import { rootOf } from './partitions.js';
import { guarded } from './questions.js';
import { quoteLiteral } from './quote.js';
import type { Session } from './session.js';

/** `word`: MINVALUE, NULL and their like. */
interface Value {
  readonly is: 'word' | 'constant';
  readonly text: string;
}

/** `FOR VALUES FROM (…) TO (…)` has two lists; `key` is what stands around them. */
interface Bound {
  readonly form: string;
  readonly lists: readonly (readonly Value[])[];
}

/**
 * The partitions whose bounds are the same although they are written differently, by keyOf.
 * @param baseOf the type that a domain stands for
 */
export async function sameBounds(
  session: Session,
  desired: Catalog,
  actual: Catalog,
  baseOf: (type: string) => string,
): Promise<ReadonlySet<string>> {
  const same = new Set<string>();
  const partitions = desired.table.filter(({ partitionOf }) => partitionOf !== null);
  if (partitions.length === 0) return same;
  const live = new Map(actual.table.map((table) => [nameOf(table), table]));
  for (const table of partitions) {
    const [to, from] = [table.partitionOf, live.get(nameOf(table))?.partitionOf ?? null];
    const differ = to !== null && from !== null && nameOf(to) === nameOf(from) && to.bound !== from.bound;
    if (differ && (await sameBound(session, to.bound, from.bound, keyTypes(to, desired, baseOf))))
      same.add(keyOf(table));
  }
  return same;
}

function nameOf({ schema, table }: { readonly schema: string; readonly table: string }): string {
  return JSON.stringify([schema, table]);
}

/** The types of what the parent is partitioned by; null of an expression, and of a type that could run a stranger's code. */
function keyTypes(
  parent: { readonly schema: string; readonly table: string },
  { table: tables, column: columns }: Catalog,
  baseOf: (type: string) => string,
): readonly (string | null)[] {
  const whole = tables.find((one) => nameOf(one) === nameOf(parent));
  const root = whole === undefined ? undefined : rootOf(whole, tables);
  return (whole?.partitionBy?.elements ?? []).map(({ column }) => {
    const found = columns.find((one) => one.name === column && root !== undefined && nameOf(one) === nameOf(root));
    const type = found === undefined ? null : baseOf(found.type);
    return type === null || type.includes('.') ? null : type;
  });
}

async function sameBound(
  session: Session,
  desired: string,
  actual: string,
  types: readonly (string | null)[],
): Promise<boolean> {
  const [to, from] = [readBound(desired), readBound(actual)];
  if (to.form !== from.form || to.lists.some((list, i) => list.length !== from.lists[i]?.length)) return false;
  if (to.form.includes(' in ')) return sameSet(session, to.lists[0] ?? [], from.lists[0] ?? [], types[0] ?? null);
  const pairs = to.lists.flatMap((list, i) =>
    list.flatMap((value, j): Pair[] => {
      const other = from.lists[i]?.[j];
      return other === undefined || sameText(value, other) ? [] : [{ value, other, type: types[j] ?? null }];
    }),
  );
  return allSame(session, pairs);
}

/** A list is a set. Its values are asked for in the server's own spelling first. */
async function sameSet(
  session: Session,
  to: readonly Value[],
  from: readonly Value[],
  type: string | null,
): Promise<boolean> {
  const left = [...from];
  const open: Value[] = [];
  for (const value of to) {
    const at = left.findIndex((other) => sameText(value, other));
    if (at === -1) open.push(value);
    else left.splice(at, 1);
  }
  if (open.length === 0) return true;
  for (const value of open) {
    let found = -1;
    for (const [i, other] of left.entries()) {
      if (await allSame(session, [{ value, other, type }])) found = i;
    }
    if (found === -1) return false;
    left.splice(found, 1);
  }
  return true;
}

interface Pair {
  readonly value: Value;
  readonly other: Value;
  readonly type: string | null;
}

async function allSame(session: Session, pairs: readonly Pair[]): Promise<boolean> {
  if (pairs.some(({ value, other, type }) => type === null || value.is === 'word' || other.is === 'word')) return false;
  if (pairs.length === 0) return true;
  const read = ({ text }: Value, type: string) => `(${quoteLiteral(text)}::${type})::text`;
  const equal = pairs.map(({ value, other, type }) => `${read(value, type ?? '')} = ${read(other, type ?? '')}`);
  const [answer] = [await guarded(session, [`select ${equal.join(' and ')} as same`])].flat();
  return answer !== undefined && !(answer instanceof Error) && answer.same === true;
}

/** The same number is the same value, in whatever way it is written. */
function sameText(one: Value, other: Value): boolean {
  if (one.is !== other.is) return false;
  if (one.text === other.text) return true;
  const number = /^-?\d{1,15}(?:\.\d{1,9})?$/;
  return number.test(one.text) && number.test(other.text) && Number(one.text) === Number(other.text);
}

function readBound(text: string): Bound {
  const lists: Value[][] = [];
  const words: string[] = [];
  const hash = /\bwith\b/i.test(text);
  let list: Value[] | null = null;
  let negative = false;
  for (const token of lex(text)) {
    if (!hash && is(token, '(')) list = [];
    else if (!hash && is(token, ')')) {
      lists.push(list ?? []);
      list = null;
    } else if (list === null) words.push(token.value.toLowerCase());
    else if (is(token, '-')) negative = true;
    else if (!is(token, ',')) {
      list.push(valueOf(token, negative));
      negative = false;
    }
  }
  return { form: ` ${words.join(' ')} `, lists };
}

function valueOf(token: Token, negative: boolean): Value {
  if (token.kind === 'word' && !is(token, 'true', 'false')) return { is: 'word', text: token.value };
  return { is: 'constant', text: `${negative ? '-' : ''}${token.value}` };
}
