/** Databases as they are: objects and spellings that must be no difference, and some that must be one. */
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { createDatabase, onVersions, uniqueName, withClient } from '../postgres.js';
import { applySpec, checkSpec } from './spec-on-database.js';

const table = (rest: string) => `
schema: public
tables:
  t:
    columns:
      id: int primary key
      name: text
      n: int
${rest}`;

/** What is said of a database: built by `sql`, then by the spec (or not), then changed by `after`. */
async function said(version: number, spec: string, { sql = '', after = '', built = true } = {}): Promise<string[]> {
  const database = await createDatabase({ version });
  const run = (text: string) => withClient(database.url, (client) => client.query(text));
  try {
    if (sql !== '') await run(sql);
    if (built) await applySpec(database.url, spec);
    if (after !== '') await run(after);
    return (await checkSpec(database.url, spec)).map(({ message }) => message);
  } finally {
    await database.drop();
  }
}

onVersions([14, 18], (version) => {
  test('a foreign key to a partitioned table is one, not one a partition', async () => {
    const spec = table(`      p: int references p
  p:
    columns:
      id: int primary key
    partition_by: range (id)
    partitions: { p1: from (0) to (10), p2: from (10) to (20) }`);
    const sql = `create table p (id int primary key) partition by range (id);
      create table p1 partition of p for values from (0) to (10); create table p2 partition of p for values from (10) to (20)`;
    expect(await said(version, spec, { sql })).toEqual([]);
  });

  test('a partition of the spec has what its parent gave it', async () => {
    const sql = `create table p (id int primary key, name text, n int check (n > 0)) partition by range (id);
      create table t partition of p for values from (0) to (10); create index on p (n)`;
    const spec = table('    checks: { p_n_check: n > 0 }\n    indexes: { t_n_idx: n }');
    expect(await said(version, spec, { sql, built: false })).toEqual([
      'not covered: partition of a table that is not read public.t',
    ]);
  });

  test('a default of null is none, but takes that of a domain away', async () => {
    const sql = "create domain word as text default 'x'";
    const spec = table('')
      .replace('name: text', 'name: text default null')
      .replace('n: int', 'n: public.word default null');
    expect(await said(version, spec, { sql })).toEqual([]);
  });

  test.each([
    ['inheritance parent', 'create table child () inherits (t)'],
    ['typed table', 'create type kind as (id int, name text, n int); alter table t of kind'],
  ])('an %s is named', async (what, after) => {
    expect(await said(version, table(''), { after })).toEqual([`not covered: ${what} public.t`]);
  });

  test.each([
    ['view', 'create view t as select 1 as id'],
    ['materialized view', 'create materialized view t as select 1 as id'],
    ['sequence', 'create sequence t'],
    [
      'foreign table',
      'create foreign data wrapper w; create server s foreign data wrapper w; create foreign table t () server s',
    ],
  ])('a %s that has the name of a table is named', async (what, sql) => {
    expect(await said(version, table(''), { sql, built: false })).toEqual([
      'table public.t is missing',
      `not covered: ${what} public.t`,
    ]);
  });

  test('a collation that goes without saying may be said', async () => {
    const spec = table(`
      a: text collate "default"
      b: name collate "C"
      c: name collate "default"
      d: text[] collate "C"
      e: text collate "C"
    indexes:
      i: (name collate "default", b collate "C", e collate "C", c collate "default")
      j: (e collate "default", b collate "default", name collate "C")
      k: (lower(name) collate "C", lower(name collate "C"), (name || 'x') collate "POSIX")`);
    expect(await said(version, spec)).toEqual([]);
  });

  test('a collation that differs is a difference', async () => {
    const spec = table('    indexes: { i: (name collate "default") }');
    const after = 'drop index i; create index i on t (name collate "C")';
    expect(await said(version, spec, { after })).toEqual([
      'index public.t.i: elements is (name "C"), the spec says (name)',
    ]);
  });

  test('an index may be on a constant', async () => {
    expect(await said(version, table('    indexes: { one: unique ((true)), two: ((1)) }'))).toEqual([]);
  });

  test('a storage parameter is on or true, as you like', async () => {
    const spec = table('      tags: text[]\n    indexes: { i: using gin (tags) with (fastupdate = false) }');
    const after = 'drop index i; create index i on t using gin (tags) with (fastupdate = OFF)';
    expect(await said(version, spec, { after })).toEqual([]);
    expect(await said(version, spec, { after: 'alter index i set (fastupdate = on)' })).toEqual([
      'index public.t.i: with is (fastupdate=on), the spec says (fastupdate=false)',
    ]);
  });

  test('a column of a domain is compared as the type that it stands for', async () => {
    const sql = `create domain email as text check (value like '%@%'); create domain work_email as email;
      create domain positive as int check (value > 0); create domain tags as text[]; create domain code as varchar(10);
      create type state as enum ('open', 'closed')`;
    const spec = table(`
      e: public.work_email default 'a@b'
      p: public.positive default 1
      c: public.code default 'abc'
      ee: public.email[] default '{a@b}'
      t: public.tags default '{a,b}'
      s: public.state not null default 'open'
    checks:
      a: e <> '' and e like 'a%' and s in ('open', 'closed')
      b: p between 2 and 3 and lower(e) = e
      d: case s when 'open' then p > 1 else n in (1, 2) end
      f: c in ('a', 'b') and 'x' = any (ee) and coalesce(e, 'a') <> 'b'
    indexes:
      i: (lower(e)) where s = 'open' and e is not null and p in (1, 2)
      j: (n) where c in ('a', 'b')`);
    expect(await said(version, spec, { sql })).toEqual([]);
    const after = `alter table t alter e set default 'b@c', drop constraint f, add constraint f check (c in ('a', 'c'))`;
    expect(await said(version, spec, { sql, after })).toHaveLength(2);
  });

  test('a policy may look into other tables, also into those of other services', async () => {
    const spec = `
schema: public
tenancy:
  column: tenant_id
  setting: a.b
  policies: { p: { using: "tenant_id = nullif(current_setting('a.b', true), '')::uuid" } }
tables:
  t:
    columns: { id: int primary key, tenant_id: uuid not null, n: int }
    policies:
      a:
        as: restrictive
        using: |
          exists (select from public.t x where x.id = t.n and x.n in (1, 2))
          or exists (select 1 from "Other".accounts where kind in ('a', 'b') and mail = 'x' and name = 'y' and accounts.id = t.n)
          or n in (select id from "Other".accounts where kind like 'a%')`;
    const sql = `create schema "Other"; create domain "Other".mail as text;
      create table "Other".accounts (id int, kind varchar(20), name varchar, mail "Other".mail)`;
    const policies = (messages: string[]) => messages.filter((message) => message.startsWith('policy'));
    expect(policies(await said(version, spec, { sql }))).toEqual([]);
    const after = `alter policy a on t using (n in (select id from "Other".accounts where kind like 'b%'))`;
    expect(policies(await said(version, spec, { sql, after }))).toEqual([
      expect.stringMatching(/^policy public\.t\.a: using differs, from line 1: /),
    ]);
  });

  test('the roles of a policy are the same in whatever order the database sorts them', async () => {
    const [a, b] = [uniqueName('a_x'), uniqueName('aX')];
    const spec = `
schema: public
tenancy:
  column: tenant_id
  setting: a.b
  policies: { p: { to: [${a}, ${b}], using: "tenant_id = nullif(current_setting('a.b', true), '')::uuid" } }
tables:
  t:
    columns: { id: int primary key, tenant_id: uuid not null }`;
    const sql = `create role ${a}; create role "${b}"`;
    const database = await createDatabase({ version });
    try {
      await withClient(database.url, (client) => client.query(sql));
      await applySpec(database.url, spec);
      const found = await checkSpec(database.url, spec);
      expect(found.filter(({ check }) => check === 'drift')).toEqual([]);
    } finally {
      await database.drop();
      const postgres = await createDatabase({ version });
      await withClient(postgres.url, (client) => client.query(`drop role ${a}; drop role "${b}"`));
      await postgres.drop();
    }
  });
});

