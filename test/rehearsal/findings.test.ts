/** What a rehearsal says of single migrations: names asked for in vain, tables kept waiting, downs that are none. */
import { describe, expect, it } from 'vitest';
import { EXAMPLE_SPEC } from '../../src/checks/example.js';
import { checks } from '../../src/checks/index.js';
import type { Finding } from '../../src/checks/types.js';
import { migrationsIn, type Options, rehearseAfter, type Written } from './rehearsing.js';

/** What is found, but for the forbidden role that another test of this server may have made. */
async function found(migrations: readonly Written[], options: Options = {}): Promise<readonly Finding[]> {
  const { findings } = await rehearseAfter(EXAMPLE_SPEC, migrations, options);
  return findings.filter(({ check }) => check !== 'service-admin-role');
}

const said = (findings: readonly Finding[]) => findings.map(({ check, message }) => `${check}: ${message}`);

describe.each(checks.filter(({ rehearsal }) => rehearsal === true).map((check) => ({ id: check.id, check })))(
  '$id',
  ({ check }) => {
    it('finds its bad example, alone, with the migration', async () => {
      const findings = await found(migrationsIn(check.docs.bad), { checkDown: check.id === 'migration-down' });
      expect(findings.map((f) => f.check)).toEqual([check.id]);
      expect(findings[0]?.migration?.name).toMatch(/^00[23]_it\.ts$/);
    });

    it('is silent about its good example', async () => {
      const findings = await found(migrationsIn(check.docs.good), { checkDown: check.id === 'migration-down' });
      expect(said(findings)).toEqual([]);
    });
  },
);

describe('a table that is asked for', () => {
  const asks = (up: string) => found([{ up }]);
  it.each([
    ['hasTable', `if (await knex.schema.hasTable('booking')) throw new Error();`],
    ['hasColumn', `await knex.schema.hasColumn('booking', 'id');`],
    ['with a schema', `await knex.schema.withSchema('public').hasTable('booking');`],
    ['alter table if exists', `await knex.raw('alter table if exists booking enable row level security');`],
    ['drop policy if exists', `await knex.raw('drop policy if exists p on booking');`],
    [
      'information_schema by hand',
      `await knex.raw("select 1 from information_schema.tables where table_name = 'booking'");`,
    ],
    ['pg_tables with a list', `await knex.raw("select 1 from pg_tables where tablename in ('bookings', 'booking')");`],
    ['pg_class with a value', `await knex.raw('select 1 from pg_class where relname = ?', ['booking']);`],
    ['to_regclass', `await knex.raw("select to_regclass('public.booking')");`],
    [
      'a DO block',
      `await knex.raw("do $$ begin if exists (select from pg_tables where tablename = 'booking') then raise; end if; end $$");`,
    ],
    ['a nested transaction', `await knex.transaction((trx: any) => trx.schema.hasTable('booking'));`],
  ])('and never there: %s', async (_, up) => {
    expect(said(await asks(up))).toEqual([
      'rls-wrong-table: 002_it.ts asks for a table booking, which is never there, and goes on: the nearest name in the spec is bookings',
    ]);
  });

  it.each([
    ['there', `await knex.schema.hasTable('bookings');`],
    ["another service's", `await knex.schema.hasTable('users');`],
    [
      'made because it was not there',
      `if (!(await knex.schema.hasTable('notes'))) await knex.raw('create view notes as select 1');`,
    ],
    [
      'there for a moment',
      `await knex.raw('create table moment (id int)'); await knex.schema.hasTable('moment'); await knex.raw('drop table moment');`,
    ],
    ['dropped if it is there', `await knex.schema.dropTableIfExists('olden');`],
    ["a view's", `await knex.raw('create view v as select 1'); await knex.schema.hasTable('v');`],
    ['a name in a text', `await knex.raw("select 'table_name = booking'");`],
    ["Knex's own", `await knex.schema.hasTable('knex_migrations');`],
    [
      'an index that is made where it is not there',
      `const { rows } = await knex.raw("select to_regclass('public.notes_x')"); await knex.raw('create table moment (id int); create index notes_x on moment (id); drop table moment');`,
    ],
    ['an index by its kind', `await knex.raw("select 1 from pg_class where relname = 'booking' and relkind = 'i'");`],
    ['an index by its name', `await knex.raw("select to_regclass('public.idx_booking')");`],
    ['a sequence', `await knex.raw("select to_regclass('public.booking_id_seq')");`],
    ['a view', `await knex.raw("select 1 from information_schema.views where table_name = 'booking'");`],
    ['an index that is altered', `await knex.raw('alter index if exists public.booking rename to bookings_x');`],
    ['a view that is altered', `await knex.raw('alter view if exists booking rename to bookings_x');`],
    [
      'dropped where it is there',
      `if (await knex.schema.hasTable('booking')) { await knex.schema.dropTable('booking'); }`,
    ],
    [
      'dropped where it is there, in SQL',
      `if (await knex.schema.hasTable('booking')) await knex.raw('DROP TABLE public."booking" CASCADE');`,
    ],
    [
      'dropped where it is there, one of several',
      `for (const name of ['booking', 'bookings_old']) if (await knex.schema.hasTable(name)) await knex.schema.dropTable(name);`,
    ],
    [
      'dropped where it is there, one of several, in SQL',
      `for (const name of ['booking']) if (await knex.schema.hasTable(name)) await knex.raw(\`drop table "\${name}" cascade\`);`,
    ],
    [
      'renamed where it is there',
      `if (await knex.schema.hasTable('booking')) await knex.schema.renameTable('booking', 'bookings');`,
    ],
    ['renamed where it is there, in SQL', `await knex.raw('alter table if exists booking rename to bookings');`],
  ])('is not found where it is %s', async (_, up) => {
    expect(said(await asks(up))).toEqual([]);
  });

  it('is found all the same where it is only the way back that drops it', async () => {
    const up = `if (await knex.schema.hasTable('booking')) throw new Error();`;
    const findings = await found([{ up, down: `await knex.schema.dropTableIfExists('booking');` }]);
    expect(findings.map(({ check }) => check)).toEqual(['rls-wrong-table']);
  });

  it('is not found where an earlier migration had it and a later one took it away', async () => {
    expect(
      said(
        await found([
          { sql: 'create table notes (id int)' },
          { sql: 'drop table notes' },
          { up: `await knex.schema.hasTable('notes');` },
        ]),
      ),
    ).toEqual([]);
  });
});

