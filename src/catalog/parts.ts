/** What objects of several kinds have: expressions, queries, an owner, grants. */

export interface Expression {
  readonly expression: string;
}

export interface Query {
  readonly query: string;
}

/** Text in a language of its own: line ends, and white space around it, have no meaning. */
export interface Source {
  readonly source: string;
}

export interface Grant {
  /** `public` for everyone */
  readonly role: string;
  /** In lower case, sorted: `insert`, `select` */
  readonly privileges: readonly string[];
  /** Those of them that the role may grant on. */
  readonly grantable: readonly string[];
}

export interface Access {
  /** The owner's role (relowner, nspowner, proowner, typowner) */
  readonly owner?: string | undefined;
  /** The acl (relacl, …; null there is the default, acldefault) without what the owner itself has, sorted by role */
  readonly grants?: readonly Grant[] | undefined;
}
