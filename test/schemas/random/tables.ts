/** Random tables: plain, unlogged, partitioned; their keys, checks and exclusions. */
import { createColumns } from './columns.js';
import { createPartitions, partitionBy } from './partitions.js';
import {
  type Column,
  condition,
  keyable,
  looseCondition,
  named,
  qualified,
  quoted,
  type Relation,
  take,
  type World,
} from './world.js';

interface Key {
  readonly sql: string;
  readonly columns: readonly Column[];
  /** Whether a foreign key can refer to it. */
  readonly referable: boolean;
}

export function createTable(world: World, schema: string, name: string): void {
  if (!take(world, schema, name)) return;
  const { dice } = world;
  const sql = qualified({ schema, name });
  const written = createColumns(world, (column) => inlineChecks(world, column));
  const columns = written.map(({ column }) => column);
  const partition = dice.chance(0.25) ? partitionBy(world, columns) : null;
  const unlogged = partition === null && dice.chance(0.12);
  const keys = createKeys(world, schema, name, columns, partition?.keys ?? []);
  const dropped = dice.chance(0.12) && partition === null;
  const elements = [
    ...(dropped ? ['"was here" integer default 3'] : []),
    ...written.map((column) => column.sql),
    ...keys.map((key) => key.sql),
    ...createChecks(world, sql, name, columns, partition !== null),
    ...(partition === null ? exclusion(world, schema, name, columns) : []),
  ];
  const storage = partition === null ? storageParameters(world) : '';
  world.sql.push(
    `create ${unlogged ? 'unlogged ' : ''}table ${sql} (\n  ${elements.join(',\n  ')}\n)${partition === null ? storage : ` partition by ${partition.by}`}`,
  );
  if (dropped) world.sql.push(`alter table ${sql} drop column "was here"`);
  const partitions = partition === null ? [] : createPartitions(world, { schema, name }, partition);
  const relation: Relation = {
    schema,
    name,
    kind: partition === null ? 'table' : 'partitioned table',
    columns,
    unlogged,
    empty: false,
    keys: keys.filter(({ referable }) => referable).map((key) => key.columns),
    partitionKey: partition?.keys ?? [],
    partitions,
    updatable: true,
  };
  world.relations.push(relation);
  world.commentable.push(`table ${sql}`, ...columns.map((column) => `column ${sql}.${quoted(column.name)}`));
}

function inlineChecks(world: World, column: Column): string {
  return world.dice.chance(0.12) ? ` check (${condition(world, [column])})` : '';
}

const DEFERRABLE = ['', '', '', ' deferrable', ' deferrable initially deferred', ' not deferrable'];

function createKeys(
  world: World,
  schema: string,
  name: string,
  columns: readonly Column[],
  must: readonly string[],
): readonly Key[] {
  const { dice, version } = world;
  const able = keyable(columns);
  const keys: Key[] = [];
  for (const type of ['primary key', ...dice.some(['unique', 'unique'], 0.3)]) {
    if (type === 'primary key' && dice.chance(0.25)) continue;
    const chosen = dice.sample(able, 1 + dice.below(2)).filter((column) => !must.includes(column.name));
    const whole = [...columns.filter((column) => must.includes(column.name)), ...chosen];
    // A partition key of json or a point can be part of no key.
    if (whole.length === 0 || whole.some((column) => !able.includes(column))) continue;
    // Of two keys of the same columns PostgreSQL drops one.
    if (
      keys.some((key) => key.columns.length === whole.length && key.columns.every((column, i) => column === whole[i]))
    )
      continue;
    const own = named(name, `; key ${keys.length}`);
    const nullsNotDistinct = type === 'unique' && version >= 15 && dice.chance(0.25);
    const rest = columns.filter((column) => column.generated !== 'virtual' && !whole.includes(column));
    const include = rest.length > 0 && dice.chance(0.15) ? ` include (${quoted(dice.pick(rest).name)})` : '';
    const deferrable = dice.pick(DEFERRABLE);
    const isNamed = dice.chance(0.4) && take(world, schema, own);
    if (isNamed) world.commentable.push(`constraint ${quoted(own)} on ${qualified({ schema, name })}`);
    keys.push({
      columns: whole,
      referable: !deferrable.startsWith(' deferrable'),
      sql: `${isNamed ? `constraint ${quoted(own)} ` : ''}${type}${nullsNotDistinct ? ' nulls not distinct' : ''} (${whole
        .map((column) => quoted(column.name))
        .join(', ')})${include}${dice.chance(0.1) ? ' with (fillfactor = 70)' : ''}${deferrable}`,
    });
  }
  return keys;
}

function createChecks(
  world: World,
  sql: string,
  name: string,
  columns: readonly Column[],
  partitioned: boolean,
): readonly string[] {
  const { dice, version } = world;
  const checks: string[] = [];
  for (let i = 0; i < dice.below(3); i++) {
    const own = named(name, ` check ${i}`);
    const test = dice.chance(0.3)
      ? `${condition(world, columns)} or ${condition(world, columns)}`
      : looseCondition(world, columns);
    const noInherit = !partitioned && dice.chance(0.15) ? ' no inherit' : '';
    const notEnforced = version >= 18 && dice.chance(0.15) ? ' not enforced' : '';
    checks.push(`constraint ${quoted(own)} check (${test})${noInherit}${notEnforced}`);
    world.commentable.push(`constraint ${quoted(own)} on ${sql}`);
  }
  return checks;
}

/** What may not overlap. */
function exclusion(world: World, schema: string, name: string, columns: readonly Column[]): readonly string[] {
  const { dice } = world;
  const ranges = columns.filter(({ type, generated }) => type.like === 'range' && type.builtin && generated === null);
  const own = named(name, ' apart');
  if (ranges.length === 0 || !dice.chance(0.6) || !take(world, schema, own)) return [];
  const where = dice.chance(0.4)
    ? ` where (${condition(
        world,
        columns.filter(({ generated }) => generated !== 'virtual'),
      )})`
    : '';
  return [
    `constraint ${quoted(own)} exclude using gist (${quoted(dice.pick(ranges).name)} with ${dice.pick(['&&', '=', '-|-'])})${where}${dice.pick(DEFERRABLE)}`,
  ];
}

const STORAGE = [
  ['fillfactor = 70', 'fillfactor = 90'],
  ['autovacuum_enabled = off', 'autovacuum_enabled = true'],
  ['autovacuum_vacuum_scale_factor = 0.05', 'autovacuum_vacuum_scale_factor = 0.2'],
  ['toast.autovacuum_enabled = false'],
  ['parallel_workers = 2'],
];

export function storageParameters({ dice }: World): string {
  if (!dice.chance(0.2)) return '';
  const chosen = dice.sample(STORAGE, 1 + dice.below(3)).map((values) => dice.pick(values));
  return ` with (${chosen.join(', ')})`;
}
