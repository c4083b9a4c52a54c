/** What a database is: one readonly type a kind of object; the compiled spec and the live database share them. */
import type { DefaultPrivileges, Domain, Enum, Extension, Function, Role, Schema, Sequence } from './objects.js';
import type { Column, Constraint, Index, MaterializedView, Policy, Table, Trigger, View } from './relations.js';

export type * from './objects.js';
export type * from './parts.js';
export type * from './relations.js';

export interface Comment {
  readonly kind: 'comment';
  /** The kind of the object that bears the comment; schema, table and name are that object's. */
  readonly on:
    | Exclude<KindName, 'role' | 'comment' | 'default privileges'>
    | 'domain constraint'
    | 'view column'
    | 'view trigger'
    | 'materialized view index'
    | 'materialized view column';
  readonly schema?: string;
  readonly table?: string;
  readonly name?: string;
  /** pg_description.description */
  readonly text: string;
}

export interface ObjectByKind {
  readonly schema: Schema;
  readonly extension: Extension;
  readonly role: Role;
  readonly enum: Enum;
  readonly domain: Domain;
  readonly sequence: Sequence;
  readonly function: Function;
  readonly table: Table;
  readonly column: Column;
  readonly constraint: Constraint;
  readonly index: Index;
  readonly view: View;
  readonly 'materialized view': MaterializedView;
  readonly trigger: Trigger;
  readonly policy: Policy;
  readonly 'default privileges': DefaultPrivileges;
  readonly comment: Comment;
}

export type KindName = keyof ObjectByKind;
export type CatalogObject = ObjectByKind[KindName];

/** A database, as far as the spec manages it: the objects of each kind. */
export type Catalog = { readonly [K in KindName]: readonly ObjectByKind[K][] };

/** What names an object; everything else of it is a field. */
export type IdentityKey = 'kind' | 'on' | 'schema' | 'table' | 'name';

/** The fields of a kind: all that can differ between two objects of one name. */
export type Field<T extends CatalogObject> = Exclude<keyof T, IdentityKey> & string;

/** Every kind, a container before what it contains. */
export const KIND_NAMES = [
  'schema',
  'extension',
  'role',
  'enum',
  'domain',
  'sequence',
  'function',
  'table',
  'column',
  'constraint',
  'index',
  'view',
  'materialized view',
  'trigger',
  'policy',
  'default privileges',
  'comment',
] as const satisfies readonly KindName[];

export function emptyCatalog(): Catalog {
  return {
    schema: [],
    extension: [],
    role: [],
    enum: [],
    domain: [],
    sequence: [],
    function: [],
    table: [],
    column: [],
    constraint: [],
    index: [],
    view: [],
    'materialized view': [],
    trigger: [],
    policy: [],
    'default privileges': [],
    comment: [],
  };
}
