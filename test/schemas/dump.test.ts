/** The instruments of the schemas' tests: pg_dump as a list of statements, and the referee that lists objects. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, onVersions, type TestDatabase, withClient } from '../postgres.js';
import { differences, dumpOf, normalised, restore, secondDump } from './dump.js';
import { objects } from './objects.js';
import { pgDump } from './pg-dump.js';

/** A little of everything. The roles belong to the server: other files make and keep them too. */
const EVERYTHING = `
  do $$ begin create role sa_owner; exception when duplicate_object or unique_violation then null; end $$;
  do $$ begin create role sa_reader; exception when duplicate_object or unique_violation then null; end $$;
  create schema "A b";
  create extension citext with schema "A b";
  create type mood as enum ('a;b', 'c');
  create type pair as (a int, b text);
  create type fr as range (subtype = float8);
  create domain pos as int check (value > 0) check (value < 10);
  create collation c1 (locale = 'C');
  create table t (id int generated always as identity primary key, s serial, n varchar(10) check (n in ('a', 'b')),
    g int generated always as (s + 1) stored, m mood default 'a;b', unique (n));
  create table part (a int, b text, primary key (a)) partition by range (a);
  create table part_1 partition of part for values from (1) to (10);
  create table fk (a int references part, b int references t, check (a > 0), exclude (a with =));
  create index part_b on part (b) with (fillfactor = 50);
  create unlogged table u () inherits (t) with (fillfactor = 50, autovacuum_enabled = off);
  create view v as select * from t;
  create rule r as on insert to v do instead nothing;
  create function f(a int, out b int) language plpgsql as $f$ begin b := 1; /* ; */ end; $f$;
  create procedure p() begin atomic select case when true then 1 end; select 2; end;
  create aggregate ag (int) (sfunc = int4pl, stype = int);
  create function tf() returns trigger language plpgsql as 'begin return new; end';
  create function et_f() returns event_trigger language plpgsql as $$ begin end; $$;
  create trigger tr before insert on part for each row execute function tf();
  create constraint trigger ct after insert on t deferrable for each row execute function tf();
  create policy pol on t using (true);
  create statistics st on a, b from part;
  create publication pub for table fk;
  create event trigger et on ddl_command_start when tag in ('create conversion') execute function et_f();
  create foreign data wrapper fdw;
  create server srv foreign data wrapper fdw;
  create user mapping for public server srv;
  create foreign table ft (a int) server srv;
  create text search configuration tc (copy = simple);
  create cast (text as pair) with inout;
  create operator === (leftarg = int, rightarg = int, function = int4eq);
  comment on column t.n is 'x;';
  comment on constraint t_pkey on t is 'z';
  grant select (n) on t to sa_reader with grant option;
  grant all on part to sa_reader;
  set role sa_owner; reset role;
  revoke execute on function f from public;
  revoke all on schema public from public;
  alter default privileges for role sa_owner in schema public grant select on tables to sa_reader;
  alter table part owner to sa_owner`;

