/** What still bears a former name: renames, and the live catalog as it is after them. */
import { addressOf, keyOf } from '../catalog/address.js';
import type { Rename } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import type { Catalog, CatalogObject, Column, Expression, IndexElement, Query, Table } from '../catalog/types.js';
import { quoteIdent } from '../expression/identifier.js';
import { is, lex } from '../expression/scan.js';
import { withColumnOfSequences, withFormerTypes, withTableOfSequences } from './former-types.js';

export interface Former {
  /** The live catalog under the new names: what a read after the renames would give. */
  readonly actual: Catalog;
  /** Types and sequences, tables, then columns. */
  readonly renames: readonly Rename[];
}

/**
 * What the spec names and the database has under a former name. Where it has both, nothing is renamed: which of them
 * holds the rows only a person can say.
 */
export function withFormerNames(desired: Catalog, actual: Catalog, hints: Hints): Former {
  const renames: Rename[] = [];
  let now = actual;
  if (hints.size === 0 && desired.sequence.length === 0) return { actual, renames };
  const hinted = (to: CatalogObject) => (hints.get(keyOf(to))?.formerly.length ?? 0) > 0;
  for (const to of desired.table.filter(hinted)) {
    const from = formerOf(to, now.table, hints, (table) => table.table);
    if (from === undefined) continue;
    renames.push({ change: 'rename', to, from });
    now = withTable(withTableOfSequences(now, from, to), from, to);
  }
  for (const to of desired.column.filter(hinted)) {
    const siblings = now.column.filter(({ schema, table }) => schema === to.schema && table === to.table);
    const from = formerOf(to, siblings, hints, (column) => column.name);
    if (from === undefined) continue;
    renames.push({ change: 'rename', to, from });
    now = withColumn(withColumnOfSequences(now, from, to), from, to);
  }
  const types = withFormerTypes(desired, now, hints);
  return { actual: types.actual, renames: [...types.renames, ...renames] };
}

function formerOf<T extends Table | Column>(
  to: T,
  live: readonly T[],
  hints: Hints,
  nameOf: (object: T) => string,
): T | undefined {
  const former = hints.get(keyOf(to))?.formerly ?? [];
  if (former.length === 0 || live.some((one) => one.schema === to.schema && nameOf(one) === nameOf(to)))
    return undefined;
  const here = live.filter(({ schema }) => schema === to.schema);
  return former.flatMap((name) => here.filter((one) => nameOf(one) === name))[0];
}

function withTable(catalog: Catalog, from: Table, to: Table): Catalog {
  const at = { schema: from.schema, table: from.table };
  const moved = <T extends CatalogObject>(object: T): T => {
    const { schema, table } = addressOf(object);
    const here = schema === at.schema && table === at.table ? { ...object, table: to.table } : object;
    if (here.kind !== 'constraint' || !isTable(here.references, at)) return here;
    return { ...here, references: { ...here.references, table: to.table } };
  };
  return {
    ...catalog,
    table: catalog.table.map((table) => {
      const here = moved(table);
      return isTable(here.partitionOf, at) ? { ...here, partitionOf: { ...here.partitionOf, table: to.table } } : here;
    }),
    column: catalog.column.map(moved),
    constraint: catalog.constraint.map(moved),
    index: catalog.index.map(moved),
    policy: catalog.policy.map((policy) => {
      const here = moved(policy);
      return {
        ...here,
        using: renamed(here.using, from.table, to.table),
        withCheck: renamed(here.withCheck, from.table, to.table),
      };
    }),
    trigger: catalog.trigger.map((trigger) => {
      const here = moved(trigger);
      return isTable(here.from, at) ? { ...here, from: { ...here.from, table: to.table } } : here;
    }),
    view: catalog.view.map((view) => ({ ...view, definition: named(view.definition, from.table, to.table) })),
    'materialized view': catalog['materialized view'].map((view) => ({
      ...view,
      definition: named(view.definition, from.table, to.table),
    })),
    comment: catalog.comment.map(moved),
  };
}

function withColumn(catalog: Catalog, from: Column, to: Column): Catalog {
  const at = { schema: to.schema, table: to.table };
  const on = (object: { readonly schema?: string; readonly table?: string }) => isTable(object, at);
  const name = (one: string) => (one === from.name ? to.name : one);
  const text = <E extends Expression | null>(one: E): E => renamed(one, from.name, to.name) as E;
  const element = <E extends Pick<IndexElement, 'column' | 'expression'>>(one: E): E => ({
    ...one,
    column: one.column === null ? null : name(one.column),
    expression: text(one.expression),
  });
  return {
    ...catalog,
    table: catalog.table.map((table) =>
      on(table) && table.partitionBy !== null
        ? { ...table, partitionBy: { ...table.partitionBy, elements: table.partitionBy.elements.map(element) } }
        : table,
    ),
    column: catalog.column.map((column) =>
      on(column)
        ? {
            ...column,
            name: name(column.name),
            generated: column.generated === null ? null : { ...column.generated, as: text(column.generated.as) },
          }
        : column,
    ),
    constraint: catalog.constraint.map((constraint) => {
      const { references } = constraint;
      const pointing = isTable(references, at)
        ? { ...constraint, references: { ...references, columns: references.columns.map(name) } }
        : constraint;
      if (!on(constraint)) return pointing;
      return {
        ...pointing,
        columns: constraint.columns.map(name),
        include: constraint.include.map(name),
        onDeleteColumns: constraint.onDeleteColumns.map(name),
        check: text(constraint.check),
        exclusion:
          constraint.exclusion === null
            ? null
            : {
                ...constraint.exclusion,
                elements: constraint.exclusion.elements.map(element),
                where: text(constraint.exclusion.where),
              },
      };
    }),
    index: catalog.index.map((index) =>
      on(index)
        ? {
            ...index,
            elements: index.elements.map(element),
            include: index.include.map(name),
            where: text(index.where),
          }
        : index,
    ),
    policy: catalog.policy.map((policy) =>
      on(policy) ? { ...policy, using: text(policy.using), withCheck: text(policy.withCheck) } : policy,
    ),
    trigger: catalog.trigger.map((trigger) =>
      on(trigger) ? { ...trigger, columns: trigger.columns.map(name), when: text(trigger.when) } : trigger,
    ),
    comment: catalog.comment.map((comment) =>
      comment.on === 'column' && on(comment) && comment.name !== undefined
        ? { ...comment, name: name(comment.name) }
        : comment,
    ),
  };
}

function isTable<T extends { readonly schema?: string; readonly table?: string }>(
  object: T | null,
  { schema, table }: { readonly schema: string; readonly table: string },
): object is T {
  return object !== null && object.schema === schema && object.table === table;
}

/**
 * The expression as the server prints it after the rename. A function or a type of the same name keeps it; where the
 * text misleads us, the policy or constraint is written anew, no more.
 */
function renamed(one: Expression | null, from: string, to: string): Expression | null {
  if (one === null) return null;
  const { expression } = one;
  const tokens = lex(expression);
  let text = '';
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    const isName = (token.kind === 'word' || token.kind === 'quoted identifier') && token.value === from;
    if (!isName || is(tokens[i + 1], '(') || is(tokens[i - 1], '::')) continue;
    text += expression.slice(end, token.start) + quoteIdent(to);
    end = token.end;
  }
  return end === 0 ? one : { expression: text + expression.slice(end) };
}

/** The same of a query. A renamed column keeps its name as a view's own: such a view is written anew. */
function named({ query }: Query, from: string, to: string): Query {
  return { query: renamed({ expression: query }, from, to)?.expression ?? query };
}
