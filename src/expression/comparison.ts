/** The comparisons and connectives of a boolean expression's tree, as plain pairs and lists. */
import type { Node } from 'libpg-query';
import { isNode, nameOf, nodesIn, open } from './tree.js';

export interface Comparison {
  readonly operator: string;
  readonly sides: readonly [Node, Node];
}

/** A node as comparisons of two sides; of rows, one a column. */
export function comparisonsOf(node: Node): readonly Comparison[] {
  const [kind, fields] = open(node);
  const { lexpr, rexpr } = fields;
  if (kind === 'SubLink' && isNode(fields.testexpr)) return [{ operator: 'any =', sides: [fields.testexpr, node] }];
  if (kind !== 'A_Expr' || !isNode(lexpr) || !isNode(rexpr)) return [];
  const name = nameOf(fields.name) ?? '?';
  switch (fields.kind) {
    case 'AEXPR_OP': {
      if ('RowExpr' in lexpr && 'RowExpr' in rexpr && name === '=') {
        const others = nodesIn(rexpr.RowExpr.args);
        return nodesIn(lexpr.RowExpr.args).flatMap((left, index): readonly Comparison[] => {
          const right = others[index];
          return right === undefined ? [] : [{ operator: name, sides: [left, right] }];
        });
      }
      return /^(?:=|<>|<|>|<=|>=|!?~~?\*?)$/.test(name) ? [{ operator: name, sides: [lexpr, rexpr] }] : [];
    }
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return [{ operator: name, sides: [lexpr, rexpr] }];
    case 'AEXPR_DISTINCT':
      return [{ operator: 'is distinct from', sides: [lexpr, rexpr] }];
    case 'AEXPR_NOT_DISTINCT':
      return [{ operator: 'is not distinct from', sides: [lexpr, rexpr] }];
    case 'AEXPR_IN':
      return [{ operator: name === '=' ? 'any =' : 'all <>', sides: [lexpr, rexpr] }];
    case 'AEXPR_OP_ANY':
      return [{ operator: `any ${name}`, sides: [lexpr, rexpr] }];
    case 'AEXPR_OP_ALL':
      return [{ operator: `all ${name}`, sides: [lexpr, rexpr] }];
    default:
      return [];
  }
}

/** The parts that a top-level AND (or OR) joins. */
export function parts(node: Node, operator: 'AND_EXPR' | 'OR_EXPR'): readonly Node[] {
  const [kind, fields] = open(node);
  if (kind !== 'BoolExpr' || fields.boolop !== operator) return [node];
  return nodesIn(fields.args).flatMap((arg) => parts(arg, operator));
}