describe('a table in use', () => {
  /** The second migration takes something away, so that the third can bring it back. */
  const again = (undo: string, redo: Written) => found([{ sql: undo }, redo]);
  const noNotNull = 'alter table bookings alter column status drop not null';
  const proof = 'alter table bookings add constraint proof check (status is not null)';

  it('waits for NOT NULL, and the hint shows the way around', async () => {
    const [one, ...more] = await again(noNotNull, { sql: 'alter table bookings alter column status set not null' });
    expect(more).toEqual([]);
    expect(one).toMatchObject({ check: 'migration-locks', severity: 'warning', migration: { name: '003_it.ts' } });
    expect(one?.message).toBe(
      'nobody can read or write public.bookings while all its rows are looked at: alter table public.bookings alter column status set not null (blocks-reads, blocks-writes)',
    );
    expect(one?.hint).toContain('not valid');
    expect(one?.hint).toContain('validate constraint');
  });

  it.each([
    [
      'a check proves it beforehand',
      [
        { sql: noNotNull },
        { sql: `${proof} not valid` },
        { sql: 'alter table bookings validate constraint proof' },
        { sql: 'alter table bookings alter column status set not null; alter table bookings drop constraint proof' },
      ],
    ],
    [
      'a check proves it, statement by statement, in no transaction',
      [
        { sql: noNotNull },
        {
          up: `for (const s of ['${proof} not valid', 'alter table bookings validate constraint proof', 'alter table bookings alter column status set not null', 'alter table bookings drop constraint proof']) await knex.raw(s);`,
          outside: true,
        },
      ],
    ],
    [
      'an index is built concurrently',
      [
        { sql: 'drop index idx_bookings_status' },
        { sql: 'create index concurrently if not exists idx_bookings_status on bookings (status)', outside: true },
      ],
    ],
    [
      'the default comes after the column',
      [
        { sql: 'alter table bookings drop column id' },
        {
          sql: 'alter table bookings add column id uuid; alter table bookings alter column id set default gen_random_uuid(); alter table bookings add primary key (id)',
        },
      ],
    ],
    [
      'the table is new',
      [
        {
          sql: 'create table notes (id int, at timestamptz); create index on notes (at); alter table notes alter column at set not null',
        },
      ],
    ],
    [
      'a column is renamed, with all that stands on it',
      [
        {
          sql: `alter table bookings rename column id to "bookingId"; alter table bookings add constraint c check ("bookingId" is not null) not valid`,
        },
        { sql: 'alter table bookings drop constraint c; alter table bookings rename column "bookingId" to id' },
      ],
    ],
    [
      'a table is renamed, and a new one takes its place',
      [
        {
          sql: 'alter table bookings rename to olden; create table bookings (id text not null, n int not null default 1); create index on bookings (n); drop table olden',
        },
      ],
    ],
    [
      'a new column refers to another table, in one statement',
      [{ sql: 'alter table bookings add column other uuid references bookings (id)' }],
    ],
    [
      'a column goes and another of its name comes',
      [
        {
          sql: 'alter table bookings drop column status; alter table bookings add column status int not null default 1',
        },
      ],
    ],
    [
      'only the name changes',
      [{ sql: 'alter index idx_bookings_status rename to x' }, { sql: 'alter index x rename to idx_bookings_status' }],
    ],
  ] satisfies readonly (readonly [string, readonly Written[]])[])('does not wait where %s', async (why, migrations) => {
    const findings = (await found(migrations)).filter(({ check }) => check === 'migration-locks');
    // The primary key's own index is built under the lock all the same.
    const expected = why === 'the default comes after the column' ? [/add constraint bookings_pkey/] : [];
    expect(findings.map(({ message }) => message)).toEqual(expected.map((part) => expect.stringMatching(part)));
  });

  it.each([
    [
      'a new column is made NOT NULL when it has been filled',
      'alter table bookings add column n int; update bookings set n = 1; alter table bookings alter column n set not null',
      /^nobody can read or write public\.bookings while all its rows are looked at: alter table public\.bookings alter column n set not null/,
    ],
    [
      'NOT NULL is taken away and set again, as in Knex’s alter()',
      'alter table bookings alter column status drop not null; alter table bookings alter column status set not null',
      /^nobody can read or write .* alter column status set not null/,
    ],
    [
      'a constraint is dropped and added again',
      'alter table bookings drop constraint bookings_pkey; alter table bookings add constraint the_key primary key (id)',
      /^nobody can read or write .* add constraint the_key primary key/,
    ],
    [
      'a new column counts',
      'alter table bookings add column n serial',
      /while every row is written anew: alter table public\.bookings add column n /,
    ],
    [
      'a table has been renamed before',
      'alter table bookings rename to b; create index on b (id); alter table b rename to bookings',
      /^nobody can write to public\.bookings while an index is built/,
    ],
  ])('waits where %s', async (_, sql, message) => {
    const findings = (await found([{ sql }])).filter(({ check }) => check === 'migration-locks');
    expect(findings.map((one) => one.message)).toEqual([expect.stringMatching(message)]);
  });

  it('refuses a new column that must have a value and gets none', async () => {
    const findings = await found([
      { up: `await knex.schema.alterTable('bookings', (t: any) => t.text('must').notNullable());` },
    ]);
    const [one, ...more] = findings.filter(({ check }) => check === 'migration-locks');
    expect(more).toEqual([]);
    expect(one?.message).toBe(
      'this fails where public.bookings has rows, which get no value: alter table public.bookings add column must text not null',
    );
    expect(one?.hint).toMatch(
      /^in these steps it does not:\nalter table public\.bookings add column must text;\n-- fill it\n/,
    );
  });

  it('waits for an index of a partitioned table, which has no other way', async () => {
    const findings = await found([
      { sql: 'create table events (at date) partition by range (at)' },
      { sql: 'create index on events (at)' },
    ]);
    const locks = findings.filter(({ check }) => check === 'migration-locks');
    expect(locks.map(({ hint }) => hint)).toEqual([null]);
  });

  it('waits all the same where the proof is in the same transaction', async () => {
    const sql = `${proof} not valid; alter table bookings validate constraint proof; alter table bookings alter column status set not null; alter table bookings drop constraint proof`;
    expect((await again(noNotNull, { sql })).map(({ check }) => check)).toEqual(['migration-locks']);
  });

  it('is written anew for a volatile default and for another type', async () => {
    const volatile = await again('alter table bookings drop column id', {
      sql: 'alter table bookings add column id uuid not null default gen_random_uuid() constraint bookings_pkey primary key',
    });
    expect(volatile.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(
        /while every row is written anew: alter table public\.bookings add column id .*table-rewrite/,
      ),
    );
    const type = await again('alter table bookings alter column status type varchar(60)', {
      sql: 'alter table bookings alter column status type varchar(50)',
    });
    expect(type.map(({ check, message }) => [check, /written anew/.test(message)])).toEqual([
      ['migration-locks', true],
    ]);
  });

  it('is information where the migration is the baseline or what it stands for', async () => {
    const history = 'history: { baseline: 003_it.js, archived: [002_it.ts] }';
    const { findings } = await rehearseAfter(`${EXAMPLE_SPEC}\n${history}`, [
      { sql: 'drop index idx_bookings_status' },
      { sql: 'create index idx_bookings_status on bookings (status)' },
    ]);
    expect(findings.filter(({ check }) => check === 'migration-locks').map(({ severity }) => severity)).toEqual([
      'info',
    ]);
  });
});

