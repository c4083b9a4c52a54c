/** The formats of check for other programs: which file writes which, and where their readers look for files. */
import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Check, Finding } from '../checks/types.js';
import { UserError } from '../errors.js';
import type { CheckReport } from '../report/types.js';
import type { Io } from './io.js';

/**
 * How to write a report in a format that is not text or json.
 * @param ran the checks that could speak
 * @throws UserError where there is no such format
 */
export async function formatFor(
  format: string,
  ran: readonly Check[],
  io: Io,
): Promise<(report: CheckReport) => string> {
  const write = await writerOf(format, io);
  return (report) => write(fromRoot(report, rootOf(io.env)), ran);
}

async function writerOf(format: string, io: Io): Promise<(report: CheckReport, ran: readonly Check[]) => string> {
  switch (format) {
    case 'sarif':
      return (await import('../report/check-sarif.js')).checkAsSarif;
    case 'junit':
      return (await import('../report/check-junit.js')).checkAsJunit;
    case 'gitlab':
      return (await import('../report/check-gitlab.js')).checkAsGitlab;
    case 'github': {
      const [{ checkAsGithub }, { checkAsMarkdown }, { appendToStepSummary }] = await Promise.all([
        import('../report/check-github.js'),
        import('../report/check-markdown.js'),
        import('./step-summary.js'),
      ]);
      return (report) => {
        appendToStepSummary((limit) => checkAsMarkdown(report, limit), io);
        return checkAsGithub(report);
      };
    }
    case 'html':
      return (await import('../report/check-html.js')).checkAsHtml;
    case 'markdown': {
      const { checkAsMarkdown } = await import('../report/check-markdown.js');
      return (report) => checkAsMarkdown(report);
    }
    default:
      throw new UserError(`check has no format ${format}`);
  }
}

/** The root of the repository, where the pipeline says it and we are in it; else where we are. */
function rootOf({ GITHUB_WORKSPACE, CI_PROJECT_DIR }: Io['env']): string {
  const here = process.cwd();
  for (const folder of [GITHUB_WORKSPACE, CI_PROJECT_DIR]) {
    if (folder === undefined || folder === '') continue;
    const root = real(folder);
    if (within(root, here) !== null) return root;
  }
  return here;
}

function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}

/** The way from a folder to what lies in it; null: it lies elsewhere. */
function within(folder: string, path: string): string | null {
  const way = relative(folder, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? null : way;
}

/** The report with its files as they are named from the root, with `/`; those outside with their whole path. */
function fromRoot(report: CheckReport, root: string): CheckReport {
  const from = (file: string) => (within(root, resolve(file)) ?? resolve(file)).split(sep).join('/');
  const named = <T extends { readonly file: string }>(place: T): T => ({ ...place, file: from(place.file) });
  const placed = (finding: Finding): Finding => ({
    ...finding,
    location: finding.location && named(finding.location),
    migration: finding.migration && named(finding.migration),
  });
  return {
    ...report,
    findings: report.findings.map(placed),
    suppressed: report.suppressed.map((one) => ({ ...one, finding: placed(one.finding) })),
    rehearsal: report.rehearsal && { ...report.rehearsal, migrations: report.rehearsal.migrations.map(named) },
  };
}
