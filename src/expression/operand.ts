/** What an operand of a comparison may turn out to be: a setting, a constant, a column, with what is wrapped around it. */
import type { Node } from 'libpg-query';
import { offsetOf, type Parsed } from './parse.js';
import { constantOf, everyNode, type Fields, isNode, nameOf, nodesIn, open, strings, typeOf } from './tree.js';

/** A value that an operand may take: `coalesce(<setting>, <constant>)` may be either. */
export type Alternative =
  | {
      readonly is: 'setting';
      /** In lower case, as PostgreSQL compares setting names. */
      readonly setting: string;
      /** The second argument of current_setting is true. */
      readonly missingOk: boolean;
      /** `nullif(…, '')` is around it. */
      readonly emptyIsNull: boolean;
      /** Types it is cast to, from the inside out: `['uuid']`. */
      readonly casts: readonly string[];
      readonly offset: number;
    }
  | { readonly is: 'constant'; readonly text: string; readonly casts: readonly string[]; readonly offset: number }
  | { readonly is: 'null' }
  | { readonly is: 'column'; readonly column: string; readonly casts: readonly string[] }
  /** Anything else; the settings read somewhere in it. */
  | { readonly is: 'other'; readonly settings: readonly string[]; readonly calls: readonly string[] };

/** One place that reads a setting. */
export interface SettingRead {
  /** In lower case; null where the name is not a constant. */
  readonly setting: string | null;
  readonly missingOk: boolean;
  readonly offset: number;
}

/** Every current_setting(…), however deep. */
export function settingsRead({ sql, node }: Parsed): readonly SettingRead[] {
  return [...everyNode(node)].flatMap((part) => {
    const read = settingOf(sql, part);
    return read === null ? [] : [read];
  });
}

/** All that an operand may be: through casts, coalesce, nullif, CASE, greatest and least, arrays and FROM-less sub-selects. */
export function alternatives(sql: string, node: Node): readonly Alternative[] {
  const [kind, fields] = open(node);
  const of = (value: unknown): readonly Alternative[] => (isNode(value) ? alternatives(sql, value) : [{ is: 'null' }]);
  const offset = offsetOf(sql, Number(fields.location ?? 0));
  const text = constantText(node);
  if (text !== null) return [{ is: 'constant', text, casts: castsOf(node), offset }];
  const read = settingOf(sql, node);
  if (read?.setting != null) {
    return [{ is: 'setting', setting: read.setting, missingOk: read.missingOk, emptyIsNull: false, casts: [], offset }];
  }
  switch (kind) {
    case 'A_Const':
      return [{ is: 'null' }];
    case 'ColumnRef': {
      const column = strings(fields.fields)?.at(-1);
      if (column !== undefined) return [{ is: 'column', column, casts: [] }];
      break;
    }
    case 'TypeCast': {
      const type = typeOf(fields.typeName) ?? '?';
      return of(fields.arg).map((one) => ('casts' in one ? { ...one, casts: [...one.casts, type] } : one));
    }
    case 'CollateClause':
      return of(fields.arg);
    case 'CoalesceExpr':
    case 'MinMaxExpr':
      return nodesIn(fields.args).flatMap(of);
    case 'A_ArrayExpr':
      return nodesIn(fields.elements).flatMap(of);
    case 'List':
      return nodesIn(fields.items).flatMap(of);
    case 'CaseExpr':
      return [...nodesIn(fields.args).map((when) => open(when)[1].result), fields.defresult].flatMap(of);
    case 'A_Expr': {
      if (fields.kind !== 'AEXPR_NULLIF' || !isNode(fields.rexpr)) break;
      const emptied = constantText(fields.rexpr) === '';
      return of(fields.lexpr).map((one) => (one.is === 'setting' && emptied ? { ...one, emptyIsNull: true } : one));
    }
    case 'SubLink': {
      const target = bareTarget(fields);
      if (target !== null) return alternatives(sql, target);
    }
  }
  const parts = [...everyNode(node)];
  const settings = parts.flatMap((part) => settingOf(sql, part)?.setting ?? []);
  const calls = parts.flatMap((part) => ('FuncCall' in part ? (nameOf(part.FuncCall.funcname) ?? []) : []));
  return [{ is: 'other', settings, calls }];
}

/** The expression of a `(select <expression>)` that is no more than that. */
export function bareTarget(sublink: Fields): Node | null {
  const select = isNode(sublink.subselect) ? open(sublink.subselect)[1] : {};
  const isBare =
    Object.keys(select).every((key) => ['targetList', 'limitOption', 'op'].includes(key)) && select.op === 'SETOP_NONE';
  const targets = nodesIn(select.targetList);
  const value = targets[0] === undefined ? null : open(targets[0])[1].val;
  return sublink.subLinkType === 'EXPR_SUBLINK' && isBare && targets.length === 1 && isNode(value) ? value : null;
}

/** The value of a constant as text: a literal, cast or not, or literals joined by `||`. Null for NULL and all else. */
export function constantText(node: Node): string | null {
  const [kind, fields] = open(node);
  const constant = constantOf(node);
  if (constant !== null) return constant.kind === 'null' ? null : constant.text;
  if (kind === 'SubLink') {
    const target = bareTarget(fields);
    return target === null ? null : constantText(target);
  }
  if ((kind === 'TypeCast' || kind === 'CollateClause') && isNode(fields.arg)) return constantText(fields.arg);
  if (kind !== 'A_Expr' || fields.kind !== 'AEXPR_OP' || nameOf(fields.name) !== '||') return null;
  const [left, right] = [fields.lexpr, fields.rexpr].map((side) => (isNode(side) ? constantText(side) : null));
  return typeof left === 'string' && typeof right === 'string' ? left + right : null;
}

function castsOf(node: Node): readonly string[] {
  const [kind, fields] = open(node);
  if (kind !== 'TypeCast' || !isNode(fields.arg)) return [];
  return [...castsOf(fields.arg), typeOf(fields.typeName) ?? '?'];
}

function settingOf(sql: string, node: Node): SettingRead | null {
  const [kind, fields] = open(node);
  if (kind !== 'FuncCall' || nameOf(fields.funcname) !== 'current_setting') return null;
  const [name, missingOk] = nodesIn(fields.args).map((arg) => constantText(namedArgument(arg)));
  return {
    setting: name?.toLowerCase() ?? null,
    missingOk:
      missingOk !== null && missingOk !== undefined && /^\s*(?:t|tr|tru|true|y|ye|yes|on|1)\s*$/i.test(missingOk),
    offset: offsetOf(sql, Number(fields.location ?? 0)),
  };
}

function namedArgument(arg: Node): Node {
  return 'NamedArgExpr' in arg && arg.NamedArgExpr.arg !== undefined ? arg.NamedArgExpr.arg : arg;
}
