/** The types of random columns: PostgreSQL's own, and the enums and domains of the script. */
import { type ColumnType, type Like, literal, quoted, take, type World } from './world.js';

type Test = (column: string) => string;

const IS_NULL: Test = (c) => `${c} is null`;
const IS_SET: Test = (c) => `${c} is not null`;

const TESTS: Readonly<Record<Like, readonly Test[]>> = {
  number: [
    (c) => `${c} > 0`,
    (c) => `${c} between 1 and 10`,
    (c) => `${c} in (1, 2, 3)`,
    (c) => `not (${c} = 7 or ${c} < -5)`,
  ],
  text: [
    (c) => `${c} <> ''`,
    (c) => `${c} in ('a', 'it''s')`,
    (c) => `length(${c}) < 40`,
    (c) => `${c} ~ '^[a-z;"]'`,
    (c) => `${c} like 'a%' and ${c} is not null`,
    (c) => `${c} = any (array['x', 'y'])`,
    (c) => `coalesce(${c}, '') <> 'größe'`,
  ],
  boolean: [(c) => c, (c) => `not ${c}`, (c) => `${c} is not true`],
  time: [IS_SET, (c) => `${c} = ${c}`],
  json: [IS_SET],
  array: [(c) => `cardinality(${c}) < 5`, IS_NULL],
  range: [(c) => `not isempty(${c})`],
  uuid: [(c) => `${c} <> '00000000-0000-0000-0000-000000000000'`, IS_SET],
  enum: [IS_SET],
  other: [IS_SET, IS_NULL],
};

function builtin(sql: string, like: Like, defaults: readonly string[], more: Partial<ColumnType> = {}): ColumnType {
  return { sql, like, builtin: true, ordered: true, defaults, tests: TESTS[like], ...more };
}

const NUMBERS = ['0', '7', '-1', "'42'", '2 * 3'];
const TEXTS = ["''", "'a'", "'it''s; \"x\"'", "upper('x')", "'größe'", 'null'];

export const BUILTIN: readonly ColumnType[] = [
  builtin('integer', 'number', [...NUMBERS, 'length(current_user::text)']),
  builtin('bigint', 'number', NUMBERS),
  builtin('smallint', 'number', ['0', '7']),
  builtin('numeric(10,2)', 'number', ['0', '1.50', "'9.99'::numeric"]),
  builtin('numeric', 'number', ['0', 'pi()::numeric']),
  builtin('double precision', 'number', ['0', '1.5', "'infinity'"]),
  builtin('text', 'text', TEXTS),
  builtin('character varying(20)', 'text', TEXTS),
  builtin('character varying', 'text', TEXTS),
  builtin('character(3)', 'text', ["'a'", "'abc'"]),
  builtin('boolean', 'boolean', ['true', 'false', '(not true)']),
  builtin('uuid', 'uuid', ['gen_random_uuid()', "'11111111-1111-1111-1111-111111111111'"]),
  builtin('date', 'time', ['current_date', "'2020-02-03'"], { tests: [(c) => `${c} > '2000-01-01'`, IS_SET] }),
  builtin('timestamp with time zone', 'time', ['now()', "'2020-01-01 00:00:00+00'", 'clock_timestamp()'], {
    tests: [(c) => `${c} > '2000-01-01 00:00:00+00'`, IS_SET],
  }),
  builtin('timestamp(3) without time zone', 'time', ["timezone('utc'::text, now())", 'localtimestamp']),
  builtin('interval', 'time', ["'1 day'", "'02:00:00'::interval"]),
  builtin('jsonb', 'json', ["'{}'", "'[]'::jsonb", `'{"a": [1, "x"]}'`], {
    tests: [(c) => `jsonb_typeof(${c}) = 'object'`, (c) => `(${c} ->> 'a') is distinct from 'b'`, (c) => `${c} ? 'a'`],
  }),
  builtin('json', 'json', ["'{}'"], { ordered: false, tests: [(c) => `json_typeof(${c}) = 'object'`] }),
  builtin('integer[]', 'array', ["'{}'", 'array[1, 2]']),
  builtin('text[]', 'array', ["'{}'", "array['a', 'it''s']::text[]"]),
  builtin('int4range', 'range', ["'empty'", "'[1,5)'", 'int4range(1, 3)']),
  builtin('tstzrange', 'range', ["'empty'"]),
  builtin('inet', 'other', ["'127.0.0.1'"], { tests: [(c) => `${c} << '10.0.0.0/8'`] }),
  builtin('bytea', 'other', ["'\\x00ff'", "decode('00', 'hex')"]),
  builtin('tsvector', 'other', ["''"]),
  builtin('point', 'other', ["'(0,0)'", 'point(1, 2)'], { ordered: false }),
];

