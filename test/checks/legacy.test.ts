/** The eleven on the real legacy database, by a role that may only connect: the very counts and objects; and none on the spec applied. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TruthContext, TruthOutcome, TruthRow, TruthTable } from '../../src/catalog/truth.js';
import { TRUTH_VERBS } from '../../src/catalog/truth.js';
import type { Finding } from '../../src/checks/types.js';
import { type Audited, audit } from '../../src/commands/audit.js';
import { compile } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { connect } from '../../src/sql/session.js';
import { createOtherServices, makeLegacy } from '../knex-run.js';
import { createDatabase, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { applySpec } from '../sql/spec-on-database.js';

const text = readFileSync(new URL('../../schema.yaml', import.meta.url), 'utf8');
const spec = parseSpec(text, 'schema.yaml');
const auditor = uniqueName('auditor');

/** As a role with CONNECT and nothing else. */
async function audited(database: TestDatabase): Promise<Audited> {
  await withClient(database.url, (client) =>
    client.query(
      `revoke all on database ${database.name} from public; grant connect on database ${database.name} to ${auditor}`,
    ),
  );
  const url = new URL(database.url);
  url.username = auditor;
  url.password = 'auditor';
  const session = await connect({ url: url.href });
  try {
    return await audit(session, { spec, ...compile(spec) }, { lock: 5000, statement: 60_000 });
  } finally {
    await session.end();
  }
}

let legacy: TestDatabase;
let right: TestDatabase;
beforeAll(async () => {
  [legacy, right] = [await createDatabase(), await createDatabase()];
  await withClient(legacy.url, (client) => client.query(`create role ${auditor} login password 'auditor'`));
  await makeLegacy(legacy.url);
  await createOtherServices(right.url);
  await applySpec(right.url, text);
});
afterAll(async () => {
  await Promise.all([legacy.drop(), right.drop()]);
  await withClient(legacy.url.replace(/\/[^/]*$/, '/postgres'), (client) => client.query(`drop role ${auditor}`));
});

const ALL = spec.tables.map(({ name }) => name).sort();
const OLD = [
  'connections',
  'field_mapping_templates',
  'integration_costs',
  'integration_webhooks',
  'venue_api_keys',
  'webhooks',
];
const NEW = ALL.filter((table) => !OLD.includes(table));

function cellOf(table: TruthTable, verb: string, context: TruthContext, row: TruthRow): TruthOutcome['is'] | undefined {
  return table.cells.find((c) => c.verb === verb && c.context === context && c.row === row)?.outcome.is;
}

const namesOf = (tables: readonly TruthTable[]) => tables.map(({ table }) => table.table ?? '').sort();

