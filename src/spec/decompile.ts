/** Catalog to spec: the file that a person would have written for a database. The way back is compile. */
import { addressOf, commentOn, keyOf, parentOf } from '../catalog/address.js';
import { type Catalog, type CatalogObject, emptyCatalog, KIND_NAMES, type Table } from '../catalog/types.js';
import { writeAccess } from './kinds/access.js';
import { writeDefaultPrivileges } from './kinds/default-privileges.js';
import { writeDomains } from './kinds/domain.js';
import { writeEnums } from './kinds/enum.js';
import { writeExtensions } from './kinds/extension.js';
import { writeFunctions } from './kinds/function.js';
import { writeMaterializedViews } from './kinds/materialized-view.js';
import { writeSequences } from './kinds/sequence.js';
import { writeTableBody } from './kinds/table.js';
import { writeTriggers } from './kinds/trigger.js';
import { writeViews } from './kinds/view.js';
import {
  type Columns,
  NAMES,
  type NameTemplates,
  NOTHING_SHARED,
  nameTemplates,
  ownColumns,
  type Shared,
  sharedColumns,
} from './lift.js';
import { liftAccess } from './lift-access.js';
import { type External, externalIn } from './lift-external.js';
import { type Isolation, isolationOf, type TenancyFound, writeIsolation, writeTenancy } from './lift-tenancy.js';
import { inReadingOrder } from './reading-order.js';
import { ownerOf, serialsIn } from './serial.js';
import type { Comments, Entries, Written } from './written.js';

export interface Decompiling {
  /** The spec's own: what is in any other stands under `schemas`. */
  readonly schema: string;
  /** How tenants are kept apart, as the policies say it; null where they do not say. */
  readonly tenancy: TenancyFound | null;
}

/** A table while it is being written. */
export interface Draft {
  readonly table: Table;
  readonly columns: Columns;
  readonly rest: Entries;
}

/** The spec of a catalog, as it is to stand in a file. */
export function decompile(whole: Catalog, { schema, tenancy }: Decompiling): Entries {
  const { catalog, section: access } = liftAccess(whole);
  const comments = commentsOf(catalog);
  const templates = nameTemplates(catalog);
  const isolation = isolationOf(catalog, tenancy, comments);
  const external = externalIn(catalog, comments);
  const on = byTable(catalog);
  const around = { templates, isolation, external, comments, partitionsOf: partitionsIn(catalog, on) };
  const drafts = inReadingOrder(catalog)
    .filter(({ partitionOf }) => partitionOf === null)
    .map((table) => writeTable(table, on.get(keyOf(table)) ?? emptyCatalog(), around));
  // What hardly any two tables share is not worth a word.
  const shared = drafts.length === 0 ? NOTHING_SHARED : sharedColumns(drafts.map(({ columns }) => columns));
  const section = (name: string) => ({ ...access(name), ...writeSection(name, catalog, drafts, shared, comments) });
  const others = catalog.schema.map(({ name }) => name).filter((name) => name !== schema);
  const { first, last } = shared;
  return {
    schema,
    external: external.section,
    tenancy: writeTenancy(isolation, comments),
    names: notEmpty(writeNames(templates)),
    extensions: catalog.extension.length === 0 ? undefined : writeExtensions(catalog.extension, comments),
    shared: notEmpty({
      first: first.length === 0 ? undefined : new Map(first),
      last: last.length === 0 ? undefined : new Map(last),
    }),
    ...section(schema),
    default_privileges: listed(writeDefaultPrivileges(catalog['default privileges'])),
    schemas: notEmpty(Object.fromEntries(others.map((name) => [name, section(name)]))),
  };
}

export function commentsOf({ comment }: Catalog): Comments {
  const texts = new Map(comment.map((one) => [keyOf(one), one.text]));
  return (address) => texts.get(keyOf(address.kind === 'comment' ? address : commentOn(address))) ?? null;
}

/** What lives on each table, by keyOf. */
export function byTable(catalog: Catalog): ReadonlyMap<string, Catalog> {
  const groups = new Map<string, { -readonly [K in keyof Catalog]: CatalogObject[] }>();
  for (const kind of KIND_NAMES) {
    for (const object of catalog[kind]) {
      const parent = object.kind === 'sequence' ? ownerOf(object) : parentOf(addressOf(object));
      if (parent?.kind !== 'table') continue;
      const group = groups.get(keyOf(parent)) ?? emptyLists();
      groups.set(keyOf(parent), group);
      group[kind].push(object);
    }
  }
  return groups as unknown as ReadonlyMap<string, Catalog>;
}

function emptyLists(): { [K in keyof Catalog]: CatalogObject[] } {
  return Object.fromEntries(KIND_NAMES.map((kind) => [kind, []])) as unknown as {
    [K in keyof Catalog]: CatalogObject[];
  };
}

