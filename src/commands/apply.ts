/** apply: brings a database to the spec, in one transaction that is verified before it commits, or online in several. */

import { describe } from '../catalog/address.js';
import { objectOf } from '../catalog/diff.js';
import { UserError } from '../errors.js';
import { printable } from '../report/printable.js';
import { countOf, wrap } from '../report/words.js';
import type { Goal, Planned } from '../sql/goal.js';
import { HAZARDS, type Hazard, type Statement } from '../sql/kind.js';
import { preview as previewOf, type RunOptions, run } from '../sql/run.js';
import type { Session } from '../sql/session.js';
import { type Opening, open } from './database.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit, mustBeWritable } from './output.js';
import { fingerprintOf, goalOf, planReport, writePlan } from './plan-report.js';
import { type Loaded, loadSpec } from './spec.js';

export interface ApplyOptions extends CommonOptions {
  readonly format: 'text' | 'sql' | 'json';
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  /** Hazards that may be run into. */
  readonly allow?: readonly string[];
  readonly prune?: boolean;
  readonly online?: boolean;
  /** Drops the spec's tables and makes them anew. */
  readonly recreate?: boolean;
  /** Proves that tenants are apart before it commits. */
  readonly prove?: boolean;
  /** A reviewed plan's file: that is run, or nothing. */
  readonly plan?: string;
  readonly exitCode?: boolean;
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

/** Another apply may be building the whole schema. */
const TURN_TIMEOUT = 60_000;

export async function apply(options: ApplyOptions, io: Io): Promise<ExitCode> {
  mustBeWritable(options);
  if (options.recreate === true && (options.online === true || options.plan !== undefined)) {
    throw new UserError(`--recreate goes with neither --online nor --plan`, {
      hint: 'it is one transaction, planned now',
    });
  }
  if (options.prove === true && (options.online === true || options.dryRun === true)) {
    throw new UserError('--prove goes with neither --online nor --dry-run', {
      hint: 'it looks at what one transaction has built, before that commits; schema-audit prove looks at any time',
    });
  }
  const allowed = allowedHazards(options.allow ?? []);
  const reviewed = options.plan === undefined ? null : await reviewedPlan(options.plan, options);
  const database = open(options, io);
  const onInterrupt = () => void database.interrupt();
  io.signal.addEventListener('abort', onInterrupt);
  let broken: string | null = null;
  const proveOn = async (session: Session, loaded: Loaded) => {
    broken = await (await import('./prove-inside.js')).whatIsBroken(session, loaded.spec, options, io);
    if (broken !== null) throw new UserError('the proof is broken');
  };
  try {
    await database.started;
    const loaded = loadSpec(options);
    const goal = goalOf(loaded, reviewed?.plan.options ?? options);
    const timeouts = { lock: options.lockTimeout, statement: options.statementTimeout };
    const session = await database.session;
    const preview = await previewOf(session, goal, { timeouts, turnTimeout: TURN_TIMEOUT });
    const recreate = goal.recreate === true && options.dryRun !== true;
    const may = !recreate || (await mayRecreateOn(session, goal, preview, options, allowed, io));
    await session.run(['rollback']);
    if (!may) return EXIT.findings;
    if (io.signal.aborted) throw new UserError('interrupted');
    const stale = preview.statements.length === 0 ? null : (reviewed?.whatIsWrong(goal, preview) ?? null);
    if (stale !== null) {
      io.err(printable(`refused: ${stale.message}\n${stale.hint === undefined ? '' : `  hint: ${stale.hint}\n`}`));
      return EXIT.findings;
    }
    if (options.dryRun === true) {
      emit(await writePlan(planReport('apply', goal, preview), options, io), options, io);
      return options.exitCode === true && preview.statements.length > 0 ? EXIT.findings : EXIT.clean;
    }
    const refusal = recreate ? null : refuse(preview, allowed);
    if (refusal !== null) {
      io.err(`${wrap(printable(refusal), io.columns, 0)}\n`);
      return EXIT.findings;
    }
    if (!recreate && preview.statements.length > 0 && !(await mayWrite(goal, preview, options, io)))
      return EXIT.findings;
    const beforeCommit = options.prove === true ? (one: Session) => proveOn(one, loaded) : undefined;
    const done = await runApproved(session, goal, preview, options, database, io, beforeCommit);
    report(await writeDone(goal, done, options, io), done, options, io);
    return EXIT.clean;
  } catch (error) {
    if (broken !== null && !io.signal.aborted) {
      io.err(broken);
      return EXIT.findings;
    }
    if (!io.signal.aborted) throw error;
    throw new UserError('interrupted', {
      hint:
        options.online === true
          ? 'what was done is kept; run apply --online again to go on from there'
          : 'nothing was changed: everything was rolled back',
      cause: error,
    });
  } finally {
    io.signal.removeEventListener('abort', onInterrupt);
    await database.close();
  }
}

async function mayRecreateOn(
  session: Session,
  goal: Goal,
  preview: Planned,
  options: ApplyOptions,
  allowed: ReadonlySet<Hazard>,
  io: Io,
): Promise<boolean> {
  const { mayRecreate } = await import('./recreate.js');
  return mayRecreate(session, goal, preview, { yes: options.yes === true, allowed: allowed.has('data-loss'), io });
}

/** @throws UserError where the file is no plan, or other options are asked for than it was made with */
async function reviewedPlan(file: string, options: ApplyOptions) {
  const { mustBeAsReviewed, readReviewed } = await import('./reviewed.js');
  const plan = readReviewed(file);
  for (const name of ['prune', 'online'] as const) {
    if (options[name] === undefined || options[name] === plan.options[name]) continue;
    throw new UserError(`${file} was planned without --${name}`, { hint: 'what was reviewed is run, nothing else' });
  }
  return {
    plan,
    whatIsWrong: (goal: Goal, fresh: Planned): UserError | null => {
      try {
        mustBeAsReviewed(plan, goal, fresh, file);
        return null;
      } catch (error) {
        if (error instanceof UserError) return error;
        throw error;
      }
    },
  };
}

/** @throws UserError for a name that is no hazard */
function allowedHazards(names: readonly string[]): ReadonlySet<Hazard> {
  return new Set(
    names.map((name) => {
      const hazard = HAZARDS.find((one) => one === name);
      if (hazard !== undefined) return hazard;
      throw new UserError(`there is no hazard "${name}"`, { hint: `--allow takes ${HAZARDS.join(', ')}` });
    }),
  );
}

/** At most so many lines of each reason. */
const SHOWN = 10;

/** Why the plan is not run; null where nothing stands in its way. */
export function refuse({ statements, violations }: Planned, allowed: ReadonlySet<Hazard>): string | null {
  if (violations.length > 0) {
    const lines = violations.map(({ object, message, keys }) => {
      const such = keys.length === 0 ? '' : `\n    such as ${keys.join('; ')}`;
      return `  ${describe(object)}: ${message}${such}`;
    });
    return `refused: what is in the database stands in the way
${shorten(lines).join('\n')}
  hint: nothing was done; mend the rows, or the spec, and run apply again`;
  }
  const gated = statements.filter(({ mustAllow }) => mustAllow.some((hazard) => !allowed.has(hazard)));
  if (gated.length === 0) return null;
  const missing = [...new Set(gated.flatMap(({ mustAllow }) => mustAllow))].filter((hazard) => !allowed.has(hazard));
  const lines = gated.map(({ sql, mustAllow }) => `  ${mustAllow.join(', ')}: ${sql.split('\n').join('\n    ')}`);
  return `refused: ${countOf(gated.length, 'statement')} must be allowed by name
${shorten(lines).join('\n')}
  hint: nothing was done; where that is meant, add --allow ${[...allowed, ...missing].join(',')}`;
}

function shorten(lines: readonly string[]): readonly string[] {
  return lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `  and ${lines.length - SHOWN} more`];
}

