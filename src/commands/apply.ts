/** apply: brings a database to the spec, in one transaction that is verified before it commits. */
import { addressOf } from '../catalog/address.js';
import { fingerprint } from '../catalog/fingerprint.js';
import { UserError } from '../errors.js';
import { countOf, wrap } from '../report/words.js';
import { scopeOf } from '../spec/compile.js';
import type { Statement } from '../sql/kind.js';
import { read } from '../sql/read.js';
import { type Goal, type Planned, planFor, run } from '../sql/run.js';
import type { Session } from '../sql/session.js';
import { open } from './database.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit, mustBeWritable } from './output.js';
import { planReport, writePlan } from './plan.js';
import { loadSpec } from './spec.js';

export interface ApplyOptions extends CommonOptions {
  readonly format: 'text' | 'sql' | 'json';
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly exitCode?: boolean;
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

/** Another apply may be building the whole schema. */
const TURN_TIMEOUT = 60_000;

export async function apply(options: ApplyOptions, io: Io): Promise<ExitCode> {
  mustBeWritable(options);
  const database = open(options, io);
  const onInterrupt = () => void database.close();
  io.signal.addEventListener('abort', onInterrupt);
  try {
    await database.started;
    const { spec, catalog: desired } = loadSpec(options);
    const goal: Goal = { desired, scope: scopeOf(spec) };
    const timeouts = { lock: options.lockTimeout, statement: options.statementTimeout };
    const session = await database.session;
    const preview = await planFor(session, goal, await read(session, goal.scope, timeouts));
    await session.run(['rollback']);
    if (options.dryRun === true) {
      emit(await writePlan(planReport('apply', goal, preview), options, io), options, io);
      return options.exitCode === true && preview.statements.length > 0 ? EXIT.findings : EXIT.clean;
    }
    const refusal = refuse(preview);
    if (refusal !== null) {
      io.err(`${wrap(refusal, io.columns, 0)}\n`);
      return EXIT.findings;
    }
    if (preview.statements.length > 0 && !(await mayWrite(goal, preview, options, io))) return EXIT.findings;
    const done = await runApproved(session, goal, preview, timeouts, io, options);
    report(await writeDone(goal, done, options, io), done, options, io);
    return EXIT.clean;
  } finally {
    io.signal.removeEventListener('abort', onInterrupt);
    await database.close();
  }
}

/** Until existing environments can be migrated: only what is new may be written. */
function refuse({ changes, statements }: Planned): string | null {
  if (statements.length === 0) return null;
  const created = new Set(changes.flatMap((c) => (c.change === 'create' && c.to.kind === 'table' ? [c.to.table] : [])));
  const onExisting = changes.filter((c) => {
    const { table } = addressOf(c.change === 'drop' ? c.from : c.to);
    return table !== undefined && !created.has(table);
  });
  if (onExisting.length === 0) return null;
  const tables = [...new Set(onExisting.map((c) => addressOf(c.change === 'drop' ? c.from : c.to).table))];
  return `refused: the database already has ${countOf(tables.length, 'table')} of the spec in another shape: ${tables.join(', ')}
  hint: nothing was done, apply builds new environments only, for now
  "schema-audit check" shows the differences, "schema-audit plan" the statements that would mend them`;
}

async function mayWrite(goal: Goal, preview: Planned, options: ApplyOptions, io: Io): Promise<boolean> {
  if (options.yes === true) return true;
  if (!io.interactive) {
    throw new UserError('apply needs --yes where nobody can be asked', { hint: 'see what it would do with --dry-run' });
  }
  io.err(await writePlan(planReport('apply', goal, preview), { format: 'text' }, io));
  const what = countOf(preview.statements.length, 'statement');
  if (await io.confirm(`Run ${what} on ${preview.snapshot.database}?`)) return true;
  io.err('nothing was done\n');
  return false;
}

function runApproved(
  session: Session,
  goal: Goal,
  preview: Planned,
  timeouts: { lock: number; statement: number },
  io: Io,
  options: ApplyOptions,
): Promise<Planned> {
  const approved = fingerprint(preview.snapshot.catalog);
  return run(session, goal, {
    timeouts,
    turnTimeout: TURN_TIMEOUT,
    approve: (planned) => {
      if (fingerprint(planned.snapshot.catalog) === approved) return;
      throw new UserError('the database has changed since the plan was made', {
        hint: 'nothing was done; run apply again to see the new plan',
      });
    },
    onStatement: (statement, place, total) => progress(statement, place, total, io, options),
  });
}

function progress(statement: Statement, place: number, total: number, io: Io, options: ApplyOptions): void {
  if (options.quiet === true || !io.interactive) return;
  const end = place === total ? '\n' : '';
  const [line = ''] = statement.sql.split('\n');
  io.err(`\r\u001b[2K${place}/${total} ${line.slice(0, Math.max(io.columns - 12, 20))}${end}`);
}

/** Whatever becomes of the report: the database has been written. */
function report(text: string, done: Planned, options: ApplyOptions, io: Io): void {
  try {
    emit(text, options, io);
  } catch (error) {
    if (!(error instanceof UserError) || done.statements.length === 0) throw error;
    throw new UserError(error.message, {
      hint: 'the database has been brought to the spec; only the report is missing',
    });
  }
}

async function writeDone(goal: Goal, done: Planned, options: ApplyOptions, io: Io): Promise<string> {
  if (options.format !== 'text') return writePlan(planReport('apply', goal, done), options, io);
  const { database, serverVersion } = done.snapshot;
  const where = `${database} (PostgreSQL ${serverVersion}), schema ${goal.scope.schema}`;
  const fitted = (text: string) =>
    `${wrap(text, options.output === undefined ? io.columns : Number.POSITIVE_INFINITY, 0)}\n`;
  if (done.statements.length === 0) return fitted(`✓ ${where}: nothing to do, the database is as the spec says`);
  const made = new Map<string, number>();
  for (const c of done.changes) if (c.change === 'create') made.set(c.to.kind, (made.get(c.to.kind) ?? 0) + 1);
  const list = [...made].map(([kind, n]) => countOf(n, kind)).join(', ');
  return fitted(`✓ ${where}: created ${list}; read back, equal to the spec, committed`);
}
