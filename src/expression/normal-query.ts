/** Whether two queries mean the same, by their parse trees: for where the live server may not be asked. "No" may be wrong, "yes" may not. */
import type { Node } from 'libpg-query';
import { normalTree } from './normal-form.js';
import { isNode, nameOf, nodesIn, open, strings } from './tree.js';

type Relations = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** @param relations columns of tables, `schema.table` to name to type as format_type spells it */
export async function sameQuery(a: string, b: string, relations: Relations): Promise<boolean> {
  const [left, right] = [await normalQuery(a, relations), await normalQuery(b, relations)];
  return left !== null && left === right;
}

async function normalQuery(sql: string, relations: Relations): Promise<string | null> {
  const select = await parseQuery(sql);
  return select === null ? null : JSON.stringify(normalTree(select, relations));
}

/** One query; null for anything else, SQL bodies included. */
async function parseQuery(sql: string): Promise<Node | null> {
  const { parse } = await import('libpg-query');
  try {
    const { stmts = [] } = await parse(sql);
    const [only] = stmts;
    return stmts.length === 1 && only?.stmt !== undefined && 'SelectStmt' in only.stmt ? withNames(only.stmt) : null;
  } catch {
    return null;
  }
}

/** A view's columns are named by its query: what a column without AS is called, the server writes out (FigureColname). */
function withNames(statement: Node): Node {
  const select = open(statement)[1];
  const { larg } = select;
  // Of a set operation the first query names the columns.
  const first =
    typeof larg === 'object' && larg !== null ? { larg: open(withNames({ SelectStmt: larg } as Node))[1] } : {};
  const targetList = nodesIn(select.targetList).map((target) => {
    const fields = open(target)[1];
    return { ResTarget: { ...fields, name: fields.name ?? (isNode(fields.val) ? nameFor(fields.val) : null) } };
  });
  return { SelectStmt: { ...select, ...(targetList.length === 0 ? {} : { targetList }), ...first } } as unknown as Node;
}

function nameFor(value: Node): string | null {
  const [kind, fields] = open(value);
  if (kind === 'ColumnRef') return strings(fields.fields)?.at(-1) ?? null;
  if (kind === 'FuncCall') return strings(fields.funcname)?.at(-1) ?? nameOf(fields.funcname);
  if (kind === 'TypeCast' && isNode(fields.arg)) return nameFor(fields.arg);
  return null;
}