async function mayWrite(goal: Goal, preview: Planned, options: ApplyOptions, io: Io): Promise<boolean> {
  if (options.yes === true) return true;
  if (!io.interactive) {
    throw new UserError('apply needs --yes where nobody can be asked', { hint: 'see what it would do with --dry-run' });
  }
  // What had to be allowed has been, or we would not ask.
  const statements = preview.statements.map((statement) => ({ ...statement, mustAllow: [] }));
  io.err(await writePlan(planReport('apply', goal, { ...preview, statements }), { format: 'text' }, io));
  const what = countOf(preview.statements.length, 'statement');
  if (/^y(es)?$/i.test(await io.ask(`Run ${what} on ${preview.snapshot.database}? [y/N] `))) return true;
  io.err('nothing was done\n');
  return false;
}

async function runApproved(
  session: Session,
  goal: Goal,
  preview: Planned,
  options: ApplyOptions,
  database: Opening,
  io: Io,
  beforeCommit?: RunOptions['beforeCommit'],
): Promise<Planned> {
  const approved = fingerprintOf(preview.snapshot.catalog);
  const how: RunOptions = {
    timeouts: { lock: options.lockTimeout, statement: options.statementTimeout },
    turnTimeout: TURN_TIMEOUT,
    approve: (planned) => {
      if (fingerprintOf(planned.snapshot.catalog) === approved) return;
      throw new UserError('the database has changed since the plan was made', {
        hint: 'nothing was done; run apply again to see the new plan',
      });
    },
    onStatement: (statement, place, total) => {
      if (io.signal.aborted) throw new UserError('interrupted');
      progress(statement, place, total, io, options);
    },
    ...(beforeCommit === undefined ? {} : { beforeCommit }),
  };
  if (goal.online !== true || preview.statements.length === 0) return run(session, goal, how);
  const { runOnline } = await import('../sql/run-online.js');
  return runOnline(session, await database.another(), goal, {
    ...how,
    signal: io.signal,
    onRetry: (statement, attempt, pause) => {
      if (options.quiet === true) return;
      const where = statement.locks.map(({ relation }) => relation).join(', ');
      io.err(printable(`${clear(io)}no lock on ${where} yet: attempt ${attempt + 1} in ${pause / 1000} s\n`));
    },
  });
}

