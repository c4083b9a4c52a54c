/** Every check by its own documentation: the bad example gives that one finding, its fix clears it, the good one is silent. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { EXAMPLE_OTHERS, exampleSpec, EXAMPLE_SPEC as WRITTEN } from '../../src/checks/example.js';
import { checks } from '../../src/checks/index.js';
import type { Check, Finding } from '../../src/checks/types.js';
import { connect, type Session } from '../../src/sql/session.js';
import { createDatabase, onVersions, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { sqlOf } from '../rehearsal/rehearsing.js';
import { auditWithin, auditWithinWithoutSpec } from '../sql/spec-on-database.js';

/** Examples change roles, which belong to the server and which other tests look at: these are ours. */
const PREFIX = uniqueName('example');
const ours = (text: string) => text.replaceAll('schema_audit_example_', `${PREFIX}_`);
const ROLES = ['app', 'admin'].map((name) => `${PREFIX}_${name}`);
const EXAMPLE_SPEC = ours(WRITTEN);

/** Checks that have an example of SQL or of a spec. Those of a rehearsal are tried in test/rehearsal/findings.test.ts, those of settings in test/settings.test.ts. */
const live = checks.filter(({ rehearsal, settings }) => rehearsal !== true && settings !== true);

onVersions([14, 15, 16, 17, 18], tests);

function tests(version: number): void {
  let database: TestDatabase;
  let session: Session;
  beforeAll(async () => {
    database = await createDatabase({ version });
    const make = ROLES.map((role) => `create role ${role}`).join(';');
    await withClient(database.url, (client) => client.query(`${make}; ${EXAMPLE_OTHERS}`));
    session = await connect({ url: database.url });
  });
  afterAll(async () => {
    await session.run([`drop role ${ROLES.join(', ')}`]);
    await session.end();
    await database.drop();
  });

  /** Everything happens in one transaction that is taken back: no example needs a database of its own. */
  async function begin(spec: string): Promise<void> {
    onTestFinished(async () => void (await session.run(['rollback'])));
    await session.run(['begin isolation level repeatable read', sqlOf(spec)]);
  }
  const run = (sql: string) => session.run(['set local search_path = public', ours(sql)]);

  /** What is wrong with the database; that the forbidden role exists in the cluster is information. */
  async function wrong(spec: string, check?: Check): Promise<readonly Finding[]> {
    if (check?.withoutSpec === true) return wrongWithoutSpec();
    const found = await auditWithin(session, spec, { data: true });
    return found.filter(
      (f) =>
        !(f.check === 'service-admin-role' && f.severity === 'info') &&
        // That an example is made of something that the catalog has no kind for is not what it shows.
        !(f.check === 'not-covered' && check !== undefined && check.id !== 'not-covered'),
    );
  }

  /** What the spec accepts with a reason, and that a superuser looks, is not accepted where there is no spec. */
  async function wrongWithoutSpec(): Promise<readonly Finding[]> {
    const found = await auditWithinWithoutSpec(session, 'public');
    const accepted = ['session-bypass', 'setting-per-row', 'rls-void-for-application-role'];
    return found.filter(({ check, severity }) => !(accepted.includes(check) && severity === 'info'));
  }

  it('finds nothing in the example schema as it is applied', async () => {
    await begin(EXAMPLE_SPEC);
    expect(await wrong(EXAMPLE_SPEC)).toEqual([]);
  });

  describe.each(live.map((check) => ({ id: check.id, check })))('$id', ({ check }) => {
    const { bad, good, byHand } = check.docs;
    it('finds its bad example, alone, and the fix clears it', async () => {
      const spec = specOf(check, bad);
      await begin(spec);
      if (check.design !== true) {
        expect(await wrong(spec, check)).toEqual([]);
        await run(bad);
      }
      const found = await wrong(spec, check);
      expect(found.map((f) => f.check)).toEqual([check.id]);
      if (check.design === true) return;
      const fix = found[0]?.fix.length ? found[0].fix.join(';\n') : byHand;
      if (fix === undefined) throw new Error('neither a fix nor a way by hand');
      await run(fix);
      expect(await wrong(spec, check)).toEqual([]);
    });

    it('is silent about its good example', async () => {
      const spec = specOf(check, good);
      await begin(spec);
      if (check.design !== true) await run(good);
      expect((await wrong(spec, check)).filter((f) => f.check === check.id)).toEqual([]);
    });
  });
}

function specOf({ design, docs }: Check, example: string): string {
  if (design === true) return ours(exampleSpec(example));
  return docs.spec === undefined ? EXAMPLE_SPEC : ours(exampleSpec(docs.spec));
}
