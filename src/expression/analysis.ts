/** What a policy's expression says of tenants: which settings it reads, what it compares the tenant with, what lets past. */
import type { Node } from 'libpg-query';
import { comparisonsOf, parts } from './comparison.js';
import { type Alternative, alternatives, bareTarget, constantText } from './operand.js';
import { offsetOf, type Parsed } from './parse.js';
import { quote } from './quotation.js';
import { childrenOf, everyNode, isNode, open } from './tree.js';
import { canonicalUuid } from './uuid.js';

export { type Bypass, type BypassTest, bypasses } from './bypass.js';
export { type Alternative, type SettingRead, settingsRead } from './operand.js';
export { isPlaceholderUuid } from './uuid.js';

/** The tenant column compared with something. */
export interface TenantComparison {
  /** `=`, `<>`, `is distinct from`, `any =` (also of IN), … */
  readonly operator: string;
  /** Types that the column is cast to before it is compared. */
  readonly columnCasts: readonly string[];
  /** What the other side may be. */
  readonly with: readonly Alternative[];
  /** The constants that the other side falls back to where a setting is not there: `coalesce(<setting>, <constant>)`. */
  readonly fallbacks: readonly UuidConstant[];
  /** It falls back to the tenant column itself, which matches every row. */
  readonly fallsBackToColumn: boolean;
  /** The comparison's own words. */
  readonly source: string;
  readonly offset: number;
}

/** A constant, and what UUID it is, if one. */
export interface UuidConstant {
  readonly text: string;
  /** Canonical; null for a constant that is no UUID. */
  readonly uuid: string | null;
  readonly offset: number;
}

const compared = new WeakMap<Parsed, Map<string, readonly TenantComparison[]>>();

/** Every comparison of the tenant column, in whatever depth, sub-selects on tables apart. */
export function tenantComparisons(expression: Parsed, tenantColumn: string): readonly TenantComparison[] {
  const known = compared.get(expression) ?? new Map<string, readonly TenantComparison[]>();
  compared.set(expression, known);
  const before = known.get(tenantColumn);
  if (before !== undefined) return before;
  const found = comparisonsIn(expression, tenantColumn);
  known.set(tenantColumn, found);
  return found;
}

function comparisonsIn(expression: Parsed, tenantColumn: string): readonly TenantComparison[] {
  const { sql } = expression;
  return [...outsideQueries(expression.node)].flatMap((node) =>
    comparisonsOf(node).flatMap(({ operator, sides }) => {
      const [left, right] = sides.map((side) => alternatives(sql, side));
      if (left === undefined || right === undefined) return [];
      const isTenant = (one: Alternative): boolean => one.is === 'column' && one.column === tenantColumn;
      const ours = left.every(isTenant) ? left : right.every(isTenant) ? right : left.some(isTenant) ? left : right;
      if (!ours.some(isTenant)) return [];
      const other = ours === left ? right : left;
      const column = ours.find(isTenant);
      // `coalesce(tenant_id, <constant>) = <setting>` matches rows by a constant as well.
      const constants = [...(other.some(readsSetting) ? other : []), ...ours].filter((one) => one.is === 'constant');
      const offset = offsetOf(sql, Number(open(node)[1].location ?? 0));
      return {
        operator,
        columnCasts: column?.is === 'column' ? column.casts : [],
        with: other,
        fallbacks: constants.map((one) => ({ text: one.text, uuid: canonicalUuid(one.text), offset: one.offset })),
        fallsBackToColumn: other.some(isTenant),
        source: quote(expression, node),
        offset,
      };
    }),
  );
}

/** Every constant that is a UUID, wherever it stands. */
export function uuidConstants({ sql, node }: Parsed): readonly UuidConstant[] {
  return [...everyNode(node)].flatMap((part) => {
    const text = 'A_Const' in part ? constantText(part) : null;
    const uuid = text === null ? null : canonicalUuid(text);
    if (text === null || uuid === null) return [];
    return [{ text, uuid, offset: offsetOf(sql, Number(open(part)[1].location ?? 0)) }];
  });
}

/** Is every row let through: the expression is the constant true? */
export function isAlwaysTrue({ node }: Parsed): boolean {
  return parts(node, 'OR_EXPR').some((arm) => /^(?:t|true)$/i.test(constantText(arm) ?? ''));
}

function readsSetting(one: Alternative): boolean {
  return one.is === 'setting' || (one.is === 'other' && one.settings.length > 0);
}

/** The node and all below it, without going into sub-selects that read tables. */
function* outsideQueries(node: Node): Generator<Node> {
  yield node;
  const [kind, fields] = open(node);
  const below = kind === 'SubLink' ? [bareTarget(fields) ?? fields.testexpr].filter(isNode) : childrenOf(node);
  for (const child of below) yield* outsideQueries(child);
}
