/** The generic difference of two catalogs: it knows names and values, and no kind of object. */
import { addressOf, keyOf } from './address.js';
import { type Catalog, type CatalogObject, KIND_NAMES, type KindName } from './types.js';

export interface Create {
  readonly change: 'create';
  readonly to: CatalogObject;
}
export interface Drop {
  readonly change: 'drop';
  readonly from: CatalogObject;
}
/** How stored values go from a type to the one that takes its name. */
export interface Recast {
  /** The key of the type. */
  readonly of: string;
  /** The type by way of which they go. */
  readonly through: string;
  /** Whether every one stays what it is, or fails. */
  readonly lossless: boolean;
}
/** One field of one object. */
export interface Alter {
  readonly change: 'alter';
  readonly field: string;
  /** Nobody could tell whether the two mean the same. */
  readonly uncertain?: true;
  /** Its type is made anew under the same name. */
  readonly recast?: Recast;
  /** The type by way of which values go to a new one, where they cannot go there at once. */
  readonly through?: string;
  /** The object has to be made anew, though there is a way to change the field. */
  readonly anew?: true;
  readonly to: CatalogObject;
  readonly from: CatalogObject;
}
/** The same object under another name. */
export interface Rename {
  readonly change: 'rename';
  readonly to: CatalogObject;
  readonly from: CatalogObject;
}
/** One difference: what would have to be done to `actual`. */
export type Change = Create | Drop | Alter | Rename;

/** What a change is about: as it is to be, or, where it goes, as it is. */
export function objectOf(change: Change): CatalogObject {
  return change.change === 'drop' ? change.from : change.to;
}

/** Two expressions, or two queries, that stand at the same place. */
export interface ExpressionPair {
  readonly what: 'expression' | 'query';
  readonly to: CatalogObject;
  readonly from: CatalogObject;
  readonly field: string;
  readonly desired: string;
  readonly actual: string;
  /** What the desired one is a part of: an argument of a function, the object itself. */
  readonly holder: Readonly<Record<string, unknown>>;
}

/**
 * How an object that only one side has may be the other side's under another name:
 * `same definition`: all fields equal; `only one left`: each side has exactly one such object left on the table.
 */
export type Pairing = 'same definition' | 'only one left';

export interface DiffOptions {
  /** Whether two expressions mean the same. Pairs of equal text are not asked. */
  readonly same: (pair: ExpressionPair) => boolean;
  /** Whether a field is equal, where that is not for its values alone to say; undefined: it is. */
  readonly equal?: (to: CatalogObject, from: CatalogObject, field: string) => boolean | undefined;
  readonly pairing: Readonly<Partial<Record<KindName, Pairing>>>;
}

const IDENTITY: ReadonlySet<string> = new Set(['kind', 'on', 'schema', 'table', 'name']);

/** The names of an object's fields: all but what names it. */
export function fieldsOf(object: CatalogObject): string[] {
  return Object.keys(object).filter((key) => !IDENTITY.has(key));
}

/** The value of a field by its name. */
export function valueOf(object: CatalogObject, field: string): unknown {
  return (object as unknown as Readonly<Record<string, unknown>>)[field];
}

/**
 * What would have to be done to `actual` for it to become `desired`, kind by kind.
 * A field that is `undefined` in `desired` is not spoken of and not compared.
 */
export function diff(desired: Catalog, actual: Catalog, options: DiffOptions): Change[] {
  return KIND_NAMES.flatMap((kind) => diffKind(desired[kind], actual[kind], options, options.pairing[kind]));
}

function diffKind(
  desired: readonly CatalogObject[],
  actual: readonly CatalogObject[],
  options: DiffOptions,
  pairing: Pairing | undefined,
): Change[] {
  const actualByKey = new Map(actual.map((object) => [keyOf(object), object]));
  const desiredKeys = new Set(desired.map(keyOf));
  const changes: Change[] = [];
  const missing: CatalogObject[] = [];
  for (const to of desired) {
    const from = actualByKey.get(keyOf(to));
    if (from === undefined) missing.push(to);
    else changes.push(...alters(to, from, options));
  }
  const extra = actual.filter((object) => !desiredKeys.has(keyOf(object)));
  const pairs =
    pairing === undefined ? new Map<CatalogObject, CatalogObject>() : pair(missing, extra, options, pairing);
  const paired = new Set(pairs.values());
  for (const to of missing) {
    const from = pairs.get(to);
    if (from === undefined) changes.push({ change: 'create', to });
    else changes.push({ change: 'rename', to, from }, ...alters(to, from, options));
  }
  for (const from of extra) if (!paired.has(from)) changes.push({ change: 'drop', from });
  return changes;
}

