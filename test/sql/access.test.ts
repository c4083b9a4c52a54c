/** Owners and grants of a spec on a database: what is refused before anything runs, and what a difference reads like. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, onVersions, serverUrl, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { applySpec, checkSpec, planSpec } from './spec-on-database.js';

const table = (said: string) => `tables: { t: { columns: { id: int }, ${said} } }\n`;

onVersions([14, 16, 18], (version) => {
  const [owner, app, other, we] = ['owner', 'app', 'other', 'we'].map((name) => uniqueName(name));
  let database: TestDatabase;
  const as = (role: string | undefined) => {
    const url = new URL(database.url);
    url.username = role ?? '';
    url.password = 'secret';
    return url.href;
  };

  beforeAll(async () => {
    database = await createDatabase({ version });
    await withClient(await serverUrl(version), async (client) => {
      await client.query(`create role ${owner}; create role ${app}; create role ${other}`);
      await client.query(`create role ${we} login password 'secret'; grant ${owner} to ${we}`);
    });
    await withClient(database.url, (client) => client.query(`grant create, usage on schema public to ${we}, ${owner}`));
  });
  afterAll(async () => {
    await database.drop();
    await withClient(await serverUrl(version), (client) =>
      client.query(`drop role ${we}; drop role ${owner}; drop role ${app}; drop role ${other}`),
    );
  });

  test('a role that does not exist is said before anything runs', async () => {
    const spec = table(`owner: nobody_at_all, grants: { ${app}: select, someone_else: insert }`);
    const { violations } = await planSpec(database.url, spec);
    expect(violations.map(({ object, message }) => `${object.table}: ${message}`)).toEqual([
      't: role "nobody_at_all" does not exist: roles belong to the server, and no spec makes one',
      't: role "someone_else" does not exist: roles belong to the server, and no spec makes one',
    ]);
  });

  test('an owner that we are no member of is said before anything runs', async () => {
    const refused = await planSpec(as(we), table(`owner: ${other}`));
    expect(refused.violations.map(({ message }) => message)).toEqual([
      `the role that we are connected as may not act for "${other}": it has to be a member of it`,
    ]);
    expect((await planSpec(as(we), table(`owner: ${owner}`))).violations).toEqual([]);
  });

  test('a member makes what is another role’s, grants on it, and has nothing left to do', async () => {
    const spec = table(`owner: ${owner}, grants: { ${app}: 'select, insert' }`);
    await applySpec(as(we), spec);
    expect((await applySpec(as(we), spec)).statements).toEqual([]);
    expect(await checkSpec(as(we), spec)).toEqual([]);
    // Nothing is compared that nobody speaks of.
    expect(await checkSpec(database.url, table(''))).toEqual([]);
  });

  test('what differs is told role by role, and what mends it', async () => {
    const said = async (spec: string) =>
      (await checkSpec(database.url, spec)).map(({ message, fix }) => [message, ...fix]);
    expect(
      await said(table(`grants: { ${app}: { privileges: [select, update], with_grant_option: [update] } }`)),
    ).toEqual([
      [
        expect.stringMatching(/^table public\.t: grants differs|^table public\.t: grants is/),
        `revoke insert on table public.t from ${app}`,
        `grant update on table public.t to ${app} with grant option`,
      ],
    ]);
    expect(await said(table(`owner: ${other}, grants: { ${app}: 'insert, select' }`))).toEqual([
      [`table public.t: owner is ${owner}, the spec says ${other}`, `alter table public.t owner to ${other}`],
    ]);
  });

  test('an owner need not be granted what it has, and seven privileges are all where there are no more', async () => {
    const seven = 'select, insert, update, delete, truncate, references, trigger';
    await applySpec(database.url, table(`owner: ${owner}, grants: { ${app}: all }`));
    expect(await checkSpec(database.url, table(`grants: { ${owner}: all, ${app}: all }`))).toEqual([]);
    expect(await checkSpec(database.url, table(`grants: { ${app}: '${seven}' }`))).toHaveLength(version < 17 ? 0 : 1);
  });

  test('widening access is said, and to make a table that is granted is not', async () => {
    const { statements } = await planSpec(database.url, table(`grants: { ${app}: all, ${other}: select }`));
    expect(statements.map(({ sql, hazards, mustAllow }) => [sql, hazards, mustAllow])).toEqual([
      [`grant select on table public.t to ${other}`, ['widens-access'], []],
    ]);
    const fresh = await planSpec(database.url, `tables: { u: { columns: { id: int }, grants: { ${app}: select } } }`);
    expect(fresh.statements.flatMap(({ hazards }) => hazards)).toEqual([]);
  });

  test('what has to be made anew keeps what it was granted, though the spec says nothing of it', async () => {
    const view = (columns: string) => `
tables: { v_of: { columns: { id: int, n: int } } }
views:
  v: select ${columns} from public.v_of
`;
    await applySpec(database.url, view('id, n'));
    await withClient(database.url, (client) =>
      client.query(`alter view v owner to ${owner}; grant select on v to ${app} with grant option`),
    );
    await applySpec(database.url, view('id'));
    const { rows } = await withClient(database.url, (client) =>
      client.query("select relowner::regrole::text as owner, relacl::text as acl from pg_class where relname = 'v'"),
    );
    expect(rows).toEqual([{ owner, acl: expect.stringContaining(`${app}=r*/${owner}`) }]);
  });
});
