/** Which relation a column name of a sub-select belongs to, as far as that is certain, so that aliases do not matter. */
import type { Node } from 'libpg-query';
import { type Fields, isFields, isNode, nodesIn, open } from './tree.js';

interface Relation {
  /** In order of appearance, over the whole expression. */
  readonly id: number;
  readonly alias: string;
  readonly schema: string | null;
  readonly table: string;
  readonly aliased: boolean;
  /** Name to type; null: not known. */
  readonly columns: ReadonlyMap<string, string> | null;
}

/** The relations of one SELECT. Opaque: names in it cannot be resolved, and stay as written, as do those further in. */
export interface Scope {
  readonly relations: readonly Relation[];
  readonly opaque: boolean;
  /** Null: the row that the expression itself is about. */
  readonly outer: Scope | null;
  readonly world: World;
}

/** What is known from outside; `next` counts the relations met. */
export interface World {
  readonly columns: ReadonlyMap<string, string>;
  /** Columns of other tables, by `schema.table`. */
  readonly relations: ReadonlyMap<string, ReadonlyMap<string, string>>;
  next: number;
}

export interface Reference {
  /** Null: the row's own column; `as written`: not resolved. */
  readonly relation: number | null | 'as written';
  readonly name: string;
  readonly type: string | null;
}

export function rowScope(world: World): Scope {
  return { relations: [], opaque: false, outer: null, world };
}

const SYSTEM_COLUMNS: ReadonlySet<string> = new Set(['tableoid', 'ctid', 'xmin', 'xmax', 'cmin', 'cmax']);

/** The scope of a SELECT. Sub-queries, functions, CTEs, set operations and column aliases in FROM make it opaque. */
export function selectScope(select: Fields, outer: Scope): Scope {
  const relations: Relation[] = [];
  const plain =
    !outer.opaque &&
    select.op === 'SETOP_NONE' &&
    select.withClause === undefined &&
    nodesIn(select.fromClause).every((item) => collect(item, relations, outer.world));
  return { relations: plain ? relations : [], opaque: !plain, outer, world: outer.world };
}

/** The relation that a RangeVar of this SELECT's FROM is; by its place, which walking the tree again repeats. */
export function relationOf(scope: Scope, rangeVar: Fields): number | null {
  const { relname, schemaname } = rangeVar;
  const alias = aliasOf(rangeVar) ?? relname;
  const schema = schemaname ?? null;
  return scope.relations.find((r) => r.alias === alias && r.table === relname && r.schema === schema)?.id ?? null;
}

function collect(item: Node, relations: Relation[], world: World): boolean {
  const [kind, fields] = open(item);
  if (kind === 'JoinExpr') {
    const { isNatural, usingClause, alias, larg, rarg } = fields;
    if (isNatural || usingClause !== undefined || alias !== undefined || !isNode(larg) || !isNode(rarg)) return false;
    return collect(larg, relations, world) && collect(rarg, relations, world);
  }
  const { relname, schemaname, catalogname, alias } = fields;
  if (kind !== 'RangeVar' || typeof relname !== 'string' || catalogname !== undefined) return false;
  if (isFields(alias) && alias.colnames !== undefined) return false;
  const schema = typeof schemaname === 'string' ? schemaname : null;
  const name = aliasOf(fields) ?? relname;
  if (relations.some((r) => r.alias === name)) return false;
  const columns = schema === null ? null : (world.relations.get(`${schema}.${relname}`) ?? null);
  relations.push({ id: world.next++, alias: name, schema, table: relname, aliased: alias !== undefined, columns });
  return true;
}

function aliasOf(rangeVar: Fields): string | undefined {
  const { alias } = rangeVar;
  return isFields(alias) && typeof alias.aliasname === 'string' ? alias.aliasname : undefined;
}

/** Resolves `column`, `relation.column` or `schema.table.column`. */
export function resolve(parts: readonly string[], scope: Scope): Reference {
  const name = parts.at(-1) ?? '';
  const written: Reference = { relation: 'as written', name: JSON.stringify(parts), type: null };
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    if (at.opaque) return written;
    if (at.outer === null) return { relation: null, name, type: at.world.columns.get(name) ?? null };
    const found = parts.length === 1 ? byColumn(name, at) : byRelation(parts, at);
    if (found === 'unsure') return written;
    if (found) return { relation: found.id, name, type: found.columns?.get(name) ?? null };
  }
  return written;
}

function byRelation(parts: readonly string[], scope: Scope): Relation | undefined {
  if (parts.length === 2) return scope.relations.find((r) => r.alias === parts[0]);
  return scope.relations.find((r) => !r.aliased && r.schema === parts[0] && r.table === parts[1]);
}

/**
 * Whose column a bare name is. The one relation's of an inner SELECT even where its columns are not known: if it has no
 * such column, then an expression that says `relation.column` is no valid one, so no two valid ones are confused.
 */
function byColumn(name: string, scope: Scope): Relation | 'unsure' | undefined {
  if (SYSTEM_COLUMNS.has(name) && scope.relations.length > 0) return 'unsure';
  const having = scope.relations.filter((r) => r.columns?.has(name));
  if (having.length === 1 && scope.relations.every((r) => r.columns !== null)) return having[0];
  const unknown = scope.relations.filter((r) => r.columns === null);
  if (scope.relations.length === 1 && unknown.length === 1) return unknown[0];
  return unknown.length > 0 || having.length > 1 ? 'unsure' : undefined;
}

/** A sub-select's column names mean nothing outside it, and EXISTS does not look at plain columns at all. */
export function withoutTargetNames(select: Fields, exists: boolean): Fields {
  const named = select.sortClause ?? select.groupClause ?? select.distinctClause ?? select.havingClause;
  if (named !== undefined || select.op !== 'SETOP_NONE') return select;
  const targets = nodesIn(select.targetList).map((target) => open(target)[1]);
  const idle = targets.every(({ val }) => isNode(val) && ('A_Const' in val || 'ColumnRef' in val));
  if (exists && idle) return { ...select, targetList: [] };
  return {
    ...select,
    targetList: targets.map(({ val, indirection }) => ({
      ResTarget: { val, ...(indirection ? { indirection } : {}) },
    })),
  };
}
