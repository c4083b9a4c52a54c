/** Random partitions: by range, list and hash, with a default, and parted again. */
import { storageParameters } from './tables.js';
import { type Column, named, qualified, quoted, take, type World } from './world.js';

export interface PartitionBy {
  /** As after `partition by`. */
  readonly by: string;
  readonly keys: readonly string[];
  /** Bounds, as after `partition of`. */
  readonly bounds: readonly string[];
}

const WHOLE = /^(?:integer|bigint|smallint)$/;

/** How a table with such columns can be partitioned, if it can. */
export function partitionBy(world: World, columns: readonly Column[]): PartitionBy | null {
  const { dice } = world;
  const able = columns.filter(({ type, generated }) => type.builtin && generated === null && type.ordered);
  const numbers = able.filter(({ type }) => WHOLE.test(type.sql));
  const texts = able.filter(({ type }) => type.sql === 'text');
  const times = able.filter(({ type }) => type.sql === 'date');
  const ways: (() => PartitionBy)[] = [];
  const on = (column: Column, by: string, bounds: readonly string[]): PartitionBy => ({
    by: `${by} (${quoted(column.name)})`,
    keys: [column.name],
    bounds: [...dice.some(bounds, 0.7), ...(by !== 'hash' && dice.chance(0.5) ? ['default'] : [])],
  });
  if (numbers.length > 0) {
    const ranges = ['from (minvalue) to (0)', 'from (0) to (10)', 'from (10) to (20)', 'from (20) to (maxvalue)'];
    ways.push(() =>
      on(
        dice.pick(numbers),
        'range',
        ranges.map((range) => `for values ${range}`),
      ),
    );
    ways.push(() =>
      on(dice.pick(numbers), 'list', ['for values in (1, 2)', 'for values in (3, null)', 'for values in (4)']),
    );
  }
  if (texts.length > 0) {
    ways.push(() =>
      on(dice.pick(texts), 'list', ["for values in ('a', 'it''s')", "for values in ('größe')", 'for values in (null)']),
    );
  }
  if (times.length > 0) {
    const years = ['2022', '2023', '2024'];
    const ranges = years.map((year) => `for values from ('${year}-01-01') to ('${Number(year) + 1}-01-01')`);
    ways.push(() => on(dice.pick(times), 'range', ranges));
  }
  const hashed = able.filter(({ type }) => /^(?:integer|bigint|text|uuid)$/.test(type.sql));
  if (hashed.length > 0) {
    const remainders = [0, 1, 2].map((remainder) => `for values with (modulus 3, remainder ${remainder})`);
    ways.push(() => on(dice.pick(hashed), 'hash', remainders));
  }
  return ways.length === 0 ? null : dice.pick(ways)();
}

interface Parent {
  readonly schema: string;
  readonly name: string;
}

/** Their names. */
export function createPartitions(world: World, parent: Parent, { keys, bounds }: PartitionBy): readonly string[] {
  const { dice } = world;
  const made: string[] = [];
  for (const [i, bound] of bounds.entries()) {
    const schema = dice.chance(0.85) ? parent.schema : dice.pick(world.schemas);
    const name = named(parent.name, `_p${i}`);
    if (!take(world, schema, name)) continue;
    const sql = qualified({ schema, name });
    const again = dice.chance(0.15);
    world.sql.push(
      `create table ${sql} partition of ${qualified(parent)} ${bound}${
        again ? ` partition by hash (${quoted(keys[0] ?? '')})` : storageParameters(world)
      }`,
    );
    made.push(sql);
    const below = named(name, '_0');
    if (!again || !take(world, schema, below)) continue;
    const child = qualified({ schema, name: below });
    world.sql.push(`create table ${child} partition of ${sql} for values with (modulus 2, remainder 0)`);
    made.push(child);
  }
  return made;
}
