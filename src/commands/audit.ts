/** The audit itself, apart from options and output: a spec and an open session in, findings out. Read-only. */
import type { Change } from '../catalog/diff.js';
import type { Hints } from '../catalog/hints.js';
import { wholeOf } from '../catalog/scope.js';
import type { Surroundings } from '../catalog/surroundings.js';
import type { TruthTable } from '../catalog/truth.js';
import type { Catalog } from '../catalog/types.js';
import { bySchema } from '../checks/by-schema.js';
import { checks, findings } from '../checks/index.js';
import { readPolicies } from '../checks/policies.js';
import { castsPastIndexes } from '../checks/policy-casts-column.js';
import { byGravity, type Settling, settle } from '../checks/settle.js';
import { suppression } from '../checks/suppression.js';
import type { Check, Evidence, Finding, Rehearsed, Suppressed } from '../checks/types.js';
import type { Compiled } from '../spec/compile.js';
import { historyTables, scopeOf } from '../spec/compile.js';
import { isLeftOpen, type Spec } from '../spec/types.js';
import type { Creator } from '../sql/access-statements.js';
import { compare } from '../sql/compare.js';
import type { Trust } from '../sql/evaluable.js';
import { withFormerNames } from '../sql/former.js';
import type { Owns } from '../sql/kind.js';
import { read, type Snapshot } from '../sql/read.js';
import type { Observation } from '../sql/references.js';
import type { Session } from '../sql/session.js';
import type { Timeouts } from '../sql/settings.js';
import { askAboutPolicies, truthTables } from '../sql/truth.js';
import { applicationRole } from './application-role.js';

export interface Audited {
  readonly findings: readonly Finding[];
  /** Left out of account, and why. */
  readonly suppressed: readonly Suppressed[];
  readonly truth: readonly TruthTable[];
  readonly database: string;
  readonly serverVersion: string;
}

/** What an audit may be asked for, beside the spec. */
export interface AuditOptions {
  readonly strict?: boolean;
  readonly data?: boolean;
  readonly selected?: readonly Check[];
  /** What migrations did before. */
  readonly rehearsal?: Rehearsed;
  /** What stands around the tables; read by `audit` where a check needs it. */
  readonly around?: ReadonlyMap<string, Surroundings> | null;
  /** How findings are to be taken. */
  readonly settling?: Settling;
}

/**
 * @param options strict: tables of the schema that the spec does not name are differences too; selected: these checks alone
 * @throws UserError where a lock of another session stands in the way
 */
export async function audit(
  session: Session,
  compiled: Compiled & { readonly spec: Spec },
  timeouts: Timeouts,
  options: AuditOptions = {},
): Promise<Audited> {
  const { spec } = compiled;
  const scope = scopeOf(spec);
  const strict = options.strict === true ? wholeOf(scope, historyTables(spec)) : scope;
  if (!needSurroundings(options))
    return auditSnapshot(session, compiled, await read(session, strict, timeouts), options);
  const { readAround } = await import('../sql/surroundings.js');
  const { snapshot, around } = await readAround(session, strict, timeouts, applicationRole(spec));
  return auditSnapshot(session, compiled, snapshot, { ...options, around });
}

/** Whether a check that is to run looks at what stands around the tables. */
export function needSurroundings({ selected = checks }: Pick<AuditOptions, 'selected'>): boolean {
  return selected.some(({ around }) => around === true);
}

/** Audits what has been read; asks the server, in the transaction that is open, only what its expressions mean. */
export async function auditSnapshot(
  session: Session,
  { spec, catalog: desired, locations, hints }: Compiled & { readonly spec: Spec },
  snapshot: Snapshot,
  options: AuditOptions,
): Promise<Audited> {
  const scope = scopeOf(spec);
  const { catalog: actual, notCovered, database, serverVersion } = snapshot;
  // The server looks at the policies' functions while we compare.
  const trusted = spec.rowSecurity === null ? undefined : askAboutPolicies(session, actual);
  trusted?.catch(() => undefined);
  const changes = await compare(session, desired, snapshot, hints);
  const truth = await judge(session, spec, actual, trusted);
  const { around } = options;
  const known: Evidence = {
    spec,
    inferred: null,
    desired,
    actual,
    changes,
    notCovered,
    strict: options.strict === true,
    policies: await readPolicies(changes),
    truth,
    planned: [],
    data: options.data === true ? await askRows(session, spec, desired, snapshot, changes, hints) : [],
    surroundings: around?.get(spec.schema) ?? null,
    around: around ?? new Map(),
    rehearsal: options.rehearsal ?? null,
    leftovers: [],
    locations,
  };
  const evidence = { ...known, planned: await askPlans(session, known, snapshot, await trusted) };
  const owns = (schema: string, table: string) =>
    scope.schemas.some((own) => own.schema === schema && own.relations?.includes(table) === true);
  const fixOf = await fixes(desired, changes, owns, hints, snapshot.creator);
  const found = select(options.selected);
  return { ...settled(found, evidence, fixOf, options), truth, database, serverVersion };

  /** Drift says what it would say if all checks ran: it does not speak for one that was left out. */
  function select(selected: readonly Check[] | undefined): Finding[] {
    const whole = () => findings(evidence, fixOf);
    if (selected === undefined) return whole();
    const left = findings(evidence, fixOf, selected);
    if (!left.some(({ check }) => check === 'drift')) return left;
    const drift = new Set(whole().flatMap((f) => (f.check === 'drift' ? [f.fingerprint] : [])));
    return left.filter((f) => f.check !== 'drift' || drift.has(f.fingerprint));
  }
}

