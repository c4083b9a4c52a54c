/** A database with every kind that is no table's own, and one mutation for each field of each. */

export interface Mutation {
  readonly sql: string;
  /** `kind table.name` of the one object the finding must be on. */
  readonly on: string;
  /** Where only a later server can do it. */
  readonly version?: number;
}

/** Its spec is pulled. */
export const EVERY_KIND = `
  create type mood as enum ('sad', 'ok');
  create domain code as varchar(20) default 'x' not null constraint short check (length(value) < 9);
  create sequence numbers;
  create table owners (id int primary key, other int);
  create function plus(a int, b int default 1) returns int language sql as 'select a + b';
  create function atomic(a int) returns int language sql begin atomic select a; end;
  create function settled() returns setof int language sql as 'select 1';
  create function changed() returns trigger language plpgsql as 'begin return new; end';
  create function other_changed() returns trigger language plpgsql as 'begin return new; end';
  create view seen as select id from owners where id > 0;
  create materialized view kept as select id, other from owners;
  create trigger changed before insert on owners for each row execute function changed();
  create trigger constrained after update on owners for each row execute function changed();
  create trigger shown after update on owners referencing old table as o new table as n for each statement execute function changed();
  create table measured (id int not null, day date not null, tags text[], token bytea) partition by range (day);
  create table measured_1 partition of measured for values from ('2020-01-01') to ('2021-01-01');
  create table booked (room int, during int4range, constraint apart exclude using gist (during with &&));
  create index measured_day on measured (day);
  alter index measured_1_day_idx rename to measured_of_1;
  create table counted (id bigint generated always as identity (start 5), plain text);`;

const routine = (name: string, head: string, tail = "language sql as 'select a + b'"): Mutation => ({
  sql: `create or replace function ${name}${head} ${tail}`,
  on: `function ${name === 'plus' ? 'plus(integer, integer)' : name}`,
});
const plus = (tail: string) => routine('plus', '(a int, b int default 1) returns int', tail);
const trigger = (name: string, sql: string): Mutation => ({
  sql: `create or replace trigger ${name} ${sql}`,
  on: `trigger owners.${name}`,
});
const anew = (name: string, sql: string): Mutation => ({
  sql: `drop trigger ${name} on owners; create ${sql}`,
  on: `trigger owners.${name}`,
});
const sequence = (what: string): Mutation => ({ sql: `alter sequence numbers ${what}`, on: 'sequence numbers' });
const body = "language sql as 'select a + b'";

