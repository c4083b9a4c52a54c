/** What the checks of the truth table share: which cells object, and how a finding says so. */
import { addressOf } from '../catalog/address.js';
import { type Change, objectOf } from '../catalog/diff.js';
import { listOf } from '../catalog/lists.js';
import type { TruthCell, TruthTable } from '../catalog/truth.js';
import type { Evidence, Objection, Severity } from './types.js';

export function isThrough({ outcome }: TruthCell): boolean {
  return outcome.is === 'through' || outcome.is === 'sometimes';
}

/** One objection a table whose cells object. */
export function onTables(
  { truth, changes, spec, inferred }: Evidence,
  wrong: (cell: TruthCell, table: TruthTable) => boolean,
  say: (table: string, cells: readonly TruthCell[]) => { readonly message: string; readonly severity?: Severity },
): Objection[] {
  const scoped = new Set(spec.tables.filter((t) => t.tenantScoped).map((t) => t.name));
  return truth.flatMap((table) => {
    const { schema, table: name = '' } = table.table;
    if (!scoped.has(name)) return [];
    const cells = table.cells.filter((cell) => wrong(cell, table));
    if (cells.length === 0) return [];
    // Without a spec nobody has said that it is not meant so.
    const some = inferred === null ? 'warning' : 'info';
    const severity = cells.every(({ outcome }) => outcome.is === 'sometimes') ? { severity: some as Severity } : {};
    return [
      {
        object: { kind: 'table' as const, ...(schema === undefined ? {} : { schema }), table: name },
        cells,
        ...severity,
        ...say(name, cells),
        changes: aboutPolicies(changes, name),
        ...(inferred === null ? {} : { explains: ['departs-from-pattern'] }),
      },
    ];
  });
}

/** The differences in a table's policies and flags: they are what its truth table shows. */
function aboutPolicies(changes: readonly Change[], table: string): Change[] {
  return changes.filter((change) => {
    const object = objectOf(change);
    return (
      addressOf(object).table === table &&
      (object.kind === 'policy' || object.kind === 'table') &&
      change.change !== 'rename'
    );
  });
}

/** `select and update`, for the verbs of some cells. */
export function verbsOf(cells: readonly TruthCell[]): string {
  const words = [...new Set(cells.map(({ verb }) => (verb === 'update to' ? 'update' : verb)))];
  return listOf(words, words.length);
}

/** ` when is_public`, where it depends on other columns. */
export function condition(cells: readonly TruthCell[]): string {
  const conditions = new Set(cells.flatMap(({ outcome }) => (outcome.is === 'sometimes' ? [outcome.when] : [])));
  const always = cells.some(({ outcome }) => outcome.is === 'through');
  return always || conditions.size === 0 ? '' : ` when ${[...conditions].join(' or ')}`;
}
