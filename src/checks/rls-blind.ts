/** rls-blind: a tenant does not see its own rows under the spec's setting. */
import { onTables } from './truth.js';
import type { Check, Evidence } from './types.js';

export const rlsBlind: Check = {
  id: 'rls-blind',
  severity: 'error',
  consolidationIssue: null,
  title: 'a tenant does not see its own rows',
  bySchema: true,
  docs: {
    what: "With the spec's setting set to tenant A, no row of tenant A can be selected, whatever its other columns hold. Without a spec it is information where no policy is for reading, or where the policies ask for another setting besides.",
    story:
      'Row level security was switched on and the policy forgotten, or it reads a setting that nobody sets.\nNothing leaks, nothing works, and the way out under pressure is to switch it off again.',
    todo: "Give the table the spec's policy.",
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'drop policy bookings_tenant_isolation on bookings',
    good: "create policy narrower on bookings as restrictive using (status = 'active')",
  },
  find: (evidence) =>
    onTables(
      evidence,
      (cell) =>
        cell.outcome.is === 'held back' && cell.context === 'tenant A' && cell.verb === 'select' && cell.row === 'own',
      (table) => {
        const { rowSecurity } = evidence.spec;
        const message = `${table}: a tenant does not see its own rows when ${rowSecurity?.setting ?? 'the setting'} is set`;
        if (evidence.inferred === null) return { message };
        const others = otherSettings(evidence, table);
        if (others === null)
          return { severity: 'info', message: `${table} may be written and not read: no policy is for reading` };
        return others.length === 0
          ? { message }
          : { severity: 'info', message: `${message} alone: its policies also ask for ${others.join(' and ')}` };
      },
    ).filter(
      ({ object }) => evidence.inferred === null || evidence.actual.policy.some(({ table }) => table === object.table),
    ),
};

/** Without a spec: what the policies for reading ask for besides; null: there are none. */
function otherSettings({ actual, spec, inferred }: Evidence, table: string): readonly string[] | null {
  const reading = actual.policy.filter((one) => one.table === table && ['all', 'select'].includes(one.command));
  if (!reading.some(({ permissive }) => permissive)) return null;
  // Those that hold tenants elsewhere are a matter of rls-wrong-setting.
  const known = new Set(
    [spec.rowSecurity?.setting, spec.rowSecurity?.bypass?.setting, ...(inferred?.pattern?.settings.keys() ?? [])].map(
      (one) => one?.toLowerCase(),
    ),
  );
  const read = reading.flatMap(({ using }) => [...(using?.expression ?? '').matchAll(/current_setting\('([^']+)'/g)]);
  return [...new Set(read.map(([, name = '']) => name))].filter((name) => !known.has(name.toLowerCase()));
}
