/** What of a database pull writes down: all of it, or some tables with what belongs to them. */
import { addressOf, keyOf, parentOf } from '../catalog/address.js';
import { type Access, type Catalog, type CatalogObject, KIND_NAMES } from '../catalog/types.js';
import { UserError } from '../errors.js';
import { lex } from '../expression/lexer.js';

export interface Choice {
  /** Names or patterns: `bookings`, `audit.*`; none: all. */
  readonly tables?: readonly string[];
  readonly owner?: boolean;
  readonly privileges?: boolean;
}

/** The tables that migration tools keep their history in: no spec describes them. */
const HISTORIES: ReadonlySet<string> = new Set([
  ...['knex_migrations', 'knex_migrations_lock', 'knex_migrations_archive'],
  ...['pgmigrations', 'pgmigrations_archive', '_prisma_migrations', 'schema_migrations', 'flyway_schema_history'],
]);

/** @throws UserError where a name of --tables fits no table */
export function chosen(
  catalog: Catalog,
  choice: Choice,
): { readonly catalog: Catalog; readonly leftOut: readonly string[] } {
  const histories = catalog.table.filter(({ table }) => HISTORIES.has(table));
  const leftOut = histories.map(({ schema, table }) => `left out: ${schema}.${table}, the history of a migration tool`);
  const without = only(catalog, (object) => !histories.some((table) => belongsTo(object, table)));
  const some = choice.tables === undefined ? without : withTables(without, choice.tables);
  return { catalog: access(some, choice), leftOut };
}

function belongsTo(object: CatalogObject, table: CatalogObject): boolean {
  if (object.kind === 'sequence' && object.ownedBy !== null)
    return keyOf({ kind: 'table', schema: object.ownedBy.schema, table: object.ownedBy.table }) === keyOf(table);
  for (let at = addressOf(object) as ReturnType<typeof parentOf>; at !== null; at = parentOf(at))
    if (keyOf(at) === keyOf(table)) return true;
  return false;
}

function withTables(catalog: Catalog, patterns: readonly string[]): Catalog {
  const fits = patterns.map((pattern) => ({ pattern, test: matcher(pattern) }));
  for (const { pattern, test } of fits) {
    if (!catalog.table.some(({ schema, table }) => test(schema, table)))
      throw new UserError(`--tables: no table is called ${pattern}`, { hint: 'with * for any characters: audit.*' });
  }
  const tables = catalog.table.filter(({ schema, table }) => fits.some(({ test }) => test(schema, table)));
  const onThem = only(
    catalog,
    (object) => object.kind === 'schema' || tables.some((table) => belongsTo(object, table)),
  );
  return withWhatTheyName(onThem, catalog);
}

/** `bookings` is a table of any schema; `audit.*` all of one. */
function matcher(pattern: string): (schema: string, table: string) => boolean {
  const expression = new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.*')}$`,
  );
  return (schema, table) => expression.test(table) || expression.test(`${schema}.${table}`);
}

/** Types, functions and sequences that the tables cannot be without; and what those name in turn. */
function withWhatTheyName(some: Catalog, all: Catalog): Catalog {
  const candidates = [...all.enum, ...all.domain, ...all.function, ...all.sequence];
  const named = new Set<CatalogObject>();
  const queue: CatalogObject[] = KIND_NAMES.flatMap((kind): readonly CatalogObject[] => some[kind]);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const words = wordsOf(next);
    for (const candidate of candidates) {
      const name = candidate.kind === 'function' ? candidate.function : candidate.name;
      if (candidate === next || named.has(candidate) || !words.has(name)) continue;
      named.add(candidate);
      queue.push(candidate);
    }
  }
  return only(
    all,
    (object) =>
      named.has(object) || KIND_NAMES.some((kind) => (some[kind] as readonly CatalogObject[]).includes(object)),
  );
}

/** Every name in the texts of an object. */
function wordsOf(object: unknown): ReadonlySet<string> {
  const words = new Set<string>();
  const look = (value: unknown) => {
    if (typeof value === 'string') {
      words.add(value);
      for (const { value: word } of tokensOf(value))
        for (const part of word.split(/[^\p{L}\p{N}_$]+/u)) words.add(part);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(object);
  return words;
}

function tokensOf(text: string) {
  try {
    return lex(text);
  } catch {
    return [];
  }
}

function only(catalog: Catalog, keep: (object: CatalogObject) => boolean): Catalog {
  const lists = KIND_NAMES.map((kind) => [kind, (catalog[kind] as readonly CatalogObject[]).filter(keep)]);
  return { ...catalog, ...Object.fromEntries(lists) };
}

function access(catalog: Catalog, { owner = true, privileges = true }: Choice): Catalog {
  if (owner && privileges) return catalog;
  const strip = (object: CatalogObject): CatalogObject => {
    const { owner: who, grants, ...rest } = object as CatalogObject & Access;
    return { ...rest, ...(owner ? { owner: who } : {}), ...(privileges ? { grants } : {}) } as CatalogObject;
  };
  const lists = KIND_NAMES.map((kind) => [
    kind,
    kind === 'default privileges' && !privileges ? [] : (catalog[kind] as readonly CatalogObject[]).map(strip),
  ]);
  return { ...catalog, ...Object.fromEntries(lists) };
}
