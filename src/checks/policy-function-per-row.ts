/** policy-function-per-row: a policy calls a function of the database's own for every row. */
import { listOf } from '../catalog/lists.js';
import { argumentsOf, identifiers } from '../expression/inspect.js';
import { claimed } from './claims.js';
import { bySize } from './columns.js';
import { callsPerRow } from './per-row.js';
import { guardedTables } from './tenants.js';
import type { Check, Evidence, Objection } from './types.js';

export const policyFunctionPerRow: Check = {
  id: 'policy-function-per-row',
  severity: 'warning',
  consolidationIssue: null,
  title: 'a policy calls a function for every row',
  bySchema: true,
  around: true,
  docs: {
    what: "A policy that calls a function of the database's own that is VOLATILE (which is what a function is unless it says otherwise): it is called for every row, and no index can serve the comparison; a warning. And one that takes columns of the row and is not LEAKPROOF: called for every row as well, information, or a warning from about 10,000 rows on. Silent inside (select …), about functions in plain SQL, which PostgreSQL writes out, and about STABLE functions without arguments, of which setting-per-row speaks.",
    story:
      'current_tenant() is three lines of PL/pgSQL, and nobody wrote STABLE behind them. On the laptop with its ten rows\nnothing is to be seen; in production every query calls it forty million times.',
    todo: 'Declare it STABLE if it only reads settings and tables (alter function … stable); wrap a call without columns in (select …). Of memberships fetch the list once: team_id in (select … ), instead of is_member(team_id).',
    link: 'https://www.postgresql.org/docs/current/xfunc-volatility.html',
    spec: `tenancy:
  column: tenant_id
  setting: app.current_tenant_id
  policies: {}
tables:
  bookings:
    columns: { tenant_id: uuid not null }
    indexes: { bookings_tenant: tenant_id }
audit: { severity: { drift: off, rls-blind: off } }`,
    bad: "create function current_tenant() returns uuid language plpgsql\n  as $$ begin return nullif(current_setting('app.current_tenant_id', true), '')::uuid; end $$;\ncreate policy bookings_tenant on bookings using (tenant_id = current_tenant())",
    good: "create function current_tenant() returns uuid language plpgsql stable\n  as $$ begin return nullif(current_setting('app.current_tenant_id', true), '')::uuid; end $$;\ncreate policy bookings_tenant on bookings using (tenant_id = current_tenant())",
    byHand: 'alter function current_tenant() stable',
  },
  find: (evidence) => {
    const { spec, surroundings } = evidence;
    const guarded = guardedTables(evidence);
    return (surroundings?.policyFunctions ?? []).flatMap((fn): Objection[] => {
      const inlined = fn.language === 'sql' && !fn.definer;
      if (inlined) return [];
      const tables = [
        ...new Set(
          fn.policies.flatMap(({ table, policy }) =>
            guarded.has(table) && isCalled(evidence, table, policy, fn) ? [table] : [],
          ),
        ),
      ];
      const volatile = fn.volatility === 'volatile';
      if (tables.length === 0 || (!volatile && (fn.arguments === 0 || fn.leakproof))) return [];
      const name = `${fn.schema}.${fn.name}`;
      const object = { kind: 'function', schema: fn.schema, name: `${fn.name}(${fn.types})` } as const;
      if (volatile) {
        return [
          {
            object,
            message: `policies of ${listOf(tables)} call ${name}(), which is VOLATILE: for every row, and past every index`,
            hint: 'alter function … stable, if it only reads settings and tables',
            changes: claimed(evidence.changes, object, ({ field }) => field === 'volatility'),
            facet: spec.schema,
          },
        ];
      }
      const large = tables.some((table) => bySize(evidence, table) === 'warning');
      return [
        {
          object,
          severity: large ? 'warning' : 'info',
          message: `policies of ${listOf(tables)} call ${name}(…) with columns of the row: once a row`,
          hint: 'a list that is fetched once is cheaper: column in (select …)',
          facet: spec.schema,
        },
      ];
    });
  },
};

/** Whether a policy calls a function outside of every sub-select, with a column of the row where it takes anything. */
function isCalled(
  { actual }: Evidence,
  table: string,
  name: string,
  fn: { readonly schema: string; readonly name: string; readonly arguments: number },
): boolean {
  const policy = actual.policy.find((one) => one.table === table && one.name === name);
  const columns = actual.column.filter((one) => one.table === table).map((one) => one.name);
  return [policy?.using, policy?.withCheck].some((one) => {
    if (one == null) return false;
    const { expression } = one;
    const called = callsPerRow(expression).some(
      (call) => call.name === fn.name && (call.schema ?? fn.schema) === fn.schema,
    );
    return (
      called &&
      (fn.arguments === 0 || argumentsOf(expression, fn.name).some((text) => identifiers(text, columns).size > 0))
    );
  });
}