/** The partitions of each table, each with what is on it. */
export function partitionsIn(
  catalog: Catalog,
  on: ReadonlyMap<string, Catalog>,
): (table: Table) => readonly { readonly table: Table; readonly on: Catalog }[] {
  const parts = new Map<string, Table[]>();
  for (const table of catalog.table) {
    if (table.partitionOf === null) continue;
    const { schema, table: name } = table.partitionOf;
    const key = keyOf({ kind: 'table', schema, table: name });
    parts.set(key, [...(parts.get(key) ?? []), table]);
  }
  return (table) =>
    (parts.get(keyOf(table)) ?? []).map((part) => ({ table: part, on: on.get(keyOf(part)) ?? emptyCatalog() }));
}

export interface Around {
  readonly templates: NameTemplates;
  readonly isolation: Isolation;
  readonly external: External;
  readonly comments: Comments;
  readonly partitionsOf: ReturnType<typeof partitionsIn>;
}

export function writeTable(table: Table, on: Catalog, around: Around): Draft {
  const { templates, isolation, external, comments } = around;
  const { columns, ...body } = writeTableBody(table, on, {
    templates: {
      primaryKey: templates['primary key'],
      unique: templates.unique,
      foreignKey: templates['foreign key'],
      check: templates.check,
    },
    comments: external.rest,
    external: external.of,
    partitionsOf: (parent) =>
      around.partitionsOf(parent).map((part) => ({ ...part, beside: besides(part.table, part.on, around) })),
    withoutColumns: new Set(),
  });
  const text = comments(table);
  return {
    table,
    columns: [...columns],
    rest: {
      comment: text ?? undefined,
      ...writeAccess(table, 'table'),
      ...body,
      ...writeIsolation(table, on, isolation, comments),
      triggers: notEmpty(writeTriggers(on.trigger, comments)),
    },
  };
}

/** What a partition says beside what is in its tables' bodies. */
function besides(table: Table, on: Catalog, { isolation, comments }: Around): Entries {
  const { row_security, policies } = writeIsolation(table, on, isolation, comments);
  return {
    comment: comments(table) ?? undefined,
    ...writeAccess(table, 'table'),
    row_security,
    policies,
    triggers: notEmpty(writeTriggers(on.trigger, comments)),
  };
}

function writeSection(
  schema: string,
  catalog: Catalog,
  drafts: readonly Draft[],
  shared: Shared,
  comments: Comments,
): Entries {
  const here = <T extends { readonly schema: string }>(objects: readonly T[]) =>
    objects.filter((object) => object.schema === schema);
  // What a serial column says is not said again.
  const serials = serialsIn(catalog, comments);
  const sequences = here(catalog.sequence).filter((one) => !serials.has(one));
  const tables = drafts.filter(({ table }) => table.schema === schema);
  return {
    comment: comments({ kind: 'schema', name: schema }) ?? undefined,
    enums: notEmpty(writeEnums(here(catalog.enum), comments)),
    domains: notEmpty(writeDomains(here(catalog.domain), comments)),
    sequences: notEmpty(writeSequences(sequences, comments)),
    functions: notEmpty(writeFunctions(here(catalog.function), comments)),
    tables: Object.fromEntries(tables.map((draft) => [draft.table.table, assemble(draft, shared)])),
    views: notEmpty(writeViews(here(catalog.view), comments, catalog)),
    materialized_views: notEmpty(writeMaterializedViews(here(catalog['materialized view']), comments, catalog)),
  };
}

/** A table that has nothing of its own is an empty map. */
function assemble(draft: Draft, shared: Shared): Entries {
  return withColumns(draft, ownColumns(draft.columns, shared));
}

export function withColumns(
  { columns, rest }: Draft,
  { without, own }: { readonly without: readonly string[]; readonly own: ReadonlyMap<string, Written> },
): Entries {
  const { comment, ...others } = rest;
  return {
    comment,
    without: without.length === 0 ? undefined : without,
    columns: own.size > 0 ? own : columns.length === 0 ? {} : undefined,
    ...others,
  };
}

function writeNames(templates: NameTemplates): Entries {
  const key = (type: keyof NameTemplates) => (templates[type] === NAMES[type] ? undefined : templates[type]);
  return {
    primary_key: key('primary key'),
    unique: key('unique'),
    foreign_key: key('foreign key'),
    check: key('check'),
  };
}

function listed(values: readonly Written[]): readonly Written[] | undefined {
  return values.length === 0 ? undefined : values;
}

function notEmpty(entries: Entries): Entries | undefined {
  return Object.values(entries).some((value: Written | undefined) => value !== undefined) ? entries : undefined;
}
