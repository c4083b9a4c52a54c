/** The keys of schema.yaml, their forms and what they mean: the parser and the JSON Schema are both read from here. */
import { identity } from './identity.js';
import { indexes } from './index-form.js';
import { accessDefaults, accessKeys } from './kinds/access.js';
import { defaultPrivileges } from './kinds/default-privileges.js';
import { domains } from './kinds/domain.js';
import { enums } from './kinds/enum.js';
import { extensions } from './kinds/extension.js';
import { functions } from './kinds/function.js';
import { materializedViews } from './kinds/materialized-view.js';
import { sequences } from './kinds/sequence.js';
import { triggers } from './kinds/trigger.js';
import { views } from './kinds/view.js';
import {
  type AnyShape,
  type Entry,
  either,
  flag,
  key,
  lazily,
  list,
  literal,
  map,
  named,
  object,
  oneOf,
  requiredKey,
  text,
} from './shape.js';
import type { Text } from './text.js';
import type { FieldsOf as Read } from './types.js';

const ACTIONS = ['no action', 'restrict', 'cascade', 'set null', 'set default'] as const;
const names = either(text, list(text));

const deferrable = key(
  oneOf('not deferrable', 'initially immediate', 'initially deferred'),
  'When the constraint is checked (default: not deferrable).',
);
const comment = key(text, 'The comment stored in the database (COMMENT ON). For notes to readers of this file use #.');

const references = named(
  'references',
  either(
    text,
    object({
      table: requiredKey(text, 'The referenced table.'),
      columns: key(names, 'The referenced columns (default: the primary key).'),
      on_delete: key(oneOf(...ACTIONS), 'What happens when the referenced row is deleted (default: no action).'),
      on_delete_columns: key(names, 'With set null or set default: only these columns (PostgreSQL 15).'),
      on_update: key(oneOf(...ACTIONS), 'What happens when the referenced key changes (default: no action).'),
      match: key(oneOf('simple', 'full'), 'Whether a key may be null in part (default: simple).'),
      deferrable,
    }),
  ),
);

const columnFields = object({
  type: requiredKey(text, 'The type, as in SQL: varchar(50), timestamptz, text[].'),
  not_null: key(flag, 'Whether NULL is refused.'),
  default: key(literal, "The default as an SQL expression: 'active' (with quotes), 0, now()."),
  generated: key(
    object({
      as: requiredKey(text, 'The expression that the column is computed from.'),
      persistence: key(
        oneOf('stored', 'virtual'),
        'Whether the value is kept or computed when read (default: stored).',
      ),
    }),
    'A generated column.',
  ),
  identity: key(identity, 'GENERATED … AS IDENTITY: always, by default, or with how its sequence counts.'),
  collate: key(text, 'The collation, where it is not the default one: C, en_US.'),
  primary_key: key(flag, 'Whether the column alone is the primary key.'),
  unique: key(flag, 'Whether the column alone is unique.'),
  check: key(literal, 'A check on the column.'),
  references: key(references, 'An enforced foreign key to a table of this spec: integrations (id) on delete cascade.'),
  external: key(text, 'A table of another service, as table(column): documented in the comment, never enforced.'),
  comment,
  grants: key(accessKeys.grants.shape, 'Who is granted what on the column alone: role: select, update.'),
  formerly: key(names, 'Earlier names of the column: what bears one is renamed.'),
  using: key(literal, 'How values become those of a new type, as in ALTER TABLE … USING. May stay when it is done.'),
  storage: key(
    oneOf('plain', 'external', 'extended', 'main'),
    "How long values are stored, where it is not the type's own way (SET STORAGE).",
  ),
  compression: key(oneOf('pglz', 'lz4'), 'How long values are compressed (default: as the server is set up).'),
  statistics: key(literal, 'How closely ANALYZE looks at the column (SET STATISTICS): 0 to 10000.'),
});
const column = named('column', either(text, columnFields));
const columns = map(column);

const parameters = key(map(literal), 'Storage parameters: fillfactor: 70.');
const notValid = key(flag, 'Whether rows that were there before are exempt (NOT VALID).');
const notEnforced = key(flag, 'Whether no row is held against it (NOT ENFORCED, PostgreSQL 18).');

const keyConstraint = {
  columns: requiredKey(names, 'The columns, in order.'),
  include: key(names, "Further columns that the constraint's index holds."),
  nulls_not_distinct: key(flag, 'Whether NULL equals NULL here (PostgreSQL 15).'),
  with: parameters,
  deferrable,
  comment,
};
const name = key(text, 'The name (default: by the templates under names).');
const primaryKeyFields = object({
  name,
  columns: keyConstraint.columns,
  include: keyConstraint.include,
  with: parameters,
  deferrable,
  comment,
});
const uniqueFields = object({ name, ...keyConstraint });
const checkFields = object({
  expression: requiredKey(literal, 'What has to hold.'),
  no_inherit: key(flag, 'Whether child tables are exempt.'),
  not_valid: notValid,
  not_enforced: notEnforced,
  comment,
});
const foreignKeyFields = object({
  columns: requiredKey(names, 'The referencing columns.'),
  references: requiredKey(references, 'What they reference: table (columns) on delete cascade.'),
  not_valid: notValid,
  not_enforced: notEnforced,
  comment,
});
const exclusionFields = object({
  elements: requiredKey(names, 'What no two rows have alike, each with its operator: room with =, during with &&.'),
  method: key(text, 'The access method (default: btree).'),
  include: key(names, "Further columns that the constraint's index holds."),
  with: parameters,
  where: key(literal, 'The rows that it is for.'),
  deferrable,
  comment,
});

