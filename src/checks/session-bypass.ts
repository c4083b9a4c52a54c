/** session-bypass: a flag that any session can set opens every tenant. */

import { IDENTITY } from '../expression/inspect.js';
import { lex } from '../expression/lexer.js';
import { tenantTables } from './tenants.js';
import type { Check, Evidence } from './types.js';

/** Who the session is: a policy that asks for it is bound to that. */
const ASKS_WHO: ReadonlySet<string> = new Set([...IDENTITY, 'pg_has_role']);

export const sessionBypass: Check = {
  id: 'session-bypass',
  severity: 'info',
  consolidationIssue: null,
  title: 'any session can set the system bypass',
  bySchema: true,
  design: true,
  docs: {
    what: "The pattern's bypass is a setting that opens every tenant to whoever sets it, and any session can set any setting with a dot in its name. Information, for the whole pattern: accept it once, with the reason. Silent where the policies that ask for the flag are for roles other than the application's, or ask for the role as well (current_user, pg_has_role).",
    story:
      "An injection reaches one query. With policies alone it reads one tenant; with the flag it says\n`set app.is_system_user = 'true'` first, and reads them all. OR-ed into the policy, the flag also keeps the index on the tenant from being used.",
    todo: 'Bind the bypass to a role: a policy of its own `to system_role using (true)`, and let the jobs connect as that role. Else keep SQL of strangers away from the role that may connect, and say so in the reason.',
    link: 'https://www.postgresql.org/docs/current/sql-createpolicy.html',
    bad: `tenancy:
  column: tenant_id
  setting: app.current_tenant_id
  bypass: { setting: app.is_system_user, value: 'true' }
  policies:
    '{table}_tenant_isolation':
      using: tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid
      with_check: same as using
    '{table}_system':
      using: (select current_setting('app.is_system_user', true)) = 'true'
      with_check: same as using
audit: {}`,
    good: `tenancy:
  column: tenant_id
  setting: app.current_tenant_id
  policies:
    '{table}_tenant_isolation':
      using: tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid
      with_check: same as using
    '{table}_system':
      to: schema_audit_example_app
      using: 'true'
      with_check: same as using
audit: {}`,
  },
  find: (evidence) => {
    const { spec } = evidence;
    const bypass = spec.rowSecurity?.bypass ?? null;
    if (spec.rowSecurity === null || bypass === null || !isOpen(evidence, bypass.setting)) return [];
    return [
      {
        object: { kind: 'schema', name: spec.schema },
        message: `any session can set ${bypass.setting} to '${bypass.value}', and then no policy holds: whoever may run SQL as the application is past them`,
        hint: 'bound to a role instead: a policy of its own … to system_role using (true), for jobs that connect as that role; it also leaves the index on the tenant in use',
        location: spec.rowSecurity.location,
      },
    ];
  },
};

/** Whether a policy that everybody, or the application, is asked opens by the flag alone. */
function isOpen(evidence: Evidence, setting: string): boolean {
  const tables = new Set(tenantTables(evidence).map(({ table }) => table));
  const application = evidence.spec.applicationRole;
  return evidence.desired.policy.some(({ table, roles, using, withCheck }) => {
    if (!tables.has(table) || !roles.some((role) => role === 'public' || role === application)) return false;
    return [using, withCheck].some((one) => {
      const tokens = one === null ? [] : lex(one.expression);
      const asks = tokens.some(
        (token) => token.kind === 'string' && token.value.toLowerCase() === setting.toLowerCase(),
      );
      return asks && !tokens.some((token) => token.kind === 'word' && ASKS_WHO.has(token.value));
    });
  });
}
