/** The one row level security pattern of a database, found and lifted out; each table's departure from it is spelled out. */
import { keyOf } from '../catalog/address.js';
import type { Catalog, Policy, Table } from '../catalog/types.js';
import { writePolicies } from './kinds/policy.js';
import { policyTemplate, templateOfName } from './lift.js';
import type { Comments, Entries } from './written.js';

/** How tenants are kept apart, as the policies say it. */
export interface TenancyFound {
  readonly tenantColumn: string;
  readonly setting: string;
  readonly bypass: { readonly setting: string; readonly value: string } | null;
}

/** What is the same for most tables that keep tenants apart. */
export interface Isolation {
  /** null: no pattern is worth the name. */
  readonly tenancy: TenancyFound | null;
  readonly force: boolean;
  /** The pattern's policies by their templates, each as one table has it. */
  readonly pattern: ReadonlyMap<string, Policy>;
  /** By keyOf: tables that have the tenant column and row level security. */
  readonly scoped: ReadonlySet<string>;
}

export const NO_PATTERN: Isolation = { tenancy: null, force: true, pattern: new Map(), scoped: new Set() };

/** Finds the policies that at least half of the tables with a tenant column and row level security have. */
export function isolationOf(catalog: Catalog, tenancy: TenancyFound | null, comments: Comments): Isolation {
  if (tenancy === null) return NO_PATTERN;
  const on = ({ schema, table }: { schema: string; table: string }) => keyOf({ kind: 'table', schema, table });
  const withColumn = new Set(catalog.column.filter(({ name }) => name === tenancy.tenantColumn).map(on));
  const scoped = catalog.table.filter((table) => table.rowSecurity && withColumn.has(keyOf(table)));
  const keys = new Set(scoped.map(keyOf));
  const votes = new Map<string, { policy: Policy; count: number }>();
  for (const policy of catalog.policy.filter((one) => keys.has(on(one)))) {
    const template = policyTemplate(policy, comments(policy));
    votes.set(template, { policy, count: (votes.get(template)?.count ?? 0) + 1 });
  }
  const enough = Math.max(2, scoped.length / 2);
  const pattern = new Map(
    [...votes].filter(([, { count }]) => count >= enough).map(([template, { policy }]) => [template, policy]),
  );
  if (pattern.size === 0) return NO_PATTERN;
  const forced = scoped.filter(({ forceRowSecurity }) => forceRowSecurity).length;
  return { tenancy, force: forced * 2 >= scoped.length, pattern, scoped: keys };
}

/** The section `tenancy`. */
export function writeTenancy({ tenancy, force, pattern }: Isolation, comments: Comments): Entries | undefined {
  if (tenancy === null) return undefined;
  const { tenantColumn, setting, bypass } = tenancy;
  const policies = [...pattern.values()].flatMap((policy) => {
    const written = Object.values(writePolicies([policy], comments))[0];
    return [[templateOfName(policy), written] as const];
  });
  return {
    column: tenantColumn,
    setting,
    bypass: bypass === null ? undefined : { setting: bypass.setting, value: bypass.value },
    force: force ? undefined : false,
    policies: Object.fromEntries(policies),
  };
}

/** What a table says of row level security beside the pattern; nothing where it follows it. */
export function writeIsolation(table: Table, on: Catalog, isolation: Isolation, comments: Comments): Entries {
  const { tenancy, force, pattern, scoped } = isolation;
  const isScoped = tenancy !== null && scoped.has(keyOf(table));
  const templates = on.policy.map((policy) => policyTemplate(policy, comments(policy)));
  const follows = isScoped && [...pattern.keys()].every((template) => templates.includes(template));
  const own = on.policy.filter((_, i) => !follows || !pattern.has(templates[i] ?? ''));
  const said = wordOf(table);
  const usual = isScoped ? (force ? 'forced' : 'on') : 'off';
  return {
    not_tenant_scoped: tenancy === null || isScoped ? undefined : reason(table, on, tenancy),
    // A policy where nothing is said of row level security would be a mistake.
    row_security: said === usual && (isScoped || own.length === 0) ? undefined : said,
    pattern: isScoped && !follows ? false : undefined,
    policies: own.length === 0 ? undefined : writePolicies(own, comments),
  };
}

function wordOf({ rowSecurity, forceRowSecurity }: Table): string {
  if (rowSecurity) return forceRowSecurity ? 'forced' : 'on';
  return forceRowSecurity ? 'off, forced' : 'off';
}

function reason(table: Table, on: Catalog, { tenantColumn }: TenancyFound): string {
  if (!on.column.some(({ name }) => name === tenantColumn)) return `it has no ${tenantColumn}`;
  return table.rowSecurity ? 'its policies are its own' : 'row level security is off';
}
