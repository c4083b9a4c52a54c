/** What many tables share, found and lifted out: columns, constraint names, policies. */
import type { Catalog, Constraint, ConstraintType, Policy } from '../catalog/types.js';
import { fillTemplate } from './names.js';
import type { Written } from './written.js';

/** Under this many tables nothing is worth lifting out. */
const FEW = 3;

/** A column is shared where at least this part of the tables has it. */
const MOST = 0.6;

export type Columns = readonly (readonly [name: string, written: Written])[];

export interface Shared {
  readonly first: Columns;
  readonly last: Columns;
}

export const NOTHING_SHARED: Shared = { first: [], last: [] };

/** The columns that most tables have in the same words, at their beginning or at their end. */
export function sharedColumns(tables: readonly Columns[]): Shared {
  if (tables.length < FEW) return NOTHING_SHARED;
  const enough = Math.max(FEW, Math.ceil(tables.length * MOST));
  const first = run(tables, enough);
  const rest = tables.map((columns) => columns.filter(([name]) => !first.some(([shared]) => shared === name)));
  const last = run(
    rest.map((columns) => columns.toReversed()),
    enough,
  ).toReversed();
  return { first, last };
}

/** Columns one after another at the beginning; a table that lacks one, or has it elsewhere, is an exception. */
function run(tables: readonly Columns[], enough: number): Columns {
  const shared: (readonly [string, Written])[] = [];
  for (;;) {
    const votes = new Map<string, { column: readonly [string, Written]; count: number }>();
    for (const columns of tables) {
      const next = columns.find(([name]) => !shared.some(([taken]) => taken === name));
      if (next === undefined) continue;
      const key = JSON.stringify(next);
      votes.set(key, { column: next, count: (votes.get(key)?.count ?? 0) + 1 });
    }
    const [best] = [...votes.values()].sort((a, b) => b.count - a.count);
    if (best === undefined || best.count < enough) return shared;
    shared.push(best.column);
  }
}

/** A table's own columns, and the shared ones that it is without, so that its columns stand in the order in which they are. */
export function ownColumns(
  columns: Columns,
  { first, last }: Shared,
): { readonly without: readonly string[]; readonly own: ReadonlyMap<string, Written> } {
  const begins = matching(columns, first);
  const ends = matching(columns.slice(begins.size).toReversed(), last.toReversed());
  const own = columns.slice(begins.size, columns.length - ends.size);
  const taken = new Set([...begins, ...ends]);
  return {
    without: [...first, ...last].map(([name]) => name).filter((name) => !taken.has(name)),
    own: new Map(own),
  };
}

/** The shared columns that stand at the beginning, in their order; some of them may be missing. */
function matching(columns: Columns, shared: Columns): ReadonlySet<string> {
  const found = new Set<string>();
  let at = 0;
  for (const column of shared) {
    if (JSON.stringify(columns[at]) !== JSON.stringify(column)) continue;
    found.add(column[0]);
    at++;
  }
  return found;
}

export type NameTemplates = { readonly [T in Exclude<ConstraintType, 'exclusion'>]: string };

/** As PostgreSQL names constraints that are given no name. */
export const NAMES: NameTemplates = {
  'primary key': '{table}_pkey',
  unique: '{table}_{columns}_key',
  'foreign key': '{table}_{columns}_fkey',
  check: '{table}_{columns}_check',
};

/** The templates by which most constraints are named; PostgreSQL's own where no other explains more of them. */
export function nameTemplates({ constraint }: Catalog): NameTemplates {
  const templateOf = (type: keyof NameTemplates) => {
    const ours = constraint.filter((one) => one.type === type && one.columns.length > 0);
    const votes = new Map<string, number>();
    for (const one of ours) {
      const template = templateFor(one);
      if (template !== null) votes.set(template, (votes.get(template) ?? 0) + 1);
    }
    const [best] = [...votes].sort(([, a], [, b]) => b - a);
    const usual = votes.get(NAMES[type]) ?? 0;
    return best === undefined || best[1] < FEW || best[1] <= usual ? NAMES[type] : best[0];
  };
  return {
    'primary key': templateOf('primary key'),
    unique: templateOf('unique'),
    'foreign key': templateOf('foreign key'),
    check: NAMES.check,
  };
}

/** The template that gives a constraint its name, if it is made of its table and columns. */
function templateFor({ name, table, columns, type }: Constraint): string | null {
  const list = columns.join('_');
  if (!name.includes(table) || /[{}]/.test(name)) return null;
  const withTable = name.replace(table, '{table}');
  const template = type === 'primary key' ? withTable : withTable.replace(list, '{columns}');
  if (type !== 'primary key' && !template.includes('{columns}')) return null;
  return fillTemplate(template, { table, columns: list }) === name ? template : null;
}

/** A policy with its table's name taken out, so that it can be held against others. */
export function policyTemplate(policy: Policy, comment: string | null): string {
  const { command, permissive, roles, using, withCheck } = policy;
  const expressions = [using?.expression ?? null, withCheck?.expression ?? null];
  return JSON.stringify([templateOfName(policy), command, permissive, roles, ...expressions, comment]);
}

/** A policy's name with `{table}` for the table's. */
export function templateOfName({ name, table }: Policy): string {
  const template = name.replace(table, () => '{table}');
  return !/[{}]/.test(name) && fillTemplate(template, { table }) === name ? template : name;
}
