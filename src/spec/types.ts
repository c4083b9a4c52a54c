/** What a person wrote, parsed and validated: every name resolved to plain data, nothing compiled yet. */

import type { CatalogObject, Column, Comment, Constraint, Index, PolicyCommand, Table } from '../catalog/types.js';
import type { Location } from '../errors.js';

/** SQL text of the spec, exactly one expression (proven by the lexer), without surrounding white space. */
export type Sql = string;

export interface ColumnSpec {
  readonly name: string;
  /** Canonical spelling, as PostgreSQL's format_type gives it: `character varying(50)`. */
  readonly type: string;
  readonly notNull: boolean;
  readonly default: Sql | null;
  readonly generated: { readonly as: Sql; readonly persistence: 'stored' | 'virtual' } | null;
  readonly identity: 'always' | 'by default' | null;
  readonly collation: string | null;
  readonly said: Pick<
    Column,
    'identitySequence' | 'identityName' | 'storage' | 'compression' | 'statistics' | 'grants'
  >;
  readonly comment: string | null;
  /** A documented reference to a table of another service: a comment, never a constraint. */
  readonly external: { readonly table: string; readonly column: string; readonly service: string } | null;
  readonly formerly: readonly string[];
  /** How values become those of a new type. */
  readonly using: Sql | null;
  readonly location: Location;
}

/** A constraint with its final name. `references.columns` is filled in from the referenced primary key where omitted. */
export interface ConstraintSpec extends Omit<Constraint, 'kind' | 'schema' | 'table' | 'check'> {
  readonly check: Sql | null;
  readonly comment: string | null;
  readonly location: Location;
}

export interface IndexSpec extends Omit<Index, 'kind' | 'on' | 'schema' | 'table' | 'where' | 'valid'> {
  readonly where: Sql | null;
  readonly comment: string | null;
  readonly location: Location;
}

/** A policy; in the pattern `name` is a template in which `{table}` stands for the table's name. */
export interface PolicySpec {
  readonly name: string;
  readonly command: PolicyCommand;
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using: Sql | null;
  readonly withCheck: Sql | null;
  readonly comment: string | null;
  readonly location: Location;
}

/** An object that is written as the catalog has it, and is held against nothing else of the spec. */
export interface Declared {
  readonly object: CatalogObject;
  readonly comment: string | null;
  /** Comments on parts of it that are no objects themselves: a view's columns, a domain's constraints. */
  readonly comments?: readonly Comment[];
  readonly formerly: readonly string[];
  /** Of an enum: its values with the names that they had before. */
  readonly values?: ReadonlyMap<string, readonly string[]>;
  readonly location: Location;
}

export interface TableSpec {
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
  /** Shared columns merged in, in the order in which they are created. */
  readonly columns: readonly ColumnSpec[];
  readonly constraints: readonly ConstraintSpec[];
  readonly indexes: readonly IndexSpec[];
  /** Policies of this table alone, beside the pattern's. */
  readonly policies: readonly PolicySpec[];
  readonly triggers: readonly Declared[];
  /** What of the table itself is beside its columns and row security. */
  readonly said: Pick<Table, 'unlogged' | 'with' | 'partitionBy' | 'partitionOf' | 'owner' | 'grants'>;
  readonly tenantScoped: boolean;
  /** What the table itself says; null: it is as tenancy has it, or off. */
  readonly rowSecurity: RowSecurityWord | null;
  /** Names of the pattern's policies that the table does not have: all of them, or those that its own stand in for. */
  readonly withoutPolicies: ReadonlySet<string>;
  /** Why the table is not tenant-scoped; null where it is. */
  readonly notTenantScopedReason: string | null;
  /** Columns that hold ciphertext. */
  readonly encrypted: readonly string[];
  /** Earlier names of the table. */
  readonly formerly: readonly string[];
  readonly location: Location;
}

/** Off or on, or binding the owner too; the flags are two, and PostgreSQL keeps the one without the other. */
export type RowSecurityWord = 'off' | 'on' | 'forced' | 'off, forced';

/** Whether a spec leaves a tenant-scoped table open on purpose. */
export function isLeftOpen({ rowSecurity }: Pick<TableSpec, 'rowSecurity'>): boolean {
  return rowSecurity === 'off' || rowSecurity === 'off, forced';
}

/** The one RLS pattern, applied to every tenant-scoped table. */
export interface RowSecurityPattern {
  readonly tenantColumn: string;
  /** The setting that holds the tenant: `app.current_tenant_id`. */
  readonly setting: string;
  /** The setting that opens everything to the system itself, and the one value that does. */
  readonly bypass: { readonly setting: string; readonly value: string } | null;
  readonly force: boolean;
  readonly policies: readonly PolicySpec[];
  readonly location: Location;
}

export interface HistorySpec {
  /** null: Knex, unless an option says otherwise. */
  readonly tool: 'knex' | 'node-pg-migrate' | null;
  /** null: the tool's default. */
  readonly table: string | null;
  /** null: wherever the connection's search_path puts it, as in Knex. */
  readonly schema: string | null;
  readonly baseline: string;
  /** May name the baseline, where an older migration of the same name ran. */
  readonly archived: readonly string[];
  readonly location: Location;
}

export interface AuditSettings {
  /** By check. */
  readonly severity: ReadonlyMap<
    string,
    { readonly severity: 'error' | 'warning' | 'info' | 'off'; readonly location: Location }
  >;
  readonly ignore: readonly Ignored[];
}

/** Findings that are known and accepted. */
export interface Ignored {
  readonly checks: readonly string[];
  /** Patterns of `schema.table.name`. */
  readonly objects: readonly string[];
  /** null: none was given, and the entry has no effect. */
  readonly reason: string | null;
  /** The last day on which it holds, as 2027-03-31; null: for ever. */
  readonly until: string | null;
  readonly location: Location;
}

export interface Forbidden {
  readonly name: string;
  readonly reason: string;
  readonly location: Location;
}

export interface Spec {
  readonly file: string;
  readonly schema: string;
  /** The service that owns the tables, for messages; null where not given. */
  readonly service: string | null;
  /** The role that the application connects as; null where not given. */
  readonly applicationRole: string | null;
  /** Every schema that has a section, the own one first. */
  readonly schemas: readonly Declared[];
  readonly tables: readonly TableSpec[];
  /** Types, sequences, functions, views and what else stands beside the tables. */
  readonly objects: readonly Declared[];
  /** null: the spec has no tenants (every table is then not tenant-scoped). */
  readonly rowSecurity: RowSecurityPattern | null;
  /** Tables of other services that columns may document: table name to service. */
  readonly external: ReadonlyMap<string, string>;
  /** What an external reference's comment says: a template of {table}, {column} and {service}. */
  readonly externalComment: string;
  /** The table that lists the tenants (another service's); null where not given. */
  readonly tenantsTable: string | null;
  readonly requiredExtensions: readonly Declared[];
  readonly forbiddenExtensions: readonly Forbidden[];
  readonly forbiddenRoles: readonly Forbidden[];
  readonly history: HistorySpec | null;
  readonly audit: AuditSettings;
  readonly location: Location;
}

/** What a shape reads; undefined where the key is not there. */
export type FieldsOf<S> = S extends { read(...given: never[]): infer R } ? R : never;