/** As the settings take it. What has no effect is a finding too, and can be graded like any other. */
export function settled(
  all: readonly Finding[],
  evidence: Evidence,
  fixOf: (some: readonly Change[]) => readonly string[],
  options: AuditOptions,
): Pick<Audited, 'findings' | 'suppressed'> {
  const { settling, selected = checks } = options;
  if (settling === undefined) return { findings: all, suppressed: [] };
  const ran = new Set(selected.filter((check) => speaks(check)).map(({ id }) => id));
  const first = settle(all, settling, ran);
  if (!ran.has(suppression.id)) return first;
  const more = findings({ ...evidence, leftovers: first.leftovers }, fixOf, [suppression]);
  const { severity } = settling.settings;
  const graded = settle(more, { ...settling, settings: { severity, ignore: [] }, baseline: null }, ran);
  return { ...first, findings: byGravity([...first.findings, ...graded.findings]) };

  /** Whether a check had anything to look at. */
  function speaks({ data, rehearsal, withoutSpec }: Check): boolean {
    return (
      (data !== true || options.data === true) &&
      (rehearsal !== true || options.rehearsal !== undefined) &&
      (withoutSpec !== true || evidence.inferred !== null)
    );
  }
}

/** The statements that would carry out some of the changes. The planner is loaded only where there is something to mend. */
async function fixes(
  desired: Catalog,
  changes: readonly Change[],
  owns: Owns,
  hints: Hints,
  creator: Creator,
): Promise<(some: readonly Change[]) => readonly string[]> {
  if (changes.length === 0) return () => [];
  const [{ plan }, { withoutCreated }] = await Promise.all([import('../sql/plan.js'), import('../sql/steps.js')]);
  const standing = withoutCreated(desired, changes);
  return (some) => plan(some, standing, owns, { prune: true, hints, creator }).statements.map(({ sql }) => sql);
}

/** What the server's own plans say of casts; loaded only where there are some. */
export async function askPlans(
  session: Session,
  evidence: Evidence,
  { notCovered }: Snapshot,
  trust: Trust | undefined,
): Promise<Evidence['planned']> {
  const casts = bySchema(evidence).flatMap((one) => castsPastIndexes(one));
  if (casts.length === 0 || trust === undefined) return [];
  const planned = await import('../sql/planned.js');
  return planned.askPlans(session, casts, { actual: evidence.actual, notCovered, trust });
}

/** What the rows say; loaded only where it is asked for. */
async function askRows(
  session: Session,
  spec: Spec,
  desired: Catalog,
  { catalog }: Snapshot,
  changes: readonly Change[],
  hints: Hints,
): Promise<readonly Observation[]> {
  const { observe } = await import('../sql/data.js');
  return observe(session, desired, withFormerNames(desired, catalog, hints).actual, changes, {
    schema: spec.schema,
    tenantColumn: spec.rowSecurity?.tenantColumn ?? null,
    tenantsTable: spec.tenantsTable,
    tenantScoped: new Set(spec.tables.filter((table) => table.tenantScoped).map(({ name }) => name)),
    external: spec.tables.flatMap((table) =>
      table.columns.flatMap(({ name, external }) =>
        external === null
          ? []
          : [{ table: table.name, column: name, target: external.table, targetColumn: external.column }],
      ),
    ),
    secret: (table, column) => spec.tables.some(({ name, encrypted }) => name === table && encrypted.includes(column)),
  });
}

/** The truth table of every tenant-scoped table that is there; of one that the spec leaves open there is none to hold it to. */
async function judge(
  session: Session,
  spec: Spec,
  actual: Catalog,
  trusted: Promise<Trust> | undefined,
): Promise<TruthTable[]> {
  const { rowSecurity } = spec;
  if (rowSecurity === null) return [];
  const judged = spec.tables.filter((table) => table.tenantScoped && !isLeftOpen(table));
  const tables = actual.table.filter((table) =>
    judged.some(({ schema, name }) => table.schema === schema && table.table === name),
  );
  return truthTables(session, actual, tables, rowSecurity, applicationRole(spec), trusted);
}