onVersions([14, 18], (version) => {
  let first: TestDatabase;
  let copy: TestDatabase;
  beforeAll(async () => {
    [first, copy] = [await createDatabase({ version }), await createDatabase({ version })];
    await withClient(first.url, (client) => client.query(EVERYTHING));
    await restore(copy.url, await pgDump(first.url));
  });
  afterAll(() => Promise.all([first.drop(), copy.drop()]));

  test('a dump that is loaded gives the same objects', async () => {
    const found = await objects(first.url);
    expect(found.length).toBeGreaterThan(80);
    expect(await objects(copy.url)).toEqual(found);
  });

  test('what one dump lacks is what was dropped, and no other object', async () => {
    const [before, listed] = [await dumpOf(first.url), await objects(first.url)];
    await withClient(first.url, (client) => client.query('drop policy pol on t; drop index part_b'));
    expect(differences(before, await dumpOf(first.url))).toEqual([
      `- ALTER INDEX public.part_b ATTACH PARTITION public.part_1_b_idx`,
      `- CREATE INDEX part_1_b_idx ON public.part_1 USING btree (b) WITH (fillfactor='50')`,
      `- CREATE INDEX part_b ON ONLY public.part USING btree (b) WITH (fillfactor='50')`,
      `- CREATE POLICY pol ON public.t USING (true)`,
    ]);
    expect(differences(listed, await objects(first.url))).toEqual([
      '- attached partition public.part_1_b_idx of public.part_b',
      '- index public.part_1_b_idx',
      '- index public.part_b',
      '- policy pol on public.t',
    ]);
    await withClient(first.url, (client) =>
      client.query('create policy pol on t using (true); create index part_b on part (b) with (fillfactor = 50)'),
    );
  });

  test('a dump changes when it is loaded, and once only', async () => {
    const [one, two] = [await dumpOf(first.url), await dumpOf(copy.url)];
    expect(differences(one, two).map((line) => line.split('\n')[0])).toEqual([
      '- CREATE TABLE public.t (',
      '+ CREATE TABLE public.t (',
    ]);
    expect(differences(two, await secondDump(first.url))).toEqual([]);
  });

  test('the referee sees each kind', async () => {
    const kinds = new Set(
      (await objects(first.url)).map((object) => KINDS.find((kind) => object.startsWith(`${kind} `))),
    );
    expect(KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
    expect(kinds).not.toContain(undefined);
  });
});

/** Longer names before those they begin with. */
const KINDS = [
  ...['aggregate', 'attached partition', 'cast', 'check', 'collation', 'column', 'comment', 'composite type'],
  ...['default privileges', 'default', 'domain constraint', 'domain', 'enum value', 'enum', 'event trigger'],
  ...['exclusion', 'extension', 'foreign key', 'foreign table', 'foreign-data wrapper', 'function', 'generated'],
  ...['grant', 'index', 'inheritance', 'operator', 'partition', 'partitioned table', 'policy', 'primary key'],
  ...['procedure', 'publication', 'published relation', 'range', 'revoke', 'rule', 'schema', 'sequence', 'server'],
  ...['statistics object', 'table', 'text search configuration', 'trigger', 'unique', 'user mapping', 'view'],
];

describe('a dump in an order of its own', () => {
  test('says with each statement what pg_dump says once for many', () => {
    expect(
      normalised(`\\restrict x
        SET lock_timeout = 0;
        SET default_tablespace = '';
        SET default_table_access_method = heap;
        CREATE TABLE b (c int);
        SET default_table_access_method = other;
        CREATE TABLE a (c int);
        SET default_tablespace = disk;
        ALTER TABLE ONLY a ADD CONSTRAINT p PRIMARY KEY (c);
        SET SESSION AUTHORIZATION r;
        GRANT SELECT ON TABLE a TO s;
        RESET SESSION AUTHORIZATION;
        GRANT SELECT ON TABLE b TO s;
        ALTER TABLE ONLY a ADD CONSTRAINT f FOREIGN KEY (c) REFERENCES b;
        \n\\unrestrict x`),
    ).toEqual([
      'ALTER TABLE ONLY a ADD CONSTRAINT f FOREIGN KEY (c) REFERENCES b',
      'CREATE TABLE b (c int)',
      'GRANT SELECT ON TABLE b TO s',
      'SET SESSION AUTHORIZATION r; GRANT SELECT ON TABLE a TO s',
      'SET default_table_access_method = other; CREATE TABLE a (c int)',
      'SET default_tablespace = disk; ALTER TABLE ONLY a ADD CONSTRAINT p PRIMARY KEY (c)',
    ]);
  });

  test('has storage parameters in alphabetic order', () => {
    expect(normalised(`CREATE TABLE a (b int) WITH (fillfactor='70', autovacuum_enabled='false')`)).toEqual(
      normalised(`CREATE TABLE a (b int) WITH (autovacuum_enabled='false', fillfactor='70')`),
    );
  });

  test('has columns in the order of the table, unless told that it does not matter', () => {
    const one = `CREATE TABLE a (\n    b int,\n    c numeric(1,0) DEFAULT 1,\n    CONSTRAINT d CHECK ((c = ANY (ARRAY[1, 2])))\n)\nINHERITS (e)`;
    const two = `CREATE TABLE a (\n    c numeric(1,0) DEFAULT 1,\n    b int,\n    CONSTRAINT d CHECK ((c = ANY (ARRAY[1, 2])))\n)\nINHERITS (e)`;
    expect(normalised(one)).not.toEqual(normalised(two));
    expect(normalised(one, { columnOrder: 'free' })).toEqual(normalised(two, { columnOrder: 'free' }));
    expect(normalised(one, { columnOrder: 'free' })[0]).toContain(
      '    b int,\n    c numeric(1,0) DEFAULT 1\n)\nINHERITS (e)',
    );
  });

  test('counts what is there twice', () => {
    expect(differences(['a', 'a', 'b'], ['a', 'c'])).toEqual(['- a', '- b', '+ c']);
  });
});
