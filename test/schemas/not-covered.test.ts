/** What we do not model is named, every single object of it: held against a count that none of our own code makes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inWords } from '../../src/catalog/not-covered.js';
import { everything } from '../../src/catalog/scope.js';
import { readWithin } from '../../src/sql/read.js';
import { connect, type Session } from '../../src/sql/session.js';
import { pin } from '../../src/sql/settings.js';
import { createDatabase, onVersions, type TestDatabase } from '../postgres.js';
import { identified } from './objects.js';
import { schemasOn } from './schemas.js';

/** The referee's kinds that we do not model. */
const KINDS = [
  ...[
    'composite type',
    'range',
    'base type',
    'shell type',
    'aggregate',
    'operator',
    'operator class',
    'operator family',
  ],
  ...['collation', 'conversion', 'text search configuration', 'text search dictionary', 'text search parser'],
  ...['text search template', 'statistics object', 'rule', 'foreign table', 'cast', 'event trigger', 'publication'],
  ...['foreign-data wrapper', 'server', 'user mapping', 'transform', 'language', 'access method'],
];

const OURS: Readonly<Record<string, string>> = { range: 'range type' };

onVersions([14, 18], (version) => {
  let database: TestDatabase;
  let session: Session;
  beforeAll(async () => {
    database = await createDatabase({ version });
    session = await connect({ url: database.url });
  });
  afterAll(async () => {
    await session.end();
    await database.drop();
  });

  const rows = async (sql: string) => (await session.run([sql]))[0]?.rows ?? [];

  test.each(schemasOn(version).filter(({ name }) => name.startsWith('not-covered')))(
    '$name: every object is named',
    { timeout: 60_000 },
    async ({ sql }) => {
      await session.run(['rollback', 'begin', sql, pin({ lock: 5000, statement: 60_000 })]);
      const schemas = await rows(
        "select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'",
      );
      const [first = 'public', ...others] = schemas.map(({ name }) => String(name));
      const { notCovered: said } = await readWithin(session, everything([first, ...others]));
      const there = await identified({ query: async (text) => ({ rows: (await rows(text)) as never[] }) });
      await session.run(['rollback']);
      const found = KINDS.map((kind) => [kind, said.filter(({ what }) => what === (OURS[kind] ?? kind)).length]);
      expect(found).toEqual(KINDS.map((kind) => [kind, there.filter((one) => one.kind === kind).length]));
      const words = said.map(inWords);
      expect(words.filter((one, i) => words.indexOf(one) !== i)).toEqual([]);
      expect(words.sort().join('\n')).toMatchSnapshot();
    },
  );
});
