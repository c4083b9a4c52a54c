/** Random functions and procedures: every language, form of body, of arguments and of results. */
import { literal, qualified, quoted, type Relation, type World } from './world.js';

interface Draft {
  /** As between the parentheses of `create`. */
  readonly args: string;
  /** The argument types by which it is known. */
  readonly types: string;
  readonly returns: string;
  readonly language: 'sql' | 'plpgsql';
  readonly body: string;
  /** The body stands as it is, not in quotes. */
  readonly standard?: boolean;
  readonly set?: boolean;
}

const NAMES = ['f', 'total', 'Do; "it"', 'größe_von', 'is_ok'];

const PLPGSQL = `
declare
  v text := 'it''s; "x"'; -- a comment; $1
begin
  /* nothing; here */
  if v is null then return null; end if;
  return %;
end;
`;

type Form = (world: World, relation: Relation | null) => Draft | null;

const sql: Form = ({ dice }) => ({
  args: `a integer${dice.chance(0.4) ? ' default 1' : ''}`,
  types: 'integer',
  returns: dice.pick(['integer', 'bigint', 'numeric']),
  language: 'sql',
  body: `select $1 + ${dice.pick(['1', '2', 'a'])}`,
});

const textual: Form = ({ dice }) => ({
  args: `"Größe" text, b character varying default ${dice.pick(["'x'", "'it''s; $$'", 'null'])}`,
  types: 'text, character varying',
  returns: 'text',
  language: dice.pick(['sql', 'plpgsql'] as const),
  body: '',
});

const procedural: Form = ({ dice }) => ({
  args: dice.pick(['n bigint', 'n bigint default 3']),
  types: 'bigint',
  returns: dice.pick(['bigint', 'text', 'boolean']),
  language: 'plpgsql',
  body: PLPGSQL.replace('%', dice.pick(['n > 0', 'null', '(n + 1) is null'])).replace('(n + 1) is null', 'null'),
});

const standard: Form = ({ dice }) => ({
  args: 'a integer, b date default current_date',
  types: 'integer, date',
  returns: 'boolean',
  language: 'sql',
  standard: true,
  body: dice.pick([
    'return a > 1',
    "begin atomic select 1; select a = 2 and b > '2020-01-01'; end",
    'return case a when 1 then true else null end',
  ]),
});

const reading: Form = ({ dice }, relation) => {
  if (relation === null) return null;
  const query = `select count(*) from ${qualified(relation)}`;
  const atomic = dice.chance(0.5);
  return {
    args: '',
    types: '',
    returns: 'bigint',
    language: 'sql',
    standard: atomic,
    body: atomic ? `begin atomic ${query}; end` : `${query}; `,
  };
};

const rows: Form = ({ dice }, relation) => {
  if (relation === null) return null;
  const whole = dice.chance(0.5) || relation.columns.length === 0;
  const column = whole ? null : dice.pick(relation.columns);
  return {
    args: 'many bigint default 10',
    types: 'bigint',
    returns: column === null ? `setof ${qualified(relation)}` : `table ("Column" ${column.type.sql}, n bigint)`,
    language: 'sql',
    set: true,
    body:
      column === null
        ? `select * from ${qualified(relation)} limit many`
        : `select ${quoted(column.name)}, 1::bigint from ${qualified(relation)} limit $1`,
  };
};

const typed: Form = ({ dice, types }) => {
  const own = types.filter(({ builtin }) => !builtin);
  if (own.length === 0) return null;
  const type = dice.pick(own).sql;
  return {
    args: `v ${type}, variadic w text[] default '{}'`,
    types: `${type}, text[]`,
    returns: type,
    language: 'sql',
    body: 'select v',
  };
};

const outs: Form = ({ dice }) => ({
  args: `a integer, out b text, ${dice.pick(['inout', 'out'])} c numeric`,
  types: '',
  returns: 'record',
  language: 'plpgsql',
  body: `begin b := 'x'; c := ${dice.pick(['1', 'a'])}; end`,
});

const FORMS: readonly Form[] = [sql, textual, procedural, standard, reading, rows, typed, outs];

const dollars = (body: string) => `$body$${body}$body$`;

