/** What plan and apply share: the goal that options ask for, and a plan as a report. */
import { fingerprint } from '../catalog/fingerprint.js';
import type { Catalog } from '../catalog/types.js';
import { UserError } from '../errors.js';
import type { PlanReport } from '../report/types.js';
import { scopeOf } from '../spec/compile.js';
import type { Goal, Planned } from '../sql/goal.js';
import type { Io } from './io.js';
import type { Loaded } from './spec.js';

/** What the spec asks for, and how it is to be reached. */
export function goalOf(
  { spec, catalog, hints }: Loaded,
  options: { readonly prune?: boolean; readonly online?: boolean; readonly recreate?: boolean },
): Goal {
  return {
    desired: catalog,
    hints,
    scope: scopeOf(spec),
    recreate: options.recreate ?? false,
    prune: options.prune === true || options.recreate === true,
    online: options.online ?? false,
    secret: (table, column) => spec.tables.some(({ name, encrypted }) => name === table && encrypted.includes(column)),
  };
}

/** What a plan is made for: roles belong to the cluster, and no plan looks at them. */
export function fingerprintOf(catalog: Catalog): string {
  return fingerprint({ ...catalog, role: [] });
}

export function planReport(command: 'plan' | 'apply', goal: Goal, planned: Planned): PlanReport {
  const { snapshot, statements, kept, notes, violations, untested } = planned;
  return {
    command,
    ok: true,
    target: {
      database: snapshot.database,
      serverVersion: snapshot.serverVersion,
      schemas: goal.scope.schemas.map(({ schema }) => schema),
    },
    from: fingerprintOf(snapshot.catalog),
    to: fingerprintOf(goal.desired),
    statements,
    violations,
    untested,
    kept,
    notes,
  };
}

/** A plan in the format asked for. */
export async function writePlan(
  report: PlanReport,
  options: { readonly format: 'text' | 'sql' | 'json'; readonly output?: string },
  io: Io,
): Promise<string> {
  switch (options.format) {
    case 'text': {
      const { planAsText } = await import('../report/plan-text.js');
      return planAsText(report, { color: io.color && options.output === undefined, columns: io.columns });
    }
    case 'sql': {
      const { planAsSql } = await import('../report/plan-sql.js');
      return planAsSql(report.statements);
    }
    case 'json': {
      const { planAsJson } = await import('../report/plan-json.js');
      return planAsJson(report);
    }
    default:
      throw new UserError(`plan has no format ${String(options.format)}`);
  }
}
