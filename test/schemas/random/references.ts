/** Random foreign keys: in circles, to the table itself, to keys of several columns and to partitioned tables. */
import { type Column, named, qualified, quoted, type Relation, tables, type World } from './world.js';

const ACTIONS = ['no action', 'restrict', 'cascade', 'set null', 'set default'];

export function createReferences(world: World): void {
  const { dice } = world;
  const all = tables(world);
  const targets = all.filter(({ keys }) => keys.length > 0);
  if (targets.length === 0) return;
  for (let i = 0; i < 1 + dice.below(5); i++) {
    const from = dice.pick(all);
    const able = targets.filter(({ unlogged }) => !unlogged || from.unlogged);
    if (able.length > 0) createReference(world, from, dice.pick(able), i);
  }
}

function createReference(world: World, from: Relation, to: Relation, number: number): void {
  const { dice, version } = world;
  const key = dice.pick(to.keys);
  const sql = qualified(from);
  const used = new Set<string>();
  const columns = key.map((target, i) => {
    const [own] = dice.shuffled(from.columns.filter((column) => isLike(column, target) && !used.has(column.name)));
    if (own !== undefined && dice.chance(0.7)) {
      used.add(own.name);
      return own.name;
    }
    const added = `ref_${number}_${i}`;
    world.sql.push(`alter table ${sql} add column ${quoted(added)} ${target.type.sql}`);
    return added;
  });
  const name = named(from.name, ` to ${to.name.slice(0, 12)} ${number}`);
  const partitioned = from.kind === 'partitioned table' || to.kind === 'partitioned table';
  const list = (names: readonly string[]) => names.map(quoted).join(', ');
  const onDelete = dice.chance(0.5) ? dice.pick(ACTIONS) : null;
  const some = version >= 15 && onDelete?.startsWith('set') && columns.length > 1 && dice.chance(0.5);
  const deferrable = dice.pick(['', '', ' deferrable', ' deferrable initially deferred']);
  const parts = [
    `alter table ${sql} add constraint ${quoted(name)} foreign key (${list(columns)})`,
    `references ${qualified(to)} (${list(key.map((column) => column.name))})`,
    ...(columns.length > 1 && dice.chance(0.3) ? ['match full'] : []),
    ...(onDelete === null ? [] : [`on delete ${onDelete}${some ? ` (${list(columns.slice(0, 1))})` : ''}`]),
    ...(dice.chance(0.3) ? [`on update ${dice.pick(ACTIONS)}`] : []),
  ];
  const state = partitioned
    ? ''
    : dice.chance(0.15)
      ? ' not valid'
      : version >= 18 && dice.chance(0.1)
        ? ' not enforced'
        : '';
  world.sql.push(`${parts.join(' ')}${deferrable}${state}`);
  world.commentable.push(`constraint ${quoted(name)} on ${sql}`);
}

function isLike(column: Column, target: Column): boolean {
  return column.generated === null && column.type.sql === target.type.sql;
}