export const INTEGERS: readonly ColumnType[] = BUILTIN.filter(({ sql }) => /^(?:integer|bigint|smallint)$/.test(sql));

const TYPE_NAMES = ['state', 'Mood', 'amount_type', 'größe_typ', 'select'];
const LABELS = ['new', 'open', "it's", 'Ünï "c"', 'closed; archived', 'done', ''];

/** A base of a domain, by the type's spelling. */
const BASES = BUILTIN.filter(({ sql }) =>
  /^(?:integer|bigint|text|numeric\(10,2\)|character varying\(20\)|integer\[\]|jsonb)$/.test(sql),
);

/** Some enums and domains; a name can be one of either. */
export function createTypes(world: World): void {
  const { dice } = world;
  for (const name of dice.sample(TYPE_NAMES, 1 + dice.below(4))) {
    const schema = dice.chance(0.8) ? 'public' : dice.pick(world.schemas);
    if (!take(world, schema, name)) continue;
    const sql = `${quoted(schema)}.${quoted(name)}`;
    if (dice.chance(0.55)) createEnum(world, sql);
    else createDomain(world, sql);
  }
}

function createEnum(world: World, sql: string): void {
  const { dice } = world;
  const chosen = dice.sample(LABELS, 2 + dice.below(4));
  const labels = dice.chance(0.3) ? dice.shuffled(chosen) : chosen;
  world.sql.push(`create type ${sql} as enum (${labels.map(literal).join(', ')})`);
  const first = literal(labels[0] ?? '');
  const tests: Test[] = [
    (c) => `${c} <> ${first}`,
    (c) => `${c} in (${labels.slice(0, 2).map(literal).join(', ')})`,
    IS_SET,
  ];
  const common = { like: 'enum' as const, builtin: false, ordered: true };
  world.types.push({ ...common, sql, defaults: [first, `${first}::${sql}`], tests });
  if (dice.chance(0.3))
    world.types.push({ ...common, like: 'array', sql: `${sql}[]`, defaults: ["'{}'"], tests: TESTS.array });
  world.typeNames.push({ kind: 'type', name: sql });
  world.commentable.push(`type ${sql}`);
}

function createDomain(world: World, sql: string): void {
  const { dice } = world;
  const domains = world.types.filter(({ builtin, like }) => !builtin && (like === 'number' || like === 'text'));
  const base = domains.length > 0 && dice.chance(0.25) ? dice.pick(domains) : dice.pick(BASES);
  const checks = dice
    .some(['one', 'Two; checks'], 0.5)
    .map((name) => `${dice.chance(0.6) ? `constraint ${quoted(name)} ` : ''}check (${dice.pick(base.tests)('value')})`);
  const parts = [
    `create domain ${sql} as ${base.sql}`,
    ...(base.like === 'text' && dice.chance(0.3) ? ['collate "C"'] : []),
    ...(dice.chance(0.4) ? [`default ${dice.pick(base.defaults)}`] : []),
    ...(dice.chance(0.2) ? ['not null'] : []),
    ...checks,
  ];
  world.sql.push(parts.join(' '));
  world.types.push({ ...base, sql, builtin: false });
  world.typeNames.push({ kind: 'domain', name: sql });
  world.commentable.push(`domain ${sql}`);
}
