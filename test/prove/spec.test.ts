/** The spec applied: everything holds and nothing abstains, whoever proves it; and what happens when it is broken. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, onVersions, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { applySpec } from '../sql/spec-on-database.js';
import { ADMIN, lines, proveOn, stateOf, TEXT } from './proving.js';

const TABLES = 13;

onVersions([14, 15, 16, 17, 18], (version) => {
  let database: TestDatabase;
  let owned: TestDatabase;
  const owner = uniqueName('owner');
  let ownerUrl: string;
  beforeAll(async () => {
    database = await createDatabase({ version });
    await applySpec(database.url, TEXT);
    owned = await createDatabase({ version });
    await withClient(owned.url, async (client) => {
      await client.query(
        `create role ${owner} login createrole password 'owner'; alter database ${owned.name} owner to ${owner};
        grant all on schema public to ${owner}`,
      );
    });
    const url = new URL(owned.url);
    url.username = owner;
    url.password = 'owner';
    ownerUrl = url.href;
    await applySpec(ownerUrl, TEXT);
  });
  afterAll(async () => {
    const server = database.url.replace(/\/[^/]*$/, '/postgres');
    await Promise.all([database.drop(), owned.drop()]);
    await withClient(server, (client) => client.query(`drop role ${owner}`));
  });

  it('holds as a superuser, whose tables have no owner to be bound', async () => {
    const before = await stateOf(database.url);
    const report = await proveOn(database.url, { strict: true });
    expect(lines(report.proofs, 'broken')).toEqual([]);
    expect(lines(report.proofs, 'abstained')).toEqual([]);
    expect(report.ok).toBe(true);
    expect(new Set(report.proofs.map(({ object }) => object.table)).size).toBe(TABLES);
    expect(report.silences.map(({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual([
      'not applicable: postgres is a superuser: no policy binds it',
    ]);
    expect(await stateOf(database.url)).toEqual(before);
  });

  it('holds as a CREATEROLE owner that is no superuser, and binds the owner', async () => {
    const before = await stateOf(owned.url);
    const report = await proveOn(ownerUrl, { strict: true });
    expect(lines(report.proofs, 'broken')).toEqual([]);
    expect(lines(report.proofs, 'abstained')).toEqual([]);
    expect(report.silences).toEqual([]);
    expect(report.ok).toBe(true);
    const byOwner = report.proofs.filter((proof) => proof.actor === `the owner ${owner}` && proof.outcome === 'held');
    expect(new Set(byOwner.map(({ object }) => object.table)).size).toBe(TABLES);
    expect(await stateOf(owned.url)).toEqual(before);
  });

  it('binds the owner also where it makes a member of a role that bypasses policies', async () => {
    await withClient(owned.url, (client) =>
      client.query(
        `create role ${ADMIN} bypassrls; create policy theirs on webhooks to ${ADMIN} using (true);
        grant select on webhooks to ${ADMIN}${version < 16 ? '' : `; grant ${ADMIN} to ${owner} with admin true, inherit false, set false`}`,
      ),
    );
    try {
      const report = await proveOn(ownerUrl, { only: ['webhooks', 'venue_api_keys'] });
      expect(report.silences).toEqual([]);
      const [owners, members] = [`the owner ${owner}`, `a member of ${ADMIN}`].map((actor) =>
        report.proofs.filter((proof) => proof.actor === actor && proof.verb === 'select'),
      );
      expect(lines(owners ?? [], 'broken')).toEqual([]);
      expect(lines(owners ?? [], 'held').some((line) => line.startsWith('webhooks: '))).toBe(true);
      expect(new Set((members ?? []).flatMap((one) => (one.outcome === 'broken' ? one.object.table : [])))).toEqual(
        new Set(['webhooks']),
      );
      // Shown again from the SQL, in which it becomes a member.
      const [shown] = (members ?? []).filter(({ outcome }) => outcome === 'broken');
      const results = await withClient(owned.url, (client) => client.query(shown?.sql ?? ''));
      expect((results as unknown as { rows: unknown[] }[]).at(-2)?.rows).toEqual([{ n: 1 }]);
    } finally {
      await withClient(owned.url, (client) => client.query(`drop owned by ${ADMIN}; drop role ${ADMIN}`));
    }
  });

  it('acts as a role that is there where it may, and says what it lacks where it may not', async () => {
    const app = uniqueName('app');
    await withClient(owned.url, (client) =>
      client.query(`create role ${app}; grant select, insert, update, delete on all tables in schema public to ${app}`),
    );
    const mayGrant = version < 16;
    const ask = () => proveOn(ownerUrl, { as: app, only: ['webhooks'] });
    try {
      const first = await ask();
      expect(first.ok).toBe(mayGrant);
      if (!mayGrant) {
        const [silence] = first.silences;
        expect([silence?.outcome, silence?.reason]).toEqual([
          'abstained',
          expect.stringContaining(`grant ${app} to ${owner}`),
        ]);
        // ADMIN lets it give itself SET, for the transaction.
        await withClient(owned.url, (client) =>
          client.query(`grant ${app} to ${owner} with admin true, inherit false, set false`),
        );
        expect((await ask()).ok).toBe(true);
        await withClient(owned.url, (client) =>
          client.query(`revoke ${app} from ${owner}; grant ${app} to ${owner} with inherit false, set true`),
        );
        expect((await ask()).ok).toBe(true);
      }
    } finally {
      await withClient(owned.url, (client) => client.query(`drop owned by ${app}; drop role ${app}`));
    }
  });

  it('speaks of MERGE where there is one', async () => {
    const report = await proveOn(database.url, { only: ['webhooks'] });
    expect(report.proofs.some(({ verb }) => verb === 'merge')).toBe(version >= 15);
  });
});

describe('a database that was right', () => {
  let right: TestDatabase;
  let database: TestDatabase;
  const app = uniqueName('app');
  beforeAll(async () => {
    right = await createDatabase();
    await applySpec(right.url, TEXT);
    await withClient(right.url, (client) => client.query(`create role ${app}`));
  });
  afterAll(async () => {
    await right.drop();
    await withClient(right.url.replace(/\/[^/]*$/, '/postgres'), (client) => client.query(`drop role ${app}`));
  });
  const changed = async (sql: string, options: Parameters<typeof proveOn>[1] = {}) => {
    database = await createDatabase({ template: right.name });
    try {
      await withClient(database.url, (client) => client.query(sql));
      const before = await stateOf(database.url);
      const report = await proveOn(database.url, options);
      expect(await stateOf(database.url)).toEqual(before);
      return report;
    } finally {
      await database.drop();
    }
  };
  const failing = (proofs: Awaited<ReturnType<typeof proveOn>>['proofs']) =>
    new Set(proofs.filter(({ outcome }) => outcome === 'broken').map(({ object }) => object.table)).size;

  it('fails on every table when all policies are dropped', async () => {
    const report = await changed(
      `do $$ declare p record; begin for p in select * from pg_policies where schemaname = 'public'
        loop execute format('drop policy %I on public.%I', p.policyname, p.tablename); end loop; end $$`,
    );
    expect(failing(report.proofs)).toBe(TABLES);
    expect(report.ok).toBe(false);
    expect(report.proofs.filter(({ reason }) => reason === 'nothing shows that the tenants are apart')).toHaveLength(
      TABLES,
    );
  });

  it('refuses to speak of a role that was made a superuser, or has BYPASSRLS, or can become one that has', async () => {
    const group = uniqueName('group');
    await withClient(right.url, (client) => client.query(`create role ${group} bypassrls`));
    try {
      for (const [sql, reason] of [
        [`alter role ${app} superuser`, `${app} is a superuser: no policy binds it`],
        [`alter role ${app} nosuperuser bypassrls`, `${app} has BYPASSRLS: no policy binds it`],
        [
          `alter role ${app} nobypassrls; grant ${group} to ${app}`,
          `${app} can SET ROLE to ${group}, which has BYPASSRLS: no policy binds it then`,
        ],
      ] as const) {
        const report = await changed(`${sql}; grant all on all tables in schema public to ${app}`, { as: app });
        expect([report.ok, report.silences[0]?.outcome, report.silences[0]?.reason]).toEqual([
          false,
          'refused',
          reason,
        ]);
        expect(report.proofs.filter(({ outcome }) => outcome === 'held')).toEqual([]);
      }
    } finally {
      await withClient(right.url, (client) => client.query(`drop role ${group}`));
    }
  });

  it('shows what row level security does not govern: truncate, trigger, references', async () => {
    const report = await changed(`grant all on webhooks to ${app}`, { as: app, only: ['webhooks'] });
    expect(lines(report.proofs, 'broken')).toEqual([
      'webhooks: truncate, the table, any: granted (it empties the table of all tenants: no policy governs it)',
      'webhooks: trigger, the table, any: granted (a trigger that the role makes sees all rows that others write)',
    ]);
    expect(lines(report.proofs, 'by design').some((line) => line.startsWith('webhooks: references'))).toBe(true);
  });

  it('says what is not granted, and passes nothing by it', async () => {
    const report = await changed(`grant select on webhooks to ${app}`, { as: app, only: ['webhooks'] });
    expect(lines(report.proofs, 'broken')).toEqual([]);
    expect(lines(report.proofs, 'not applicable')).toContain(
      `webhooks: update, own row, tenant A: not granted (update not granted to ${app})`,
    );
    const nothing = await changed('select 1', { as: app, only: ['webhooks'] });
    expect(lines(nothing.proofs, 'broken')).toContain(
      'webhooks: any verb, the table, any: neither (nothing shows that the tenants are apart)',
    );
    expect(nothing.ok).toBe(false);
  });

  it('sees through a view that its owner reads past the policies with', async () => {
    const report = await changed(
      `create view open_webhooks as select * from webhooks; create view tight_webhooks with (security_invoker) as select * from webhooks;
      grant select on open_webhooks, tight_webhooks, webhooks to ${app}`,
      { as: app, only: ['webhooks'] },
    );
    const verbs = new Set(report.proofs.filter(({ outcome }) => outcome === 'broken').map(({ verb }) => verb));
    expect(verbs).toEqual(new Set(['read through view open_webhooks']));
  });

  it('finds an UPDATE policy that a tidy SELECT policy hides from a WHERE', async () => {
    const own = `tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid or current_setting('app.is_system_user', true) = 'true'`;
    const report = await changed(
      `drop policy webhooks_tenant_isolation on webhooks; create policy s on webhooks for select using (${own});
      create policy i on webhooks for insert with check (${own}); create policy u on webhooks for update using (true) with check (true);
      create policy d on webhooks for delete using (${own})`,
      { only: ['webhooks'] },
    );
    const verbs = new Set(report.proofs.filter(({ outcome }) => outcome === 'broken').map(({ verb }) => verb));
    expect(verbs).toEqual(new Set(['update without where', 'move without where']));
  });

  it('names the crossings that are by design, and holds none of them where a key closes them', async () => {
    const open = await changed('select 1', { only: ['connections'] });
    const found = (report: typeof open) => report.proofs.flatMap(({ finding }) => finding ?? []);
    expect(found(open)).toEqual(['foreign-key-crosses-tenants', 'deletion-crosses-tenants']);
    const closed = await changed(
      `create unique index whole on integrations (tenant_id, id); alter table connections drop constraint connections_integration_id_foreign,
        add foreign key (tenant_id, integration_id) references integrations (tenant_id, id) on delete cascade`,
      { only: ['connections'] },
    );
    expect(found(closed)).toEqual([]);
    expect(
      lines(closed.proofs, 'held').some((line) => line.includes('connections_tenant_id_integration_id_fkey')),
    ).toBe(true);
  });

  it('keeps triggers that may reach outside from running where it may, says so beforehand, and then is silent about foreign keys', async () => {
    const trigger = `create function outside() returns trigger language plpgsql as 'begin perform dblink_exec(''''); return new; end';
      create trigger outside before insert or update on connections for each row execute function outside();`;
    const warnings: string[] = [];
    const report = await changed(trigger, { only: ['connections'], onWarning: (text) => warnings.push(text) });
    expect(warnings).toEqual([
      'triggers may reach outside of the database, where nothing is rolled back (outside of connections): all triggers are off for the proof',
    ]);
    expect(lines(report.proofs, 'broken')).toEqual([]);
    expect(lines(report.proofs, 'abstained')).toEqual([
      'connections: insert by connections_integration_id_foreign, the table, any: unknown (its foreign keys cannot be looked at while outside is off)',
    ]);
    const parent = await changed(trigger.replaceAll('connections', 'integrations'), { only: ['connections'] });
    expect(lines(parent.proofs, 'abstained')[0]).toContain('while outside is off');
    const other = await changed(trigger.replaceAll('connections', 'webhooks'), { only: ['connections', 'webhooks'] });
    expect(other.proofs.flatMap(({ finding }) => finding ?? [])).toContain('foreign-key-crosses-tenants');
  });

  it('can be repeated from the SQL that it shows', async () => {
    database = await createDatabase({ template: right.name });
    try {
      await withClient(database.url, (client) => client.query('alter table webhooks disable row level security'));
      const report = await proveOn(database.url, { only: ['webhooks'] });
      const shown = report.proofs.find(({ verb, target }) => verb === 'update' && target === 'foreign row');
      expect([shown?.outcome, shown?.observed]).toEqual(['broken', '1 row']);
      await withClient(database.url, async (client) => {
        const results = (await client.query(shown?.sql ?? '')) as unknown as readonly {
          command: string;
          rowCount: number;
        }[];
        expect(results.filter(({ command }) => command === 'UPDATE').map(({ rowCount }) => rowCount)).toEqual([1]);
      });
    } finally {
      await database.drop();
    }
  });
});