/** By kind and field; what nobody asked for is no difference, so that nothing is created. Owners and grants are the same in all kinds: test/sql/access.test.ts. */
export const MUTATIONS_OF_KINDS: { readonly [kind: string]: { readonly [field: string]: Mutation } } = {
  enum: {
    drop: { sql: 'drop type mood', on: 'enum mood' },
    values: { sql: "alter type mood rename value 'ok' to 'fine'", on: 'enum mood' },
  },
  domain: {
    drop: { sql: 'drop domain code', on: 'domain code' },
    type: {
      sql: "drop domain code; create domain code as varchar(21) default 'x' not null constraint short check (length(value) < 9)",
      on: 'domain code',
    },
    collation: {
      sql: `drop domain code; create domain code as varchar(20) collate "C" default 'x' not null constraint short check (length(value) < 9)`,
      on: 'domain code',
    },
    default: { sql: "alter domain code set default 'y'", on: 'domain code' },
    notNull: { sql: 'alter domain code drop not null', on: 'domain code' },
    checks: { sql: 'alter domain code rename constraint short to brief', on: 'domain code' },
  },
  sequence: {
    drop: { sql: 'drop sequence numbers', on: 'sequence numbers' },
    type: sequence('as integer'),
    start: sequence('start 2'),
    increment: sequence('increment 2'),
    minimum: sequence('minvalue -1'),
    maximum: sequence('maxvalue 99'),
    cache: sequence('cache 3'),
    cycle: sequence('cycle'),
    ownedBy: sequence('owned by owners.other'),
    unlogged: { ...sequence('set unlogged'), version: 18 },
  },
  function: {
    drop: { sql: 'drop function plus', on: 'function plus(integer, integer)' },
    procedure: {
      sql: "drop function plus; create procedure plus(a int, b int default 1) language sql as 'select a + b'",
      on: 'function plus(integer, integer)',
    },
    arguments: routine('plus', '(a int, b int default 2) returns int', body),
    returns: {
      sql: `drop function plus; create function plus(a int, b int default 1) returns bigint ${body}`,
      on: 'function plus(integer, integer)',
    },
    language: plus("language plpgsql as 'begin return a + b; end'"),
    body: plus("language sql as 'select a - b'"),
    sqlBody: {
      sql: 'create or replace function atomic(a int) returns int language sql begin atomic select a + 1; end',
      on: 'function atomic(integer)',
    },
    volatility: plus(`stable ${body}`),
    strict: plus(`strict ${body}`),
    securityDefiner: plus(`security definer ${body}`),
    leakproof: plus(`leakproof ${body}`),
    parallel: plus(`parallel safe ${body}`),
    cost: plus(`cost 7 ${body}`),
    rows: {
      sql: "create or replace function settled() returns setof int language sql rows 7 as 'select 1'",
      on: 'function settled()',
    },
    support: plus(`support pg_catalog.generate_series_int4_support ${body}`),
    set: plus(`set search_path = '' ${body}`),
  },
  view: {
    drop: { sql: 'drop view seen', on: 'view seen.' },
    definition: { sql: 'create or replace view seen as select id from owners where id > 1', on: 'view seen.' },
    with: { sql: 'alter view seen set (security_barrier)', on: 'view seen.' },
    checkOption: { sql: 'alter view seen set (check_option = local)', on: 'view seen.' },
  },
  'materialized view': {
    drop: { sql: 'drop materialized view kept', on: 'materialized view kept.' },
    definition: {
      sql: 'drop materialized view kept; create materialized view kept as select id, other from owners where id > 1',
      on: 'materialized view kept.',
    },
    with: { sql: 'alter materialized view kept set (fillfactor = 70)', on: 'materialized view kept.' },
  },
  trigger: {
    drop: { sql: 'drop trigger changed on owners', on: 'trigger owners.changed' },
    create: {
      sql: 'create trigger surprise before update on owners for each row execute function changed()',
      on: 'trigger owners.surprise',
    },
    timing: trigger('changed', 'after insert on owners for each row execute function changed()'),
    events: trigger('changed', 'before insert or update on owners for each row execute function changed()'),
    columns: trigger('constrained', 'after update of other on owners for each row execute function changed()'),
    forEach: trigger('changed', 'before insert on owners for each statement execute function changed()'),
    when: trigger('changed', 'before insert on owners for each row when (new.id > 1) execute function changed()'),
    function: trigger('changed', 'before insert on owners for each row execute function other_changed()'),
    arguments: trigger('changed', "before insert on owners for each row execute function changed('x')"),
    oldTable: trigger(
      'shown',
      'after update on owners referencing old table as p new table as n for each statement execute function changed()',
    ),
    newTable: trigger(
      'shown',
      'after update on owners referencing old table as o for each statement execute function changed()',
    ),
    constraint: anew(
      'constrained',
      'constraint trigger constrained after update on owners for each row execute function changed()',
    ),
    from: anew(
      'constrained',
      'constraint trigger constrained after update on owners from booked for each row execute function changed()',
    ),
    enabled: { sql: 'alter table owners disable trigger changed', on: 'trigger owners.changed' },
    name: { sql: 'alter trigger changed on owners rename to other_name', on: 'trigger owners.changed' },
  },
  table: {
    unlogged: { sql: 'alter table owners set unlogged', on: 'table owners' },
    with: { sql: 'alter table owners set (fillfactor = 70)', on: 'table owners' },
    partitionOf: {
      sql: `alter table measured detach partition measured_1;
        alter table measured attach partition measured_1 for values from ('2020-01-01') to ('2022-01-01')`,
      on: 'table measured_1',
    },
  },
  column: {
    identitySequence: { sql: 'alter table counted alter column id set increment 2', on: 'column counted.id' },
    storage: { sql: 'alter table counted alter column plain set storage main', on: 'column counted.plain' },
    compression: { sql: 'alter table counted alter column plain set compression pglz', on: 'column counted.plain' },
    statistics: { sql: 'alter table counted alter column plain set statistics 7', on: 'column counted.plain' },
  },
  constraint: {
    exclusion: {
      sql: 'alter table booked drop constraint apart, add constraint apart exclude using gist (during with -|-)',
      on: 'constraint booked.apart',
    },
    with: {
      sql: 'alter table owners drop constraint owners_pkey, add constraint owners_pkey primary key (id) with (fillfactor = 70)',
      on: 'constraint owners.owners_pkey',
    },
  },
  index: {
    partOf: { sql: 'alter index measured_of_1 rename to measured_1_day_idx', on: 'index measured_1.measured_of_1' },
  },
};
