/** What `check --no-spec` finds in databases after other people's patterns, and why their owners would want to know; by check. */
export const REASONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'auth-uid': {
    'privilege-beyond-policies':
      'GRANT ALL, the platform’s default, is also TRUNCATE: whoever runs SQL as that role empties every user’s rows. A warning for the role that the policies are for, information for the other.',
  },
  'default-from-setting': {},
  grown: {
    'tenant-default': 'A forgotten tenant becomes a placeholder’s row instead of an error.',
    'rls-wrong-setting': 'One table reads the setting of before: nothing is found in it.',
    'rls-placeholder-fallback': 'Without a tenant the rows of a placeholder are shown.',
    'policy-without-row-security': 'The policy reads well and is asked by nobody.',
    'tenant-table-without-row-security': 'The table has the tenant column, and the application reads all of it.',
    'rls-not-forced': 'All others are forced; here the owner, which migrations and scripts run as, passes.',
    'view-bypasses-row-security': 'The view reads as its owner, whom no policy binds, and the application may read it.',
    'definer-bypasses-row-security': 'The function looks as its owner, and everyone may call it with any id.',
    'tenant-column-nullable': 'A row without a tenant is nobody’s: nobody sees or deletes it.',
    'rls-fails-on-empty': 'On a pooled connection the setting is empty, and every query of the table fails.',
    'tenant-column-index': 'The one table without the index that all others have.',
    'rls-crosses-tenants':
      'Rows that are marked as public are seen by every tenant; meant or not, it is worth knowing.',
  },
  membership: {
    'foreign-key-without-tenant': 'A task may hang on a project of another organization: foreign keys ask no policy.',
    'policy-function-per-row': 'A function of the row is called for each row; a list that is fetched once is not.',
  },
  'no-policies': {},
  'one-policy-per-verb': {
    'foreign-key-without-tenant': 'A line may hang on an order of another tenant: foreign keys ask no policy.',
  },
  'one-setting': {
    'rls-fails-on-empty':
      'The article’s policy casts the setting as it is: on a pooled connection, where it is empty, every query fails.',
    'tenant-column-index': 'The users of one tenant are found by reading those of all.',
    'unique-without-tenant': 'That an e-mail address is taken tells a tenant of another tenant’s users.',
  },
  partitioned: {
    'partition-without-row-security':
      'Default privileges let the application ask a partition directly, and policies on the table above are not asked then.',
  },
  restrictive: {},
  'role-per-tenant': {},
  'schema-per-tenant': {
    'departs-from-pattern':
      'One schema missed a migration; one role may use the schemas of two tenants. Nothing but these two facts keeps tenants apart here.',
  },
  wrapped: {
    'session-bypass': 'Any session can set the flag: whoever runs SQL as the application is past the policies.',
  },
  'rls-default-setting': {
    'departs-from-pattern': 'One table of seven opens for a flag that any session can set.',
    'rls-wrong-setting':
      'Three settings hold the tenant: whoever sets one finds nothing in the tables that read another.',
    'tenant-column-nullable': 'A row without a tenant is nobody’s.',
    'tenant-column-type': 'The tenant is a number here and a text there: no join compares them without a cast.',
    'rls-fails-on-empty': 'The oldest policy fails where the setting is empty.',
    'tenant-column-index': 'The rows of one tenant are found by reading those of all.',
    'unique-without-tenant': 'Keys that the application chooses, unique across tenants: a taken one can be probed.',
    'foreign-key-without-index': 'Deleting a tenant reads the whole table.',
    'timestamp-without-time-zone': 'One of four points in time depends on the session’s time zone.',
    'rls-crosses-tenants': 'Rows that are marked as shared are seen by every tenant.',
    'setting-per-row': 'Said once for the schema: what it costs depends on the index, see the page.',
    'policy-casts-column': 'The index on the tenant is there and cannot serve this policy; the server’s plan shows it.',
  },
  'rls-membership': {
    'definer-search-path': 'The function runs past the policies and finds its tables where its caller says.',
    'tenant-column-nullable': 'An entry of the audit log without an organization is seen by nobody.',
    'tenant-column-index': 'The entries of one organization are found by reading those of all.',
    'foreign-key-without-index': 'Deleting a user reads the tables that refer to users.',
    'setting-per-row': 'Said once for the schema.',
    'policy-function-per-row': 'The membership is looked up for every row.',
  },
  'rls-partitioned': {
    'tenant-column-index': 'The notes of one tenant are found by reading those of all.',
  },
  'rls-restrictive': {
    'departs-from-pattern': 'One table of five is open to a flag besides.',
    'view-bypasses-row-security': 'The view filters by nothing and reads as its owner, whom no policy binds.',
    'mixed-owners': 'One table belongs to another role: the next migration of it fails, or needs two roles.',
    'tenant-column-index': 'The users of one tenant are found by reading those of all.',
    'unique-without-tenant': 'That an e-mail address is taken can be probed.',
    'foreign-key-without-tenant': 'An order may refer to a user of another tenant.',
    'foreign-key-without-index': 'Deleting a user reads all orders.',
    'setting-per-row': 'Said once for the schema.',
  },
  'rls-role-per-tenant': {
    'tenant-column-index': 'The accounts of one manager are found by reading all.',
    'foreign-key-without-index': 'Deleting a group or a tenant reads the tables that refer to it.',
  },
  'rls-schema-per-tenant': {
    'foreign-key-without-index': 'Said once a schema.',
  },
  'rls-verbs': {
    'row-security-without-policy':
      'Closed to everybody: right for secrets that only a backend reads, and worth a word where not.',
    'tenant-column-index': 'The rows of one user are found by reading those of all.',
    'foreign-key-without-index': 'Deleting a channel or a user reads the tables that refer to it.',
    'rls-crosses-tenants': 'Messages are everybody’s until they are deleted: meant in a chat, and seen to be so.',
    'setting-per-row': 'Said once for the schema; the platform’s own guide advises the sub-select.',
  },
};