describe('a down', () => {
  const down = (...migrations: Written[]) => found(migrations, { checkDown: true });

  it('that fails is told with its statement, and ends the tries', async () => {
    const findings = await down({ sql: 'select', down: 'drop table no_such_table' }, { sql: 'select' });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      check: 'migration-down',
      message: 'the down of 002_it.ts fails: table "no_such_table" does not exist',
      actual: 'drop table no_such_table',
      migration: { name: '002_it.ts' },
    });
  });

  it('that leaves something behind is told once, where it began', async () => {
    const found = await down(
      { sql: "create type mood as enum ('good')", down: 'drop type mood' },
      { sql: 'create table notes (id int); create index on notes (id)' },
    );
    const findings = found.filter(({ check }) => check === 'migration-down');
    expect(findings.map(({ message, migration }) => [migration?.name, message.split('\n').slice(1)])).toEqual([
      ['003_it.ts', ['table public.notes stays behind']],
    ]);
  });

  it('that takes too much, or brings back something else, is told', async () => {
    const [one] = await down({
      sql: "alter table bookings alter column status set default 'active'",
      down: "drop index idx_bookings_status; alter table bookings alter column status set default 'x'; alter table bookings no force row level security",
    });
    expect(one?.message.split('\n').slice(1)).toEqual([
      'table public.bookings: forceRowSecurity was true, is false',
      "column public.bookings.status: default was 'active'::character varying, is 'x'::character varying",
      'index public.bookings.idx_bookings_status is gone',
    ]);
  });

  it('that restores everything is not spoken of', async () => {
    expect(said(await down({ sql: 'create view v as select 1', down: 'drop view v' }))).toEqual([]);
  });
});

