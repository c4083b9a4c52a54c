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
  /** Who granted it, where that is not the owner. */
  readonly by?: string | undefined;
  /** In lower case, sorted: `insert`, `select`; `all` alone for all of several. None: what a restrained owner has left. */
  readonly privileges: readonly string[];
  /** Those of them that the role may grant on. */
  readonly grantable: readonly string[];
}

export interface Access {
  /** The owner's role (relowner, nspowner, proowner, typowner) */
  readonly owner?: string | undefined;
  /**
   * The acl (relacl, …; null there is the default, acldefault), sorted by role. The owner stands there only where it
   * has less than everything, or a grant option.
   */
  readonly grants?: readonly Grant[] | undefined;
}
