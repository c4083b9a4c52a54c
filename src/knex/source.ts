/** Migrations as Knex's own migration source, with somebody who sees each of them run. */
import type { Knex } from 'knex';
import { UserError } from '../errors.js';

export interface Entry {
  /** As the history has it. */
  readonly name: string;
  readonly load: () => Promise<unknown>;
}

export type Direction = 'up' | 'down';

/** Called in place of a migration: it has to call `work`, and may look before and after. */
export type Around = (name: string, direction: Direction, knex: Knex, work: () => Promise<unknown>) => Promise<unknown>;

/** A migration that cannot be loaded: the project's mistake, where others of its kind may be ours. */
export class UnloadableError extends UserError {
  readonly migration: string;

  constructor(migration: string, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options);
    this.migration = migration;
  }
}

export class Migrations implements Knex.MigrationSource<string> {
  /** The migration that ran last, or is running. */
  running: string | undefined;
  private readonly loaded = new Map<string, Promise<Knex.Migration>>();
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly around: Around;

  constructor(entries: readonly Entry[], around: Around = (_name, _direction, _knex, work) => work()) {
    this.entries = new Map(entries.map((entry) => [entry.name, entry]));
    this.around = around;
  }

  async getMigrations(): Promise<string[]> {
    return [...this.entries.keys()];
  }

  getMigrationName(name: string): string {
    return name;
  }

  /** Knex asks for each several times. */
  getMigration(name: string): Promise<Knex.Migration> {
    const known = this.loaded.get(name) ?? this.load(name);
    this.loaded.set(name, known);
    return known;
  }

  private async load(name: string): Promise<Knex.Migration> {
    const migration = await this.import(name);
    const step = (direction: Direction) => (knex: Knex) => {
      this.running = name;
      return this.around(name, direction, knex, async () => migration[direction](knex));
    };
    const { config } = migration as { readonly config?: { transaction?: boolean } };
    return { ...(config === undefined ? {} : { config }), up: step('up'), down: step('down') } as Knex.Migration;
  }

  private async import(name: string): Promise<Required<Knex.Migration>> {
    let module: unknown;
    try {
      module = await this.entries.get(name)?.load();
    } catch (cause) {
      if (cause instanceof UserError) throw cause;
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new UnloadableError(name, `the migration ${name} cannot be loaded: ${message}`, { cause });
    }
    if (isMigration(module)) return module;
    if (hasDefault(module) && isMigration(module.default)) return module.default; // a CommonJS module
    throw new UnloadableError(name, `${name} is not a migration: it does not export the functions up and down`, {
      hint: 'Knex takes every file of the folder for a migration: keep others elsewhere',
    });
  }
}

function isMigration(value: unknown): value is Required<Knex.Migration> {
  if (typeof value !== 'object' || value === null) return false;
  return 'up' in value && typeof value.up === 'function' && 'down' in value && typeof value.down === 'function';
}

function hasDefault(value: unknown): value is { readonly default: unknown } {
  return typeof value === 'object' && value !== null && 'default' in value;
}
