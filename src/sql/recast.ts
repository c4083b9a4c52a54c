/**
 * Types that PostgreSQL has no way to alter as wanted: an enum that loses a value or changes their order, a domain over
 * another type. The old one steps aside, a new one takes its name, each column that holds it is converted in one go, and
 * the old one is dropped: rows stay, and one that does not fit fails.
 */
import { keyOf } from '../catalog/address.js';
import type { Alter, Change } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import type { CatalogObject, Column, Domain, Enum } from '../catalog/types.js';
import { keepsValues } from './column-type.js';
import type { Draft } from './kind.js';
import { domain } from './kinds/domain.js';
import { enumeration, goesInPlace, renamed } from './kinds/enum.js';
import { passingName } from './passing-name.js';
import { quoteIdent, quoteLiteral, quoteQualified } from './quote.js';

/** One type that is made anew under its name. */
export interface Recast {
  readonly to: Enum | Domain;
  readonly from: Enum | Domain;
  /** What the old one is called until it goes. */
  readonly aside: string;
  /** The type by way of which its values become the new one's. */
  readonly through: string;
  /** Whether every value stays what it is, or fails. */
  readonly lossless: boolean;
}

export interface Recasts {
  /** By keyOf the type. */
  readonly types: ReadonlyMap<string, Recast>;
  /** The changes, with one of the type of each column that holds one of them. */
  readonly changes: readonly Change[];
}

/**
 * @param online each added value has a transaction of its own
 * @param thereIn what is there before and after the changes, what the spec does not know and leaves alone among it
 */
export function recasts(
  changes: readonly Change[],
  { hints, online }: { readonly hints: Hints; readonly online: boolean },
  thereIn: () => readonly CatalogObject[],
): Recasts {
  const types = new Map<string, Recast>();
  const queue: Recast[] = [];
  const add = (to: Enum | Domain, from: Enum | Domain, through: string, lossless: boolean) => {
    if (types.has(keyOf(to))) return;
    const one = { to, from, aside: passingName(to.name), through, lossless };
    types.set(keyOf(to), one);
    queue.push(one);
  };
  for (const change of changes) {
    if (change.change !== 'alter') continue;
    const { to, from, field } = change;
    if (to.kind === 'enum' && from.kind === 'enum' && field === 'values') {
      const values = hints.get(keyOf(to))?.values ?? new Map();
      if (!goesInPlace(to, from, values) || (!online && isUsed(added(to, from, values), to, changes)))
        add(to, from, 'text', true);
    } else if (to.kind === 'domain' && from.kind === 'domain') {
      const other = field === 'type' || field === 'collation';
      // Values inside of arrays ALTER DOMAIN cannot look at, and refuses (find_composite_type_dependencies).
      if (other || (demands(to, from, field) && isInArray(to, thereIn())))
        add(to, from, to.type, keepsValues(from.type, to.type));
    }
  }
  const replaced = replacedIn(changes);
  for (const { to, from } of replaced) add(to, from, 'text', false);
  if (types.size === 0) return { types, changes };

  const casts: Alter[] = [];
  const there = thereIn();
  const retyped = new Set(changes.flatMap((c) => (c.change === 'alter' && c.field === 'type' ? [keyOf(c.to)] : [])));
  const before = new Map(
    changes.flatMap((c) => (c.change === 'alter' || c.change === 'rename' ? [[keyOf(c.to), c.from] as const] : [])),
  );
  const parts = new Set(there.flatMap((one) => (one.kind === 'table' && one.partitionOf !== null ? [keyOf(one)] : [])));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const name = quoteQualified(next.to.schema, next.to.name);
    for (const one of there) {
      if ((one.kind !== 'column' && one.kind !== 'domain') || retyped.has(keyOf(one))) continue;
      const array = one.type === `${name}[]`;
      if (!array && one.type !== name) continue;
      const through = array ? `${next.through}[]` : next.through;
      const from = before.get(keyOf(one)) ?? one;
      if (one.kind === 'domain') {
        add(one, from as Domain, through, next.lossless);
        continue;
      }
      // A part is changed with its whole; what is computed is computed anew.
      const isPart = parts.has(keyOf({ kind: 'table', schema: one.schema, table: one.table }));
      if (isPart || one.generated !== null) continue;
      casts.push({
        change: 'alter',
        field: 'type',
        to: one,
        from,
        recast: { of: keyOf(next.to), through, lossless: next.lossless },
      });
    }
  }
  // A default goes before its column is converted, and comes back as it is to be.
  const cast = new Map(casts.map(({ to, from }) => [keyOf(to), from as Column]));
  const settled = (c: Change) =>
    c.change === 'alter' && c.field === 'default' && (cast.get(keyOf(c.to))?.default ?? null) !== null;
  const ends = new Set<CatalogObject>(replaced.flatMap(({ to, from }) => [to, from]));
  const isTaken = (c: Change) => (c.change === 'create' && ends.has(c.to)) || (c.change === 'drop' && ends.has(c.from));
  return { types, changes: [...casts, ...changes.filter((c) => !settled(c) && !isTaken(c))] };
}

