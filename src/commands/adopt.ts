/** adopt: makes a migration tool's history say what is true of the schema, or puts back what it said before. */
import { randomUUID } from 'node:crypto';
import { UserError } from '../errors.js';
import type { AdoptReport } from '../report/types.js';
import { countOf } from '../report/words.js';
import { type Adopted, type Adoption, adopt as adoptHistory, previewAdopt, type State } from '../sql/adopt.js';
import { lockPlace } from '../sql/history/history.js';
import { archivePlace } from '../sql/history/place.js';
import { quoteQualified } from '../sql/quote.js';
import type { Session } from '../sql/session.js';
import { version } from '../version.js';
import { differencesInWords, finish, mayWrite, mustBeAsShown, waitingOf } from './adopt-report.js';
import { type AdoptOptions, type Settings, settingsOf } from './adopt-settings.js';
import { open } from './database.js';
import { EXIT, type ExitCode, type Io } from './io.js';
import { mustBeWritable } from './output.js';
import { loadSpec } from './spec.js';

export type { AdoptOptions } from './adopt-settings.js';

export async function adopt(options: AdoptOptions, io: Io): Promise<ExitCode> {
  mustBeWritable(options);
  const settings = await settingsOf(options, loadSpec(options));
  const database = open(options, io);
  const onInterrupt = () => void database.interrupt();
  io.signal.addEventListener('abort', onInterrupt);
  try {
    const session = await database.session;
    const work = options.restore === true ? (await import('./adopt-restore.js')).restore : adoptOrRefuse;
    return await work(session, settings, options, io);
  } catch (error) {
    if (!io.signal.aborted || (error instanceof UserError && error.message.includes('in doubt'))) throw error;
    throw new UserError('interrupted', { hint: 'nothing was changed: everything was rolled back', cause: error });
  } finally {
    io.signal.removeEventListener('abort', onInterrupt);
    await database.close();
  }
}

async function adoptOrRefuse(
  session: Session,
  { adoption, warnings }: Settings,
  options: AdoptOptions,
  io: Io,
): Promise<ExitCode> {
  const waiting = waitingOf(options);
  const preview = await previewAdopt(session, adoption, waiting);
  const reported = (state: State | Adopted, dryRun: boolean) => reportOf(adoption, state, warnings, dryRun);
  const { mark, archive } = preview.plan;
  if (preview.refusals.length > 0 || mark.length + archive.length === 0 || options.dryRun === true)
    return finish(reported(preview, options.dryRun === true), options, io);
  if (!(await mayWrite(reported(preview, true), options, io))) return EXIT.findings;
  if (io.signal.aborted) throw new UserError('interrupted');
  const done = await adoptHistory(session, adoption, {
    ...waiting,
    run: { run: randomUUID(), by: `schema-audit ${version}` },
    approve: ({ plan }) => mustBeAsShown(plan, preview.plan),
  });
  return finish(reported(done, false), options, io);
}

function reportOf(
  { goal, history, wanted, allowDrift }: Adoption,
  state: State | Adopted,
  warnings: readonly string[],
  dryRun: boolean,
): AdoptReport {
  const { found, plan, drift, refusals } = state;
  const { place } = found;
  const trouble = 'trouble' in state ? state.trouble : [];
  const touched = refusals.length === 0 && plan.mark.length + plan.archive.length > 0;
  const missing = [
    ...(found.history ? [] : [place]),
    ...(found.lock ? [] : [lockPlace(history, place)]),
    ...(found.archive ? [] : [archivePlace(place)]),
  ];
  const differences = drift.statements.length === 0 ? [] : differencesInWords(drift.changes);
  return {
    ok: refusals.length === 0 && trouble.length === 0,
    target: {
      database: drift.snapshot.database,
      serverVersion: drift.snapshot.serverVersion,
      schemas: goal.scope.schemas.map(({ schema }) => schema),
    },
    history: { tool: history.tool, ...place },
    dryRun,
    created: touched ? missing.map(({ schema, table }) => quoteQualified(schema, table)) : [],
    marked: plan.mark,
    archived: plan.archive.map(({ name }) => name),
    unchanged: plan.unchanged,
    pending: wanted.files === null ? null : plan.pending,
    restored: null,
    drift: differences,
    refusals,
    warnings: [
      ...plan.warnings,
      ...(allowDrift && differences.length > 0
        ? [
            `the schema differs from the spec in ${countOf(differences.length, 'place')}, which --allow drift lets pass: ${differences.slice(0, 3).join('; ')}`,
          ]
        : []),
      ...(touched ? afterwards(history.words, plan.mark, plan.archive.length > 0) : []),
      ...(touched ? warnings : []),
    ],
    trouble,
  };
}

function afterwards(
  words: Adoption['history']['words'],
  mark: readonly string[],
  archives: boolean,
): readonly string[] {
  return [
    ...(mark.length === 0
      ? []
      : [`"${words.undo}" would now undo ${mark.join(', ')}: it runs what stands there under "down"`]),
    ...(archives
      ? [
          `processes that still ship the archived files fail when they migrate ("${words.missing}"): ship the new folder first`,
        ]
      : []),
  ];
}
