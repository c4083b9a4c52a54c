/** The shape of our knowledge of a kind: one query that reads it, one small table that writes it. */
import type { Address } from '../catalog/address.js';
import type { Pairing } from '../catalog/diff.js';
import type { CatalogObject, Field, KindName, ObjectByKind } from '../catalog/types.js';

/** What a statement can do that its reviewer must know. */
export type Hazard = 'data-loss' | 'table-rewrite' | 'blocks-reads' | 'blocks-writes' | 'widens-access' | 'drops-index';

/** A table-level lock mode (https://www.postgresql.org/docs/current/explicit-locking.html). */
export type LockMode = 'ACCESS SHARE' | 'SHARE UPDATE EXCLUSIVE' | 'SHARE' | 'SHARE ROW EXCLUSIVE' | 'ACCESS EXCLUSIVE';

export interface Lock {
  /** `schema.table`, quoted where needed. */
  readonly relation: string;
  readonly mode: LockMode;
  /** Whether the relation is one of the spec's own tables. */
  readonly owned: boolean;
}

/** SQL with what it costs. */
export interface Statement {
  readonly sql: string;
  readonly object: Address;
  readonly locks: readonly Lock[];
  readonly hazards: readonly Hazard[];
  /** Whether it may run inside a transaction block. */
  readonly transactional: boolean;
}

/** A statement as a kind writes it; the planner adds the object and who owns what is locked. */
export interface Draft {
  readonly sql: string;
  readonly locks?: readonly { readonly schema: string; readonly table: string; readonly mode: LockMode }[];
  readonly hazards?: readonly Hazard[];
}

export interface Kind<T extends CatalogObject> {
  /**
   * One row = one T; aliases are T's field names. Runs with search_path = '' and finds what it may look at in
   * settings of ours (see read.ts), so that object ids are filtered before anything is deparsed.
   */
  readonly query: string;
  /** Inside the parent's own CREATE, where both are new: `status text not null`. */
  readonly clause?: (to: T) => string | null;
  readonly create: (to: T, clauses: readonly string[]) => readonly Draft[];
  readonly drop: (from: T) => readonly Draft[];
  /** Over every field: one that is read and not written does not compile. */
  readonly alter: { readonly [F in Field<T>]-?: 'recreate' | ((to: T, from: T) => readonly Draft[] | 'recreate') };
  readonly rename?: { readonly pairing: Pairing; readonly write: (to: T, from: T) => readonly Draft[] };
  /** The type to which an expression of this field is assigned (a default); null: the expression stands for itself. */
  readonly assignedType?: (to: T, field: string) => string | null;
}

export type Kinds = { readonly [K in KindName]: Kind<ObjectByKind[K]> };

/** What a read may look at: the names that the spec manages. */
export interface Scope {
  readonly schema: string;
  /** null: every table of the schema (`--strict`). */
  readonly tables: readonly string[] | null;
  readonly extensions: readonly string[];
  readonly roles: readonly string[];
}
