/** Spec to Catalog: what the database is to be. Nothing is checked here any more. */
import { keyOf } from '../catalog/address.js';
import type { Hint, Hints } from '../catalog/hints.js';
import type {
  Catalog,
  CatalogObject,
  Column,
  Comment,
  Constraint,
  Expression,
  Index,
  Policy,
  Table,
} from '../catalog/types.js';
import type { Location } from '../errors.js';
import { fillTemplate } from './names.js';
import type { ColumnSpec, ConstraintSpec, IndexSpec, PolicySpec, Spec, TableSpec } from './types.js';

export interface Compiled {
  /** Roles are empty: they belong to the cluster, a spec creates none. */
  readonly catalog: Catalog;
  /** Where the spec speaks of an object, by keyOf(address): of what is desired and of what is forbidden. */
  readonly locations: ReadonlyMap<string, Location>;
  readonly hints: Hints;
}

/** The desired catalog of a spec, objects in the order of the file. */
export function compile(spec: Spec): Compiled {
  const locations = new Map<string, Location>();
  const hints = new Map<string, Hint>();
  const hint = (object: CatalogObject, { formerly, using }: Hint) => {
    if (formerly.length > 0 || using !== null) hints.set(keyOf(object), { formerly, using });
  };
  const at = <T extends CatalogObject>(object: T, location: Location): T => {
    locations.set(keyOf(object), location);
    return object;
  };
  const { schema } = spec;
  const comments: Comment[] = [];
  const comment = (
    on: Exclude<Comment['on'], 'table'>,
    table: string,
    name: string,
    text: string | null,
    location: Location,
  ) => {
    if (text !== null) comments.push(at({ kind: 'comment', on, schema, table, name, text }, location));
  };

  const tables: Table[] = [];
  const columns: Column[] = [];
  const constraints: Constraint[] = [];
  const indexes: Index[] = [];
  const policies: Policy[] = [];
  for (const table of spec.tables) {
    const compiled = at(compileTable(table, spec), table.location);
    tables.push(compiled);
    hint(compiled, { formerly: table.formerly, using: null });
    if (table.comment !== null) {
      comments.push(
        at({ kind: 'comment', on: 'table', schema, table: table.name, text: table.comment }, table.location),
      );
    }
    for (const column of table.columns) {
      const compiled = at(compileColumn(column, table.name, schema), column.location);
      columns.push(compiled);
      hint(compiled, column);
      comment('column', table.name, column.name, columnComment(column, spec.externalComment), column.location);
    }
    for (const constraint of table.constraints) {
      constraints.push(at(compileConstraint(constraint, table.name, schema), constraint.location));
      comment('constraint', table.name, constraint.name, constraint.comment, constraint.location);
    }
    for (const index of table.indexes) {
      indexes.push(at(compileIndex(index, table.name, schema), index.location));
      comment('index', table.name, index.name, index.comment, index.location);
    }
    for (const policy of [...(table.tenantScoped ? (spec.rowSecurity?.policies ?? []) : []), ...table.policies]) {
      const compiled = at(compilePolicy(policy, table.name, schema), policy.location);
      policies.push(compiled);
      comment('policy', table.name, compiled.name, policy.comment, policy.location);
    }
  }
  for (const { name, location } of spec.forbiddenExtensions) at({ kind: 'extension', name }, location);
  for (const { name, location } of spec.forbiddenRoles) locations.set(keyOf({ kind: 'role', name }), location);
  const catalog: Catalog = {
    schema: [at({ kind: 'schema', name: schema }, spec.location)],
    extension: spec.requiredExtensions.map(({ name, location }) => at({ kind: 'extension', name }, location)),
    role: [],
    table: tables,
    column: columns,
    constraint: constraints,
    index: indexes,
    policy: policies,
    comment: comments,
  };
  return { catalog, locations, hints };
}

