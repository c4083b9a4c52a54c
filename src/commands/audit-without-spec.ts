/** The audit of a database without a spec: what most of its tables do stands in for one. Read-only. */
import type { TruthContext, TruthOutcome, TruthTable } from '../catalog/truth.js';
import type { Catalog } from '../catalog/types.js';
import { findings } from '../checks/index.js';
import { parsedPolicies } from '../checks/policies.js';
import { castsPastIndexes } from '../checks/policy-casts-column.js';
import { byGravity } from '../checks/settle.js';
import type { Evidence, Finding, Inferred } from '../checks/types.js';
import { isAgreedOn, nameOf, type Pattern } from '../expression/pattern.js';
import type { Spec, TableSpec } from '../spec/types.js';
import { asSetting, STAND_IN } from '../sql/as-setting.js';
import type { Session } from '../sql/session.js';
import type { Timeouts } from '../sql/settings.js';
import { askAboutPolicies, type Tenancy, truthTables } from '../sql/truth.js';
import { type Audited, type AuditOptions, askPlans, settled } from './audit.js';
import { type Inference, infer, type Looked, type Wanted } from './inference.js';

export interface AuditedWithoutSpec extends Audited {
  readonly inference: Inference;
}

/**
 * @param begin how the transaction is opened, where it is not open already
 * @throws UserError where there is nothing to look at, or a lock of another session in the way
 */
export async function auditWithoutSpec(
  session: Session,
  wanted: Wanted,
  timeouts: Timeouts,
  options: Pick<AuditOptions, 'selected' | 'settling'> = {},
  begin?: readonly string[],
): Promise<AuditedWithoutSpec> {
  const inference = await infer(session, wanted, timeouts, begin);
  const inferred = inferredFrom(inference, wanted);
  const truth: TruthTable[] = [];
  const found: Finding[] = [];
  let last: Evidence | undefined;
  for (const [i, looked] of inference.looked.entries()) {
    // What is said of the whole database is said with the first schema.
    const local = { ...inferred, pattern: looked.pattern, alike: i === 0 ? inferred.alike : null };
    const evidence = await evidenceOf(session, looked, local, wanted);
    truth.push(...evidence.truth);
    found.push(...findings(evidence, () => [], options.selected));
    last = evidence;
  }
  const [first] = inference.looked;
  if (last === undefined || first === undefined) throw new Error('nothing was looked at');
  const all = byGravity(once(found));
  const { database, serverVersion } = first.snapshot;
  return { ...settled(all, last, () => [], options), truth, database, serverVersion, inference };
}

