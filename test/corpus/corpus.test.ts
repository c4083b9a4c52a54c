/**
 * Every case of the corpus, both ways: what SQL made is read, planned to become the other, run, and nothing is left to
 * do; then it is torn down to nothing and made anew by our statements alone. CORPUS=enum/ runs those cases alone.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf, describe as said } from '../../src/catalog/address.js';
import type { Change } from '../../src/catalog/diff.js';
import { type Scope, tablesOf, wholeOf } from '../../src/catalog/scope.js';
import { type Catalog, emptyCatalog, type KindName } from '../../src/catalog/types.js';
import type { Planned } from '../../src/sql/goal.js';
import { readWithin } from '../../src/sql/read.js';
import { preview, run } from '../../src/sql/run.js';
import { connect, type Session } from '../../src/sql/session.js';
import { pin } from '../../src/sql/settings.js';
import { createDatabase, onVersions, serverUrl, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { type Case, cases } from './cases.js';

const TIMEOUTS = { lock: 10_000, statement: 60_000 };
const ALL = cases();

/** Whatever a case left behind, so that the next finds an empty database. */
const EMPTY = `
  do $$
  declare one record;
  begin
    for one in select extname from pg_extension where extname <> 'plpgsql' loop
      execute format('drop extension if exists %I cascade', one.extname);
    end loop;
    for one in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
      execute format('drop schema if exists %I cascade', one.nspname);
    end loop;
    delete from pg_default_acl;
    create schema public;
    grant usage on schema public to public;
  end $$`;

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
        await becomes(first, scope, b, 'a → b');
        await becomes(second, scope, a, 'b → a');
        const nothing = {
          ...emptyCatalog(),
          schema: a.schema,
          extension: a.extension.filter(({ name }) => name === 'plpgsql'),
        };
        await becomes(first, scope, nothing, 'b → nothing');
        await becomes(first, scope, a, 'nothing → a');
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

async function catalogOf(session: Session, scope: Scope): Promise<Catalog> {
  await session.run(['begin isolation level repeatable read read only', pin(TIMEOUTS)]);
  const { catalog } = await readWithin(session, scope);
  await session.run(['rollback']);
  return catalog;
}

/** The plan is run, which verifies it; then not even a difference without a statement is left. */
async function becomes(session: Session, scope: Scope, desired: Catalog, way: string): Promise<void> {
  const goal = { desired, scope, hints: new Map(), prune: true };
  let planned: Planned | undefined;
  const sql = () => planned?.statements.map((statement) => statement.sql).join(';\n');
  try {
    await run(session, goal, {
      timeouts: TIMEOUTS,
      turnTimeout: 60_000,
      approve: (made) => {
        planned = made;
      },
      onStatement: () => undefined,
    });
  } catch (error) {
    throw new Error(`${way}: ${String(error)}\n${sql()}`, { cause: error });
  }
  const left = await preview(session, goal, { timeouts: TIMEOUTS, turnTimeout: 60_000 });
  await session.run(['rollback']);
  expect(left.changes.map(inWords), `${way}:\n${sql()}`).toEqual([]);
}

function inWords(change: Change): string {
  if (change.change === 'create') return `create ${said(addressOf(change.to))}`;
  if (change.change === 'drop') return `drop ${said(addressOf(change.from))}`;
  const field = change.change === 'alter' ? ` ${change.field}` : '';
  return `${change.change} ${said(addressOf(change.from))}${field}: ${JSON.stringify(change.from)} → ${JSON.stringify(change.to)}`;
}
