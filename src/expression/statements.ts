/** What SQL statements do to the tables that they name, as far as their text alone tells: of a migration's own statements. */
import type { AlterTableCmd, ColumnDef, Constraint, Node } from 'libpg-query';

/** One thing that a statement does. Names are as the grammar reads them: unquoted ones in lower case. */
export type Deed =
  | { readonly does: 'create table'; readonly table: string }
  | { readonly does: 'build index'; readonly name: string; readonly concurrently: boolean }
  | { readonly does: 'add column'; readonly table: string; readonly column: string; readonly hasDefault: boolean }
  | {
      readonly does: 'add constraint';
      readonly table: string;
      readonly name: string | null;
      readonly notValid: boolean;
      readonly usingIndex: boolean;
      /** The column of which it says IS NOT NULL, and nothing else. */
      readonly notNull: string | null;
    }
  | { readonly does: 'validate constraint'; readonly table: string; readonly name: string };

/**
 * Reads SQL with PostgreSQL's own grammar (libpg-query, loaded when first needed).
 * @returns nothing of a text that the grammar does not know
 */
export async function deedsOf(sql: string): Promise<readonly Deed[]> {
  const { parse } = await import('libpg-query');
  try {
    const { stmts = [] } = await parse(sql);
    return stmts.flatMap(({ stmt }) => (stmt === undefined ? [] : deedsIn(stmt)));
  } catch {
    return [];
  }
}

function deedsIn(statement: Node): Deed[] {
  if ('CreateStmt' in statement) return created(statement.CreateStmt.relation?.relname);
  if ('CreateTableAsStmt' in statement) return created(statement.CreateTableAsStmt.into?.rel?.relname);
  if ('RenameStmt' in statement && statement.RenameStmt.renameType === 'OBJECT_TABLE')
    return created(statement.RenameStmt.newname);
  if ('IndexStmt' in statement) {
    const { idxname, concurrent } = statement.IndexStmt;
    return idxname === undefined ? [] : [{ does: 'build index', name: idxname, concurrently: concurrent === true }];
  }
  if (!('AlterTableStmt' in statement)) return [];
  const { relation, cmds = [] } = statement.AlterTableStmt;
  const table = relation?.relname ?? '';
  return cmds.flatMap((cmd) => ('AlterTableCmd' in cmd ? alteration(table, cmd.AlterTableCmd) : []));
}

function created(table: string | undefined): Deed[] {
  return table === undefined ? [] : [{ does: 'create table', table }];
}

function alteration(table: string, { subtype, name, def }: AlterTableCmd): Deed[] {
  switch (subtype) {
    case 'AT_AddColumn':
      return def !== undefined && 'ColumnDef' in def ? [addedColumn(table, def.ColumnDef)] : [];
    case 'AT_AddConstraint':
      return def !== undefined && 'Constraint' in def ? [addedConstraint(table, def.Constraint)] : [];
    case 'AT_ValidateConstraint':
      return name === undefined ? [] : [{ does: 'validate constraint', table, name }];
    default:
      return [];
  }
}

function addedColumn(table: string, { colname = '', constraints = [] }: ColumnDef): Deed {
  const hasDefault = constraints.some((one) => 'Constraint' in one && one.Constraint.contype === 'CONSTR_DEFAULT');
  return { does: 'add column', table, column: colname, hasDefault };
}

function addedConstraint(table: string, constraint: Constraint): Deed {
  return {
    does: 'add constraint',
    table,
    name: constraint.conname ?? null,
    notValid: constraint.skip_validation === true,
    usingIndex: constraint.indexname !== undefined,
    notNull: notNullOf(constraint),
  };
}

function notNullOf({ contype, raw_expr, keys }: Constraint): string | null {
  if (contype === 'CONSTR_NOTNULL') return stringOf(keys?.[0]);
  if (contype !== 'CONSTR_CHECK' || raw_expr === undefined || !('NullTest' in raw_expr)) return null;
  const { nulltesttype, arg } = raw_expr.NullTest;
  if (nulltesttype !== 'IS_NOT_NULL' || arg === undefined || !('ColumnRef' in arg)) return null;
  const fields = arg.ColumnRef.fields ?? [];
  return fields.length === 1 ? stringOf(fields[0]) : null;
}

function stringOf(node: Node | undefined): string | null {
  return node !== undefined && 'String' in node ? (node.String.sval ?? null) : null;
}
