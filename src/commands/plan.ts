/** plan: the statements that would bring the database to the spec. Writes nothing. */
import { printable } from '../report/printable.js';
import { planFor, tested } from '../sql/goal.js';
import { read } from '../sql/read.js';
import { open } from './database.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit, mustBeWritable } from './output.js';
import { goalOf, planReport, writePlan } from './plan-report.js';
import { loadSpec } from './spec.js';

export interface PlanOptions extends CommonOptions {
  readonly format: 'text' | 'sql' | 'json';
  readonly prune?: boolean;
  readonly online?: boolean;
  /** Where to write the plan for review and `apply --plan`. */
  readonly out?: string;
  readonly exitCode?: boolean;
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

export async function plan(options: PlanOptions, io: Io): Promise<ExitCode> {
  if (options.out !== undefined) mustBeWritable({ ...options, output: options.out });
  const database = open(options, io);
  try {
    await database.started;
    const loaded = loadSpec(options);
    const goal = goalOf(loaded, options);
    const session = await database.session;
    const timeouts = { lock: options.lockTimeout, statement: options.statementTimeout };
    const planned = await tested(
      session,
      goal,
      await planFor(session, goal, await read(session, goal.scope, timeouts)),
    );
    if (options.out !== undefined) {
      const { writeReviewed } = await import('./reviewed.js');
      emit(writeReviewed(goal, planned), { ...options, output: options.out }, io);
    }
    emit(await writePlan(planReport('plan', goal, planned), options, io), options, io);
    if (options.out !== undefined && options.quiet !== true)
      io.err(
        `written to ${printable(options.out)}; once reviewed, run it: schema-audit apply --plan ${printable(options.out)}\n`,
      );
    return options.exitCode === true && planned.statements.length > 0 ? EXIT.findings : EXIT.clean;
  } finally {
    await database.close();
  }
}
