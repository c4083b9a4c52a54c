/** Random columns. Each name has a type that it mostly has, so that two scripts differ here and there. */
import { nextValue, sequenceOptions } from './sequences.js';
import { BUILTIN } from './types.js';
import { type Column, type ColumnType, LONG, quoted, type World } from './world.js';

/** The column, and how `create table` writes it. */
export interface Written {
  readonly column: Column;
  readonly sql: string;
}

const USUAL: readonly (readonly [name: string, type: string])[] = [
  ['id', 'bigint'],
  ['tenant_id', 'uuid'],
  ['name', 'text'],
  ['code', 'character varying(20)'],
  ['amount', 'numeric(10,2)'],
  ['state', 'text'],
  ['Data', 'jsonb'],
  ['created at', 'timestamp with time zone'],
  ['größe', 'integer'],
  ['select', 'integer'],
  ['tags', 'text[]'],
  ['during', 'int4range'],
  ['flag', 'boolean'],
  [`c_${LONG.slice(2)}`, 'date'],
];

const COLLATIONS = ['"C"', '"POSIX"', '"de-x-icu"', '"default"'];

function typeOf(world: World, usual: string): ColumnType {
  const { dice, types } = world;
  if (types.length > 0 && dice.chance(0.2)) return dice.pick(types);
  const own = BUILTIN.find(({ sql }) => sql === usual);
  return own !== undefined && dice.chance(0.65) ? own : dice.pick(BUILTIN);
}

/** Some columns, those that are generated from others last. */
export function createColumns(world: World, constraints: (column: Column) => string): readonly Written[] {
  const { dice } = world;
  const chosen = dice.sample(USUAL, 2 + dice.below(6));
  let identity = false;
  const plain = (dice.chance(0.2) ? dice.shuffled(chosen) : chosen).map(([name, usual]): Written => {
    const type = typeOf(world, usual);
    const collated = type.like === 'text' && type.builtin && dice.chance(0.25);
    const column: Column = { name, type, generated: null, collated };
    const value = !identity && /^(?:integer|bigint|smallint)$/.test(type.sql) ? numbering(world, type) : null;
    if (value?.startsWith('generated')) identity = true;
    const parts = [
      quoted(name),
      type.sql,
      ...(collated ? [`collate ${dice.pick(COLLATIONS)}`] : []),
      ...(value !== null ? [value] : dice.chance(0.4) ? [`default ${defaultOf(world, type)}`] : []),
      ...(dice.chance(0.4) ? ['not null'] : []),
    ];
    return { column, sql: `${parts.join(' ')}${constraints(column)}` };
  });
  return [...plain, ...generatedFrom(world, plain)];
}

function defaultOf({ dice, called }: World, type: ColumnType): string {
  if (called.length > 0 && type.sql === 'text' && dice.chance(0.3)) return `${dice.pick(called).name}(1)::text`;
  return dice.pick(type.defaults);
}

function numbering(world: World, type: ColumnType): string | null {
  const { dice } = world;
  if (dice.chance(0.25)) {
    const options = sequenceOptions(world, type.sql);
    return `generated ${dice.pick(['always', 'by default'])} as identity${options === '' ? '' : ` (${options})`}`;
  }
  const next = nextValue(world, type);
  return next === null ? null : `default ${next}`;
}

function generatedFrom(world: World, plain: readonly Written[]): readonly Written[] {
  const { dice, version } = world;
  if (!dice.chance(0.3)) return [];
  const source = dice.pick(plain).column;
  const virtual = version >= 18 && source.type.builtin && dice.chance(0.4);
  const name = quoted(source.name);
  const [type, expression] =
    source.type.like === 'number'
      ? dice.pick([
          ['numeric', `${name} * 2`],
          ['boolean', `${name} > 0`],
        ] as const)
      : source.type.like === 'text'
        ? (['text', `coalesce(${name}, '') || '; x'`] as const)
        : (['boolean', `${name} is null`] as const);
  const column: Column = {
    name: 'computed',
    type: BUILTIN.find(({ sql }) => sql === type) as ColumnType,
    generated: virtual ? 'virtual' : 'stored',
    collated: source.collated,
  };
  return [{ column, sql: `"computed" ${type} generated always as (${expression}) ${virtual ? 'virtual' : 'stored'}` }];
}
