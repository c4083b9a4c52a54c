/** Random indexes: every method, expressions, conditions, operator classes, parameters. */
import { type Column, condition, named, qualified, quoted, type Relation, take, type World } from './world.js';

type Form = (world: World, columns: readonly Column[]) => string | null;

const ofType = (columns: readonly Column[], test: (column: Column) => boolean) => columns.filter(test);

function one(world: World, columns: readonly Column[], test: (column: Column) => boolean): Column | null {
  const able = ofType(columns, test);
  return able.length === 0 ? null : world.dice.pick(able);
}

const ORDER = ['', '', ' desc', ' nulls first', ' desc nulls last'];

const btree: Form = (world, columns) => {
  const { dice } = world;
  const able = ofType(columns, ({ type }) => type.ordered);
  if (able.length === 0) return null;
  const elements = dice.sample(able, 1 + dice.below(3)).map((column) => {
    const text = column.type.sql === 'text' || column.type.sql === 'character varying';
    const collation = text && dice.chance(0.2) ? ' collate "POSIX"' : '';
    const ops = column.type.sql === 'text' && dice.chance(0.2) ? ' text_pattern_ops' : '';
    return `${quoted(column.name)}${collation}${ops}${dice.pick(ORDER)}`;
  });
  const rest = columns.filter(({ name }) => !elements.some((element) => element.startsWith(quoted(name))));
  const include = rest.length > 0 && dice.chance(0.2) ? ` include (${quoted(dice.pick(rest).name)})` : '';
  return `(${elements.join(', ')})${include}${dice.chance(0.15) ? ' with (fillfactor = 60)' : ''}`;
};

const expression: Form = (world, columns) => {
  const text = one(world, columns, ({ type }) => type.like === 'text');
  const number = one(world, columns, ({ type }) => type.like === 'number');
  const json = one(world, columns, ({ type }) => type.sql === 'jsonb');
  const forms = [
    ...(text === null ? [] : [`(lower(${quoted(text.name)}))`, `((${quoted(text.name)} || '; x') desc)`]),
    ...(number === null ? [] : [`((${quoted(number.name)} + 1), ${quoted(number.name)})`]),
    ...(json === null ? [] : [`((${quoted(json.name)} ->> 'it''s'))`]),
    ...(number === null
      ? []
      : world.called
          .filter(({ immutable }) => immutable)
          .map(({ name }) => `(${name}(${quoted(number.name)}::integer))`)),
    `((${quoted(world.dice.pick(columns).name)} is null))`,
  ];
  return world.dice.pick(forms);
};

const using =
  (
    method: string,
    test: (column: Column) => boolean,
    classes: readonly string[],
    parameters: readonly string[],
  ): Form =>
  (world, columns) => {
    const column = one(world, columns, test);
    if (column === null) return null;
    const by = world.dice.chance(0.3) ? ` with (${world.dice.pick(parameters)})` : '';
    return `using ${method} (${quoted(column.name)}${world.dice.pick(classes)})${by}`;
  };

const is = (pattern: RegExp) => (column: Column) => pattern.test(column.type.sql);

const FORMS: readonly Form[] = [
  btree,
  btree,
  btree,
  expression,
  using('hash', is(/^(?:integer|bigint|text|uuid|date|character varying)/), [''], ['fillfactor = 80']),
  using('gin', is(/^jsonb$/), ['', ' jsonb_path_ops'], ['fastupdate = off']),
  using('gin', is(/^(?:integer\[\]|text\[\]|tsvector)$/), [''], ['gin_pending_list_limit = 128']),
  using('gist', is(/^(?:int4range|tstzrange|point)$/), [''], ['fillfactor = 80', 'buffering = off']),
  using('gist', is(/^inet$/), [' inet_ops'], ['fillfactor = 80']),
  using('gist', is(/^tsvector$/), ['', ' tsvector_ops (siglen = 100)'], ['fillfactor = 80']),
  using('spgist', is(/^(?:text|point|int4range)$/), [''], ['fillfactor = 75']),
  using(
    'brin',
    is(/^(?:integer|bigint)$/),
    ['', ' %_minmax_multi_ops (values_per_range = 16)', ' %_bloom_ops'],
    ['pages_per_range = 16', 'autosummarize = on'],
  ),
];

const BRIN: Readonly<Record<string, string>> = { integer: 'int4', bigint: 'int8' };

export function createIndexes(world: World): void {
  const { dice, relations } = world;
  const able = relations.filter(({ kind }) => kind !== 'view');
  if (able.length === 0) return;
  for (let i = 0; i < 2 + dice.below(6); i++) createIndex(world, dice.pick(able), i);
}

function createIndex(world: World, relation: Relation, number: number): void {
  const { dice, version } = world;
  const columns = relation.columns.filter(({ generated }) => generated !== 'virtual');
  if (columns.length === 0) return;
  let body = dice.pick(FORMS)(world, columns);
  if (body === null) return;
  const column = columns.find(({ name }) => body?.includes(`(${quoted(name)} %`));
  body = body.replace('%', BRIN[column?.type.sql ?? ''] ?? 'int4');
  const name = named(relation.name, ` ix ${number}`);
  if (!take(world, relation.schema, name)) return;
  // On a partitioned table a unique index needs the partition key among its columns: its keys are tried elsewhere.
  const unique = relation.kind !== 'partitioned table' && !body.startsWith('using') && dice.chance(0.2);
  const distinct = unique && version >= 15 && dice.chance(0.3) ? ' nulls not distinct' : '';
  const where = dice.chance(0.25) ? ` where ${condition(world, columns)}` : '';
  const [, before, parameters] = /^(.*?)( with \(.*\))?$/s.exec(body) ?? [];
  world.sql.push(
    `create ${unique ? 'unique ' : ''}index ${quoted(name)} on ${qualified(relation)} ${before}${distinct}${parameters ?? ''}${where}`,
  );
  world.commentable.push(`index ${qualified({ schema: relation.schema, name })}`);
}
