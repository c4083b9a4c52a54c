/** What SQL statements do to the tables that they name, as far as their text alone tells: of a migration's own statements. */
import type { AlterTableCmd, ColumnDef, Constraint, DropStmt, Node, RangeVar, RenameStmt } from 'libpg-query';
import { remember } from './remember.js';

interface OfTable {
  /** null: it was not written. */
  readonly schema: string | null;
  readonly table: string;
}

/** One thing that a statement does. Names are as the grammar reads them: unquoted ones in lower case. */
export type Deed = (
  | { readonly does: 'create table'; readonly ifNotExists: boolean; readonly temporary: boolean }
  | { readonly does: 'drop table' }
  | { readonly does: 'rename table'; readonly to: string }
  | { readonly does: 'rename column'; readonly column: string; readonly to: string }
  | { readonly does: 'drop column' | 'drop not null'; readonly column: string }
  | { readonly does: 'drop constraint' | 'validate constraint'; readonly name: string }
  | { readonly does: 'build index'; readonly name: string; readonly concurrently: boolean }
  | { readonly does: 'drop index'; readonly name: string }
  | {
      readonly does: 'add column';
      readonly column: string;
      /** Whether the rows that are there get a value: from a default, a sequence, an expression. */
      readonly filled: boolean;
      readonly notNull: boolean;
      /** Whether it is a foreign key. */
      readonly references: boolean;
    }
  | {
      readonly does: 'add constraint';
      readonly name: string | null;
      readonly notValid: boolean;
      readonly usingIndex: boolean;
      /** The column of which it says IS NOT NULL, and nothing else. */
      readonly notNull: string | null;
    }
) &
  OfTable;

/**
 * Reads SQL with PostgreSQL's own grammar (libpg-query, loaded when first needed).
 * @returns nothing of a text that the grammar does not know
 */
export const deedsOf: (sql: string) => Promise<readonly Deed[]> = remember(readDeeds);

async function readDeeds(sql: string): Promise<readonly Deed[]> {
  const { parse } = await import('libpg-query');
  try {
    const { stmts = [] } = await parse(sql);
    return stmts.flatMap(({ stmt }) => (stmt === undefined ? [] : deedsIn(stmt)));
  } catch {
    return [];
  }
}

function deedsIn(statement: Node): readonly Deed[] {
  if ('CreateStmt' in statement) {
    const { relation, if_not_exists: ifNotExists = false } = statement.CreateStmt;
    return [created(relation, ifNotExists)];
  }
  if ('CreateTableAsStmt' in statement) {
    const { into, if_not_exists: ifNotExists = false } = statement.CreateTableAsStmt;
    return [created(into?.rel, ifNotExists)];
  }
  if ('DropStmt' in statement) return dropped(statement.DropStmt);
  if ('RenameStmt' in statement) return renamed(statement.RenameStmt);
  if ('IndexStmt' in statement) {
    const { idxname: name, concurrent = false, relation } = statement.IndexStmt;
    return name === undefined ? [] : [{ does: 'build index', ...nameOf(relation), name, concurrently: concurrent }];
  }
  if (!('AlterTableStmt' in statement)) return [];
  const { relation, cmds = [] } = statement.AlterTableStmt;
  return cmds.flatMap((cmd) => ('AlterTableCmd' in cmd ? alteration(nameOf(relation), cmd.AlterTableCmd) : []));
}

function nameOf(relation: RangeVar | undefined): OfTable {
  return { schema: relation?.schemaname ?? null, table: relation?.relname ?? '' };
}

function created(relation: RangeVar | undefined, ifNotExists: boolean): Deed {
  const temporary = relation?.relpersistence === 't';
  return { does: 'create table', ...nameOf(relation), ifNotExists, temporary };
}

function dropped({ removeType, objects = [] }: DropStmt): readonly Deed[] {
  if (removeType !== 'OBJECT_TABLE' && removeType !== 'OBJECT_INDEX') return [];
  return objects.flatMap((object): readonly Deed[] => {
    const parts = 'List' in object ? (object.List.items ?? []).map(stringOf) : [];
    const name = parts.at(-1) ?? '';
    const schema = parts.at(-2) ?? null;
    return removeType === 'OBJECT_TABLE'
      ? [{ does: 'drop table', schema, table: name }]
      : [{ does: 'drop index', schema, table: '', name }];
  });
}

function renamed({ renameType, relation, relationType, subname, newname = '' }: RenameStmt): readonly Deed[] {
  if (renameType === 'OBJECT_TABLE') return [{ does: 'rename table', ...nameOf(relation), to: newname }];
  if (renameType !== 'OBJECT_COLUMN' || relationType !== 'OBJECT_TABLE' || subname === undefined) return [];
  return [{ does: 'rename column', ...nameOf(relation), column: subname, to: newname }];
}

function alteration(of: OfTable, { subtype, name, def }: AlterTableCmd): readonly Deed[] {
  switch (subtype) {
    case 'AT_AddColumn':
      return def !== undefined && 'ColumnDef' in def ? [addedColumn(of, def.ColumnDef)] : [];
    case 'AT_AddConstraint':
      return def !== undefined && 'Constraint' in def ? [addedConstraint(of, def.Constraint)] : [];
    case 'AT_ValidateConstraint':
      return name === undefined ? [] : [{ does: 'validate constraint', ...of, name }];
    case 'AT_DropConstraint':
      return name === undefined ? [] : [{ does: 'drop constraint', ...of, name }];
    case 'AT_DropColumn':
      return name === undefined ? [] : [{ does: 'drop column', ...of, column: name }];
    case 'AT_DropNotNull':
      return name === undefined ? [] : [{ does: 'drop not null', ...of, column: name }];
    default:
      return [];
  }
}

const FILLING: ReadonlySet<string> = new Set(['CONSTR_DEFAULT', 'CONSTR_IDENTITY', 'CONSTR_GENERATED']);
const SERIAL = /^(small|big)?serial[248]?$/;

function addedColumn(of: OfTable, { colname = '', typeName, constraints = [] }: ColumnDef): Deed {
  const kinds = constraints.flatMap((one) => ('Constraint' in one ? [one.Constraint.contype ?? ''] : []));
  const serial = SERIAL.test(stringOf(typeName?.names?.at(-1)) ?? '');
  return {
    does: 'add column',
    ...of,
    column: colname,
    filled: serial || kinds.some((kind) => FILLING.has(kind)),
    notNull: kinds.some((kind) => kind === 'CONSTR_NOTNULL' || kind === 'CONSTR_PRIMARY'),
    references: kinds.includes('CONSTR_FOREIGN'),
  };
}

function addedConstraint(of: OfTable, constraint: Constraint): Deed {
  return {
    does: 'add constraint',
    ...of,
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
