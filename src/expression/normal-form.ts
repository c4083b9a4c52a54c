/**
 * Whether two expressions mean the same, by their parse trees: for where the live server may not be asked. It undoes
 * what PostgreSQL adds and rewrites when it stores an expression, and nothing else. "No" may be wrong, "yes" may not.
 */
import type { Node } from 'libpg-query';
import { normalOperation } from './normal-operation.js';
import { ExpressionError, parseExpression } from './parse.js';
import { relationOf, resolve, rowScope, type Scope, selectScope, withoutTargetNames } from './scope.js';
import {
  constantOf,
  type Fields,
  internalType,
  isFields,
  isNode,
  nameOf,
  nodesIn,
  open,
  strings,
  typeOf,
  withoutLength,
} from './tree.js';
import {
  as,
  bareLiteral,
  cast,
  commonType,
  constant,
  isString,
  resolveOperator,
  type Tree,
  type Typed,
} from './typed.js';

/** What more the caller may know; the more, the fewer false differences. */
export interface NormalFormContext {
  /** The type that the value is assigned to, as format_type spells it: a default's column. */
  readonly type?: string;
  /** Columns of other tables, `schema.table` to name to type, for sub-selects. */
  readonly relations?: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * Both must be valid where they stand. Never true for two that differ in meaning; false also where it cannot tell.
 * @param columns the row's columns, name to type as format_type spells it
 */
export async function sameByNormalForm(
  a: string,
  b: string,
  columns: ReadonlyMap<string, string>,
  context: NormalFormContext = {},
): Promise<boolean> {
  const [left, right] = [await normalForm(a, columns, context), await normalForm(b, columns, context)];
  return left !== null && left === right;
}

/** The normal form as text, equal only for expressions of one meaning; null for what does not parse. */
export async function normalForm(
  sql: string,
  columns: ReadonlyMap<string, string>,
  context: NormalFormContext = {},
): Promise<string | null> {
  try {
    const { node } = await parseExpression(sql);
    const relations = new Map([...(context.relations ?? [])].map(([table, of]) => [table, internal(of)]));
    const value = normal(node, rowScope({ columns: internal(columns), relations, next: 0 }));
    const typed = context.type === undefined ? value : as(value, withoutLength(internalType(context.type)));
    return JSON.stringify(typed.tree);
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

/** A node's normal form, where nothing is around it but tables. */
export function normalTree(node: Node, relations: NonNullable<NormalFormContext['relations']>): Tree {
  const known = new Map([...relations].map(([table, of]) => [table, internal(of)]));
  return normal(node, rowScope({ columns: new Map(), relations: known, next: 0 })).tree;
}

function internal(columns: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...columns].map(([name, type]) => [name, internalType(type)]));
}

const MOMENTS: ReadonlyMap<unknown, string> = new Map([
  ['SVFOP_CURRENT_DATE', 'date'],
  ['SVFOP_CURRENT_TIMESTAMP', 'timestamptz'],
  ['SVFOP_LOCALTIMESTAMP', 'timestamp'],
]);

function normal(node: Node, scope: Scope): Typed {
  const [kind, fields] = open(node);
  switch (kind) {
    case 'A_Const':
      return normalConstant(node);
    case 'ColumnRef':
      return normalColumn(fields, scope) ?? asWritten(kind, fields, scope);
    case 'TypeCast':
      return normalCast(fields, scope) ?? asWritten(kind, fields, scope);
    case 'A_Expr':
      return normalOperation(fields, (operand) => normal(operand, scope)) ?? asWritten(kind, fields, scope);
    case 'BoolExpr':
      return normalConnective(fields, scope);
    case 'NullTest':
    case 'BooleanTest':
      return { ...asWritten(kind, fields, scope), type: 'bool' };
    case 'FuncCall':
      return normalCall(fields, scope);
    case 'CoalesceExpr':
    case 'MinMaxExpr': {
      const args = nodesIn(fields.args).map((arg) => normal(arg, scope));
      const type = commonType(args);
      return { tree: [kind, String(fields.op ?? ''), ...args.map((arg) => as(arg, type).tree)], type };
    }
    case 'CaseExpr':
      return normalCase(fields, scope);
    case 'A_ArrayExpr': {
      const elements = nodesIn(fields.elements).map((element) => normal(element, scope));
      const type = commonType(elements);
      const array = elements.length > 0 && type !== null && !type.endsWith('[]') ? `${type}[]` : null;
      return { tree: ['array', ...elements.map((element) => as(element, type).tree)], type: array };
    }
    case 'CollateClause': {
      const value = isNode(fields.arg) ? normal(fields.arg, scope) : bareLiteral(null);
      return { tree: ['collate', nameOf(fields.collname), value.tree], type: value.type };
    }
    case 'RowExpr':
      return { tree: ['row', ...nodesIn(fields.args).map((arg) => normal(arg, scope).tree)], type: null };
    case 'SQLValueFunction':
      return {
        ...asWritten(kind, fields, scope),
        type: fields.typmod === undefined || fields.typmod === -1 ? (MOMENTS.get(fields.op) ?? null) : null,
      };
    case 'SubLink':
      return normalSubLink(fields, scope);
    case 'SelectStmt':
      return normalSelect(fields, scope);
    case 'RangeVar': {
      const relation = relationOf(scope, fields);
      return relation === null
        ? asWritten(kind, fields, scope)
        : asWritten(kind, { ...fields, alias: relation }, scope);
    }
    default:
      return asWritten(kind, fields, scope);
  }
}

/** The tree as it is, without its places in the text. */
function asWritten(kind: string, fields: Fields, scope: Scope): Typed {
  return { tree: [kind, plain(fields, scope)], type: null };
}

function plain(value: unknown, scope: Scope): Tree {
  if (isNode(value)) return normal(value, scope).tree;
  if (Array.isArray(value)) return value.map((item) => plain(item, scope));
  if (isFields(value)) {
    const kept = Object.entries(value).filter(
      ([field]) => !/^(?:(?:.*_)?location|list_(?:start|end)|rexpr_list_(?:start|end)|funcformat)$/.test(field),
    );
    return Object.fromEntries(
      kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([field, of]) => [field, plain(of, scope)]),
    );
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function normalConstant(node: Node): Typed {
  const found = constantOf(node);
  switch (found?.kind) {
    case 'null':
      return bareLiteral(null);
    case 'integer':
      return constant('int4', found.text);
    case 'boolean':
      return constant('bool', found.text);
    case 'decimal': {
      const fits = /^-?[0-9]+$/.test(found.text) && BigInt.asIntN(64, BigInt(found.text)) === BigInt(found.text);
      return constant(fits ? 'int8' : 'numeric', found.text);
    }
    case 'bits':
      return { tree: ['bits', found.text], type: null };
    default:
      return bareLiteral(found?.text ?? '');
  }
}

function normalColumn(fields: Fields, scope: Scope): Typed | null {
  const parts = strings(fields.fields);
  if (parts === null) return null;
  const { relation, name, type } = resolve(parts, scope);
  return { tree: ['column', relation, name], type };
}

function normalCast(fields: Fields, scope: Scope): Typed | null {
  const type = typeOf(fields.typeName);
  if (
    type === null ||
    !isNode(fields.arg) ||
    (isFields(fields.typeName) && /^interval/.test(type) && fields.typeName.typmods !== undefined)
  )
    return null;
  const [kind, array] = open(fields.arg);
  const element = type.endsWith('[]') ? type.slice(0, -2) : null;
  if (kind === 'A_ArrayExpr' && element !== null && element === withoutLength(element)) {
    const elements = nodesIn(array.elements).map((item) => normal(item, scope));
    // A cast of an array is a cast of each element; the server writes either.
    const literals = elements.every(
      (item) => item.bare !== undefined || item.type === element || (element === 'text' && isString(item)),
    );
    if (elements.length > 0 && literals)
      return { tree: ['array', ...elements.map((item) => cast(item, element).tree)], type };
  }
  return cast(normal(fields.arg, scope), type);
}

/** PostgreSQL's own functions of one certain signature; their string arguments are text. */
const RESULTS: ReadonlyMap<string, string> = new Map([
  ['current_setting', 'text'],
  ['now', 'timestamptz'],
  ['gen_random_uuid', 'uuid'],
  ['md5', 'text'],
]);
const OF_STRINGS: ReadonlySet<string> = new Set([
  'lower',
  'upper',
  'btrim',
  'ltrim',
  'rtrim',
  'length',
  'md5',
  'current_setting',
]);

function normalCall(fields: Fields, scope: Scope): Typed {
  const name = nameOf(fields.funcname) ?? '';
  const { args: _args, funcname: _funcname, ...rest } = fields;
  // Where both f('x') and f('x'::text) are valid they call the same: a bare literal prefers text (manual 10.3).
  const args = nodesIn(fields.args)
    .map((arg) => as(normal(arg, scope), 'text'))
    .map((arg) => (OF_STRINGS.has(name) && isString(arg) ? cast(arg, 'text') : arg));
  const transforms = OF_STRINGS.has(name) && name !== 'length' && args[0]?.type === 'text';
  return {
    tree: ['call', name, args.map((arg) => arg.tree), plain(rest, scope)],
    type: RESULTS.get(name) ?? (transforms ? 'text' : null),
  };
}

function normalCase(fields: Fields, scope: Scope): Typed {
  const subject = isNode(fields.arg) ? normal(fields.arg, scope) : null;
  const whens = nodesIn(fields.args).map((when) => open(when)[1]);
  const of = (value: unknown): Typed => (isNode(value) ? normal(value, scope) : bareLiteral(null));
  const results = [...whens.map((when) => of(when.result)), of(fields.defresult)];
  const type = commonType(results);
  const conditions = whens.map((when) =>
    subject === null ? of(when.expr) : resolveOperator('=', subject, of(when.expr))[1],
  );
  const subjects =
    subject === null ? [null] : whens.map((when) => resolveOperator('=', subject, of(when.expr))[0].tree);
  return {
    tree: ['case', [...subjects], conditions.map((c) => c.tree), results.map((result) => as(result, type).tree)],
    type,
  };
}

/** AND of ANDs is one AND; their order stays. */
function normalConnective(fields: Fields, scope: Scope): Typed {
  const operator = String(fields.boolop);
  const trees = nodesIn(fields.args).map((arg) => normal(arg, scope).tree);
  const isSame = (tree: Tree): tree is readonly Tree[] =>
    Array.isArray(tree) && tree[0] === operator && operator !== 'NOT_EXPR';
  return { tree: [operator, ...trees.flatMap((tree) => (isSame(tree) ? tree.slice(1) : [tree]))], type: 'bool' };
}

function normalSubLink(fields: Fields, scope: Scope): Typed {
  const { subselect, subLinkType } = fields;
  const select = isNode(subselect) && 'SelectStmt' in subselect ? open(subselect)[1] : null;
  if (select === null) return asWritten('SubLink', fields, scope);
  const operName = nameOf(fields.operName) ?? (subLinkType === 'ANY_SUBLINK' ? '=' : null);
  const test = isNode(fields.testexpr) ? normal(fields.testexpr, scope).tree : null;
  const query = normalSelect(withoutTargetNames(select, subLinkType === 'EXISTS_SUBLINK'), scope);
  const type = subLinkType === 'EXPR_SUBLINK' ? query.type : subLinkType === 'ARRAY_SUBLINK' ? null : 'bool';
  return { tree: ['sublink', String(subLinkType), operName, test, query.tree], type };
}

function normalSelect(select: Fields, outer: Scope): Typed {
  const scope = selectScope(select, outer);
  const targets = nodesIn(select.targetList).map((target) => open(target)[1]);
  const only = targets.length === 1 && isNode(targets[0]?.val) ? normal(targets[0].val, scope) : null;
  const type = select.op === 'SETOP_NONE' && only?.type ? only.type : null;
  return { tree: ['select', plain(select, scope)], type };
}
