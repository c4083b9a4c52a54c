/** adopt --restore: puts back what the history said before the newest run of adopt. */
import type { AdoptReport } from '../report/types.js';
import type { Adoption } from '../sql/adopt.js';
import { previewRestore, type RestoreState, restore as restoreHistory } from '../sql/restore.js';
import type { Session } from '../sql/session.js';
import { finish, mayWrite, mustBeAsShown, waitingOf } from './adopt-report.js';
import type { AdoptOptions, Settings } from './adopt-settings.js';
import { EXIT, type ExitCode, type Io } from './io.js';

export async function restore(
  session: Session,
  { adoption }: Settings,
  options: AdoptOptions,
  io: Io,
): Promise<ExitCode> {
  const waiting = waitingOf(options);
  const preview = await previewRestore(session, adoption, waiting);
  if (preview.refusals.length > 0 || preview.restorable === null || options.dryRun === true)
    return finish(reportOf(adoption, preview, options.dryRun === true), options, io);
  if (!(await mayWrite(reportOf(adoption, preview, true), options, io))) return EXIT.findings;
  const done = await restoreHistory(session, adoption, {
    ...waiting,
    approve: ({ restorable }) => mustBeAsShown(restorable, preview.restorable),
  });
  return finish(reportOf(adoption, done, false), options, io);
}

function reportOf({ goal, history }: Adoption, state: RestoreState, dryRun: boolean): AdoptReport {
  const { found, restorable, refusals, server } = state;
  const { back = [], gone = [], at = '', by = '' } = restorable ?? {};
  return {
    ok: refusals.length === 0,
    target: { ...server, schemas: goal.scope.schemas.map(({ schema }) => schema) },
    history: { tool: history.tool, ...found.place },
    dryRun,
    created: [],
    marked: [],
    archived: [],
    unchanged: [],
    pending: null,
    restored: { at, by, back, gone },
    drift: [],
    refusals,
    warnings:
      restorable === null || refusals.length > 0 || back.length === 0
        ? []
        : [
            `processes whose folder lacks the files of the rows that came back fail when they migrate ("${history.words.missing}")`,
          ],
    trouble: [],
  };
}
