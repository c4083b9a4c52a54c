/** Whether an index serves a condition is the server's to say, and nobody is asked who may not look. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tablesOf } from '../../src/catalog/scope.js';
import { askPlans } from '../../src/sql/planned.js';
import { read } from '../../src/sql/read.js';
import { connect } from '../../src/sql/session.js';
import { askAboutPolicies } from '../../src/sql/truth.js';
import { createDatabase, onVersions, serverUrl, type TestDatabase, uniqueName, withClient } from '../postgres.js';

onVersions([14, 18], (version) => {
  const reader = uniqueName('reader');
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase({ version });
    await withClient(database.url, (client) =>
      client.query(`
        create role ${reader} login password '${reader}';
        create table t (id uuid, net cidr); create index on t (id); create index on t (net);
        create policy a on t using (id::text = current_setting('app.t', true));
        create policy b on t using (net::inet = current_setting('app.t', true)::inet);
        create table own (id uuid);
        create function f(uuid) returns text language sql immutable as 'select $1::text';
        create index on own (f(id))`),
    );
  });
  afterAll(async () => {
    await database.drop();
    await withClient(await serverUrl(version), (client) => client.query(`drop role ${reader}`));
  });

  async function planned(table: string, condition: string, url = database.url) {
    const session = await connect({ url });
    try {
      const { catalog: actual, notCovered } = await read(session, tablesOf(['public']), {
        lock: 5000,
        statement: 5000,
      });
      const trust = await askAboutPolicies(session, actual);
      const one = { schema: 'public', table, condition, columnType: 'uuid' };
      return (await askPlans(session, [one], { actual, notCovered, trust })).map(({ served, plan }) => [served, plan]);
    } finally {
      await session.end();
    }
  }

  it('is shown where no index can be searched', async () => {
    const [[served, plan] = []] = await planned('t', "((id)::text = current_setting('app.t'::text, true))");
    expect(served).toBe(false);
    expect(plan).toMatch(
      /^(?:Seq|Bitmap Heap) Scan on t, Filter: \(\(id\)::text = current_setting\('app\.t'::text, true\)\)$/,
    );
  });

  it('is seen where one can: the cast changes nothing', async () => {
    const [[served, plan] = []] = await planned('t', "((net)::inet = (current_setting('app.t'::text, true))::inet)");
    expect(served).toBe(true);
    expect(plan).toMatch(/Index/);
  });

  it('is not asked where an index would run a stranger’s code', async () => {
    expect(await planned('own', "((id)::text = current_setting('app.t'::text, true))")).toEqual([]);
  });

  it('is not known to whom may not read the table', async () => {
    const url = new URL(database.url);
    [url.username, url.password] = [reader, reader];
    expect(await planned('t', "((id)::text = current_setting('app.t'::text, true))", url.href)).toEqual([]);
  });
});
