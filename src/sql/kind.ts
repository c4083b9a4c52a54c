/** The shape of our knowledge of a kind: one query that reads it, one small table that writes it. */
import type { Address } from '../catalog/address.js';
import type { Change, Pairing, Recast } from '../catalog/diff.js';
import type { Scope } from '../catalog/scope.js';
import type { Catalog, CatalogObject, Field, KindName, ObjectByKind } from '../catalog/types.js';

/** What a statement can do that its reviewer must know. */
export const HAZARDS = [
  ...(['data-loss', 'table-rewrite', 'blocks-reads', 'blocks-writes', 'widens-access', 'drops-index'] as const),
] as const;
export type Hazard = (typeof HAZARDS)[number];

/** A table-level lock mode (https://www.postgresql.org/docs/current/explicit-locking.html). */
export type LockMode = 'ACCESS SHARE' | 'SHARE UPDATE EXCLUSIVE' | 'SHARE' | 'SHARE ROW EXCLUSIVE' | 'ACCESS EXCLUSIVE';

export interface Lock {
  /** `schema.table`, quoted where needed. */
  readonly relation: string;
  readonly mode: LockMode;
  /** Whether the relation is one of the spec's own tables. */
  readonly owned: boolean;
}

/**
 * What a statement does with every row of a table: `scan` reads them, `build` makes an index of them, `rewrite` writes
 * them anew with all indexes, `destroy` removes them.
 */
export type WorkKind = 'scan' | 'build' | 'rewrite' | 'destroy';

/** Work with the table's size, estimated; null where nobody knows. */
export interface Work {
  readonly what: WorkKind;
  /** `schema.table`, quoted where needed. */
  readonly relation: string;
  /** pg_class.reltuples, else pg_stat_get_live_tuples */
  readonly rows: number | null;
  /** pg_relation_size */
  readonly bytes: number | null;
}

/** SQL with what it costs. */
export interface Statement {
  readonly sql: string;
  readonly object: Address;
  readonly locks: readonly Lock[];
  readonly hazards: readonly Hazard[];
  /** The hazards that `apply` refuses until they are allowed by name. */
  readonly mustAllow: readonly Hazard[];
  /** null: touches the catalog alone, however many rows the table has. */
  readonly work: Work | null;
  /** Whether it may run inside a transaction block. */
  readonly transactional: boolean;
  /** Statements of one number share a transaction. */
  readonly transaction: number;
}

/** A statement as a kind writes it; the planner adds the object, what follows from locks and work, and who owns what. */
export interface Draft {
  readonly sql: string;
  /** What it locks; null of a table is none. A draft's work is on the first of them. */
  readonly locks?: readonly { readonly schema: string; readonly table: string; readonly mode: LockMode }[];
  readonly work?: WorkKind;
  /** Those that do not follow from locks and work. */
  readonly hazards?: readonly Hazard[];
  /** Takes something away that nothing in the spec speaks of, or widens access by its absence: asked for by name. */
  readonly beyond?: boolean;
  /** false: PostgreSQL refuses it inside a transaction block. */
  readonly transactional?: false;
  /**
   * A partition leaves its place before any other takes one, and both before the columns change; a table is logged or
   * not before others come to refer to it.
   */
  readonly moment?: 'leave' | 'join' | 'persist';
  /** The same in steps that keep neither readers nor writers waiting (`--online`), where there is such a way. */
  readonly online?: readonly Draft[];
}

/** What is around a change of one field. */
export interface Transition {
  /** What the spec says beside the result: how values become those of the new type, as in ALTER TABLE … USING. */
  readonly using: string | null;
  /** Of a column whose type is made anew under its name. */
  readonly recast?: Recast;
  /** Of a column whose new type has no cast from the old one: by way of which its values go there. */
  readonly through?: string;
  /** Of an enum: its new values with the names that they had before. */
  readonly values?: ReadonlyMap<string, readonly string[]>;
  /** All that is to be done, this change among it: for what cannot be decided by itself. */
  readonly changes: readonly Change[];
  /** What the changes lead to. */
  readonly desired: Catalog;
}

/** What has to be done around a time in which something that an object stands on is not there. */
export interface Around {
  readonly before: readonly Draft[];
  readonly after: readonly Draft[];
}