describe('the legacy database', () => {
  let found: readonly Finding[];
  let truth: readonly TruthTable[];
  beforeAll(async () => {
    ({ findings: found, truth } = await audited(legacy));
  });
  const of = (issue: number) => found.filter((finding) => finding.consolidationIssue === issue);
  const tablesOf = (issue: number) =>
    of(issue)
      .map(({ object }) => object.table ?? '')
      .sort();

  it('has defaults on the tenant column of all 13 tables (issue 1)', () => {
    expect(tablesOf(1)).toEqual(ALL);
    expect(of(1).every(({ object }) => object.kind === 'column' && object.name === 'tenant_id')).toBe(true);
    expect(of(1).every(({ message }) => message.includes('a placeholder'))).toBe(true);
  });

  it('has a foreign key to the tenants on 10 tables (issue 2)', () => {
    expect(of(2)).toHaveLength(10);
    expect(new Set(tablesOf(2)).size).toBe(10);
    expect(of(2).every(({ fix }) => fix.length === 1 && /drop constraint/.test(fix[0] ?? ''))).toBe(true);
  });

  it('has 10 foreign keys to users and venues, on 9 tables (issue 3)', async () => {
    const real = await withClient(legacy.url, (client) =>
      client.query<{ name: string; table: string }>(
        `select conname as name, conrelid::regclass::text as "table" from pg_constraint
        where contype = 'f' and confrelid in ('users'::regclass, 'venues'::regclass) order by 1`,
      ),
    );
    expect(
      of(3)
        .map(({ object }) => object.name)
        .sort(),
    ).toEqual(real.rows.map(({ name }) => name));
    expect(of(3)).toHaveLength(10);
    expect([...new Set(tablesOf(3))]).toEqual([...new Set(real.rows.map(({ table }) => table))].sort());
    expect(new Set(tablesOf(3)).size).toBe(9);
  });

  it('reads app.current_tenant in the policies of six tables (issue 4)', () => {
    expect(tablesOf(4)).toEqual(OLD);
    expect(of(4).every(({ message }) => message.includes('app.current_tenant, '))).toBe(true);
  });

  it('falls back to the placeholder on the other seven (issue 5)', () => {
    expect(tablesOf(5)).toEqual(NEW);
    expect(of(5).every(({ message }) => message.includes('the placeholder 00000000-0000-0000-0000-000000000000'))).toBe(
      true,
    );
  });

  it('is not forced (issue 6) and has no WITH CHECK (issue 7) on the six', () => {
    expect(tablesOf(6)).toEqual(OLD);
    expect(tablesOf(7)).toEqual(OLD);
  });

  it('lacks the system bypass on all 13 (issue 8)', () => {
    expect(tablesOf(8)).toEqual(ALL);
  });

  it('says once that six tables were left behind (issue 9)', () => {
    expect(of(9)).toHaveLength(1);
    for (const table of OLD) expect(of(9)[0]?.message).toContain(table);
    for (const table of NEW) expect(of(9)[0]?.message.split(/[\s,]+/)).not.toContain(table);
  });

  it('has the role in its cluster, for information (issue 10), and the extension (issue 11)', () => {
    expect(of(10).map(({ severity, object }) => [severity, object.name])).toEqual([
      ['info', 'integration_service_admin'],
    ]);
    expect(of(10)[0]?.message).toContain('BYPASSRLS');
    expect(of(11).map(({ object }) => object)).toEqual([{ kind: 'extension', name: 'uuid-ossp' }]);
  });

  it('shows in the truth table: six tables blind under the right setting, seven failing on the empty one', () => {
    expect(truth).toHaveLength(13);
    expect(namesOf(truth.filter((t) => cellOf(t, 'select', 'tenant A', 'own') === 'held back'))).toEqual(OLD);
    expect(namesOf(truth.filter((t) => cellOf(t, 'select', 'empty', 'own') === 'error'))).toEqual(NEW);
    const fails = truth.flatMap(({ cells }) => cells).find((c) => c.context === 'empty' && c.outcome.is === 'error');
    expect(fails?.outcome).toEqual({ is: 'error', message: 'invalid input syntax for type uuid: ""' });
  });

  it('has what the policies were seen to do in the finding that names the cause, not beside it', () => {
    expect(found.filter(({ check }) => /^rls-(blind|fails|leaks|crosses|accepts|bypass)/.test(check))).toEqual([]);
    expect(
      of(4).every(({ cells }) => cells.some((c) => c.context === 'tenant A' && c.outcome.is === 'held back')),
    ).toBe(true);
    expect(of(5).every(({ cells }) => cells.some((c) => c.context === 'empty' && c.outcome.is === 'error'))).toBe(true);
    expect(
      of(5).every(({ cells }) =>
        cells.some((c) => c.context === 'never set' && c.row === 'placeholder' && c.outcome.is === 'through'),
      ),
    ).toBe(true);
  });
});

describe('the spec applied', () => {
  let found: readonly Finding[];
  let truth: readonly TruthTable[];
  beforeAll(async () => {
    ({ findings: found, truth } = await audited(right));
  });

  it('has nothing wrong; what the consolidation chose, and the role in the cluster, is information', () => {
    expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const said = found.filter(({ check }) => check !== 'service-admin-role');
    const counts: Record<string, number> = {};
    for (const { check } of said) counts[check] = (counts[check] ?? 0) + 1;
    expect(counts).toEqual({
      'session-bypass': 1,
      'setting-per-row': 1,
      'unique-without-tenant': 5,
      'foreign-key-without-tenant': 3,
      'encrypted-without-key': 2,
      'secret-in-clear': 2,
    });
    // All but the last two are accepted by the spec itself, with its reasons.
    const accepted = new Set(spec.audit.ignore.flatMap(({ checks }) => checks));
    expect(said.filter(({ check }) => !accepted.has(check)).map(({ object }) => object.name ?? object.table)).toEqual([
      'connections',
      'integration_configs',
      'credentials_encrypted',
      'api_secret_encrypted',
    ]);
  });

  it('lets each tenant at its own rows, the system at all, and nobody else at any, on all 13', () => {
    expect(namesOf(truth)).toEqual(ALL);
    for (const table of truth) {
      for (const verb of TRUTH_VERBS) {
        const rows = (context: TruthContext) =>
          (['own', 'foreign', 'placeholder'] as const).map((row) => cellOf(table, verb, context, row));
        expect(rows('never set')).toEqual(['held back', 'held back', 'held back']);
        expect(rows('empty')).toEqual(['held back', 'held back', 'held back']);
        expect(rows('tenant A')).toEqual(['through', 'held back', 'held back']);
        expect(rows('placeholder')).toEqual(['through', 'held back', 'held back']);
        expect(rows('garbage')).toEqual(['error', 'error', 'error']);
        expect(rows('system flag on')).toEqual(['through', 'through', 'through']);
        expect(rows('system flag other')).toEqual(['held back', 'held back', 'held back']);
      }
    }
  });
});
