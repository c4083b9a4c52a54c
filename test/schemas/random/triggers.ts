/** Random triggers: on tables, partitioned tables and views; deferred, disabled, with conditions and with transition tables. */
import {
  type Column,
  condition,
  literal,
  looseCondition,
  qualified,
  quoted,
  type Relation,
  take,
  type World,
} from './world.js';

const NAMES = ['touch', 'Log; "it"', 'audit'];
const EVENTS = ['insert', 'update', 'delete'] as const;

export function createTriggers(world: World): void {
  const { dice, relations, triggerFunctions } = world;
  const able = relations.filter(({ kind }) => kind !== 'materialized view');
  if (able.length === 0 || triggerFunctions.length === 0) return;
  for (let i = 0; i < dice.below(5); i++) {
    const relation = dice.pick(able);
    const name = dice.pick(NAMES);
    if (!take(world, `${qualified(relation)} trigger`, name)) continue;
    createTrigger(world, relation, name);
  }
}

function createTrigger(world: World, relation: Relation, name: string): void {
  const { dice } = world;
  const on = qualified(relation);
  const call = `${dice.pick(world.triggerFunctions).replace('()', '')}(${dice.chance(0.3) ? literal('it\'s; "x"') : ''})`;
  const [kind, body] =
    relation.kind === 'view'
      ? ['', `instead of ${events(world)} on ${on} for each row`]
      : dice.chance(0.2)
        ? ['constraint ', constraint(world, on)]
        : dice.chance(0.25)
          ? ['', transition(world, relation)]
          : ['', plain(world, relation)];
  world.sql.push(`create ${kind}trigger ${quoted(name)} ${body} execute function ${call}`);
  world.commentable.push(`trigger ${quoted(name)} on ${on}`);
  // A partition's clone of a trigger would follow only on newer versions.
  if (relation.kind === 'table' && dice.chance(0.2))
    world.sql.push(
      `alter table ${on} ${dice.pick(['disable', 'enable replica', 'enable always'])} trigger ${quoted(name)}`,
    );
}

function events({ dice }: World): string {
  return dice.sample(EVENTS, 1 + dice.below(3)).join(' or ');
}

function constraint({ dice }: World, on: string): string {
  return `after ${dice.pick(EVENTS)} on ${on} ${dice.pick(['', 'deferrable ', 'deferrable initially deferred '])}for each row`;
}

function transition({ dice }: World, { kind, schema, name }: Relation): string {
  const event = dice.pick(EVENTS);
  const given =
    event === 'insert'
      ? 'new table as new_rows'
      : event === 'delete'
        ? 'old table as "Old Rows"'
        : 'old table as o new table as n';
  const each = kind === 'table' && dice.chance(0.3) ? 'row' : 'statement';
  return `after ${event} on ${qualified({ schema, name })} referencing ${given} for each ${each}`;
}

function plain(world: World, relation: Relation): string {
  const { dice } = world;
  const on = qualified(relation);
  const when = dice.pick(['before', 'after']);
  if (dice.chance(0.25)) return `${when} ${events(world)} on ${on} for each statement`;
  const able = relation.columns.filter(({ generated }) => generated === null);
  if (dice.chance(0.4) && able.length > 0) {
    const of = dice.chance(0.5) ? ` of ${names(dice.sample(able, 1 + dice.below(2)))}` : '';
    return `${when} update${of} on ${on} for each row when (${condition(world, able, 'new.')} or ${looseCondition(world, able, 'old.')})`;
  }
  return `${when} ${events(world)} on ${on} for each row`;
}

function names(columns: readonly Column[]): string {
  return columns.map(({ name }) => quoted(name)).join(', ');
}