export interface Kind<T extends CatalogObject> {
  /**
   * One row = one T; aliases are T's field names. Runs with search_path = '' and finds what it may look at in
   * settings of ours (see read.ts), so that object ids are filtered before anything is deparsed.
   */
  readonly query: string | ((scope: Scope) => string);
  /** What of a row the query cannot give field for field. */
  readonly fromRow?: (row: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Inside the parent's own CREATE, where both are new: `status text not null`. */
  readonly clause?: (to: T) => string | null;
  readonly create: (to: T, clauses: readonly string[]) => readonly Draft[];
  /** What can only be said when all that is new is there. */
  readonly after?: (to: T) => readonly Draft[];
  /** The fields that only `after` writes. */
  readonly afterwards?: readonly Field<T>[];
  readonly drop: (from: T) => readonly Draft[];
  /** Over every field: one that is read and not written does not compile. Owners and grants: see access-statements.ts. */
  readonly alter: {
    readonly [F in Field<T>]-?: F extends 'owner' | 'grants'
      ? 'access'
      : 'recreate' | ((to: T, from: T, transition: Transition) => readonly Draft[] | 'recreate');
  };
  /** `--online`: to make an object anew without a time in between that has neither; instead of drop and create. */
  readonly replace?: (to: T, from: T) => readonly Draft[];
  /** Whether an object that the spec does not know is left where it is until asked for (`--prune`). */
  readonly stays?: (extra: T, around: { readonly desired: Catalog; readonly owns: Owns }) => boolean;
  /** What of others would break without an object that the spec does not want: then it stays, whatever is asked. */
  readonly neededBy?: (extra: T) => readonly string[];
  /** How an object of another kind that is to go becomes this one, without making it anew; null: it cannot. */
  readonly become?: (to: T, from: CatalogObject) => readonly Draft[] | null;
  /** What it goes with beside what its address says: the column that owns a sequence. */
  readonly livesOn?: (object: T) => Address | null;
  /** Whether it has to be dropped by itself even where what it lives on goes: between two tables, a foreign key. */
  readonly goesApart?: (object: T) => boolean;
  /** A finer place in the plan's order than the kind's: `create column/generated`. */
  readonly place?: (object: T) => string | null;
  /** What it stands on beside what its fields and the names in its texts say: the key that a foreign key needs. */
  readonly standsOn?: (object: T, catalog: Catalog) => readonly Address[];
  /** Texts whose names are looked up when they run, not when they are written: the body of a function. */
  readonly later?: readonly Field<T>[];
  /** Fields that PostgreSQL refuses to change while something stands on the object. */
  readonly disturbs?: readonly Field<T>[];
  /** Fields that can be changed in place only while what they mention keeps its shape: the query of a view. */
  readonly reshapes?: readonly Field<T>[];
  /** Whether PostgreSQL itself makes it anew when a field that disturbs others changes under it. */
  readonly follows?: true;
  /** Whether it holds several columns, or a column and a constant, against each other: then they cannot change one by one under it. */
  readonly joins?: (object: T) => boolean;
  /**
   * What helps where what a field of it stands on has to go for a while (null: all of it does): nothing where it is null,
   * as it holds rows of its own. A kind that does not say goes itself, and comes back.
   */
  readonly without?: (object: T, field: string | null) => Around | 'recreate' | null;
  /**
   * Where it stands in a circle: a form of it that stands on less, what makes it whole when all is there, and what takes it
   * back to that form before it goes; null where there is none.
   */
  readonly inTwo?: (
    to: T,
  ) => { readonly first: T; readonly rest: readonly Draft[]; readonly back: readonly Draft[] } | null;
  readonly rename?: { readonly pairing?: Pairing; readonly write: (to: T, from: T) => readonly Draft[] };
  /**
   * The type to which an expression of this field is assigned (a default); null: the expression stands for itself.
   * @param holder what the expression is a part of: an argument of a function, the object itself
   */
  readonly assignedType?: (to: T, field: string, holder: Readonly<Record<string, unknown>>) => string | null;
}

/** Whether a relation is one of the spec's own. */
export type Owns = (schema: string, table: string) => boolean;

export type Kinds = { readonly [K in KindName]: Kind<ObjectByKind[K]> };