function alters(to: CatalogObject, from: CatalogObject, options: DiffOptions): Alter[] {
  return fieldsOf(to)
    .filter((field) => !sameField(to, from, field, options))
    .map((field) => ({ change: 'alter', field, to, from }));
}

function sameField(to: CatalogObject, from: CatalogObject, field: string, options: DiffOptions): boolean {
  const holder = to as unknown as ExpressionPair['holder'];
  return (
    options.equal?.(to, from, field) ??
    sameValue(valueOf(to, field), valueOf(from, field), holder, (desired, actual, what, holder) =>
      options.same({ to, from, field, desired, actual, what, holder }),
    )
  );
}

type Holder = ExpressionPair['holder'];
type Same = (desired: string, actual: string, what: ExpressionPair['what'], holder: Holder) => boolean;

/** The text of `{ expression: … }` and its like: an object of one key. */
function textOf(value: object, key: 'expression' | 'query' | 'source'): string | null {
  const text = (value as Readonly<Record<string, unknown>>)[key];
  return typeof text === 'string' && Object.keys(value).length === 1 ? text : null;
}

function sameValue(desired: unknown, actual: unknown, holder: Holder, same: Same): boolean {
  if (desired === undefined || desired === actual) return true;
  if (typeof desired !== 'object' || typeof actual !== 'object' || desired === null || actual === null) return false;
  for (const key of ['expression', 'query', 'source'] as const) {
    const wanted = textOf(desired, key);
    if (wanted === null) continue;
    const found = textOf(actual, key);
    if (found === null) return false;
    if (key === 'source') return plain(wanted) === plain(found);
    return wanted === found || same(wanted, found, key, holder);
  }
  if (Array.isArray(desired)) {
    if (!Array.isArray(actual) || desired.length !== actual.length) return false;
    return desired.every((value, i) => sameValue(value, actual[i], holder, same));
  }
  const from = actual as Readonly<Record<string, unknown>>;
  const inner = desired as Holder;
  // Inside a field nothing goes unspoken: what only the live one says is a difference.
  const beyond = Object.entries(from).some(([key, value]) => value !== undefined && !Object.hasOwn(desired, key));
  return !beyond && Object.entries(desired).every(([key, value]) => sameValue(value, from[key], inner, same));
}

function plain(source: string): string {
  return source.replaceAll('\r\n', '\n').trim();
}

/** Finds, among what is left on each side, the same objects under other names; never across tables. */
function pair(
  missing: readonly CatalogObject[],
  extra: readonly CatalogObject[],
  options: DiffOptions,
  pairing: Pairing,
): Map<CatalogObject, CatalogObject> {
  const extraByTable = groupByTable(extra);
  const missingByTable = groupByTable(missing);
  const pairs = new Map<CatalogObject, CatalogObject>();
  for (const [table, wanted] of missingByTable) {
    const left = new Set(extraByTable.get(table) ?? []);
    for (const to of wanted) {
      const from = [...left].find((candidate) =>
        fieldsOf(to).every((field) => sameField(to, candidate, field, options)),
      );
      if (from === undefined) continue;
      pairs.set(to, from);
      left.delete(from);
    }
    const [to, ...moreWanted] = wanted.filter((object) => !pairs.has(object));
    const [from, ...moreLeft] = left;
    const alone = moreWanted.length === 0 && moreLeft.length === 0;
    if (pairing === 'only one left' && to !== undefined && from !== undefined && alone) pairs.set(to, from);
  }
  return pairs;
}

function groupByTable(objects: readonly CatalogObject[]): Map<string, CatalogObject[]> {
  const groups = new Map<string, CatalogObject[]>();
  for (const object of objects) {
    const { schema, table } = addressOf(object);
    const key = JSON.stringify([schema ?? null, table ?? null]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [object]);
    else group.push(object);
  }
  return groups;
}
