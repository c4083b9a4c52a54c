/** Views around a change of type: gone before, back after, the same but for the type; or refused by name. */
import { beforeEach, expect, test } from 'vitest';
import { createDatabase, onVersions, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { applySpec, driftFrom, planSpec } from './spec-on-database.js';

const SPEC = 'tables:\n  t: { columns: { id: int primary key, n: bigint, s: varchar(50) } }\n';

onVersions([14, 18], (version) => {
  let database: TestDatabase;
  let role: string;
  const sql = (text: string) => withClient(database.url, (client) => client.query(text));
  const views = async () =>
    (
      await sql(`select c.relname, pg_get_viewdef(c.oid) as definition, (select array_agg(x::text order by x::text) from unnest(coalesce(relacl, acldefault('r', relowner))) x) as acl, reloptions, relowner::regrole::text as owner,
        obj_description(c.oid) as comment, col_description(c.oid, 1) as "columnComment"
      from pg_class c where relkind = 'v' and relnamespace = 'public'::regnamespace order by 1`)
    ).rows;

  beforeEach(async () => {
    database = await createDatabase({ version });
    role = uniqueName('viewer');
    await sql(`create table t (id int primary key, n int, s varchar(20)); insert into t values (1, 2, 'x');
      create role ${role}; grant create on schema public to ${role}; grant select on t to ${role};
      create view a with (security_barrier) as select id, n + 1 as more from t where s <> 'none';
      create view "B b" as select * from a; create view c as select b.more, t.s from "B b" b join t using (id);
      grant select on a to ${role} with grant option; grant select on c to public;
      alter default privileges grant insert on tables to ${role};
      alter view "B b" owner to ${role};
      comment on view a is 'it''s a view'; comment on column a.id is 'the id'`);
    return async () => {
      await sql(`drop owned by ${role} cascade; drop role ${role}`);
      await database.drop();
    };
  });

  test.each([false, true])('online: %s', async (online) => {
    const before = await views();
    const { statements } = await applySpec(database.url, SPEC, { online });
    expect(new Set(statements.map(({ transaction }) => transaction)).size).toBe(1);
    expect(await views()).toEqual(before);
    expect(await driftFrom(database.url, SPEC)).toEqual([]);
    expect((await sql('select more, s from c')).rows).toEqual([{ more: '3', s: 'x' }]);
  });

  test('what cannot be brought back exactly is named, and nothing is planned around it', async () => {
    await sql('create materialized view m as select n from t');
    const { violations } = await planSpec(database.url, SPEC);
    expect(violations.map(({ message }) => message)).toEqual([
      expect.stringContaining('materialized view public.m stands on a column that changes'),
    ]);
  });
});