/** A domain that becomes an enum of the same name, or an enum a domain: what stands on it stands on the other then. */
function replacedIn(
  changes: readonly Change[],
): readonly { readonly to: Enum | Domain; readonly from: Enum | Domain }[] {
  const isType = (object: CatalogObject): object is Enum | Domain => object.kind === 'enum' || object.kind === 'domain';
  const named = ({ schema, name }: Enum | Domain) => quoteQualified(schema, name);
  const gone = new Map(
    changes.flatMap((c) => (c.change === 'drop' && isType(c.from) ? [[named(c.from), c.from]] : [])),
  );
  return changes.flatMap((c) => {
    const from = c.change === 'create' && isType(c.to) ? gone.get(named(c.to)) : undefined;
    return c.change === 'create' && isType(c.to) && from !== undefined ? [{ to: c.to, from }] : [];
  });
}

/** What makes room for the new one, and makes it. */
export function takePlace({ to, from, aside }: Recast): readonly Draft[] {
  const what = from.kind === 'enum' ? 'type' : 'domain';
  return [
    { sql: `alter ${what} ${quoteQualified(from.schema, from.name)} rename to ${quoteIdent(aside)}` },
    ...(to.kind === 'enum' ? enumeration.create(to, []) : domain.create(to, [])),
  ];
}

/** The old one under its passing name, and what ends it. */
export function leaveFor({ from, aside }: Recast): {
  readonly object: CatalogObject;
  readonly drafts: readonly Draft[];
} {
  const what = from.kind === 'enum' ? 'type' : 'domain';
  return {
    object: { ...from, name: aside },
    drafts: [{ sql: `drop ${what} ${quoteQualified(from.schema, aside)}` }],
  };
}

/** Whether a change asks something of the values that are there. */
function demands(to: Domain, from: Domain, field: string): boolean {
  if (field === 'notNull') return to.notNull;
  if (field !== 'checks') return false;
  const known = new Map(from.checks.map((one) => [one.name, one]));
  return to.checks.some(({ name, check, validated }) => {
    const before = known.get(name);
    return validated && !(before?.validated === true && before.check.expression === check.expression);
  });
}

function isInArray({ schema, name }: Domain, there: readonly CatalogObject[]): boolean {
  const type = quoteQualified(schema, name);
  return there.some(
    (one) =>
      (one.kind === 'column' || one.kind === 'domain') &&
      (one.type === `${type}[]` || (one.kind === 'domain' && one.type === type && isInArray(one, there))),
  );
}

function added(to: Enum, from: Enum, values: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const renames = new Set(renamed(to, from, values).values());
  return to.values.filter((value) => !from.values.includes(value) && !renames.has(value));
}

/** A value that was added a moment ago may not be used before the transaction ends ("unsafe use of new value"). */
function isUsed(values: readonly string[], type: Enum, changes: readonly Change[]): boolean {
  if (values.length === 0) return false;
  const users = changes.flatMap((c) =>
    (c.change === 'create' || c.change === 'alter') && keyOf(c.to) !== keyOf(type) ? [c.to] : [],
  );
  return users.some((object) => {
    const texts = textsOf(object);
    // A default of a column of another type is none of this enum's.
    if (object.kind === 'column' && !texts.some((text) => text.includes(quoteIdent(type.name)))) return false;
    return values.some((value) => texts.some((text) => holds(text, value)));
  });
}

function holds(text: string, value: string): boolean {
  return text.includes(quoteLiteral(value)) || (/'\{/.test(text) && text.includes(value));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
