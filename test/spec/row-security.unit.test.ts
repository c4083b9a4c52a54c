/** Tables that depart from the one pattern: what they can say of row level security themselves. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { expectMistakes } from './mistakes.js';

const TENANCY = `
tenancy:
  column: tenant_id
  setting: app.tenant
  policies:
    '{table}_isolation': { using: tenant_id is not null }
    system: { using: 'true' }
`;
const of = (text: string) => compile(parseSpec(text, 'spec.yaml')).catalog;
const table = (rest: string, tenancy = TENANCY) => `${tenancy}tables:\n  t:\n    columns: { tenant_id: uuid }\n${rest}`;
const flags = (text: string) =>
  of(text).table.map(({ rowSecurity, forceRowSecurity }) => [rowSecurity, forceRowSecurity]);
const policies = (text: string) => of(text).policy.map(({ name, using }) => `${name}: ${using?.expression}`);

describe('row_security', () => {
  it.each([
    ['off', false, false],
    ['on', true, false],
    ['forced', true, true],
    ["'off, forced'", false, true],
  ])('%s is what the table has, with tenants and without', (word, on, forced) => {
    expect(flags(table(`    row_security: ${word}\n`))).toEqual([[on, forced]]);
    expect(flags(table(`    row_security: ${word}\n`, ''))).toEqual([[on, forced]]);
    expect(flags(table(`    row_security: ${word}\n    not_tenant_scoped: no tenant\n`))).toEqual([[on, forced]]);
  });

  it('is as tenancy says where nothing is said', () => {
    expect(flags(table(''))).toEqual([[true, true]]);
    expect(flags(table('', TENANCY.replace('  policies', '  force: false\n  policies')))).toEqual([[true, false]]);
    expect(flags(table('', ''))).toEqual([[false, false]]);
  });

  it('lets a table have policies that no tenancy speaks of', () => {
    const own = "    policies: { own: { using: 'true' } }\n";
    expect(policies(table(`    row_security: on\n${own}`, ''))).toEqual(['own: true']);
    expect(policies(table(`    row_security: off\n${own}`, ''))).toEqual(['own: true']);
    expect(policies(table(`    row_security: forced\n    not_tenant_scoped: shared\n${own}`))).toEqual(['own: true']);
    expectMistakes(table(own.replace('own', '‹own'), ''), [
      ['a policy does nothing here: "t" has no row level security', 'row_security'],
    ]);
  });
});

describe('pattern', () => {
  it('false leaves its policies away, and nothing else', () => {
    const text = table("    pattern: false\n    policies: { own: { using: 'false' } }\n");
    expect(policies(text)).toEqual(['own: false']);
    expect(flags(text)).toEqual([[true, true]]);
  });

  it('its policies need no column of a table that does not have them', () => {
    const text = TENANCY.replace('tenant_id is not null', 'kind = 1').replace("using: 'true'", 'using: kind = 2');
    expect(
      policies(`${table('    pattern: false\n', text)}  u: { columns: { tenant_id: uuid, kind: int } }\n`),
    ).toEqual(['u_isolation: kind = 1', 'system: kind = 2']);
  });

  it('a policy of its name stands in for one of its policies', () => {
    expect(policies(table("    policies: { t_isolation: { using: 'false' } }\n"))).toEqual([
      'system: true',
      't_isolation: false',
    ]);
  });

  it('is of tenant-scoped tables', () => {
    expectMistakes(table('    not_tenant_scoped: shared\n    ‹pattern: true\n'), [
      'the pattern is of tenant-scoped tables: "t" is none',
    ]);
  });
});