/** What is no schema's own (a role) is found with each of them. */
function once(found: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return found.filter((finding) => {
    const key = JSON.stringify([finding.fingerprint, finding.message]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function inferredFrom({ looked, pattern, alike }: Inference, { tenantColumn }: Wanted): Inferred {
  const tables = looked.flatMap(({ snapshot: { catalog } }) => {
    const withPolicies = new Set(catalog.policy.map(({ table }) => table));
    return catalog.table.filter(({ table, rowSecurity }) => rowSecurity && withPolicies.has(table));
  });
  const forced = tables.filter(({ forceRowSecurity }) => forceRowSecurity).length * 2 > tables.length;
  return { pattern, forced, named: tenantColumn !== undefined, alike };
}

async function evidenceOf(
  session: Session,
  { schema, snapshot, surroundings }: Looked,
  inferred: Inferred,
  { tenantColumn }: Wanted,
): Promise<Evidence> {
  const { catalog: actual } = snapshot;
  const spec = specOf(schema, actual, inferred, tenantColumn);
  const judged = await judge(session, spec, actual, surroundings.policyFunctions, inferred.pattern);
  const departing = actual.policy.filter(({ table }) => !inferred.pattern?.exact.has(`${schema}.${table}`));
  const evidence: Evidence = {
    spec,
    inferred,
    // Nobody has said what is to be: whatever is, is meant, but for what is said of it.
    desired: actual,
    actual,
    changes: [],
    notCovered: [],
    policies: await parsedPolicies(departing),
    truth: judged,
    planned: [],
    data: [],
    surroundings,
    around: new Map([[schema, surroundings]]),
    rehearsal: null,
    leftovers: [],
    locations: new Map(),
  };
  if (castsPastIndexes(evidence).length === 0) return evidence;
  const trust = await askAboutPolicies(session, actual);
  return { ...evidence, planned: await askPlans(session, evidence, snapshot, trust) };
}

/** What most of the tables do, in a spec's words. Nobody reads its places. */
function specOf(schema: string, actual: Catalog, { pattern, forced }: Inferred, tenantColumn?: string): Spec {
  const location = { file: '', line: 1, column: 1 };
  const column = pattern?.column ?? tenantColumn;
  const has = new Set(actual.column.filter(({ name }) => name === column).map(({ table }) => table));
  // Also those that are closed to all: a view of their owner's opens them.
  const closed = actual.table.filter(({ table, rowSecurity }) => rowSecurity && has.has(table));
  const guarded = new Set([...actual.policy, ...closed].map(({ table }) => table));
  const tables = actual.table.map(
    (table): TableSpec => ({
      ...{ schema, name: table.table, comment: null, said: table, tenantScoped: guarded.has(table.table) },
      ...{ columns: [], constraints: [], indexes: [], policies: [], triggers: [] },
      ...{ rowSecurity: null, withoutPolicies: new Set(), notTenantScopedReason: null },
      ...{ encrypted: [], formerly: [], location },
    }),
  );
  const tenancy = pattern === null ? null : standInFor(pattern);
  return {
    ...{ file: '', schema, service: null, applicationRole: null, schemas: [], tables, objects: [] },
    rowSecurity:
      column === undefined
        ? null
        : {
            tenantColumn: column,
            setting: tenancy?.setting ?? STAND_IN,
            bypass: tenancy?.bypass ?? null,
            ...{ force: forced, policies: [], location },
          },
    ...{ external: new Map(), externalComment: '', tenantsTable: null, requiredExtensions: [] },
    ...{ forbiddenExtensions: [], forbiddenRoles: [], history: null },
    ...{ audit: { severity: new Map(), ignore: [] }, location },
  };
}

function standInFor({ column, source, bypass }: Pattern): Tenancy {
  return { tenantColumn: column, setting: source.is === 'setting' ? source.setting : STAND_IN, bypass };
}

/**
 * The truth tables, of what was inferred. Where no setting holds the tenant, what does is taken for one: then nothing is
 * known of how it is when it is not set, and only the context of a tenant is told.
 */
async function judge(
  session: Session,
  spec: Spec,
  actual: Catalog,
  helpers: Looked['surroundings']['policyFunctions'],
  pattern: Pattern | null,
): Promise<readonly TruthTable[]> {
  if (pattern === null) return [];
  const scoped = new Set(spec.tables.filter((table) => table.tenantScoped).map(({ name }) => name));
  const has = new Set(actual.column.filter(({ name }) => name === pattern.column).map(({ table }) => table));
  const others = ofOtherSettings(pattern);
  const tables = actual.table.filter(
    ({ schema, table }) => scoped.has(table) && has.has(table) && !others.has(nameOf({ schema, table })),
  );
  const { catalog, asWritten } = asSetting(actual, pattern.source, helpers);
  const truth = await truthTables(session, catalog, tables, standInFor(pattern), pattern.role);
  return truth.map(({ table, cells }) => ({
    table,
    cells: cells
      .filter(({ context, outcome }) => isKnown(pattern, context, outcome))
      .map((cell) => ({ ...cell, outcome: inTheirWords(cell.outcome, asWritten) })),
  }));
}

/** Where no setting has the majority, nothing is known of a table that reads another one. */
function ofOtherSettings(pattern: Pattern): ReadonlySet<string> {
  const { source, settings } = pattern;
  if (source.is !== 'setting' || isAgreedOn(pattern)) return new Set();
  const ours = new Set(settings.get(source.setting));
  return new Set([...settings.values()].flat().filter((name) => !ours.has(name)));
}

/** What was not asked is not known: how it is without a tenant, or, where rows are looked up, under a condition on them. */
function isKnown({ source }: Pattern, context: TruthContext, outcome: TruthOutcome): boolean {
  if (source.is === 'setting') return true;
  return context === 'tenant A' && !(source.is === 'query' && outcome.is === 'sometimes');
}

function inTheirWords(outcome: TruthOutcome, asWritten: (text: string) => string): TruthOutcome {
  if (outcome.is === 'sometimes') return { ...outcome, when: asWritten(outcome.when) };
  return outcome.is === 'unknown' ? { ...outcome, reason: asWritten(outcome.reason) } : outcome;
}
