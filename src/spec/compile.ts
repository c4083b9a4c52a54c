/** Spec to Catalog: what the database is to be. Nothing is checked here any more. */
import { addressOf, commentOn, keyOf } from '../catalog/address.js';
import type { Hint, Hints } from '../catalog/hints.js';
import { speaksOfAccess } from '../catalog/privileges.js';
import { ALWAYS, type SchemaScope, type Scope } from '../catalog/scope.js';
import {
  type Access,
  type Catalog,
  type CatalogObject,
  type Column,
  type Comment,
  type Constraint,
  type Expression,
  type Index,
  KIND_NAMES,
  type KindName,
  type ObjectByKind,
  type Policy,
  type Table,
} from '../catalog/types.js';
import type { Location } from '../errors.js';
import { fillTemplate } from './names.js';
import type { ColumnSpec, ConstraintSpec, Declared, IndexSpec, PolicySpec, Spec, TableSpec } from './types.js';

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
  const catalog: { [K in KindName]: ObjectByKind[K][] } = unfilled();
  /** Takes an object in, with its comment. */
  const put = (object: CatalogObject, location: Location, comment: string | null = null, hint?: Hint) => {
    (catalog[object.kind] as CatalogObject[]).push(object);
    locations.set(keyOf(object), location);
    if (hint !== undefined && (hint.formerly.length > 0 || hint.using !== null || (hint.values?.size ?? 0) > 0))
      hints.set(keyOf(object), hint);
    if (comment === null) return;
    put({ ...commentOn(object), text: comment } as Comment, location);
  };
  const declare = ({ object, comment, comments = [], formerly, values, location }: Declared) => {
    put(object, location, comment, { formerly, using: null, ...(values === undefined ? {} : { values }) });
    for (const one of comments) put(one, location);
  };

  for (const schema of spec.schemas) declare(schema);
  for (const extension of spec.requiredExtensions) declare(extension);
  for (const object of spec.objects) declare(object);
  for (const table of spec.tables) {
    const { schema, name } = table;
    put(compileTable(table, spec), table.location, table.comment, { formerly: table.formerly, using: null });
    for (const column of table.columns) {
      const comment = columnComment(column, spec.externalComment);
      put(compileColumn(column, name, schema), column.location, comment, column);
    }
    for (const constraint of table.constraints)
      put(compileConstraint(constraint, name, schema), constraint.location, constraint.comment);
    for (const index of table.indexes) put(compileIndex(index, name, schema), index.location, index.comment);
    for (const trigger of table.triggers) declare(trigger);
    for (const policy of [...patternOf(table, spec), ...table.policies])
      put(compilePolicy(policy, name, schema), policy.location, policy.comment);
  }
  for (const { name, location } of spec.forbiddenExtensions)
    locations.set(keyOf({ kind: 'extension', name }), location);
  for (const { name, location } of spec.forbiddenRoles) locations.set(keyOf({ kind: 'role', name }), location);
  return { catalog, locations, hints };
}

function unfilled(): { [K in KindName]: ObjectByKind[K][] } {
  const lists = Object.fromEntries(KIND_NAMES.map((kind) => [kind, []]));
  return lists as unknown as { [K in KindName]: ObjectByKind[K][] };
}

/** The pattern's policies, as far as they are the table's. */
function patternOf({ tenantScoped, withoutPolicies }: TableSpec, { rowSecurity }: Spec): readonly PolicySpec[] {
  return tenantScoped && rowSecurity !== null
    ? rowSecurity.policies.filter(({ name }) => !withoutPolicies.has(name))
    : [];
}

function compileTable(table: TableSpec, spec: Spec): Table {
  const usual = table.tenantScoped ? (spec.rowSecurity?.force === true ? 'forced' : 'on') : 'off';
  const word = table.rowSecurity ?? usual;
  return {
    kind: 'table',
    schema: table.schema,
    table: table.name,
    rowSecurity: word === 'on' || word === 'forced',
    forceRowSecurity: word === 'forced' || word === 'off, forced',
    ...table.said,
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
    ...column.said,
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
  return { kind: 'constraint', schema, table, ...said, check: expression(said.check) };
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
export function scopeOf(spec: Spec): Scope {
  const policies = [...(spec.rowSecurity?.policies ?? []), ...spec.tables.flatMap((table) => table.policies)];
  const named = policies.flatMap((policy) => policy.roles).filter((role) => role !== 'public');
  const application = spec.applicationRole === null ? [] : [spec.applicationRole];
  const declared = spec.objects.map(({ object }) => object);
  const [own, ...others] = spec.schemas.map(({ object }) => schemaScope(addressOf(object).name ?? '', spec));
  return {
    schemas: [own ?? schemaScope(spec.schema, spec), ...others],
    kinds: new Set([...ALWAYS, ...declared.map(({ kind }) => kind)]),
    privileges: speaksOfPrivileges(spec),
    ...(spec.tables.some(({ said }) => said.partitionOf !== null) ? { partitions: true } : {}),
    ...commentedIn(spec),
    ...defaultRolesOf(spec),
    extensions: unique([
      ...spec.requiredExtensions.map(({ object }) => addressOf(object).name ?? ''),
      ...spec.forbiddenExtensions.map(({ name }) => name),
    ]),
    forbiddenExtensions: unique(spec.forbiddenExtensions.map(({ name }) => name)),
    forbiddenRoles: unique(spec.forbiddenRoles.map(({ name }) => name)),
    roles: unique([...spec.forbiddenRoles.map(({ name }) => name), ...application, ...named]),
  };
}

/** Of what the comments are read only because the spec has one. */
function commentedIn({ schemas, requiredExtensions }: Spec): Pick<Scope, 'commented'> {
  const has = (objects: readonly Declared[]) => objects.some(({ comment }) => comment !== null);
  const commented = [
    ...(has(schemas) ? ['schema' as const] : []),
    ...(has(requiredExtensions) ? ['extension' as const] : []),
  ];
  return commented.length === 0 ? {} : { commented };
}

/** Whose default privileges the spec speaks of. */
function defaultRolesOf({ objects }: Spec): Pick<Scope, 'defaultRoles'> {
  const roles = objects.flatMap(({ object }) => (object.kind === 'default privileges' ? [object.role] : []));
  return roles.length === 0 ? {} : { defaultRoles: unique(roles) };
}

/** The names of one schema, with former ones. */
function schemaScope(schema: string, { tables, objects }: Spec): SchemaScope {
  const here = objects.filter(({ object }) => addressOf(object).schema === schema);
  const names = (...kinds: readonly KindName[]) =>
    here.flatMap(({ object, formerly }) => {
      const { kind, table, name } = addressOf(object);
      return kinds.includes(kind) ? [...formerly, table ?? name ?? ''] : [];
    });
  const routines = here.flatMap(({ object }) => (object.kind === 'function' ? [object.function] : []));
  return {
    schema,
    relations: unique([
      ...tables.filter((table) => table.schema === schema).flatMap(({ name, formerly }) => [name, ...formerly]),
      ...names('view', 'materialized view', 'sequence'),
    ]),
    apart: [],
    types: unique(names('enum', 'domain')),
    functions: unique(routines),
  };
}

/** Owners and grants are read only where the spec speaks of one. */
function speaksOfPrivileges({ schemas, tables, objects }: Spec): boolean {
  return (
    tables.some(({ said, columns }) => speaksOfAccess(said) || columns.some((column) => speaksOfAccess(column.said))) ||
    [...schemas, ...objects].some(({ object }) => speaksOfAccess(object as Access))
  );
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
