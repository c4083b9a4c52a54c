/** The ways past the tenant: arms of a policy's OR that a setting opens for every row. */
import type { Node } from 'libpg-query';
import { comparisonsOf, parts } from './comparison.js';
import { type Alternative, alternatives, bareTarget, constantText } from './operand.js';
import type { Parsed } from './parse.js';
import { quote } from './quotation.js';
import { isNode, nodesIn, open } from './tree.js';

/** What a test of a setting asks of it. */
export type BypassTest =
  /** Equal to (any of) these texts. */
  | { readonly is: 'equals'; readonly values: readonly string[] }
  /** Read as a boolean. */
  | { readonly is: 'boolean' }
  /** `is null`, `= ''` after coalesce and the like: open where the setting is not there. */
  | { readonly is: 'null' }
  /** Any other comparison. */
  | { readonly is: 'other'; readonly operator: string };

/** An arm of the expression's OR that a setting alone, whatever the row, may make true. */
export interface Bypass {
  readonly setting: string;
  readonly test: BypassTest;
  /** Constants that stand in where the setting is not there: `coalesce(<setting>, 'false')`. */
  readonly fallbacks: readonly string[];
  /** More is AND-ed to the test. */
  readonly andMore: boolean;
  readonly source: string;
  readonly offset: number;
}

/**
 * The top-level OR arms that test a setting.
 * @param setting only those of this setting
 */
export function bypasses(expression: Parsed, setting?: string): readonly Bypass[] {
  const all = known.get(expression) ?? allOf(expression);
  known.set(expression, all);
  return setting === undefined ? all : all.filter((bypass) => bypass.setting === setting.toLowerCase());
}

const known = new WeakMap<Parsed, readonly Bypass[]>();

function allOf(expression: Parsed): readonly Bypass[] {
  return arms(expression.node).flatMap((arm) => {
    const conjuncts = parts(arm, 'AND_EXPR');
    return conjuncts.flatMap((conjunct) => settingTest(expression, conjunct, conjuncts.length > 1));
  });
}

/** The arms of a top-level OR, of a FROM-less sub-select around it, and the branches of a CASE that stands for one. */
function arms(node: Node): readonly Node[] {
  const [kind, fields] = open(node);
  const target = kind === 'SubLink' ? bareTarget(fields) : null;
  if (target !== null) return arms(target);
  if (kind === 'BoolExpr' && fields.boolop === 'OR_EXPR') return nodesIn(fields.args).flatMap(arms);
  if (kind !== 'CaseExpr' || fields.arg !== undefined) return [node];
  const whens = nodesIn(fields.args).map((when) => open(when)[1]);
  const results = whens.map(({ expr, result }) => (isNode(result) && constantText(result) === 'true' ? expr : result));
  return [...results, fields.defresult].filter(isNode).flatMap(arms);
}

function settingTest(expression: Parsed, node: Node, andMore: boolean): readonly Bypass[] {
  const found = testOf(expression.sql, node);
  if (found === null) return [];
  const { operand, test } = found;
  if (operand.some((one) => one.is === 'column')) return [];
  const setting = operand.find((one) => one.is === 'setting');
  if (setting === undefined) return [];
  const fallbacks = operand.flatMap((one) => (one.is === 'constant' ? [one.text] : []));
  const { offset } = setting;
  return [{ setting: setting.setting, test, fallbacks, andMore, source: quote(expression, node), offset }];
}

function testOf(
  sql: string,
  node: Node,
): { readonly operand: readonly Alternative[]; readonly test: BypassTest } | null {
  const [kind, fields] = open(node);
  if ((kind === 'NullTest' || kind === 'BooleanTest') && isNode(fields.arg)) {
    const inner = testOf(sql, fields.arg);
    if (fields.booltesttype === 'IS_TRUE' && inner !== null) return inner;
    const operand = alternatives(sql, fields.arg);
    if (fields.nulltesttype === 'IS_NULL' || fields.booltesttype === 'IS_UNKNOWN')
      return { operand, test: { is: 'null' } };
    const operator = String(fields.nulltesttype ?? fields.booltesttype)
      .replaceAll('_', ' ')
      .toLowerCase();
    return { operand, test: { is: 'other', operator } };
  }
  for (const { operator, sides } of comparisonsOf(node)) {
    const [left, right] = sides.map((side) => alternatives(sql, side));
    if (left === undefined || right === undefined) continue;
    const operand = left.some((one) => one.is === 'setting') ? left : right;
    const values = (operand === left ? right : left).flatMap((one) => (one.is === 'constant' ? [one.text] : []));
    const isConstant = (operand === left ? right : left).every((one) => one.is === 'constant' || one.is === 'null');
    if (!isConstant) return null;
    const equals = ['=', 'any =', 'is not distinct from'].includes(operator) && values.length > 0;
    const test: BypassTest = equals ? { is: 'equals', values } : { is: 'other', operator };
    return { operand, test: operator === 'is not distinct from' && values.length === 0 ? { is: 'null' } : test };
  }
  const operand = alternatives(sql, node);
  const isBoolean = operand.some((one) => one.is === 'setting' && one.casts.at(-1) === 'bool');
  return isBoolean ? { operand, test: { is: 'boolean' } } : null;
}