function clear(io: Io): string {
  return io.interactive ? '\r\u001b[2K' : '';
}

function progress(statement: Statement, place: number, total: number, io: Io, options: ApplyOptions): void {
  if (options.quiet === true || !io.interactive) return;
  const end = place === total ? '\n' : '';
  const [line = ''] = statement.sql.split('\n');
  io.err(`${clear(io)}${place}/${total} ${printable(line).slice(0, Math.max(io.columns - 12, 20))}${end}`);
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

const DONE = { create: 'created', drop: 'dropped', alter: 'changed', rename: 'renamed' } as const;

async function writeDone(goal: Goal, done: Planned, options: ApplyOptions, io: Io): Promise<string> {
  if (options.format !== 'text') return writePlan(planReport('apply', goal, done), options, io);
  const { database, serverVersion } = done.snapshot;
  const where = `${database} (PostgreSQL ${serverVersion}), schema ${goal.scope.schemas.map(({ schema }) => schema).join(', ')}`;
  const fitted = (text: string) =>
    `${wrap(printable(text), options.output === undefined ? io.columns : Number.POSITIVE_INFINITY, 0)}\n`;
  const kept =
    done.kept.length === 0
      ? ''
      : `\n  stays, though the spec does not know it (--prune removes it): ${done.kept.map(describe).join(', ')}`;
  if (done.statements.length === 0) {
    const proven = options.prove === true ? '; tenants proven to be apart' : '';
    return fitted(`✓ ${where}: nothing to do, the database is as the spec says${proven}${kept}`);
  }
  const equal = done.kept.length === 0 ? 'equal to the spec' : 'equal to the spec but for what stays';
  const whole = options.prove === true ? `${equal}, tenants proven to be apart` : equal;
  return fitted(`✓ ${where}: ${whatWasDone(done)}; read back, ${whole}, committed${kept}`);
}

/** `created 13 tables, 221 columns; renamed 70 indexes`. */
function whatWasDone({ changes, statements }: Planned): string {
  const written = new Set(statements.map(({ object }) => describe(object)));
  const made = new Map<string, Map<string, Set<string>>>();
  for (const c of changes) {
    const object = objectOf(c);
    const name = describe(object);
    if (c.change === 'drop' && !written.has(name)) continue;
    const kinds = made.get(c.change) ?? new Map<string, Set<string>>();
    made.set(c.change, kinds.set(object.kind, (kinds.get(object.kind) ?? new Set()).add(name)));
  }
  return Object.entries(DONE)
    .flatMap(([change, verb]) => {
      const kinds = made.get(change);
      if (kinds === undefined) return [];
      return [`${verb} ${[...kinds].map(([kind, names]) => countOf(names.size, kind)).join(', ')}`];
    })
    .join('; ');
}
