/** A spec brought up to date with a database: what is the same stays as a person wrote it, comments, order and anchors included. */
import { type Document, isAlias, isMap, parseDocument, type YAMLMap } from 'yaml';
import { type Address, addressOf, keyOf, parentOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Part } from '../catalog/partitions.js';
import type { CatalogObject, Constraint } from '../catalog/types.js';
import { lex } from '../expression/lexer.js';
import { inLayoutOf } from './layout.js';
import { nodeOf } from './render.js';
import { type Entries, isColumns, type Written } from './written.js';

const LAYOUT = { lineWidth: 0 } as const;

/** The path of an entry in the file. */
type Path = readonly string[];

export interface Merging {
  /** The file as it is. */
  readonly before: string;
  /** The spec's own schema. */
  readonly schema: string;
  /** What would have to be done to the database for it to be what the file says. */
  readonly changes: readonly Change[];
  /** The whole database as it would be written today. */
  readonly entries: Entries;
  /** A table as it is to be written under what the file says of all tables; undefined where there is none any more. */
  readonly table: (schema: string, table: string) => Entries | undefined;
  /** Tables that are written anew as a whole: a change of their parts alone has not made them right. */
  readonly whole: ReadonlySet<string>;
  /** What a table is a part of, in the file or in the database. */
  readonly partOf: (schema: string, table: string) => Part | null;
}

/** The sections of the file by kind. */
const SECTIONS: Readonly<Partial<Record<Address['kind'], string>>> = {
  enum: 'enums',
  domain: 'domains',
  sequence: 'sequences',
  function: 'functions',
  view: 'views',
  'materialized view': 'materialized_views',
  table: 'tables',
};

/** Where a table speaks of what lives on it, for what has a place of its own there. */
const PARTS: Readonly<Partial<Record<Address['kind'], string>>> = {
  column: 'columns',
  index: 'indexes',
  policy: 'policies',
  trigger: 'triggers',
};

/** The file with every change put in at its place. */
export function merge({ before, schema, changes, entries, table, whole, partOf }: Merging): string {
  const document = parseDocument(before);
  const done = new Set<string>();
  for (const change of changes) {
    const objects =
      change.change === 'drop' ? [change.from] : change.change === 'create' ? [change.to] : [change.to, change.from];
    for (const object of objects) {
      for (const place of inPartition(object, schema, partOf) ?? placesOf(object, schema, whole)) {
        if (done.has(JSON.stringify(place.path))) continue;
        done.add(JSON.stringify(place.path));
        const value = valueAt(place, entries, table);
        // A word of a check need not be a column.
        if (value !== undefined || document.hasIn(place.path)) put(document, place.path, value);
      }
    }
  }
  return inLayoutOf(before, parseDocument(before).toString(LAYOUT), document.toString(LAYOUT));
}

interface Place {
  readonly path: Path;
  /** The table that the path leads into, and what of it. */
  readonly inTable: { readonly schema: string; readonly table: string; readonly path: Path } | null;
}

/** A constraint stands with its column or in a section of its own: a person chooses. */
const CONSTRAINTS: Readonly<Record<Constraint['type'], string>> = {
  'primary key': 'primary_key',
  unique: 'unique',
  check: 'checks',
  'foreign key': 'foreign_keys',
  exclusion: 'exclude',
};

/** A partition stands in the table that it is a part of, and is written as a whole, with all below it. */
function inPartition(object: CatalogObject, own: string, partOf: Merging['partOf']): readonly Place[] | null {
  const { schema, table } = addressOf(object);
  const root = schema === undefined || table === undefined ? null : partOf(schema, table);
  if (root === null) return null;
  const path = ['partitions', root.part];
  const section = root.schema === own ? [] : ['schemas', root.schema];
  const inTable = { schema: root.schema, table: root.table, path };
  return [{ path: [...section, 'tables', root.table, ...path], inTable }];
}

