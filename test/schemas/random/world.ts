/** What a random script has made so far, and how it names things. */
import type { Dice } from './dice.js';

export type Like = 'number' | 'text' | 'boolean' | 'time' | 'json' | 'array' | 'range' | 'uuid' | 'enum' | 'other';

export interface ColumnType {
  readonly sql: string;
  readonly like: Like;
  /** PostgreSQL's own: generated virtual columns may read no other. */
  readonly builtin: boolean;
  /** Can be sorted and compared: has a btree operator class. */
  readonly ordered: boolean;
  readonly defaults: readonly string[];
  /** Immutable conditions on a column of the type; each is true or false, never an error. */
  readonly tests: readonly ((column: string) => string)[];
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly generated: 'stored' | 'virtual' | null;
  readonly collated: boolean;
}

export type RelationKind = 'table' | 'partitioned table' | 'view' | 'materialized view';

export interface Relation {
  readonly schema: string;
  readonly name: string;
  readonly kind: RelationKind;
  readonly columns: readonly Column[];
  readonly unlogged: boolean;
  /** A materialized view that was given no data, or a view over one: it cannot be read. */
  readonly empty: boolean;
  /** Columns of keys that foreign keys can refer to. */
  readonly keys: readonly (readonly Column[])[];
  /** Columns that every key must have. */
  readonly partitionKey: readonly string[];
  /** By name. */
  readonly partitions: readonly string[];
  /** A view through which rows can be written. */
  readonly updatable: boolean;
}

export interface Routine {
  /** As after `on function`: name and argument types. */
  readonly identity: string;
  readonly kind: 'function' | 'procedure';
}

export interface World {
  readonly version: number;
  readonly dice: Dice;
  readonly sql: string[];
  readonly schemas: readonly string[];
  readonly types: ColumnType[];
  /** Enums and domains, as after `on type`. */
  readonly typeNames: { readonly kind: 'type' | 'domain'; readonly name: string }[];
  readonly relations: Relation[];
  readonly sequences: string[];
  readonly routines: Routine[];
  readonly triggerFunctions: string[];
  /** Functions of an integer that tables and views call. */
  readonly called: { readonly name: string; readonly immutable: boolean }[];
  /** What has a comment, as after `comment on`. */
  readonly commentable: string[];
  /** What was taken: `schema.name` of relations and types, identities of routines. */
  readonly taken: Set<string>;
}

export const ROLES = ['sa_random_one', 'sa_random_two'] as const;
export const LONG = 'long_name_of_sixty_three_bytes_that_nobody_should_ever_shorten';

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function qualified({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${quoted(schema)}.${quoted(name)}`;
}

/** A name made of two, of at most 63 bytes: the first is cut. */
export function named(base: string, suffix: string): string {
  let cut = base;
  while (cut !== '' && Buffer.byteLength(`${cut}${suffix}`) > 63) cut = [...cut].slice(0, -1).join('');
  return `${cut}${suffix}`;
}

/** Whether the name is still free; it is taken from now on. */
export function take({ taken }: World, schema: string, name: string): boolean {
  const key = `${schema}.${name}`;
  if (taken.has(key)) return false;
  taken.add(key);
  return true;
}

export function tables({ relations }: World): readonly Relation[] {
  return relations.filter(({ kind }) => kind === 'table' || kind === 'partitioned table');
}

/** A condition on some column of a relation. */
export function condition({ dice }: World, columns: readonly Column[], prefix = ''): string {
  const column = dice.pick(columns);
  return dice.pick(column.type.tests)(`${prefix}${quoted(column.name)}`);
}

/** A condition that need not be immutable: it may call a function of the script. */
export function looseCondition(world: World, columns: readonly Column[], prefix = ''): string {
  const { dice, called } = world;
  const numbers = columns.filter(({ type }) => type.like === 'number');
  if (called.length === 0 || numbers.length === 0 || !dice.chance(0.25)) return condition(world, columns, prefix);
  return `${dice.pick(called).name}(${prefix}${quoted(dice.pick(numbers).name)}::integer) is not null`;
}

/** Columns that an index, a key or a foreign key can have. */
export function keyable(columns: readonly Column[]): readonly Column[] {
  return columns.filter(({ type, generated }) => type.ordered && generated !== 'virtual');
}