export function createFunction(world: World): void {
  const { dice, relations } = world;
  const draft = dice.pick(FORMS)(world, relations.length === 0 ? null : dice.pick(relations));
  if (draft === null) return;
  const types = draft.args.includes('inout c')
    ? 'integer, numeric'
    : draft.args.includes('out c')
      ? 'integer'
      : draft.types;
  const name = `${quoted(dice.chance(0.8) ? 'public' : dice.pick(world.schemas))}.${quoted(dice.pick(NAMES))}`;
  const identity = `${name}(${types})`;
  if (world.taken.has(identity)) return;
  world.taken.add(identity);
  const body =
    draft.body !== '' ? draft.body : draft.language === 'sql' ? `select b || "Größe"` : PLPGSQL.replace('%', 'b');
  world.sql.push(
    `create function ${name}(${draft.args}) returns ${draft.returns} language ${draft.language} ${attributes(world, draft)} ${
      draft.standard ? body : `as ${dice.chance(0.5) ? dollars(body) : literal(body)}`
    }`,
  );
  world.routines.push({ kind: 'function', identity });
  world.commentable.push(`function ${identity}`);
}

function attributes({ dice }: World, { set }: Draft): string {
  return [
    dice.pick(['', 'immutable', 'stable', 'volatile', 'stable']),
    dice.pick(['', '', 'strict', 'called on null input']),
    dice.pick(['', '', 'security definer']),
    dice.pick(['', '', '', 'leakproof']),
    dice.pick(['', '', 'parallel safe', 'parallel restricted']),
    dice.pick(['', '', 'cost 17']),
    set ? dice.pick(['', 'rows 5']) : '',
    dice.pick([
      '',
      '',
      "set search_path = ''",
      'set search_path = public, pg_temp',
      "set work_mem = '8MB' set \"app.x\" = 'it''s'",
    ]),
  ]
    .filter((attribute) => attribute !== '')
    .join(' ');
}

/** A function that tables and views can call: what it returns, and how, differs from script to script. */
export function createCalled(world: World, name: string): void {
  const { dice } = world;
  const own = `"public".${quoted(name)}`;
  const immutable = dice.chance(0.6);
  const returns = dice.pick(['integer', 'bigint', 'numeric', 'text', 'boolean']);
  const value = returns === 'boolean' ? 'n > 0' : returns === 'text' ? "'x' || n" : dice.pick(['n', 'n + 1', '1']);
  const [language, body] = dice.pick([
    ['sql', `as ${dollars(` select ${value} `)}`],
    ['sql', `return ${value}`],
    ['plpgsql', `as ${literal(`begin return ${value}; end`)}`],
  ] as const);
  world.sql.push(
    `create function ${own}(n integer) returns ${returns} language ${language} ${immutable ? 'immutable' : 'stable'} ${body}`,
  );
  world.called.push({ name: own, immutable });
  world.routines.push({ kind: 'function', identity: `${own}(integer)` });
  world.commentable.push(`function ${own}(integer)`);
}

export function createProcedure(world: World): void {
  const { dice } = world;
  const [args, types] = dice.pick([
    ['', ''],
    ['a integer, b text default null', 'integer, text'],
    ['inout a integer', 'integer'],
  ] as const);
  const name = `"public".${quoted(dice.pick(NAMES))}`;
  const identity = `${name}(${types})`;
  if (world.taken.has(identity)) return;
  world.taken.add(identity);
  const body = dice.pick(['begin null; end', 'begin perform 1; /* ; */ end;', 'begin commit; end']);
  world.sql.push(
    `create procedure ${name}(${args}) language plpgsql ${dice.pick(['', 'security definer'])} as ${dollars(body)}`,
  );
  world.routines.push({ kind: 'procedure', identity });
  world.commentable.push(`procedure ${identity}`);
}

export function createTriggerFunction(world: World, name: string): void {
  const { dice } = world;
  const identity = `"public".${quoted(name)}()`;
  const body = dice.pick([
    'begin return new; end',
    'begin return null; end;',
    "begin raise notice '%; %', tg_op, tg_argv[0]; return coalesce(new, old); end",
  ]);
  world.sql.push(
    `create function ${identity} returns trigger language plpgsql ${dice.pick(['', 'security definer'])} as ${dollars(body)}`,
  );
  world.triggerFunctions.push(identity);
  world.routines.push({ kind: 'function', identity });
  world.commentable.push(`function ${identity}`);
}
