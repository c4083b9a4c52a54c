/** setting-per-row: a policy reads a setting once a row where once a query would do. */
import { listOf } from '../catalog/lists.js';
import { callsPerRow, isServed } from './per-row.js';
import { tenantTables } from './tenants.js';
import type { Check } from './types.js';

export const settingPerRow: Check = {
  id: 'setting-per-row',
  severity: 'info',
  consolidationIssue: null,
  title: 'a policy reads a setting once a row',
  bySchema: true,
  design: true,
  docs: {
    what: 'Policies that call current_setting (or a function of your own without arguments) outside of a sub-select, so that it is called for every row that is looked at: one finding for the schema, for information. Silent where an index on the tenant serves the policy as it stands (the bare column compared, nothing OR-ed to it): then it is called once; whether there is one, tenant-column-index says. Measured in docs/policy-speed.md: on a million rows 2.6 s without and 0.27 s with the sub-select; where the index serves, no difference.',
    story:
      'A report counts the bookings of one tenant. The policy is OR-ed with a flag, so every row of everybody is looked at,\nand for every row two settings are looked up and one is cast: nine tenths of the time.',
    todo: 'Write (select current_setting(…)): PostgreSQL evaluates it once, before the first row. Or bind the bypass to a role, so that the index serves the policy.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: `tenancy:
  column: tenant_id
  setting: app.current_tenant_id
  bypass: { setting: app.is_system_user, value: 'true' }
  policies:
    '{table}_tenant_isolation':
      using: |
        tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid
        or current_setting('app.is_system_user', true) = 'true'
      with_check: same as using
audit:
  ignore:
    - { checks: session-bypass, objects: public, reason: only our own code connects }`,
    good: `tenancy:
  column: tenant_id
  setting: app.current_tenant_id
  bypass: { setting: app.is_system_user, value: 'true' }
  policies:
    '{table}_tenant_isolation':
      using: |
        tenant_id = (select nullif(current_setting('app.current_tenant_id', true), '')::uuid)
        or (select current_setting('app.is_system_user', true)) = 'true'
      with_check: same as using
audit:
  ignore:
    - { checks: session-bypass, objects: public, reason: only our own code connects }`,
  },
  find: (evidence) => {
    const { spec, desired, surroundings } = evidence;
    if (spec.rowSecurity === null) return [];
    const { tenantColumn } = spec.rowSecurity;
    const own = new Set(
      (surroundings?.policyFunctions ?? []).flatMap((fn) =>
        fn.arguments === 0 && fn.volatility === 'stable' ? [`${fn.schema}.${fn.name}`] : [],
      ),
    );
    const found = tenantTables(evidence).flatMap(({ table }) => {
      const names = desired.policy
        .filter((policy) => policy.table === table && policy.using !== null)
        .map(({ using }) => using?.expression ?? '')
        .filter((expression) => !isServed(expression, tenantColumn))
        .flatMap(callsPerRow)
        .flatMap(({ schema, name }) => {
          if (name === 'current_setting') return [name];
          return schema !== null && own.has(`${schema}.${name}`) ? [`${schema}.${name}`] : [];
        });
      return names.length === 0 ? [] : [{ table, names }];
    });
    if (found.length === 0) return [];
    const names = [...new Set(found.flatMap((one) => one.names))];
    const tables = found.map(({ table }) => table);
    return [
      {
        object: { kind: 'schema', name: spec.schema },
        message: `policies of ${tables.length === 1 ? tables.join('') : `${tables.length} tables`} call ${listOf(names)} once a row, where (select ${names[0]}(${names[0] === 'current_setting' ? '…' : ''})) would be once a query${tables.length === 1 ? '' : `: ${listOf(tables)}`}`,
        location: spec.rowSecurity.location,
      },
    ];
  },
};
