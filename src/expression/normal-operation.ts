/** Operators in normal form: operands with their types, IN and BETWEEN spelled out as the server stores them. */
import type { Node } from 'libpg-query';
import { childrenOf, type Fields, isNode, nameOf, nodesIn, open, typeOf, withoutLength } from './tree.js';
import { as, cast, commonType, mixes, resolveOperator, type Typed } from './typed.js';

/** The normal form of a node below. */
type Of = (node: Node) => Typed;

/** @returns null for what is compared as written */
export function normalOperation(fields: Fields, of: Of): Typed | null {
  const { kind, lexpr, rexpr } = fields;
  const name = nameOf(fields.name);
  if (name === null || !isNode(rexpr)) return null;
  if (!isNode(lexpr)) return { tree: ['operator', name, of(rexpr).tree], type: null };
  const left = of(lexpr);
  switch (kind) {
    case 'AEXPR_OP':
      if ('RowExpr' in lexpr && 'RowExpr' in rexpr) return ofRows(name, lexpr, rexpr, of);
      return operation(name, left, of(rexpr));
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
    case 'AEXPR_SIMILAR':
      return operation(name, left, of(rexpr));
    case 'AEXPR_DISTINCT':
    case 'AEXPR_NOT_DISTINCT': {
      const [l, r] = resolveOperator(name, left, of(rexpr));
      const distinct = ['distinct', l.tree, r.tree];
      return { tree: kind === 'AEXPR_DISTINCT' ? distinct : ['NOT_EXPR', distinct], type: 'bool' };
    }
    case 'AEXPR_NULLIF': {
      const [l, r] = resolveOperator(name, left, of(rexpr));
      return { tree: ['nullif', l.tree, r.tree], type: l.type };
    }
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN': {
      const [low, high] = itemsOf(rexpr).map(of);
      if (low === undefined || high === undefined) return null;
      const [connective, first, second] = kind === 'AEXPR_BETWEEN' ? ['AND_EXPR', '>=', '<='] : ['OR_EXPR', '<', '>'];
      return { tree: [connective, operation(first, left, low).tree, operation(second, left, high).tree], type: 'bool' };
    }
    case 'AEXPR_IN': {
      const items = itemsOf(rexpr);
      const values = items.map(of).map((item) => widened(item, left));
      // The server makes an array of a list only where no column is in it, and all of one type, the left side's too.
      if (values.length > 1 && (items.some(mentionsColumn) || !values.every((value) => mixes(left, value))))
        return null;
      return membership(name === '<>' ? 'all' : 'any', name, left, values);
    }
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL': {
      const quantifier = kind === 'AEXPR_OP_ANY' ? 'any' : 'all';
      const elements = arrayElements(rexpr, of);
      const listed = elements && membership(quantifier, name, left, elements);
      return listed ?? { tree: [quantifier, name, left.tree, of(rexpr).tree], type: 'bool' };
    }
    default:
      return null;
  }
}

/** `(a, b) = (1, 2)` is stored as `a = 1 and b = 2`; other comparisons of rows stay what they are. */
function ofRows(name: string, left: Node, right: Node, of: Of): Typed | null {
  const [lefts, rights] = [left, right].map((row) => nodesIn(open(row)[1].args).map(of));
  const connective = name === '=' ? 'AND_EXPR' : name === '<>' ? 'OR_EXPR' : null;
  if (connective === null || lefts === undefined || lefts.length < 2 || lefts.length !== rights?.length) return null;
  const pairs = lefts.map((one, index) => operation(name, one, rights[index] ?? one).tree);
  return { tree: [connective, ...pairs], type: 'bool' };
}

function operation(name: string, left: Typed, right: Typed): Typed {
  const [l, r, type] = resolveOperator(name, left, right);
  return { tree: ['operator', name, l.tree, r.tree], type };
}

/** `x in (a, b)` and `x = any (array[a, b])`; `x not in (a, b)` and `x <> all (array[a, b])`. */
function membership(quantifier: 'any' | 'all', name: string, left: Typed, items: readonly Typed[]): Typed | null {
  const resolved = items.map((item) => resolveOperator(name, left, item));
  const [first] = resolved;
  if (first === undefined || resolved.some(([l]) => JSON.stringify(l.tree) !== JSON.stringify(first[0].tree)))
    return null;
  if (resolved.length === 1) return { tree: ['operator', name, first[0].tree, first[1].tree], type: 'bool' };
  return { tree: [quantifier, name, first[0].tree, ['array', ...resolved.map(([, r]) => r.tree)]], type: 'bool' };
}

/** The elements of `array[…]` or `(array[…])::type[]`, with the types that they have there. */
function arrayElements(node: Node, of: Of): readonly Typed[] | null {
  const [kind, fields] = open(node);
  if (kind === 'A_ArrayExpr') {
    const elements = nodesIn(fields.elements).map(of);
    return elements.map((element) => as(element, commonType(elements)));
  }
  if (kind !== 'TypeCast' || !isNode(fields.arg)) return null;
  const type = typeOf(fields.typeName);
  const [inner, array] = open(fields.arg);
  if (inner !== 'A_ArrayExpr' || !type?.endsWith('[]') || type !== withoutLength(type)) return null;
  return nodesIn(array.elements).map((element) => cast(of(element), type.slice(0, -2)));
}

/** In a list beside a bigint, integers become bigint. */
function widened(item: Typed, left: Typed): Typed {
  return left.type === 'int8' && item.type === 'int4' ? cast(item, 'int8') : item;
}

function mentionsColumn(node: Node): boolean {
  return 'ColumnRef' in node || 'SubLink' in node || childrenOf(node).some(mentionsColumn);
}

function itemsOf(node: Node): readonly Node[] {
  return 'List' in node ? (node.List.items ?? []) : [];
}
