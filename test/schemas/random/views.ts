/** Random views and materialized views over the tables and views made so far. */

import { BUILTIN } from './types.js';
import {
  type Column,
  type ColumnType,
  condition,
  looseCondition,
  qualified,
  quoted,
  type Relation,
  take,
  type World,
} from './world.js';

interface Query {
  readonly sql: string;
  readonly columns: readonly Column[];
  readonly updatable: boolean;
}

type Form = (world: World, from: Relation) => Query | null;

const typeOf = (sql: string): ColumnType => BUILTIN.find((type) => type.sql === sql) as ColumnType;

function made(name: string, sql: string): Column {
  return { name, type: typeOf(sql), generated: null, collated: false };
}

const asViewed = (column: Column): Column => ({ ...column, generated: null });
const list = (columns: readonly Column[], prefix = '') => columns.map(({ name }) => prefix + quoted(name)).join(', ');

function ordered(world: World, from: Relation, like?: Column['type']['like']): Column | null {
  const able = from.columns.filter(({ type }) => type.ordered && (like === undefined || type.like === like));
  return able.length === 0 ? null : world.dice.pick(able);
}

const simple: Form = (world, from) => {
  const { dice } = world;
  const columns = dice.sample(from.columns, 1 + dice.below(from.columns.length));
  const where = dice.chance(0.6) ? ` where ${looseCondition(world, from.columns)}` : '';
  const end = dice.chance(0.2) ? ' limit 10 offset 1' : '';
  return {
    sql: `select ${list(columns)} from ${qualified(from)}${where}${end}`,
    columns: columns.map(asViewed),
    updatable: from.updatable && end === '',
  };
};

const star: Form = (_world, from) => ({
  sql: `select * from ${qualified(from)}`,
  columns: from.columns.map(asViewed),
  updatable: from.updatable,
});

const expressions: Form = (world, from) => {
  const { dice } = world;
  const column = dice.pick(from.columns);
  const test = condition(world, from.columns, 't.');
  return {
    sql: `select t.${quoted(column.name)} as "first; one", case when ${test} then 'yes' else 'it''s not' end as "case",
  (${condition(world, from.columns, 't.')}) is not true as truth, 1 as one, null::text as nothing, now() - interval '1 day' as yesterday
  from ${qualified(from)} t where ${condition(world, from.columns, 't.')} or t is null`,
    columns: [
      { ...asViewed(column), name: 'first; one' },
      made('case', 'text'),
      made('truth', 'boolean'),
      made('one', 'integer'),
      made('nothing', 'text'),
      made('yesterday', 'timestamp with time zone'),
    ],
    updatable: false,
  };
};

const grouped: Form = (world, from) => {
  const by = ordered(world, from);
  if (by === null || by.name === 'n' || by.name === 'Sum') return null;
  const key = quoted(by.name);
  const of = ordered(world, from, 'number');
  const having = world.dice.chance(0.4) ? ' having count(*) > 1' : '';
  const sum = of === null ? 'count(distinct 1)' : `sum(${quoted(of.name)})`;
  return {
    sql: `select ${key}, count(*) as n, ${sum}::numeric as "Sum" from ${qualified(from)} group by ${world.dice.chance(0.2) ? `rollup (${key})` : key}${having}`,
    columns: [asViewed(by), made('n', 'bigint'), made('Sum', 'numeric')],
    updatable: false,
  };
};

const joined: Form = (world, from) => {
  const { dice, relations } = world;
  const other = dice.pick(relations);
  const [a, b] = [ordered(world, from, 'number'), ordered(world, other, 'number')];
  const on = a === null || b === null ? 'true' : `a.${quoted(a.name)} = b.${quoted(b.name)}`;
  const [left, right] = [dice.pick(from.columns), dice.pick(other.columns)];
  return {
    sql: `select a.${quoted(left.name)} as l, b.${quoted(right.name)} as r, exists (select from ${qualified(other)} c where ${condition(world, other.columns, 'c.')}) as e
  from ${qualified(from)} a ${dice.pick(['join', 'left join', 'full join'])} ${qualified(other)} b on ${on}`,
    columns: [{ ...asViewed(left), name: 'l' }, { ...asViewed(right), name: 'r' }, made('e', 'boolean')],
    updatable: false,
  };
};