function placesOf(object: CatalogObject, own: string, whole: ReadonlySet<string>): readonly Place[] {
  const place = placeOf(addressOf(object), own, whole);
  if (place === null) return [];
  const { path, inTable } = place;
  const parts =
    object.kind === 'constraint'
      ? [[CONSTRAINTS[object.type]], ...columnsOf(object).map((name) => ['columns', name])]
      : object.kind === 'comment' && object.on === 'table'
        ? [['comment']]
        : [];
  const parent = parentOf(addressOf(object));
  if (parts.length === 0 || inTable === null || (parent !== null && whole.has(keyOf(parent)))) return [place];
  return parts.map((part) => ({ path: [...path, ...part], inTable: { ...inTable, path: part } }));
}

/** The one column that a constraint may stand with. */
function columnsOf({ columns, check }: Constraint): readonly string[] {
  if (check === null) return columns.length === 1 ? columns : [];
  return [
    ...new Set(
      lex(check.expression).flatMap(({ kind, value }) =>
        kind === 'word' || kind === 'quoted identifier' ? [value] : [],
      ),
    ),
  ];
}

function placeOf(address: Address, own: string, whole: ReadonlySet<string>): Place | null {
  const { kind, schema, table, name } = address;
  if (kind === 'extension') return { path: ['extensions'], inTable: null };
  if (kind === 'default privileges') return { path: ['default_privileges'], inTable: null };
  if (kind === 'role') return null;
  if (kind === 'schema') return name === own || name === undefined ? null : { path: ['schemas', name], inTable: null };
  if (schema === undefined) return null;
  const section = schema === own ? [] : ['schemas', schema];
  const parent = parentOf(address);
  if (kind === 'comment') return parent === null ? null : placeOf(parent, own, whole);
  if (table !== undefined && name !== undefined && parent !== null) {
    if (parent.kind !== 'table') return placeOf(parent, own, whole);
    const part = whole.has(keyOf(parent)) ? undefined : PARTS[kind];
    const path = part === undefined ? [] : [part, name];
    return { path: [...section, 'tables', table, ...path], inTable: { schema, table, path } };
  }
  const place = SECTIONS[kind];
  if (place === undefined) return null;
  const path = [...section, place, table ?? name ?? ''];
  return { path, inTable: kind === 'table' && table !== undefined ? { schema, table, path: [] } : null };
}

function valueAt({ path, inTable }: Place, entries: Entries, table: Merging['table']): Written | undefined {
  if (inTable === null) return at(entries, path);
  const written = table(inTable.schema, inTable.table);
  return written === undefined ? undefined : at(written, inTable.path);
}

function at(entries: Entries, path: Path): Written | undefined {
  let value: Written | undefined = entries;
  for (const key of path) value = isColumns(value) ? value.get(key) : isEntries(value) ? value[key] : undefined;
  return value;
}

function isEntries(value: Written | undefined): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Puts a value in, makes the maps that lead to it, or takes out what is no more, with maps that are then empty. */
function put(document: Document, path: Path, value: Written | undefined): void {
  if (value === undefined) {
    remove(document, path);
    return;
  }
  for (let depth = 1; depth < path.length; depth++) {
    const there = document.getIn(path.slice(0, depth), true);
    // What an alias stands for is changed here alone.
    if (isAlias(there)) document.setIn(path.slice(0, depth), there.resolve(document)?.clone());
    else if (!isMap(there)) document.setIn(path.slice(0, depth), document.createNode({}));
  }
  const node = nodeOf(document, value);
  const old = document.getIn(path, true) as { comment?: string | null } | undefined;
  // What a person noted behind a value speaks of the thing, not of its spelling.
  if (old?.comment !== undefined && old.comment !== null) node.comment = old.comment;
  document.setIn(path, node);
}

function remove(document: Document, path: Path): void {
  if (!document.hasIn(path)) return;
  document.deleteIn(path);
  const parent = path.slice(0, -1);
  const left = document.getIn(parent, true);
  if (parent.length > 1 && isMap(left) && (left as YAMLMap).items.length === 0) remove(document, parent);
}
