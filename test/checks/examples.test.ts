/** Every check by its own documentation: the bad example gives that one finding, its fix clears it, the good one is silent. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { EXAMPLE_OTHERS, EXAMPLE_SPEC as WRITTEN } from '../../src/checks/example.js';
import { checks } from '../../src/checks/index.js';
import type { Finding } from '../../src/checks/types.js';
import { createDatabase, serverUrl, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { applySpec, checkSpec } from '../sql/spec-on-database.js';

/** Examples change roles, which belong to the server and which other tests look at: these are ours. */
const PREFIX = uniqueName('example');
const ours = (text: string) => text.replaceAll('schema_audit_example_', `${PREFIX}_`);
const ROLES = ['app', 'admin'].map((name) => `${PREFIX}_${name}`);
const EXAMPLE_SPEC = ours(WRITTEN);

let right: TestDatabase;
beforeAll(async () => {
  right = await createDatabase();
  await run(right.url, `${ROLES.map((role) => `create role ${role}`).join(';')}; ${EXAMPLE_OTHERS}`);
  await applySpec(right.url, EXAMPLE_SPEC);
});
afterAll(async () => {
  await right.drop();
  await run(await serverUrl(), `drop role ${ROLES.join(', ')}`);
});

async function copy(): Promise<string> {
  const database = await createDatabase({ template: right.name });
  onTestFinished(() => database.drop());
  return database.url;
}

/** What is wrong with the database; that the forbidden role exists in the cluster is information. */
async function wrong(url: string): Promise<readonly Finding[]> {
  const found = await checkSpec(url, EXAMPLE_SPEC, { data: true });
  return found.filter((f) => !(f.check === 'service-admin-role' && f.severity === 'info'));
}

const run = (url: string, sql: string) => withClient(url, (client) => client.query(ours(sql)));

it('finds nothing in the example schema as it is applied', async () => {
  expect(await wrong(right.url)).toEqual([]);
});

// One after the other: what roles hold is seen in every database of the server.
// Those of a rehearsal are tried in test/rehearsal/findings.test.ts, those of settings in test/settings.test.ts.
const live = checks.filter(({ rehearsal, settings }) => rehearsal !== true && settings !== true);
describe.sequential.each(live.map((check) => ({ id: check.id, check })))('$id', ({ check }) => {
  it('finds its bad example, alone, and the fix clears it', async () => {
    const url = await copy();
    onTestFinished(() =>
      run(right.url, check.docs.byHand ?? 'select').then(
        () => undefined,
        () => undefined,
      ),
    );
    await run(url, check.docs.bad);
    const found = await wrong(url);
    expect(found.map((f) => f.check)).toEqual([check.id]);
    const [finding] = found;
    const fix = finding?.fix.length ? finding.fix.join(';\n') : check.docs.byHand;
    if (fix === undefined) throw new Error('neither a fix nor a way by hand');
    await run(url, fix);
    expect(await wrong(url)).toEqual([]);
  });

  it('is silent about its good example', async () => {
    const url = await copy();
    await run(url, check.docs.good);
    expect((await wrong(url)).filter((f) => f.check === check.id)).toEqual([]);
  });
});
