/**
 * Every case of the corpus, both ways: what SQL made is read, planned to become the other, run, and nothing is left to
 * do; then it is torn down to nothing and made anew by our statements alone. CORPUS=enum/ runs those cases alone.
 */
import { afterAll, beforeAll, test } from 'vitest';
import { type Scope, tablesOf, wholeOf } from '../../src/catalog/scope.js';
import { emptyCatalog, type KindName } from '../../src/catalog/types.js';
import { connect, type Session } from '../../src/sql/session.js';
import { createDatabase, onVersions, serverUrl, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { becomes, catalogOf, EMPTY } from '../sql/becomes.js';
import { type Case, cases } from './cases.js';

const ALL = cases();

onVersions([14, 18], (version) => {
  let databases: readonly TestDatabase[] = [];
  const roles = new Map(['corpus_owner', 'corpus_reader', 'corpus_writer'].map((name) => [name, uniqueName(name)]));

  beforeAll(async () => {
    const server = await serverUrl(version);
    await withClient(server, (client) =>
      client.query([...roles.values()].map((name) => `create role ${name}`).join(';')),
    );
    databases = [await createDatabase({ version }), await createDatabase({ version })];
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
    const server = await serverUrl(version);
    await withClient(server, (client) =>
      client.query([...roles.values()].map((name) => `drop role ${name}`).join(';')),
    );
  });

  const withRoles = (sql: string) => [...roles].reduce((text, [name, own]) => text.replaceAll(name, own), sql);

  /** An empty database, and then as the case's SQL makes it. */
  async function made(session: Session, sql: string): Promise<void> {
    await session.run([EMPTY, withRoles(sql)]);
  }

  test.each(ALL.filter(({ since }) => since <= version))(
    '$name becomes the other, and back, and is made anew from nothing',
    async (one) => {
      // A session remembers what an access method of an extension was, and fails when it is another's turn.
      const sessions = await Promise.all(databases.map(({ url }) => connect({ url })));
      const [first, second] = sessions as [Session, Session];
      try {
        const scope = scopeOfCase(one);
        await made(first, one.a);
        await made(second, one.b);
        const [a, b] = [await catalogOf(first, scope), await catalogOf(second, scope)];
        const ways = await Promise.allSettled([becomes(first, scope, b, 'a → b'), becomes(second, scope, a, 'b → a')]);
        for (const way of ways) if (way.status === 'rejected') throw way.reason;
        const nothing = {
          ...emptyCatalog(),
          schema: a.schema,
          extension: a.extension.filter(({ name }) => name === 'plpgsql'),
        };
        await becomes(first, scope, nothing, 'b → nothing');
        // How all of it comes is no matter of versions.
        if (version === 18) await becomes(first, scope, a, 'nothing → a');
      } finally {
        for (const session of sessions) await session.end();
      }
    },
  );
});

function scopeOfCase({ schemas, privileges }: Case): Scope {
  const kinds = new Set<KindName>(privileges ? ['default privileges'] : []);
  return wholeOf(tablesOf(schemas, { extensions: null, privileges, kinds }), []);
}
