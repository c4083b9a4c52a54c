/** The list of checks, in the order in which they speak; and how what they find becomes findings. */
import { keyOf, parentOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { Location } from '../errors.js';
import { bySchema } from './by-schema.js';
import { constraintNotValidated } from './constraint-not-validated.js';
import { dataCrossesTenants } from './data-crosses-tenants.js';
import { dataDuplicates } from './data-duplicates.js';
import { dataOrphans } from './data-orphans.js';
import { dataPlaceholderTenant } from './data-placeholder-tenant.js';
import { definerBypassesRowSecurity } from './definer-bypasses-row-security.js';
import { definerSearchPath } from './definer-search-path.js';
import { departsFromPattern } from './departs-from-pattern.js';
import { drift } from './drift.js';
import { duplicateIndex } from './duplicate-index.js';
import { encryptedColumnType } from './encrypted-column-type.js';
import { encryptedWithoutKey } from './encrypted-without-key.js';
import { externalFkCrossService } from './external-fk-cross-service.js';
import { externalFkTenants } from './external-fk-tenants.js';
import { fingerprintOf } from './fingerprint.js';
import { foreignKeyWithoutIndex } from './foreign-key-without-index.js';
import { foreignKeyWithoutTenant } from './foreign-key-without-tenant.js';
import { invalidIndex } from './invalid-index.js';
import { materializedViewOfTenants } from './materialized-view-of-tenants.js';
import { migrationDown } from './migration-down.js';
import { migrationFails } from './migration-fails.js';
import { migrationLocks } from './migration-locks.js';
import { migrationUnknownTable } from './migration-unknown-table.js';
import { mixedOwners } from './mixed-owners.js';
import { notCovered } from './not-covered.js';
import { partitionWithoutRowSecurity } from './partition-without-row-security.js';
import { policyCastsColumn } from './policy-casts-column.js';
import { policyFunctionPerRow } from './policy-function-per-row.js';
import { policyWithoutRowSecurity } from './policy-without-row-security.js';
import { privilegeBeyondPolicies } from './privilege-beyond-policies.js';
import { publicPrivilege } from './public-privilege.js';
import { publishedTenants } from './published-tenants.js';
import { rlsAcceptsForeignRows } from './rls-accepts-foreign-rows.js';
import { rlsBlind } from './rls-blind.js';
import { rlsBypassTooWide } from './rls-bypass-too-wide.js';
import { rlsCrossesTenants } from './rls-crosses-tenants.js';
import { rlsFailsOnEmpty } from './rls-fails-on-empty.js';
import { rlsFailsWhenUnset } from './rls-fails-when-unset.js';
import { rlsLeaksWhenUnset } from './rls-leaks-when-unset.js';
import { rlsNoSystemBypass } from './rls-no-system-bypass.js';
import { rlsNoWithCheck } from './rls-no-with-check.js';
import { rlsNotForced } from './rls-not-forced.js';
import { rlsPlaceholderFallback } from './rls-placeholder-fallback.js';
import { rlsVoidForApplicationRole } from './rls-void-for-application-role.js';
import { rlsWrongSetting } from './rls-wrong-setting.js';
import { rlsWrongTable } from './rls-wrong-table.js';
import { rowSecurityWithoutPolicy } from './row-security-without-policy.js';
import { secretInClear } from './secret-in-clear.js';
import { sequenceNearEnd } from './sequence-near-end.js';
import { serviceAdminRole } from './service-admin-role.js';
import { sessionBypass } from './session-bypass.js';
import { settingPerRow } from './setting-per-row.js';
import { suppression } from './suppression.js';
import { tenantColumnIndex } from './tenant-column-index.js';
import { tenantColumnNullable } from './tenant-column-nullable.js';
import { tenantColumnType } from './tenant-column-type.js';
import { tenantDefault } from './tenant-default.js';
import { tenantTableWithoutRowSecurity } from './tenant-table-without-row-security.js';
import { timestampWithoutTimeZone } from './timestamp-without-time-zone.js';
import { type Check, type Evidence, type Finding, type Objection, SEVERITIES } from './types.js';
import { uniqueWithoutTenant } from './unique-without-tenant.js';
import { uuidOssp } from './uuid-ossp.js';
import { viewBypassesRowSecurity } from './view-bypasses-row-security.js';

/** The order in which they speak: named causes, then what the policies were seen to do, then whatever is left. */
export const checks: readonly Check[] = [
  migrationFails,
  tenantDefault,
  externalFkTenants,
  externalFkCrossService,
  rlsWrongSetting,
  rlsPlaceholderFallback,
  rlsNotForced,
  rlsNoWithCheck,
  rlsNoSystemBypass,
  rlsWrongTable,
  policyWithoutRowSecurity,
  tenantTableWithoutRowSecurity,
  rowSecurityWithoutPolicy,
  serviceAdminRole,
  uuidOssp,
  rlsVoidForApplicationRole,
  viewBypassesRowSecurity,
  materializedViewOfTenants,
  definerBypassesRowSecurity,
  definerSearchPath,
  partitionWithoutRowSecurity,
  privilegeBeyondPolicies,
  publicPrivilege,
  publishedTenants,
  mixedOwners,
  tenantColumnNullable,
  tenantColumnType,
  tenantColumnIndex,
  uniqueWithoutTenant,
  foreignKeyWithoutTenant,
  foreignKeyWithoutIndex,
  duplicateIndex,
  invalidIndex,
  constraintNotValidated,
  sequenceNearEnd,
  timestampWithoutTimeZone,
  encryptedWithoutKey,
  encryptedColumnType,
  secretInClear,
  rlsCrossesTenants,
  rlsLeaksWhenUnset,
  rlsAcceptsForeignRows,
  rlsBypassTooWide,
  rlsBlind,
  rlsFailsOnEmpty,
  rlsFailsWhenUnset,
  sessionBypass,
  settingPerRow,
  policyCastsColumn,
  policyFunctionPerRow,
  dataPlaceholderTenant,
  dataCrossesTenants,
  dataOrphans,
  dataDuplicates,
  migrationUnknownTable,
  migrationDown,
  migrationLocks,
  departsFromPattern,
  drift,
  notCovered,
  suppression,
];

/** Checks that speak only of what is left. */
const LAST: ReadonlySet<Check> = new Set([drift]);

/**
 * Runs checks over the evidence: worst findings first, then in the order of the list and of the spec.
 * One fact, one finding: of a difference that a check has spoken for, drift is silent; and what the policies were seen
 * to do joins the finding that names its cause.
 * @param fixOf the statements that carry out changes (the planner's, handed in so that checks know no SQL)
 */
export function findings(
  evidence: Evidence,
  fixOf: (changes: readonly Change[]) => readonly string[],
  selected: readonly Check[] = checks,
): Finding[] {
  const spoken = new Set<Change>();
  const explained = new Map<string, Finding>();
  const found: Finding[] = [];
  const schemas = bySchema(evidence);
  for (const check of selected) {
    const changes = LAST.has(check) ? evidence.changes.filter((change) => !spoken.has(change)) : evidence.changes;
    const objections =
      check.bySchema === true ? schemas.flatMap((one) => check.find(one)) : check.find({ ...evidence, changes });
    for (const objection of objections) {
      const { schema, table } = objection.object;
      const cause = explained.get(JSON.stringify([check.id, schema, table]));
      if (cause !== undefined) {
        found[found.indexOf(cause)] = joined(cause, check, objection, explained);
        continue;
      }
      for (const change of objection.changes ?? []) spoken.add(change);
      const one = finding(check, objection, evidence, fixOf);
      found.push(one);
      if (table === undefined) continue;
      for (const id of objection.explains ?? []) {
        const key = JSON.stringify([id, schema, table]);
        if (!explained.has(key)) explained.set(key, one);
      }
    }
  }
  const rank = (f: Finding) => SEVERITIES.indexOf(f.severity);
  return found
    .map((f, i) => ({ f, i }))
    .sort((a, b) => rank(a.f) - rank(b.f) || a.i - b.i)
    .map(({ f }) => f);
}

/** A cause with what it was seen to do; it is as grave as that. */
function joined(cause: Finding, check: Check, effect: Objection, explained: Map<string, Finding>): Finding {
  const gravity = [cause.severity, effect.severity ?? check.severity];
  const severity = SEVERITIES.find((one) => gravity.includes(one)) ?? cause.severity;
  const more = { ...cause, severity, cells: [...cause.cells, ...(effect.cells ?? [])] };
  for (const [key, one] of explained) if (one === cause) explained.set(key, more);
  return more;
}

function finding(
  check: Check,
  objection: Objection,
  evidence: Evidence,
  fixOf: (changes: readonly Change[]) => readonly string[],
): Finding {
  return {
    check: check.id,
    consolidationIssue: check.consolidationIssue,
    severity: objection.severity ?? check.severity,
    object: objection.object,
    message: objection.message,
    hint: objection.hint ?? null,
    expected: objection.expected ?? null,
    actual: objection.actual ?? null,
    cells: objection.cells ?? [],
    // Without a spec there is nothing to point at.
    location: evidence.inferred === null ? (objection.location ?? locate(objection, evidence)) : null,
    migration: objection.migration ?? null,
    fix: objection.byHand === true ? [] : fixOf(objection.changes ?? []),
    fingerprint: fingerprintOf(check.id, objection.object, objection.facet ?? ''),
  };
}

/** Where the spec speaks of the object, or of the nearest thing around it. */
function locate({ object }: Objection, { locations, spec }: Evidence): Location {
  for (let at: typeof object | null = object; at !== null; at = parentOf(at)) {
    const location = locations.get(keyOf(at));
    if (location !== undefined) return location;
  }
  return spec.location;
}
