/** definer-bypasses-row-security: a SECURITY DEFINER function works on tenants' rows as an owner whom no policy binds. */
import { listOf } from '../catalog/lists.js';
import { claimed, onlyGrants, ownerOf } from './claims.js';
import { asksFor, signatureOf, tablesTouched } from './definer-functions.js';
import { bound, guardedTables, isPast, whoOf } from './tenants.js';
import type { Check } from './types.js';

export const definerBypassesRowSecurity: Check = {
  id: 'definer-bypasses-row-security',
  severity: 'warning',
  consolidationIssue: null,
  title: "a SECURITY DEFINER function reaches every tenant's rows",
  bySchema: true,
  around: true,
  docs: {
    what: "A SECURITY DEFINER function that names a tenant-scoped table, whose owner the table's policies do not bind, and that somebody else may call. Silent where it asks for the tenant itself (it reads the setting, or calls what the policies call), where it returns a trigger, where a policy calls it (policies look up memberships that way), and where only roles may call it whom the policies do not bind anyway.",
    story:
      'find_booking(id) was made SECURITY DEFINER because of one missing grant. It is postgres who looks now,\nand whoever has an id, or guesses one, gets the booking, whosever it is.',
    todo: 'Make it SECURITY INVOKER, give it to an owner whom the policies bind, or let it filter by the setting itself; revoke execute from public.',
    link: 'https://www.postgresql.org/docs/current/sql-createfunction.html',
    bad: "create function find_booking(uuid) returns text language sql security definer set search_path = ''\n  as 'select status from public.bookings where id = $1'",
    good: "create function find_booking(uuid) returns text language sql security definer set search_path = ''\n  as 'select status from public.bookings where id = $1';\nalter function find_booking owner to schema_audit_example_app",
    byHand: 'alter function find_booking security invoker',
  },
  find: (evidence) => {
    const { spec, surroundings } = evidence;
    if (spec.rowSecurity === null || surroundings === null) return [];
    const guarded = guardedTables(evidence);
    const { setting, bypass } = spec.rowSecurity;
    const settings = [setting, bypass?.setting ?? setting].map((name) => name.toLowerCase());
    const called = surroundings.policyFunctions;
    return surroundings.functions.flatMap((fn) => {
      const inPolicy = called.some((one) => one.schema === fn.schema && one.name === fn.name);
      const asks = asksFor(
        fn,
        settings,
        called.map(({ name }) => name),
      );
      if (fn.isTrigger || inPolicy || asks) return [];
      const tables = tablesTouched(fn, spec.schema, guarded).filter((table) => isPast(evidence, fn.owner, table));
      const callers = bound(evidence, fn.reach, tables);
      if (tables.length === 0 || callers.length === 0) return [];
      const object = { kind: 'function', schema: fn.schema, name: `${fn.name}(${fn.arguments})` } as const;
      return [
        {
          object,
          message: `function ${signatureOf(fn)} works on ${listOf(tables)} as ${fn.owner}, whom no policy binds, and ${whoOf(callers)} may call it`,
          changes: claimed(
            evidence.changes,
            object,
            (change) =>
              change.field === 'securityDefiner' ||
              (change.field === 'owner' && !isPast(evidence, ownerOf(change.to) ?? fn.owner, tables[0] ?? '')) ||
              onlyGrants(change, callers, ['execute']),
          ),
        },
      ];
    });
  },
};
