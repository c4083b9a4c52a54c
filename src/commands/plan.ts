/** plan: the statements that would bring the database to the spec. Writes nothing. */
import { fingerprint } from '../catalog/fingerprint.js';
import { UserError } from '../errors.js';
import type { PlanReport } from '../report/types.js';
import { scopeOf } from '../spec/compile.js';
import { read } from '../sql/read.js';
import { type Goal, type Planned, planFor } from '../sql/run.js';
import { open } from './database.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit } from './output.js';
import { loadSpec } from './spec.js';

export interface PlanOptions extends CommonOptions {
  readonly format: 'text' | 'sql' | 'json';
  readonly exitCode?: boolean;
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

export async function plan(options: PlanOptions, io: Io): Promise<ExitCode> {
  const database = open(options, io);
  try {
    await database.started;
    const { spec, catalog: desired } = loadSpec(options);
    const goal: Goal = { desired, scope: scopeOf(spec) };
    const session = await database.session;
    const timeouts = { lock: options.lockTimeout, statement: options.statementTimeout };
    const planned = await planFor(session, goal, await read(session, goal.scope, timeouts));
    emit(await writePlan(planReport('plan', goal, planned), options, io), options, io);
    return options.exitCode === true && planned.statements.length > 0 ? EXIT.findings : EXIT.clean;
  } finally {
    await database.close();
  }
}

export function planReport(command: 'plan' | 'apply', goal: Goal, planned: Planned): PlanReport {
  const { snapshot, statements } = planned;
  return {
    command,
    ok: true,
    target: { database: snapshot.database, serverVersion: snapshot.serverVersion, schemas: [goal.scope.schema] },
    from: fingerprint(snapshot.catalog),
    to: fingerprint(goal.desired),
    statements,
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
