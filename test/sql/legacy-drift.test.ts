/** On the legacy database: every difference between the two sets of facts, and no other. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf } from '../../src/catalog/address.js';
import type { Change } from '../../src/catalog/diff.js';
import { drift } from '../../src/checks/drift.js';
import { compile, scopeOf } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { compare } from '../../src/sql/compare.js';
import { read } from '../../src/sql/read.js';
import { connect } from '../../src/sql/session.js';
import { loadFacts } from '../facts.js';
import { makeLegacy } from '../knex-run.js';
import { createDatabase, type TestDatabase } from '../postgres.js';

let database: TestDatabase;
let changes: readonly Change[];

beforeAll(async () => {
  database = await createDatabase();
  await makeLegacy(database.url);
  const spec = parseSpec(readFileSync(new URL('../../schema.yaml', import.meta.url), 'utf8'), 'schema.yaml');
  const session = await connect({ url: database.url });
  try {
    const snapshot = await read(session, scopeOf(spec), { lock: 5000, statement: 60_000 });
    changes = await compare(session, compile(spec).catalog, snapshot);
  } finally {
    await session.end();
  }
});
afterAll(() => database.drop());

const cells = (lines: readonly string[]) => lines.map((line) => line.split('\t'));

/** What the TSVs alone say, with nothing of ours but their words: `alter column sync_queue.created_at notNull`. */
async function expected(): Promise<string[]> {
  const [from, to] = await Promise.all([loadFacts('legacy'), loadFacts('baseline')]);
  const found: string[] = [];

  const columns = new Map(cells(from.columns).map(([table, name, ...rest]) => [`${table}.${name}`, rest]));
  for (const [table, name, type, nullability, value, comment] of cells(to.columns)) {
    const key = `${table}.${name}`;
    const before = columns.get(key);
    if (before === undefined) {
      found.push(`create column ${key}`);
      continue;
    }
    if (before[0] !== type) found.push(`alter column ${key} type`);
    if ((before[1] ?? '') !== (nullability ?? '')) found.push(`alter column ${key} notNull`);
    if ((before[2] ?? '') !== (value ?? '')) found.push(`alter column ${key} default`);
    if ((before[3] ?? '') !== (comment ?? '')) found.push(`create comment ${key}`);
  }
  const wanted = new Set(cells(to.columns).map(([table, name]) => `${table}.${name}`));
  for (const key of columns.keys()) if (!wanted.has(key)) found.push(`drop column ${key}`);

  const constraints = (lines: readonly string[]) => new Set(cells(lines).map(([table, name]) => `${table}.${name}`));
  const [oldConstraints, newConstraints] = [constraints(from.constraints), constraints(to.constraints)];
  for (const key of newConstraints) if (!oldConstraints.has(key)) found.push(`create constraint ${key}`);
  for (const key of oldConstraints) if (!newConstraints.has(key)) found.push(`drop constraint ${key}`);

  // An index that is the same but for its name is renamed; each can be renamed once.
  const bare = (definition = '') => definition.replace(/INDEX \S+ ON/, 'INDEX ON');
  const left = cells(from.indexes);
  for (const [table, name, definition] of cells(to.indexes)) {
    const same = left.findIndex((index) => index[0] === table && index[1] === name);
    const at =
      same === -1 ? left.findIndex((index) => index[0] === table && bare(index[2]) === bare(definition)) : same;
    if (at === -1) found.push(`create index ${table}.${name}`);
    else {
      const [gone] = left.splice(at, 1);
      if (gone?.[1] !== name) found.push(`rename index ${table}.${name}`);
    }
  }
  for (const [table, name] of left) found.push(`drop index ${table}.${name}`);

  const policies = new Map(cells(from.policies).map((line) => [line[0], line]));
  for (const [table = '', enabled, forced, policy, using, withCheck] of cells(to.policies)) {
    const before = policies.get(table);
    if (before?.[1] !== enabled) found.push(`alter table ${table} rowSecurity`);
    if (before?.[2] !== forced) found.push(`alter table ${table} forceRowSecurity`);
    if (before?.[3] !== policy) found.push(`rename policy ${table}.${policy}`);
    if (before?.[4] !== using) found.push(`alter policy ${table}.${policy} using`);
    if ((before?.[5] ?? '') !== (withCheck ?? '')) found.push(`alter policy ${table}.${policy} withCheck`);
  }
  return found.sort();
}

function said(change: Change): string {
  const object = change.change === 'drop' ? change.from : change.to;
  const { table, name } = addressOf(object);
  const path = name === undefined ? table : `${table}.${name}`;
  return `${change.change} ${object.kind} ${path}${change.change === 'alter' ? ` ${change.field}` : ''}`;
}

/** Of two equal indexes either may be the one that is renamed. */
const extraIndexesByTable = (list: readonly string[]) =>
  list.map((one) => one.replace(/^(drop index [^.]+)\..*/, '$1'));

test('the differences are those of the facts, one by one', async () => {
  const ours = changes.map(said).filter((one) => !one.startsWith('drop extension'));
  expect(extraIndexesByTable(ours).sort()).toEqual(extraIndexesByTable(await expected()).sort());
  expect(ours.length).toBeGreaterThan(150);
});

test('the extension that the spec forbids is the one difference that the facts do not hold', () => {
  expect(changes.map(said).filter((one) => one.startsWith('drop extension'))).toEqual([
    'drop extension undefined.uuid-ossp',
  ]);
});

test('of a policy both expressions are shown side by side', () => {
  const evidence = { changes } as Parameters<typeof drift.find>[0];
  const shown = drift.find(evidence).filter((o) => o.object.kind === 'policy' && o.facet === 'using');
  expect(shown).toHaveLength(13);
  for (const { expected, actual } of shown) {
    expect(expected).toContain("nullif(current_setting('app.current_tenant_id', true), '')::uuid");
    expect(actual).toMatch(/current_setting\('app\.current_tenant(_id)?'::text, true\)/);
  }
});

test('drift alone says each of them once', () => {
  const evidence = { changes } as Parameters<typeof drift.find>[0];
  // A unique index that is to become a constraint is one fact, though two objects differ.
  const found = drift.find(evidence);
  const carried = found.filter((one) => one.changes?.some((c) => c.change === 'drop' && c !== one.changes?.[0]));
  expect(carried).toHaveLength(5);
  expect(found).toHaveLength(changes.length - carried.length);
});
