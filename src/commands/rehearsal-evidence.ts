/** What a rehearsal tells checks: who asked for what in vain, what kept live tables waiting, which `down` is none. */
import { addressOf, describe, keyOf } from '../catalog/address.js';
import { type Change, diff, objectOf, valueOf } from '../catalog/diff.js';
import type { Catalog } from '../catalog/types.js';
import type { Rehearsed as Evidence, Finding } from '../checks/types.js';
import { deedsOf } from '../expression/statements.js';
import type { Failure, Moment, Rehearsed } from '../knex/rehearse.js';
import type { Spec } from '../spec/types.js';
import type { Item } from '../sql/inventory.js';
import { liveLocks } from '../sql/live-locks.js';
import { inVain } from './rehearsal-in-vain.js';
import type { PlaceOf } from './rehearsal-places.js';

/** On the way to the last migration only the catalogs are looked at. */
export const NOTHING_SEEN: Evidence = { failed: null, inVain: [], down: [], locks: [] };

/**
 * Which migration brought a finding about: the one after which it was first there and never went away again.
 * @param findings before the first migration, then after each
 * @returns null where it was there from the start: what no migration makes
 */
export function causes(
  findings: readonly (readonly Finding[])[],
  names: readonly string[],
): (finding: Finding) => string | null {
  const present = findings.map((some) => new Set(some.map(({ fingerprint }) => fingerprint)));
  return ({ fingerprint }) => {
    let since = present.length - 1;
    while (since > 0 && present[since - 1]?.has(fingerprint) === true) since--;
    return since === 0 ? null : (names[since - 1] ?? null);
  };
}

export async function evidenceOf(rehearsed: Rehearsed, spec: Spec, placeOf: PlaceOf): Promise<Evidence> {
  const { failure, steps, before } = rehearsed;
  return {
    failed: failure === null ? null : failed(failure, spec, placeOf),
    inVain: await inVain(rehearsed, placeOf),
    down: taken(rehearsed, placeOf),
    locks: (
      await Promise.all(
        steps.map(async ({ name, statements, after, inTransaction }, i) => {
          const found = liveLocks((steps[i - 1]?.after ?? before).snapshot.catalog, after.snapshot.catalog, {
            deeds: (await Promise.all(statements.map(deedsOf))).flat(),
            inTransaction,
            partitioned: new Set(after.items.flatMap((item) => (item.what === 'partitioned table' ? [item.name] : []))),
          });
          return found.map((lock) => ({
            ...lock,
            migration: placeOf(name, [lock.object.name, lock.object.table]),
            past: isPast(name, spec),
          }));
        }),
      )
    ).flat(),
  };
}

/** Of the same stem: the file of a build has another extension. */
function isPast(name: string, { history }: Spec): boolean {
  const stem = (file: string) => file.replace(/\.[cm]?[jt]s$/, '');
  return history !== null && [history.baseline, ...history.archived].some((other) => stem(other) === stem(name));
}

function failed({ name, message, statement, code }: Failure, spec: Spec, placeOf: PlaceOf): Evidence['failed'] {
  const hint =
    code === '42P01'
      ? 'a table of another service has to be named in the spec, under external: then it stands in for it here'
      : code === '42P07' && [...spec.external.keys()].some((table) => message.includes(`"${table}"`))
        ? 'the spec says that this table is another service’s, so that it was there already'
        : code === '42704'
          ? 'a role or type that others make has to be there: see --scratch-url'
          : message.includes('extension') && (code === '0A000' || code === '58P01')
            ? 'the server to rehearse on does not have it: see --scratch-url'
            : null;
  return { migration: placeOf(name, []), message, statement, hint };
}

/** What each `down` left otherwise than `up` had found it, and no later one had before. */
function taken({ before, steps, downs, downFailure }: Rehearsed, placeOf: PlaceOf): Evidence['down'] {
  const told = new Set<string>();
  const found = downs.flatMap(({ name, after }) => {
    const i = steps.findIndex((step) => step.name === name);
    const wanted = steps[i - 1]?.after ?? before;
    const differences = differencesOf(wanted, after).filter((line) => !told.has(line));
    for (const line of differences) told.add(line);
    if (differences.length === 0) return [];
    return [
      {
        migration: placeOf(name, ['down']),
        message: `the down of ${name} does not restore what its up found:`,
        statement: null,
        differences,
      },
    ];
  });
  if (downFailure === null) return found;
  const { name, message, statement } = downFailure;
  const failing = {
    migration: placeOf(name, ['down']),
    message: `the down of ${name} fails: ${message}`,
    statement,
    differences: [],
  };
  return [...found, failing];
}

/** In words; roles belong to the cluster. */
function differencesOf(wanted: Moment, actual: Moment): readonly string[] {
  const whole = ({ snapshot }: Moment): Catalog => ({ ...snapshot.catalog, role: [], extension: [] });
  const changes = diff(whole(wanted), whole(actual), { pairing: {}, same: () => false });
  const key = ({ what, schema, name }: Item) => JSON.stringify([what, schema, name]);
  // A table is told once, with the columns that make it.
  const modelled = new Set(['table', 'partitioned table', 'index', 'schema']);
  const has = (items: readonly Item[]) => new Set(items.filter(({ what }) => !modelled.has(what)).map(key));
  const [then, now] = [has(wanted.items), has(actual.items)];
  const named = (k: string) => {
    const [what, schema, name] = JSON.parse(k) as [string, string, string];
    return what === 'extension' || what === 'schema' ? `${what} ${name}` : `${what} ${schema}.${name}`;
  };
  return [
    ...withoutParts(changes).map(inWords),
    ...[...now].filter((k) => !then.has(k)).map((k) => `${named(k)} stays behind`),
    ...[...then].filter((k) => !now.has(k)).map((k) => `${named(k)} is gone`),
  ];
}

/** What comes or goes with a whole table is told by the table. */
function withoutParts(changes: readonly Change[]): readonly Change[] {
  const tables = new Set(
    changes.flatMap((c) => {
      const object = objectOf(c);
      return c.change !== 'alter' && object.kind === 'table' ? [keyOf(object)] : [];
    }),
  );
  return changes.filter((c) => {
    const { kind, schema = '', table } = addressOf(objectOf(c));
    return kind === 'table' || table === undefined || !tables.has(keyOf({ kind: 'table', schema, table }));
  });
}

function inWords(change: Change): string {
  switch (change.change) {
    case 'create':
      return `${describe(addressOf(change.to))} is gone`;
    case 'drop':
      return `${describe(addressOf(change.from))} stays behind`;
    case 'rename':
      return `${describe(addressOf(change.from))} was ${describe(addressOf(change.to))}`;
    case 'alter': {
      const [was, is] = [valueOf(change.to, change.field), valueOf(change.from, change.field)];
      return `${describe(addressOf(change.to))}: ${change.field} was ${shown(was)}, is ${shown(is)}`;
    }
  }
}

function shown(value: unknown): string {
  const expression = (value as { readonly expression?: unknown } | null)?.expression;
  return typeof expression === 'string' ? expression : JSON.stringify(value);
}