const united: Form = (world, from) => {
  const { dice, relations } = world;
  const other = dice.pick(relations);
  const [a, b] = [dice.pick(from.columns), dice.pick(other.columns)];
  return {
    sql: `select ${quoted(a.name)}::text collate "C" as t from ${qualified(from)} ${dice.pick(['union all', 'union', 'except'])} select ${quoted(b.name)}::text collate "C" from ${qualified(other)} order by 1`,
    columns: [{ ...made('t', 'text'), collated: true }],
    updatable: false,
  };
};

const withs: Form = (world, from) => {
  const { dice } = world;
  const column = dice.pick(from.columns);
  return {
    sql: `with recursive n (i) as (select 1 union all select i + 1 from n where i < 3), w as ${dice.pick(['', 'materialized '])}(select ${quoted(column.name)} as x from ${qualified(from)})
  select n.i, w.x from n, lateral (select x from w where n.i > 0) w`,
    columns: [made('i', 'integer'), { ...asViewed(column), name: 'x' }],
    updatable: false,
  };
};

const windowed: Form = (world, from) => {
  const by = ordered(world, from);
  if (by === null) return null;
  const column = quoted(by.name);
  return {
    sql: `select ${column} as v, row_number() over w as n, lag(${column}, 1) over (w rows between 1 preceding and current row) as before
  from ${qualified(from)} window w as (partition by ${column} is null order by ${column} desc)`,
    columns: [{ ...asViewed(by), name: 'v' }, made('n', 'bigint'), { ...asViewed(by), name: 'before' }],
    updatable: false,
  };
};

const values: Form = () => ({
  sql: "select v.a, v.b from (values (1, 'one'), (2, 'it''s; two')) as v (a, b)",
  columns: [made('a', 'integer'), made('b', 'text')],
  updatable: false,
});

const FORMS: readonly Form[] = [
  simple,
  simple,
  simple,
  star,
  expressions,
  grouped,
  joined,
  united,
  withs,
  windowed,
  values,
];

export function createView(world: World, schema: string, name: string): void {
  const { dice, relations } = world;
  const from = relations.filter(({ columns }) => columns.length > 0);
  if (from.length === 0) return;
  const query = dice.pick(FORMS)(world, dice.pick(from));
  if (query === null || !take(world, schema, name)) return;
  const sql = qualified({ schema, name });
  const materialized = dice.chance(0.3);
  const renamed = dice.chance(0.15);
  const columns = renamed ? query.columns.map((column, i) => ({ ...column, name: `out ${i}` })) : query.columns;
  const names = renamed ? ` (${list(columns)})` : '';
  // What reads a materialized view that has no data cannot have any either.
  const empty = relations.some((relation) => relation.empty && query.sql.includes(qualified(relation)));
  const noData = materialized && (empty || dice.chance(0.5));
  world.sql.push(
    materialized
      ? `create materialized view ${sql}${names}${dice.chance(0.2) ? ' with (fillfactor = 50)' : ''} as ${query.sql}${noData ? ' with no data' : ''}`
      : `create view ${sql}${names}${options(world, query.updatable)} as ${query.sql}`,
  );
  const kind = materialized ? 'materialized view' : 'view';
  relations.push({
    schema,
    name,
    kind,
    columns,
    unlogged: false,
    empty: empty || noData,
    keys: [],
    partitionKey: [],
    partitions: [],
    updatable: query.updatable && !materialized && !renamed,
  });
  world.commentable.push(`${kind} ${sql}`, ...columns.map((column) => `column ${sql}.${quoted(column.name)}`));
}

function options({ dice, version }: World, updatable: boolean): string {
  const chosen = [
    ...(dice.chance(0.2) ? [`security_barrier = ${dice.pick(['true', 'false'])}`] : []),
    ...(version >= 15 && dice.chance(0.2) ? [`security_invoker = ${dice.pick(['true', 'on', 'false'])}`] : []),
    ...(updatable && dice.chance(0.25) ? [`check_option = ${dice.pick(['local', 'cascaded'])}`] : []),
  ];
  return chosen.length === 0 ? '' : ` with (${chosen.join(', ')})`;
}