const policyFields = named(
  'policy',
  object({
    for: key(
      oneOf('all', 'select', 'insert', 'update', 'delete'),
      'The command that the policy is for (default: all).',
    ),
    as: key(oneOf('permissive', 'restrictive'), 'Whether it opens rows or narrows them (default: permissive).'),
    to: key(names, 'The roles that the policy is for (default: public, everyone).'),
    using: key(literal, 'Which rows can be seen, changed or deleted.'),
    with_check: key(literal, 'Which rows can be written: an expression, or the words: same as using.'),
    comment,
  }),
);
const policies = map(policyFields);

/** What a table and a partition say alike. */
const tableKeys = {
  ...accessKeys,
  comment,
  primary_key: key(either(text, list(text), primaryKeyFields), 'The primary key, where no column says so itself.'),
  unique: key(
    either(list(either(list(text), uniqueFields)), map(either(text, list(text), object(keyConstraint)))),
    'Unique constraints: a list of column lists, or a map from names to column lists.',
  ),
  checks: key(
    either(list(either(literal, checkFields)), map(either(literal, checkFields))),
    'Check constraints: a list of expressions, or a map from names to expressions.',
  ),
  foreign_keys: key(
    either(list(either(text, foreignKeyFields)), map(either(text, foreignKeyFields))),
    'Foreign keys of several columns: (a, b) references t (x, y) on delete cascade.',
  ),
  exclude: key(
    map(either(text, exclusionFields)),
    'Exclusion constraints by name: using gist (room with =, during with &&) where (not cancelled).',
  ),
  indexes: key(
    indexes,
    'Indexes by name: unique (a, lower(b) desc) include (c) where d is not null, or the long form.',
  ),
  unlogged: key(flag, 'Whether the table is written past the log: fast, and empty after a crash.'),
  with: parameters,
  partition_by: key(text, 'How the rows are shared out among partitions: range (created_at), list (kind), hash (id).'),
  row_security: key(
    oneOf('off', 'on', 'forced', 'off, forced'),
    "Whether row level security is on, and binds the owner too (default: as tenancy says of tenant-scoped tables, else off). A partition's own holds for whoever names the partition.",
  ),
  pattern: key(flag, "Whether the table has the pattern's policies (default: where it is tenant-scoped)."),
  policies: key(
    policies,
    "Policies of this table alone, beside the pattern's; one of the same name stands in the place of the pattern's.",
  ),
  triggers: key(triggers, 'Triggers by name.'),
};

const partitionKeys = {
  schema: key(text, "The partition's schema (default: its parent's)."),
  values: requiredKey(text, "Which rows: from ('2024-01-01') to ('2025-01-01'), in ('a', 'b'), default, and so on."),
  ...tableKeys,
};
const flatPartition = object(partitionKeys);

/** A partition as it is read: it holds others of its kind. */
export interface PartitionFields extends FieldsOf<typeof flatPartition> {
  readonly partitions: readonly Entry<Text | PartitionFields>[] | undefined;
}

const partitions = key(
  map(
    named(
      'partition',
      lazily((): AnyShape<Text | PartitionFields> => partition),
    ),
  ),
  "Partitions by name: from ('2024-01-01') to ('2025-01-01'), in ('a', 'b'), with (modulus 4, remainder 0), default.",
);
const partition: AnyShape<Text | PartitionFields> = either(text, object({ ...partitionKeys, partitions }));

const tableFields = object({
  ...tableKeys,
  partitions,
  columns: key(columns, 'Columns: name: varchar(255) not null, as in SQL, or the long form.'),
  encrypted: key(names, 'Columns that hold ciphertext.'),
  without: key(names, 'Shared columns that this table does not have.'),
  not_tenant_scoped: key(
    text,
    'Why the table is not tenant-scoped: it gets no tenant column and no row level security.',
  ),
  formerly: key(names, 'Earlier names of the table: what bears one is renamed.'),
});

const tenancyFields = object({
  column: requiredKey(text, 'The column that holds the tenant.'),
  tenants_table: key(text, 'The table that lists the tenants, of another service: never referenced by a constraint.'),
  setting: requiredKey(text, 'The setting that holds the tenant of a session: app.current_tenant_id.'),
  bypass: key(
    object({
      setting: requiredKey(text, 'The setting that opens everything to the system itself.'),
      value: requiredKey(literal, 'The one value that does.'),
    }),
    'How the system itself sees all tenants.',
  ),
  force: key(flag, 'Whether row level security binds the owner of the tables too (default: true).'),
  policies: key(policies, 'The pattern: policies of every tenant-scoped table; {table} stands for its name.'),
});