describe('the blame', () => {
  it('is on the migration after which it never went away again', async () => {
    const findings = await found([
      { sql: 'alter table bookings no force row level security' },
      { sql: 'alter table bookings force row level security' },
      { sql: 'alter table bookings no force row level security' },
      { sql: 'select' },
    ]);
    expect(findings.map(({ check, migration }) => [check, migration?.name])).toEqual([['rls-not-forced', '004_it.ts']]);
  });

  it('is on none for what no migration makes', async () => {
    const more = EXAMPLE_SPEC.replace('tables:\n', 'tables:\n  notes:\n    columns: { tenant_id: uuid not null }\n');
    const { findings } = await rehearseAfter(EXAMPLE_SPEC, [{ sql: 'drop index idx_bookings_status' }]);
    expect(findings.filter(({ check }) => check === 'drift').map(({ migration }) => migration?.name)).toEqual([
      '002_it.ts',
    ]);
    const { folderOf, rehearseFolder, sqlOf, written } = await import('./rehearsing.js');
    const folder = await folderOf({ '001_it.ts': written({ sql: sqlOf(EXAMPLE_SPEC) }) });
    const { findings: missing } = await rehearseFolder(folder, more);
    expect(
      missing.filter(({ check }) => check === 'drift').map(({ message, migration }) => [message, migration]),
    ).toEqual([['table public.notes is missing', null]]);
  });
});
