/** Tables and views, and what lives on them. One type a kind. */

import type { Counting } from './objects.js';
import type { Access, Expression, Grant, Query } from './parts.js';

export interface PartitionKey {
  readonly strategy: 'range' | 'list' | 'hash';
  readonly elements: readonly Pick<IndexElement, 'column' | 'expression' | 'collation' | 'operatorClass'>[];
}

export interface Table extends Access {
  readonly kind: 'table';
  readonly schema: string;
  /** pg_class.relname */
  readonly table: string;
  /** pg_class.relrowsecurity */
  readonly rowSecurity: boolean;
  /** pg_class.relforcerowsecurity */
  readonly forceRowSecurity: boolean;
  /** pg_class.relpersistence */
  readonly unlogged: boolean;
  /** pg_class.reloptions and the toast table's (`toast.name=value`); see parameters.ts */
  readonly with: readonly string[];
  /** pg_partitioned_table; null for a plain table */
  readonly partitionBy: PartitionKey | null;
  /** pg_inherits and pg_class.relpartbound: `FOR VALUES FROM (…) TO (…)`, `DEFAULT`; null for what is no partition */
  readonly partitionOf: { readonly schema: string; readonly table: string; readonly bound: string } | null;
}

export interface Column {
  readonly kind: 'column';
  /** pg_attribute.attacl; undefined where a spec does not speak of it, or nobody asked */
  readonly grants?: readonly Grant[] | undefined;
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
  /** How the identity's sequence counts (pg_sequence), where that is not what it would be of itself. */
  readonly identitySequence: Partial<Counting> | null;
  /** What the identity's sequence is called, where that is not what it would be of itself; undefined where a spec does not speak of it */
  readonly identityName?: string | null | undefined;
  /** pg_attribute.attcollation where it is not the type's own; schema-qualified outside pg_catalog */
  readonly collation: string | null;
  /** pg_attribute.attstorage where it is not the type's own: plain, external, extended, main */
  readonly storage: string | null;
  /** pg_attribute.attcompression: pglz, lz4 */
  readonly compression: string | null;
  /** pg_attribute.attstattarget where one is set */
  readonly statistics: number | null;
}

export type ConstraintType = 'primary key' | 'unique' | 'check' | 'foreign key' | 'exclusion';

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
  /** What an exclusion constraint compares, by which operators and index method, and of which rows; else null. */
  readonly exclusion: {
    readonly method: string;
    readonly elements: readonly (IndexElement & {
      /** As pg_get_constraintdef writes it: `&&`, `OPERATOR(public.=)` */
      readonly operator: string;
    })[];
    readonly where: Expression | null;
  } | null;
  /** pg_class.reloptions of the constraint's index, as of an index */
  readonly with: readonly string[];
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

export interface Index {
  readonly kind: 'index';
  /** The kind of what it is on, where that is no table. */
  readonly on?: 'materialized view';
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
  /** pg_class.reloptions, `name=value`; see parameters.ts */
  readonly with: readonly string[];
  /** pg_index.indpred */
  readonly where: Expression | null;
  /** pg_index.indisvalid: false is what a failed `create index concurrently` leaves behind */
  readonly valid: boolean;
  /** The index of the partitioned table that this one is a part of (pg_inherits), with its schema, where it does not bear the name that PostgreSQL gives. */
  readonly partOf: string | null;
}

export interface View extends Access {
  readonly kind: 'view';
  readonly schema: string;
  /** pg_class.relname: a view stands among the tables */
  readonly table: string;
  /** pg_get_viewdef, without the semicolon at the end */
  readonly definition: Query;
  /** pg_class.reloptions but check_option: `security_barrier=on`, `security_invoker=on`, sorted */
  readonly with: readonly string[];
  /** pg_class.reloptions: check_option */
  readonly checkOption: 'local' | 'cascaded' | null;
  /**
   * Its columns (pg_attribute), where a function takes or gives a row of it: with them it can be made before the function
   * that it calls in its turn. Said, and not compared; null or undefined where nobody needs them.
   */
  readonly row?: readonly { readonly name: string; readonly type: string }[] | null | undefined;
}

export interface MaterializedView extends Access {
  readonly kind: 'materialized view';
  readonly schema: string;
  /** pg_class.relname */
  readonly table: string;
  /** pg_get_viewdef, without the semicolon at the end */
  readonly definition: Query;
  /** pg_class.reloptions; see parameters.ts */
  readonly with: readonly string[];
}

export interface Trigger {
  readonly kind: 'trigger';
  /** The kind of what it is on, where that is no table. */
  readonly on?: 'view';
  readonly schema: string;
  readonly table: string;
  /** pg_trigger.tgname */
  readonly name: string;
  /** pg_trigger.tgtype */
  readonly timing: 'before' | 'after' | 'instead of';
  /** pg_trigger.tgtype, in the order insert, update, delete, truncate */
  readonly events: readonly ('insert' | 'update' | 'delete' | 'truncate')[];
  /** pg_trigger.tgattr: `update of …`; empty means any column */
  readonly columns: readonly string[];
  /** pg_trigger.tgtype */
  readonly forEach: 'row' | 'statement';
  /** pg_trigger.tgqual, with `new` and `old` */
  readonly when: Expression | null;
  /** pg_trigger.tgfoid, qualified and quoted where needed, without arguments */
  readonly function: string;
  /** pg_trigger.tgargs */
  readonly arguments: readonly string[];
  /** pg_trigger.tgoldtable */
  readonly oldTable: string | null;
  /** pg_trigger.tgnewtable */
  readonly newTable: string | null;
  /** Whether it is a constraint trigger (tgconstraint), and when that fires; null: it is none */
  readonly constraint: Constraint['deferrable'] | null;
  /** pg_trigger.tgconstrrelid: `from …` of a constraint trigger */
  readonly from: { readonly schema: string; readonly table: string } | null;
  /** pg_trigger.tgenabled */
  readonly enabled: 'origin' | 'replica' | 'always' | 'disabled';
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
