/** tenant-table-without-row-security: a table holds tenants' rows like its siblings, and nothing guards it. */

import { addressOf } from '../catalog/address.js';
import { listOf } from '../catalog/lists.js';
import type { Table } from '../catalog/types.js';
import { unboundBecause, whoOf } from './tenants.js';
import type { Check, Evidence, Objection } from './types.js';

export const tenantTableWithoutRowSecurity: Check = {
  id: 'tenant-table-without-row-security',
  severity: 'warning',
  consolidationIssue: null,
  title: "a table of tenants' rows without row level security",
  bySchema: true,
  withoutSpec: true,
  around: true,
  docs: {
    what: 'A table that has the tenant column, and neither row level security nor a policy, in a database whose other tables have them. An error where somebody but its owner has privileges on it. Where no table at all has policies it speaks only if you name the column (--tenant-column), and says so once. Silent about partitions: their table above guards them.',
    story:
      'Sixty-nine tables have their policy. The seventieth came with a hotfix, has tenant_id like all others, and nobody\nmissed the policy: queries name their tenant, until one does not.',
    todo: "Give it row level security and the others' policy; or write down that it is not tenant-scoped, and why: `not_tenant_scoped` in a spec.",
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'create table notes (tenant_id uuid not null)',
    good: 'create table countries (code text)',
    byHand: 'drop table notes',
  },
  find: (evidence) => {
    const { inferred, spec, surroundings } = evidence;
    const column = spec.rowSecurity?.tenantColumn;
    if (inferred === null || column === undefined) return [];
    const open = unguarded(evidence, column);
    if (inferred.pattern === null) return inferred.named ? allOf(evidence, open, column) : [];
    const others = inferred.pattern.of.length;
    return open.map((table) => {
      const grants = (surroundings?.grants ?? []).filter(({ tables }) => tables.includes(table.table));
      const who = [...new Set(grants.map(({ grantee }) => grantee))].filter((grantee) => !isTrusted(evidence, grantee));
      return {
        object: addressOf(table),
        severity: who.length > 0 ? ('error' as const) : ('warning' as const),
        message: `${table.table} has ${column} like ${others === 1 ? 'another' : `${others} others`}, and no row level security${who.length > 0 ? `: ${whoOf(who)} may reach every tenant's rows` : ''}`,
      };
    });
  },
};

function unguarded({ actual, surroundings }: Evidence, column: string): readonly Table[] {
  const partitions = new Set(
    (surroundings?.tables ?? []).flatMap(({ table, isPartition }) => (isPartition ? [table] : [])),
  );
  // Of those that inherit partition-without-row-security speaks, where somebody may reach them.
  const children = new Set((surroundings?.children ?? []).map((one) => one.table));
  return actual.table.filter(
    ({ table, rowSecurity }) =>
      !rowSecurity &&
      !partitions.has(table) &&
      !children.has(table) &&
      actual.column.some((one) => one.table === table && one.name === column) &&
      !actual.policy.some((policy) => policy.table === table),
  );
}

function allOf({ spec }: Evidence, open: readonly Table[], column: string): Objection[] {
  if (open.length === 0) return [];
  const names = listOf(
    open.map(({ table }) => table),
    8,
  );
  return [
    {
      object: { kind: 'schema', name: spec.schema },
      message: `${open.length === 1 ? 'a table has' : `${open.length} tables have`} ${column} and no row level security: ${names}`,
    },
  ];
}

/** Whoever is past all policies anyway has no use of one missing. */
function isTrusted({ surroundings, inferred }: Evidence, grantee: string): boolean {
  if (grantee === inferred?.pattern?.role) return false;
  return unboundBecause(surroundings?.roles.find(({ name }) => name === grantee)) !== null;
}