/** Also the whole of schema-audit.config.yaml. */
export const auditFields = object({
  severity: key(
    map(oneOf('error', 'warning', 'info', 'off')),
    'The severity of checks, by name, in place of their own; off leaves a check out.',
  ),
  ignore: key(
    list(
      object({
        checks: requiredKey(names, 'The checks whose findings are left out of account.'),
        objects: requiredKey(
          names,
          'On which objects: public.bookings.idx_*, with * for any characters but dots and ** for any.',
        ),
        reason: key(text, 'Why. Without a reason an entry has no effect, and is a finding itself.'),
        until: key(text, 'The last day on which it holds: 2027-03-31. Afterwards it has no effect, and is a finding.'),
      }),
    ),
    'Findings that are known and accepted.',
  ),
});

/** What a schema holds: of the spec's own schema at the top level, of any other under schemas. */
const sectionFields = {
  owner: key(text, 'The role that owns the schema, and what is in it (default: not spoken of).'),
  grants: key(accessKeys.grants.shape, "The schema's own grants: role: usage, create (default: not spoken of)."),
  defaults: key(accessDefaults, 'Owner and grants of what is in the schema and says nothing of them itself.'),
  comment,
  enums: key(enums, 'Enums by name.'),
  domains: key(domains, 'Domains by name.'),
  sequences: key(sequences, "Sequences by name; that of an identity column is the column's."),
  functions: key(functions, 'Functions and procedures by name and argument types.'),
  views: key(views, 'Views by name.'),
  materialized_views: key(materializedViews, 'Materialized views by name.'),
};

// Keys x-… hold what anchors share.
export const specFields = object(
  {
    ...sectionFields,
    schemas: key(
      map(object({ ...sectionFields, tables: key(map(named('table', tableFields)), 'The tables, by name.') })),
      'Further schemas, each with what it holds.',
    ),
    default_privileges: key(defaultPrivileges, 'What objects that a role makes are granted of themselves.'),
    schema: key(text, 'The schema of all tables (default: public).'),
    service: key(text, 'The service that owns the tables, for messages.'),
    application_role: key(text, 'The role that the application connects as.'),
    external: key(
      object({
        comment: key(
          text,
          "The comment of a referencing column (default: 'FK: {table}.{column}'); {service} is known too.",
        ),
        services: key(map(names), 'The tables of other services that columns may document, by service.'),
      }),
      'Tables of other services: documented, never enforced.',
    ),
    tenancy: key(tenancyFields, 'How tenants are kept apart: written once, applied to every tenant-scoped table.'),
    names: key(
      object({
        primary_key: key(text, "Default: '{table}_pkey'."),
        unique: key(text, "Default: '{table}_{columns}_key'."),
        foreign_key: key(text, "Default: '{table}_{columns}_fkey'."),
        check: key(text, "Default: '{table}_{columns}_check'."),
      }),
      'Templates for constraints without a name; {table} and {columns} are filled in.',
    ),
    shared: key(
      object({
        first: key(columns, "Before a table's own columns."),
        last: key(columns, "After a table's own columns."),
      }),
      'Columns of every table. A table departs from them with without, or with a column of the same name.',
    ),
    tables: requiredKey(map(named('table', tableFields)), 'The tables, by name.'),
    extensions: key(extensions, 'Extensions that have to be installed: a list, or a map with schema and version.'),
    forbidden: key(
      object({
        roles: key(map(text), 'Roles that must not own, be granted or be named anything here: name: reason.'),
        extensions: key(map(text), 'Extensions that must not be installed: name: reason.'),
      }),
      'What must not be there, and why.',
    ),
    audit: key(auditFields, 'How findings are to be taken.'),
    history: key(
      object({
        tool: key(oneOf('knex', 'node-pg-migrate'), 'The migration tool (default: knex).'),
        table: key(text, 'The table of the history (default: knex_migrations, or pgmigrations of node-pg-migrate).'),
        schema: key(text, "Its schema (default: the first of the connection's search_path, as in Knex)."),
        baseline: requiredKey(text, 'The file name of the baseline migration, with extension.'),
        archived: key(list(text), 'The file names of the migrations that the baseline replaces.'),
      }),
      "The history of this service's migrations.",
    ),
  },
  /^x-/,
);

type FieldsOf<S> = NonNullable<Read<S>>;

export type SectionFields = Pick<SpecFields, keyof typeof sectionFields | 'tables' | 'keys'>;
export type SpecFields = FieldsOf<typeof specFields>;
export type AuditFields = FieldsOf<typeof auditFields>;
export type TableFields = FieldsOf<typeof tableFields>;
export type ColumnFields = FieldsOf<typeof columnFields>;
export type ColumnValue = FieldsOf<typeof column>;
export type ReferencesValue = FieldsOf<typeof references>;
export type ExclusionFields = FieldsOf<typeof exclusionFields>;
export type PolicyFields = FieldsOf<typeof policyFields>;
export type TenancyFields = FieldsOf<typeof tenancyFields>;
