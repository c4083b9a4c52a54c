/** What a database is: one readonly type a kind of object; the compiled spec and the live database share them. */

/** SQL text that PostgreSQL evaluates. Compared by meaning, never by spelling. */
export interface Expression {
  readonly expression: string;
}

export interface Schema {
  readonly kind: 'schema';
  /** pg_namespace.nspname */
  readonly name: string;
}

export interface Extension {
  readonly kind: 'extension';
  /** pg_extension.extname */
  readonly name: string;
  /** What would break without it and is not the spec's own; undefined where a spec speaks of it. */
  readonly neededBy?: readonly string[] | null;
}

/** Belongs to the cluster, not to the database: read, never written. */
export interface Role {
  readonly kind: 'role';
  /** pg_roles.rolname */
  readonly name: string;
  /** pg_roles.rolsuper */
  readonly superuser: boolean;
  /** pg_roles.rolbypassrls */
  readonly bypassRowSecurity: boolean;
  /** What it owns in this database, as pg_identify_object says it: `table public.t` (pg_shdepend.deptype o) */
  readonly owns: readonly string[];
  /** What it is granted in this database (pg_shdepend.deptype a) */
  readonly granted: readonly string[];
  /** Policies of this database that name it (pg_shdepend.deptype r) */
  readonly policies: readonly string[];
}

export interface Table {
  readonly kind: 'table';
  readonly schema: string;
  /** pg_class.relname */
  readonly table: string;
  /** pg_class.relrowsecurity */
  readonly rowSecurity: boolean;
  /** pg_class.relforcerowsecurity */
  readonly forceRowSecurity: boolean;
}

export interface Column {
  readonly kind: 'column';
  readonly schema: string;
  readonly table: string;
  /** pg_attribute.attname */
  readonly name: string;
  /** format_type(atttypid, atttypmod) under an empty search_path, e.g. `character varying(50)` */
  readonly type: string;
  /** pg_attribute.attnotnull, and no constraint of its own that was never validated (18+) */
  readonly notNull: boolean;
  /** pg_attrdef.adbin of a column that is not generated */
  readonly default: Expression | null;
  /** pg_attribute.attgenerated and pg_attrdef.adbin */
  readonly generated: { readonly as: Expression; readonly persistence: 'stored' | 'virtual' } | null;
  /** pg_attribute.attidentity */
  readonly identity: 'always' | 'by default' | null;
  /** pg_attribute.attcollation where it is not the type's own; schema-qualified outside pg_catalog */
  readonly collation: string | null;
}

export type ConstraintType = 'primary key' | 'unique' | 'check' | 'foreign key';
export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface Constraint {
  readonly kind: 'constraint';
  readonly schema: string;
  readonly table: string;
  /** pg_constraint.conname */
  readonly name: string;
  /** pg_constraint.contype */
  readonly type: ConstraintType;
  /** pg_constraint.conkey, in order; empty for a check */
  readonly columns: readonly string[];
  /** pg_constraint.conbin of a check */
  readonly check: Expression | null;
  /** pg_constraint.connoinherit of a check */
  readonly noInherit: boolean;
  /** pg_constraint.confrelid and confkey of a foreign key */
  readonly references: {
    readonly schema: string;
    readonly table: string;
    readonly columns: readonly string[];
  } | null;
  /** pg_constraint.confmatchtype */
  readonly match: 'simple' | 'full' | null;
  /** pg_constraint.confupdtype */
  readonly onUpdate: ReferentialAction | null;
  /** pg_constraint.confdeltype */
  readonly onDelete: ReferentialAction | null;
  /** pg_constraint.confdelsetcols (15+): the columns of `on delete set null (…)`; empty means all */
  readonly onDeleteColumns: readonly string[];
  /** Non-key columns of the constraint's index (`include`) */
  readonly include: readonly string[];
  /** pg_index.indnullsnotdistinct (15+) of the constraint's index */
  readonly nullsNotDistinct: boolean;
  /** pg_constraint.condeferrable and condeferred */
  readonly deferrable: 'not deferrable' | 'initially immediate' | 'initially deferred';
  /** pg_constraint.conenforced (18+) */
  readonly enforced: boolean;
  /** pg_constraint.convalidated; what is not enforced is not waiting to be validated */
  readonly validated: boolean;
}

/** One key of an index: a column or an expression, and how it is ordered. */
export interface IndexElement {
  readonly column: string | null;
  readonly expression: Expression | null;
  /** pg_index.indcollation where it is not the column's own */
  readonly collation: string | null;
  /** pg_index.indclass where it is not the type's default for the method */
  readonly operatorClass: string | null;
  /** pg_index.indoption, bit 1 */
  readonly descending: boolean;
  /** pg_index.indoption, bit 2 */
  readonly nullsFirst: boolean;
}

/** An index of its own; the index under a constraint is part of the constraint. */
export interface Index {
  readonly kind: 'index';
  readonly schema: string;
  readonly table: string;
  /** pg_class.relname */
  readonly name: string;
  /** pg_index.indisunique */
  readonly unique: boolean;
  /** pg_am.amname */
  readonly method: string;
  readonly elements: readonly IndexElement[];
  /** Columns of pg_index.indkey after indnkeyatts */
  readonly include: readonly string[];
  /** pg_index.indnullsnotdistinct (15+) */
  readonly nullsNotDistinct: boolean;
  /** pg_class.reloptions, `name=value`, booleans as `on` and `off`, sorted */
  readonly with: readonly string[];
  /** pg_index.indpred */
  readonly where: Expression | null;
  /** pg_index.indisvalid: false is what a failed `create index concurrently` leaves behind */
  readonly valid: boolean;
}

export type PolicyCommand = 'all' | 'select' | 'insert' | 'update' | 'delete';

export interface Policy {
  readonly kind: 'policy';
  readonly schema: string;
  readonly table: string;
  /** pg_policy.polname */
  readonly name: string;
  /** pg_policy.polcmd */
  readonly command: PolicyCommand;
  /** pg_policy.polpermissive */
  readonly permissive: boolean;
  /** pg_policy.polroles, sorted; `public` for everyone */
  readonly roles: readonly string[];
  /** pg_policy.polqual */
  readonly using: Expression | null;
  /** pg_policy.polwithcheck */
  readonly withCheck: Expression | null;
}

export interface Comment {
  readonly kind: 'comment';
  /** The kind of the object that bears the comment; schema, table and name are that object's. */
  readonly on: 'table' | 'column' | 'constraint' | 'index' | 'policy';
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
  readonly table: Table;
  readonly column: Column;
  readonly constraint: Constraint;
  readonly index: Index;
  readonly policy: Policy;
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
  'table',
  'column',
  'constraint',
  'index',
  'policy',
  'comment',
] as const satisfies readonly KindName[];

export function emptyCatalog(): Catalog {
  return {
    schema: [],
    extension: [],
    role: [],
    table: [],
    column: [],
    constraint: [],
    index: [],
    policy: [],
    comment: [],
  };
}
