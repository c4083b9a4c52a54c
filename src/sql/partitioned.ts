/** What is partitioned goes its own ways: indexes of the whole stand on every part. */
import { addressOf, keyOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Catalog, CatalogObject } from '../catalog/types.js';
import { keysOf } from './kept.js';
import type { Draft } from './kind.js';
import { takeName } from './kinds/index.js';
import { quoteQualified } from './quote.js';

/** An index of a partitioned table is built and dropped in one go: PostgreSQL has no other way to do it. */
export function inOneGo<S extends { readonly object: CatalogObject; readonly drafts: readonly Draft[] }>(
  steps: readonly S[],
  changes: readonly Change[],
  desired: Catalog,
): readonly S[] {
  const before = changes.flatMap((c) => (c.change === 'create' || c.from.kind !== 'table' ? [] : [c.from]));
  const partitioned = keysOf([...desired.table, ...before].filter(({ partitionBy }) => partitionBy !== null));
  if (partitioned.size === 0) return steps;
  return steps.map((step) => {
    const { kind, schema, table } = addressOf(step.object);
    const bound = kind === 'index' || (step.object.kind === 'constraint' && step.object.type !== 'check');
    if (!bound || schema === undefined || table === undefined) return step;
    if (!partitioned.has(keyOf({ kind: 'table', schema, table }))) return step;
    return { ...step, drafts: step.drafts.map(({ online: _, ...draft }) => draft) };
  });
}

/** The index of a partition is there already where its whole stands: it only takes its name. */
export function namedOnly(to: CatalogObject, changes: readonly Change[]): readonly Draft[] | null {
  if (to.kind !== 'index' || to.partOf === null) return null;
  const comes = changes.some(
    (c) =>
      c.change !== 'drop' &&
      c.change !== 'rename' &&
      c.to.kind === 'index' &&
      quoteQualified(c.to.schema, c.to.name) === to.partOf,
  );
  return comes ? null : takeName(to);
}

/** New partitions that take in what was there: they are made before the columns of all change. By key. */
export function takingIn(
  alters: readonly { readonly to: CatalogObject; readonly field: string }[],
  changes: readonly Change[],
): ReadonlySet<string> {
  const wholeOf = (to: CatalogObject): readonly string[] =>
    to.kind === 'table' && to.partitionOf !== null
      ? [keyOf({ kind: 'table', schema: to.partitionOf.schema, table: to.partitionOf.table })]
      : [];
  const targets = new Set(alters.flatMap(({ to, field }) => (field === 'partitionOf' ? wholeOf(to) : [])));
  const created = changes.flatMap((c) => (c.change === 'create' ? [c.to] : []));
  const fresh = keysOf(created);
  const isPartOfOld = (one: CatalogObject) => wholeOf(one).some((key) => !fresh.has(key));
  return keysOf(created.filter((one) => targets.has(keyOf(one)) && isPartOfOld(one)));
}
