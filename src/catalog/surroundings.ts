/** What stands around tables and could void their isolation. Read for checks alone: never compared, never written. */

/** A role that owns or is granted something around the tables. */
export interface AroundRole {
  readonly name: string;
  /** pg_roles.rolsuper */
  readonly superuser: boolean;
  /** pg_roles.rolbypassrls */
  readonly bypassRowSecurity: boolean;
  /** Owners of the tables whose rights it has (pg_has_role, USAGE), itself included. */
  readonly actsAs: readonly string[];
}

export interface AroundTable {
  readonly table: string;
  readonly owner: string;
  /** pg_class.relforcerowsecurity */
  readonly forced: boolean;
  /** pg_class.reltuples: the server's estimate; negative: never counted. */
  readonly rows: number;
  /** The columns of its partition key, in order; empty: it is not partitioned. */
  readonly partitionKey: readonly string[];
  /** pg_class.relispartition */
  readonly isPartition: boolean;
  /** The first columns of its exclusion constraints' indexes. */
  readonly excludedBy: readonly string[];
}

/** Who may use something: grantees other than the owner, `public` for everyone. */
export interface Reach {
  readonly by: readonly string[];
  /** Whether the application's role may; null: it is not known or not there. */
  readonly application: boolean | null;
}

/** A view that reads tables itself, or a materialized view that holds their rows. */
export interface AroundView {
  readonly schema: string;
  readonly name: string;
  readonly materialized: boolean;
  readonly owner: string;
  /** reloptions security_invoker (15+) */
  readonly invoker: boolean;
  /** pg_get_viewdef */
  readonly definition: string;
  readonly tables: readonly string[];
  /** Of the view, and of all views that read it. */
  readonly reach: Reach;
}

/** A SECURITY DEFINER function. */
export interface AroundFunction {
  readonly schema: string;
  readonly name: string;
  /** The types of its input arguments, as oidvectortypes gives them */
  readonly arguments: string;
  readonly owner: string;
  readonly language: string;
  /** pg_proc.proconfig sets search_path, to this. */
  readonly searchPath: string | null;
  /** Its names were resolved when it was made (`begin atomic`). */
  readonly resolved: boolean;
  readonly body: string;
  /** Tables that it is known to depend on. */
  readonly tables: readonly string[];
  /** It is called by the server alone: it returns a trigger. */
  readonly isTrigger: boolean;
  readonly reach: Reach;
}

/** A function of the database's own that policies call. */
export interface PolicyFunction {
  readonly schema: string;
  readonly name: string;
  /** How many it takes. */
  readonly arguments: number;
  /** Their types, as oidvectortypes gives them */
  readonly types: string;
  readonly language: string;
  /** pg_proc.provolatile */
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  readonly leakproof: boolean;
  readonly definer: boolean;
  readonly returns: string;
  /** The SQL of one that takes nothing and is written in SQL. */
  readonly body: string | null;
  readonly policies: readonly { readonly table: string; readonly policy: string }[];
}

/** A partition, or a table that inherits. */
export interface AroundChild {
  readonly schema: string;
  readonly table: string;
  /** The table at the top. */
  readonly parent: string;
  readonly isPartition: boolean;
  readonly rowSecurity: boolean;
  readonly reach: Reach;
}

/** A privilege on tables; `grantee` is never their owner. */
export interface AroundGrant {
  /** `public` for everyone. */
  readonly grantee: string;
  readonly privilege: string;
  readonly tables: readonly string[];
  /** Whether the application's role has it by this grant; null: it is not known or not there. */
  readonly application: boolean | null;
}

export interface AroundPublication {
  readonly name: string;
  readonly tables: readonly { readonly table: string; readonly filter: string | null }[];
}

/** A sequence that fills a column. */
export interface AroundSequence {
  readonly schema: string;
  readonly name: string;
  readonly table: string;
  readonly column: string;
  /** The greatest value that both the sequence and the column can hold. */
  readonly limit: number;
  /** null: never used, or not ours to read. */
  readonly last: number | null;
}

export interface Surroundings {
  /** The major version of the server. */
  readonly major: number;
  /** The role that has looked. */
  readonly me: Omit<AroundRole, 'actsAs'>;
  readonly roles: readonly AroundRole[];
  readonly tables: readonly AroundTable[];
  readonly views: readonly AroundView[];
  readonly functions: readonly AroundFunction[];
  readonly policyFunctions: readonly PolicyFunction[];
  readonly children: readonly AroundChild[];
  readonly grants: readonly AroundGrant[];
  readonly publications: readonly AroundPublication[];
  readonly sequences: readonly AroundSequence[];
}