function compileTable(table: TableSpec, spec: Spec): Table {
  return {
    kind: 'table',
    schema: spec.schema,
    table: table.name,
    rowSecurity: table.tenantScoped,
    forceRowSecurity: table.tenantScoped && (spec.rowSecurity?.force ?? false),
  };
}

function compileColumn(column: ColumnSpec, table: string, schema: string): Column {
  const { name, type, notNull, generated, identity, collation } = column;
  return {
    kind: 'column',
    schema,
    table,
    name,
    type,
    notNull,
    default: expression(saysNothing(column) ? null : column.default),
    generated: generated === null ? null : { as: { expression: generated.as }, persistence: generated.persistence },
    identity,
    collation,
  };
}

/** `default null` is what a column has anyway, and PostgreSQL keeps none; but it takes a domain's own default away. */
function saysNothing({ default: byDefault, type }: ColumnSpec): boolean {
  return byDefault !== null && /^null$/i.test(byDefault) && !type.includes('.');
}

function columnComment({ external, comment }: ColumnSpec, template: string): string | null {
  if (external === null) return comment;
  const documented = fillTemplate(template, { ...external });
  return comment === null ? documented : `${documented}; ${comment}`;
}

function compileConstraint(constraint: ConstraintSpec, table: string, schema: string): Constraint {
  const { comment: _comment, location: _location, ...said } = constraint;
  return { kind: 'constraint', schema, table, ...said, check: expression(said.check), enforced: true, validated: true };
}

function compileIndex(index: IndexSpec, table: string, schema: string): Index {
  const { comment: _comment, location: _location, ...said } = index;
  return { kind: 'index', schema, table, ...said, where: expression(said.where), valid: true };
}

function compilePolicy(policy: PolicySpec, table: string, schema: string): Policy {
  return {
    kind: 'policy',
    schema,
    table,
    name: fillTemplate(policy.name, { table }),
    command: policy.command,
    permissive: policy.permissive,
    roles: policy.roles,
    using: expression(policy.using),
    withCheck: expression(policy.withCheck),
  };
}

function expression(sql: string | null): Expression | null {
  return sql === null ? null : { expression: sql };
}

/** What of a database the spec speaks of. */
export interface SpecScope {
  readonly schema: string;
  /** With former names. */
  readonly tables: readonly string[];
  /** Required and forbidden. */
  readonly extensions: readonly string[];
  readonly forbiddenExtensions: readonly string[];
  /** Forbidden, the application's, and those that policies name. */
  readonly roles: readonly string[];
  readonly forbiddenRoles: readonly string[];
}

export function scopeOf(spec: Spec): SpecScope {
  const policies = [...(spec.rowSecurity?.policies ?? []), ...spec.tables.flatMap((table) => table.policies)];
  const named = policies.flatMap((policy) => policy.roles).filter((role) => role !== 'public');
  const application = spec.applicationRole === null ? [] : [spec.applicationRole];
  return {
    schema: spec.schema,
    tables: unique(spec.tables.flatMap((table) => [table.name, ...table.formerly])),
    extensions: unique([...spec.requiredExtensions, ...spec.forbiddenExtensions].map(({ name }) => name)),
    forbiddenExtensions: unique(spec.forbiddenExtensions.map(({ name }) => name)),
    forbiddenRoles: unique(spec.forbiddenRoles.map(({ name }) => name)),
    roles: unique([...spec.forbiddenRoles.map(({ name }) => name), ...application, ...named]),
  };
}

/** The tables of the spec's history that lie in its schema: the migration tool's own, and the archive that adopt keeps beside it. */
export function historyTables({ schema, history, tables }: Spec): readonly string[] {
  if (history === null || (history.schema ?? schema) !== schema) return [];
  const table = history.table ?? (history.tool === 'node-pg-migrate' ? 'pgmigrations' : 'knex_migrations');
  return [table, `${table}_lock`, `${table}_archive`].filter((name) => tables.every((own) => own.name !== name));
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
