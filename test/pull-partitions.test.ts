/** pull --merge and partitions: what changed of one is put into the table that it is a part of. */
import { expect, it } from 'vitest';
import { pulled } from '../src/commands/pulled.js';
import { connect } from '../src/sql/session.js';
import { createDatabase, withClient } from './postgres.js';
import { applySpec } from './sql/spec-on-database.js';

const SPEC = `# Events by year.
tables:
  events:
    columns: { id: int, at: timestamptz not null, kind: text }
    partition_by: range (at)
    partitions:
      # The first.
      e2024: from ('2024-01-01') to ('2025-01-01')
      e2025: from ('2025-01-01') to ('2026-01-01') # now
`;

it('a partition that changed is written in its table, and the rest stays', async () => {
  const database = await createDatabase();
  try {
    await applySpec(database.url, SPEC);
    await withClient(database.url, (client) =>
      client.query('create index e2025_kind on e2025 (kind); alter table e2025 set (fillfactor = 70)'),
    );
    const session = await connect({ url: database.url });
    try {
      const options = { spec: 'schema.yaml', merge: true, lockTimeout: 5000, statementTimeout: 60_000 };
      const { text } = await pulled(session, options, SPEC);
      const [before, after] = [SPEC.split('\n'), text.split('\n')];
      expect(before.filter((line) => !after.includes(line))).toEqual([expect.stringContaining('e2025: from')]);
      expect(after.filter((line) => !before.includes(line)).join('\n')).toMatch(
        /e2025:.*values: from \('2025-01-01.*e2025_kind: \(kind\).*fillfactor: 70/s,
      );
    } finally {
      await session.end();
    }
  } finally {
    await database.drop();
  }
});
