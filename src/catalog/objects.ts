/** What lives in a database or schema by itself: types, sequences, functions, extensions, roles. One type a kind. */
import type { Access, Expression, Grant, Query, Source } from './parts.js';

export interface Schema extends Access {
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
  /** pg_extension.extnamespace; undefined where a spec does not speak of it */
  readonly inSchema?: string | undefined;
  /** pg_extension.extversion; undefined where a spec does not speak of it */
  readonly version?: string | undefined;
}

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

export interface Enum extends Access {
  readonly kind: 'enum';
  readonly schema: string;
  /** pg_type.typname */
  readonly name: string;
  /** pg_enum.enumlabel in the order of enumsortorder */
  readonly values: readonly string[];
}

export interface Domain extends Access {
  readonly kind: 'domain';
  readonly schema: string;
  /** pg_type.typname */
  readonly name: string;
  /** format_type(typbasetype, typtypmod) */
  readonly type: string;
  /** pg_type.typcollation where it is not the base type's own */
  readonly collation: string | null;
  /** pg_type.typdefaultbin */
  readonly default: Expression | null;
  /** pg_type.typnotnull */
  readonly notNull: boolean;
  /** pg_constraint of contypid, by name */
  readonly checks: readonly { readonly name: string; readonly check: Expression; readonly validated: boolean }[];
}

export interface Counting {
  /** seqtypid: `bigint`, `integer`, `smallint` */
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly cache: string;
  readonly cycle: boolean;
}

export interface Sequence extends Access, Counting {
  readonly kind: 'sequence';
  readonly schema: string;
  /** pg_class.relname */
  readonly name: string;
  /** `owned by` (pg_depend, deptype a) */
  readonly ownedBy: { readonly schema: string; readonly table: string; readonly column: string } | null;
  /** pg_class.relpersistence (15+) */
  readonly unlogged: boolean;
}

export interface Argument {
  readonly mode: 'in' | 'out' | 'inout' | 'variadic' | 'table';
  readonly name: string | null;
  readonly type: string;
  readonly default: Expression | null;
}

export interface Function extends Access {
  readonly kind: 'function';
  readonly schema: string;
  /** With the types of its input arguments, as oidvectortypes gives them under an empty search_path: `f(integer, text)` */
  readonly name: string;
  /** pg_proc.proname */
  readonly function: string;
  /** pg_proc.prokind: p */
  readonly procedure: boolean;
  /** pg_proc.proargnames, proargmodes, proallargtypes and proargdefaults */
  readonly arguments: readonly Argument[];
  /** prorettype, as format_type gives it: `integer`, `SETOF text`, `TABLE` where the columns are arguments; null for a procedure */
  readonly returns: string | null;
  /** pg_language.lanname */
  readonly language: string;
  /** pg_proc.prosrc; null where the body is SQL (sqlBody) */
  readonly body: Source | null;
  /** pg_get_function_sqlbody: `RETURN …` or `BEGIN ATOMIC … END`; null where the body is text */
  readonly sqlBody: Query | null;
  /** pg_proc.probin of a C function */
  readonly library: string | null;
  /** pg_proc.provolatile */
  readonly volatility: 'volatile' | 'stable' | 'immutable';
  /** pg_proc.proisstrict */
  readonly strict: boolean;
  /** pg_proc.prosecdef */
  readonly securityDefiner: boolean;
  /** pg_proc.proleakproof */
  readonly leakproof: boolean;
  /** pg_proc.proparallel */
  readonly parallel: 'unsafe' | 'restricted' | 'safe';
  /** pg_proc.procost */
  readonly cost: number;
  /** pg_proc.prorows; 0 where it returns no set */
  readonly rows: number;
  /** pg_proc.prokind: w */
  readonly window: boolean;
  /** pg_proc.prosupport, qualified */
  readonly support: string | null;
  /** pg_proc.protrftypes, as format_type gives them */
  readonly transforms: readonly string[];
  /** pg_proc.proconfig: `search_path=…` */
  readonly set: readonly string[];
}

export interface DefaultPrivileges {
  readonly kind: 'default privileges';
  /** defaclrole, defaclnamespace and defaclobjtype: `app on tables in public`, `app on functions` */
  readonly name: string;
  readonly role: string;
  /** null: in every schema */
  readonly inSchema: string | null;
  /** Large objects: PostgreSQL 18 */
  readonly objects: 'tables' | 'sequences' | 'functions' | 'types' | 'schemas' | 'large objects';
  /** defaclacl: in every schema what a new object's grants are; in one schema what comes to them */
  readonly grants: readonly Grant[];
}
