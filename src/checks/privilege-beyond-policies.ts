/** privilege-beyond-policies: a privilege on a tenant-scoped table that no policy is asked about. */
import { grouped, listOf } from '../catalog/lists.js';
import { claimed, onlyGrants } from './claims.js';
import { guardedTables, isPast } from './tenants.js';
import type { Check, Objection } from './types.js';

/** What each is good for. */
const BEYOND: ReadonlyMap<string, string> = new Map([
  ['TRUNCATE', 'empty (TRUNCATE)'],
  ['TRIGGER', 'set triggers on (TRIGGER)'],
  ['REFERENCES', "refer to any tenant's rows in (REFERENCES)"],
]);

export const privilegeBeyondPolicies: Check = {
  id: 'privilege-beyond-policies',
  severity: 'warning',
  consolidationIssue: null,
  title: 'a privilege that no policy is asked about',
  bySchema: true,
  around: true,
  docs: {
    what: "TRUNCATE, TRIGGER or REFERENCES on a tenant-scoped table: one finding for all roles that have the same. With an application's role in the spec, those that it has; else those of every role but the owner. REFERENCES alone is information, and so are roles that the policies are not for where there is no spec. Silent about roles whom the policies do not bind anyway, and about schemas that the role may not use.",
    story:
      'The application was granted ALL on all tables, which is how everybody starts. ALL is also TRUNCATE, and TRUNCATE\nasks no policy: one statement, and the rows of all tenants are gone.',
    todo: 'Revoke them; an application needs SELECT, INSERT, UPDATE and DELETE.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'grant select, truncate on bookings to schema_audit_example_app',
    good: 'grant select, insert, update, delete on bookings to schema_audit_example_app',
    byHand: 'revoke truncate on bookings from schema_audit_example_app',
  },
  find: (evidence) => {
    const { spec, surroundings } = evidence;
    const guarded = guardedTables(evidence);
    const grants = (surroundings?.grants ?? []).filter(
      ({ grantee, privilege, application }) =>
        BEYOND.has(privilege) && grantee !== 'public' && (spec.applicationRole === null || application === true),
    );
    const held = [...new Set(grants.map(({ grantee }) => grantee))].map((grantee) => ({
      grantee,
      has: [...BEYOND].flatMap(([privilege, what]) => {
        const tables = grants
          .filter((one) => one.grantee === grantee && one.privilege === privilege)
          .flatMap((one) => one.tables.filter((table) => guarded.has(table) && !isPast(evidence, grantee, table)));
        return tables.length === 0 ? [] : [{ privilege, what, tables }];
      }),
    }));
    // Without a spec: whether one whom the policies are not for has any use for the tables is not known.
    const role = evidence.inferred?.pattern?.role ?? null;
    const isMild = ({ grantee, has }: (typeof held)[number]) =>
      has.every(({ privilege }) => privilege === 'REFERENCES') || (role !== null && role !== grantee);
    const alike = grouped(held, (one) => JSON.stringify([one.has, isMild(one)]));
    return [...alike.values()].flatMap((some): Objection[] => {
      const [first] = some;
      if (first === undefined || first.has.length === 0) return [];
      const grantees = some.map(({ grantee }) => grantee);
      const privileges = first.has.map(({ privilege }) => privilege.toLowerCase());
      const tables = [...new Set(first.has.flatMap((one) => one.tables))];
      return [
        {
          object: some.length === 1 ? { kind: 'role', name: first.grantee } : { kind: 'schema', name: spec.schema },
          ...(isMild(first) ? { severity: 'info' as const } : {}),
          message: `${listOf(grantees)} may ${inWords(first.has)}: no policy is asked`,
          hint: `revoke ${privileges.join(', ')} on … from ${grantees.join(', ')}`,
          changes: tables.flatMap((table) =>
            claimed(evidence.changes, { kind: 'table', schema: spec.schema, table }, (change) =>
              onlyGrants(change, grantees, privileges),
            ),
          ),
          facet: some.length === 1 ? spec.schema : grantees.join(', '),
        },
      ];
    });
  },
};

/** Tables that all of it is about are named once. */
function inWords(has: readonly { readonly what: string; readonly tables: readonly string[] }[]): string {
  const [first] = new Set(has.map(({ tables }) => listOf(tables)));
  const same = has.every(({ tables }) => listOf(tables) === first);
  if (!same) return has.map(({ what, tables }) => `${what} ${listOf(tables)}`).join(', ');
  return `${listOf(has.map(({ what }) => what))} ${first}`;
}
