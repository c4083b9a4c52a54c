/** Findings as GitLab's code quality report: beside the lines of a merge request, and new ones apart from old ones. */
import type { Severity } from '../checks/types.js';
import { fingerprintsOf, placeOf } from './findings.js';
import { oneLine } from './markup.js';
import type { CheckReport } from './types.js';

/** GitLab has five; blocker and minor are left to other tools' opinions. */
const SEVERITY: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' };

/** GitLab drops what has no path; what no file speaks of is the spec's. */
const NOWHERE = { file: 'schema.yaml', line: 1 };

export function checkAsGitlab({ findings }: CheckReport): string {
  const fingerprints = fingerprintsOf(findings);
  const entries = findings.map((finding, i) => {
    const { file, line } = placeOf(finding) ?? NOWHERE;
    const hint = finding.hint === null ? '' : ` (${finding.hint})`;
    return {
      description: oneLine(`${finding.message}${hint}`),
      check_name: finding.check,
      fingerprint: fingerprints[i],
      severity: SEVERITY[finding.severity],
      location: { path: oneLine(file), lines: { begin: line } },
    };
  });
  return `${JSON.stringify(entries, null, 2)}\n`;
}