onVersions([14, 18], (version) => {
  test('with CONNECT alone, types of a schema that one may not look into are no difference', async () => {
    const role = uniqueName('auditor');
    const spec = table(`
      s: public.state not null default 'open'
      d: public.email
    checks:
      a: s is not null and n in (1, 2)
      b: s in ('open', 'closed') or d in ('a', 'b')
      c: public.f(n) > 1 and n in (1, 2)
    indexes:
      i: (n) where s = 'open' and n in (1, 2)`);
    const database = await createDatabase({ version });
    const run = (sql: string) => withClient(database.url, (client) => client.query(sql));
    try {
      await run(`create role ${role} login password 'x'; create type state as enum ('open', 'closed'); create domain email as text;
        create function f(int) returns int language sql immutable as 'select $1'`);
      await applySpec(database.url, spec);
      await run(`revoke all on schema public from public; revoke all on function f from public;
        revoke all on type state, email from public;
        revoke all on database ${database.name} from public; grant connect on database ${database.name} to ${role}`);
      const url = new URL(database.url);
      url.username = role;
      url.password = 'x';
      expect(await checkSpec(url.href, spec)).toEqual([]);
    } finally {
      await run(`drop owned by ${role}; drop role ${role}`);
      await database.drop();
    }
  });

  test.each(['LATIN1', 'SQL_ASCII'])('a database in %s', async (encoding) => {
    const database = await createDatabase({ version });
    const name = uniqueName('encoded');
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    const umlauts = table(`
      straße: { type: text, default: "'größe'", comment: Ünïcode }
    checks: { c: "straße in ('ä', 'ö')" }`);
    try {
      await withClient(database.url, (client) =>
        client.query(`create database ${name} template template0 encoding '${encoding}' lc_collate 'C' lc_ctype 'C'`),
      );
      await applySpec(url.href, umlauts);
      expect(await checkSpec(url.href, umlauts)).toEqual([]);
      const kanji = umlauts.replace('  t:', '  日本:').replace('größe', '日');
      if (encoding === 'LATIN1') await expect(checkSpec(url.href, kanji)).rejects.toThrow(UserError);
      else expect(await checkSpec(url.href, kanji)).toHaveLength(1);
    } finally {
      await withClient(database.url, (client) => client.query(`drop database if exists ${name} with (force)`));
      await database.drop();
    }
  });
});

onVersions([18], (version) => {
  test('a key without overlaps is another thing than a key', async () => {
    const spec = `
schema: public
tables:
  t:
    columns: { id: int4range not null, v: daterange not null }
    primary_key: { name: t_pk, columns: [id, v] }`;
    const sql = 'create table t (id int4range, v daterange, constraint t_pk primary key (id, v without overlaps))';
    expect(await said(version, spec, { sql, built: false })).toEqual([
      'constraint public.t.t_pk is missing',
      'not covered: temporal constraint t_pk on public.t',
    ]);
  });

  test('a not-null constraint of whatever name is the nullability of its column', async () => {
    const after = `alter table t alter a drop not null; alter table t add constraint other not null a no inherit;
      comment on constraint other on t is 'x'`;
    expect(await said(version, table('      a: int not null'), { after })).toEqual([]);
  });
});
