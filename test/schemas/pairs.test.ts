/**
 * Any two schemas: the one becomes the other, and back, and each time nothing is left to do. Of the random ones a few
 * here, from PAIRS_FROM as many as PAIRS says a version; of the others each with its neighbour, where PAIRS says "all".
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Scope, tablesOf, wholeOf } from '../../src/catalog/scope.js';
import { connect } from '../../src/sql/session.js';
import { createDatabase, onVersions, type TestDatabase } from '../postgres.js';
import { becomes, catalogOf, EMPTY } from '../sql/becomes.js';
import { randomSchema } from './random.js';
import { schemasOn } from './schemas.js';

const WANTED = process.env.PAIRS ?? '';
const FROM = Number(process.env.PAIRS_FROM ?? 0);
const ONLY = process.env.PAIRS_ON?.split(',').map(Number);
const VERSIONS = [14, 15, 16, 17, 18].filter((version) => ONLY?.includes(version) ?? true);

function scopeIn(schemas: readonly [string, ...string[]]): Scope {
  return wholeOf(tablesOf(schemas, { extensions: null, privileges: true, kinds: new Set(['default privileges']) }), []);
}

/** They hold what no spec can say: an index that lacks its partitions, or what stands on types and text search of its own. */
const BEYOND = /^(not-covered-|app-graphile-worker$|app-rails$|kind-index$|kind-partition$)/;

const RANDOM = scopeIn(['public', 'app', 'Odd "s"']);

onVersions(VERSIONS, (version) => {
  let databases: readonly TestDatabase[] = [];
  beforeAll(async () => {
    databases = await Promise.all([createDatabase({ version }), createDatabase({ version })]);
  });
  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  /** Each in a database of its own becomes what the other is, and again what it was. */
  async function pair(a: string, b: string, scope: Scope): Promise<void> {
    const sessions = await Promise.all(databases.map(({ url }) => connect({ url })));
    try {
      const catalogs = [];
      for (const [i, sql] of [a, b].entries()) {
        const session = sessions[i];
        if (session === undefined) throw new Error('no session');
        await session.run([EMPTY, sql]);
        await session.run(['reset all']);
        catalogs.push(await catalogOf(session, scope));
      }
      const [first] = sessions;
      const [wasA, wasB] = catalogs;
      if (first === undefined || wasA === undefined || wasB === undefined) throw new Error('no session');
      await becomes(first, scope, wasB, 'a → b');
      await becomes(first, scope, wasA, 'b → a');
    } finally {
      for (const session of sessions) await session.end();
    }
  }

  const count = WANTED === '' || WANTED === 'all' ? (version === 14 || version === 18 ? 4 : 1) : Number(WANTED);
  // Not the same ones on every version.
  const seeds = Array.from({ length: count }, (_, i) => FROM + 2 * (i + (version - 14) * count));
  test.each(seeds)('random %i and the next', { timeout: 120_000 }, async (seed) => {
    await pair(randomSchema(seed, { version }), randomSchema(seed + 1, { version }), RANDOM);
  });

  const others = WANTED === 'all' ? schemasOn(version).filter(({ name }) => !BEYOND.test(name)) : [];
  test.each(others.map(({ name }) => name))('%s and its neighbour', { timeout: 300_000 }, async (name) => {
    const all = others;
    const at = all.findIndex((one) => one.name === name);
    const [one, next] = [all[at], all[(at + 1) % all.length]];
    expect(one).toBeDefined();
    if (one === undefined || next === undefined) return;
    // Some leave behind what nobody can take away: each has databases of its own.
    await Promise.all(databases.map((database) => database.drop()));
    databases = await Promise.all([createDatabase({ version }), createDatabase({ version })]);
    await pair(one.sql, next.sql, scopeIn(['public', ...new Set(schemasIn(one.sql + next.sql))]));
  });
});

function schemasIn(sql: string): string[] {
  return [...sql.matchAll(/^create schema (?:if not exists )?(?:"((?:[^"]|"")+)"|(\w+))/gim)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.toLowerCase(),
  );
}
