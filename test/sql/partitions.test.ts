/** Partitions of a spec on a database with rows: bounds that are written differently, that change, tables that come and go. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, onVersions, type TestDatabase, withClient } from '../postgres.js';
import { applySpec, planSpec } from './spec-on-database.js';

const EVENTS = `
tables:
  events:
    columns: { id: int, at: timestamptz not null, kind: text }
    primary_key: [id, at]
    indexes: { events_kind: (kind) }
    partition_by: range (at)
    partitions:`;

/** Bounds in words of a person's own; PostgreSQL spells each of them differently. */
const IN_OTHER_WORDS = `
tables:
  a:
    columns: { at: timestamptz, n: numeric }
    partition_by: range (at, n)
    partitions: { a1: "from ('2024-01-01', 1.0) to ('2025-01-01T02:00:00+02', 1e2)" }
  b:
    columns: { id: bigint, kind: varchar(10) }
    partition_by: list (kind)
    partitions: { b1: "in ('b', 'a', null)", b2: default }
  c:
    columns: { id: bigint }
    partition_by: range (id)
    partitions: { c1: from (-5) to (9000000000), c2: from ('9000000000') to (maxvalue) }
  d:
    columns: { on_day: date, flag: boolean }
    partition_by: list (flag)
    partitions:
      d1: { values: "in ('yes')", partition_by: range (on_day), partitions: { d11: "from ('January 1, 2024') to ('2025-1-1')" } }
  e:
    columns: { id: uuid }
    partition_by: hash (id)
    partitions: { e0: 'with (modulus 2, remainder 0)', e1: 'for values with (modulus 2, remainder 1)' }`;

onVersions([14, 18], (version) => {
  describe('partitions', () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createDatabase({ version });
    });
    afterAll(() => database.drop());

    const sql = (text: string) => withClient(database.url, (client) => client.query(text));
    const rows = async (table: string) => (await sql(`select count(*)::int as n from ${table}`)).rows[0]?.n;

    it('are the same in whatever words their bounds are written', async () => {
      await sql('drop schema public cascade; create schema public');
      await applySpec(database.url, IN_OTHER_WORDS);
      expect((await planSpec(database.url, IN_OTHER_WORDS)).changes).toEqual([]);
      const another = IN_OTHER_WORDS.replace('1e2', '1e3').replace("('b', 'a', null)", "('b', 'c', null)");
      const { changes } = await planSpec(database.url, another);
      expect(changes.map((change) => change.change === 'alter' && [change.to.kind, change.field])).toEqual([
        ['table', 'partitionOf'],
        ['table', 'partitionOf'],
      ]);
    });

    it('change their bounds and keep their rows, or nothing is changed', async () => {
      await sql('drop schema public cascade; create schema public');
      const before = `${EVENTS}
      e1: from ('2024-01-01') to ('2025-01-01')
      e2: from ('2025-01-01') to ('2026-01-01')`;
      await applySpec(database.url, before);
      await sql(`insert into events values (1, '2024-02-01', 'a'), (2, '2025-08-01', 'b')`);
      const after = `${EVENTS}
      e1: from ('2024-01-01') to ('2024-07-01')
      e2: from ('2025-07-01') to ('2027-01-01')
      e3: from ('2024-07-01') to ('2025-07-01')`;
      const { statements } = await applySpec(database.url, after);
      const verbs = statements.map((statement) => /(detach|attach) partition|create table/.exec(statement.sql)?.[0]);
      expect(verbs).toEqual([
        'detach partition',
        'detach partition',
        'attach partition',
        'attach partition',
        'create table',
      ]);
      expect(await rows('events')).toBe(2);
      const wrong = `${EVENTS}
      e1: from ('2024-03-01') to ('2024-07-01')
      e2: from ('2025-07-01') to ('2027-01-01')
      e3: from ('2024-07-01') to ('2025-07-01')`;
      await expect(applySpec(database.url, wrong)).rejects.toThrow(/is violated by some row/);
      expect(await rows('events')).toBe(2);
      expect((await planSpec(database.url, after)).changes).toEqual([]);
    });

    it('become tables, and tables become partitions, with their rows', async () => {
      await sql('drop schema public cascade; create schema public');
      const parts = `${EVENTS}
      e1: from ('2024-01-01') to ('2025-01-01')
      e2: from ('2025-01-01') to ('2026-01-01')`;
      const apart = `${EVENTS}
      e1: from ('2024-01-01') to ('2025-01-01')
  e2:
    columns: { id: int, at: timestamptz not null, kind: text }
    primary_key: [id, at]
    indexes: { e2_kind_idx: (kind) }`;
      await applySpec(database.url, parts);
      await sql(`insert into events values (1, '2024-02-01', 'a'), (2, '2025-08-01', 'b')`);
      await applySpec(database.url, apart);
      expect([await rows('events'), await rows('e2')]).toEqual([1, 1]);
      expect((await planSpec(database.url, apart)).changes).toEqual([]);
      await applySpec(database.url, parts);
      expect(await rows('events')).toBe(2);
      expect((await planSpec(database.url, parts)).changes).toEqual([]);
    });

    it('that the spec does not name are left alone, and so is what they have', async () => {
      await sql('drop schema public cascade; create schema public');
      const spec = `${EVENTS}
      e1: from ('2024-01-01') to ('2025-01-01')`;
      await applySpec(database.url, spec);
      await sql(`create table made_elsewhere partition of events for values from ('2030-01-01') to ('2031-01-01')`);
      expect((await planSpec(database.url, spec)).changes).toEqual([]);
    });

    it('have indexes that no plan builds concurrently', async () => {
      await sql('drop schema public cascade; create schema public');
      const spec = `${EVENTS}
      e1: from ('2024-01-01') to ('2025-01-01')`;
      await applySpec(database.url, spec);
      await sql(`insert into events values (1, '2024-02-01', 'a')`);
      const more = spec.replace('events_kind: (kind)', 'events_kind: (kind), events_id: (id)');
      const { statements } = await applySpec(database.url, more, { online: true });
      expect(statements.map((statement) => [statement.sql, statement.hazards])).toEqual([
        ['create index events_id on public.events (id)', ['blocks-writes']],
      ]);
    });
  });
});
