/** Findings as a JUnit report, as GitLab, Jenkins and most other pipelines read it. */
import { describe } from '../catalog/address.js';
import type { Check, Finding } from '../checks/types.js';
import { fingerprintsOf, linesOf, placeOf } from './findings.js';
import { forAttribute, forMarkup } from './markup.js';
import type { CheckReport } from './types.js';

/**
 * A suite a check, those that found something first, in the order of the findings; a case a finding. GitLab knows a case by its
 * class and name alone, from one pipeline to the next, and Jenkins makes a tree of the class: so the class is the check
 * and the name the object, and what may change (message, line) is in the failure. A check that found nothing is one case that
 * passes, so that the number of cases does not fall to nothing. What is for information passes, with its text as output.
 * @param ran the checks that could speak
 */
export function checkAsJunit({ findings }: CheckReport, ran: readonly Check[]): string {
  const fingerprints = fingerprintsOf(findings);
  const ids = [...new Set([...findings.map(({ check }) => check), ...ran.map(({ id }) => id)])];
  const suites = ids.map((id) => {
    const names = new Set<string>();
    const cases = findings.flatMap((finding, i) => {
      if (finding.check !== id) return [];
      const object = describe(finding.object);
      // Two of a name would be one to GitLab.
      const name = names.has(object) ? `${object} (${fingerprints[i]})` : object;
      names.add(object);
      return [caseOf(finding, name)];
    });
    const title = ran.find((check) => check.id === id)?.title ?? id;
    const passed = `    <testcase classname="${classOf(id)}" name="${forAttribute(`nothing found: ${title}`)}" time="0"/>\n`;
    const failures = findings.filter((finding) => finding.check === id && fails(finding)).length;
    const counts = `tests="${Math.max(cases.length, 1)}" failures="${failures}" errors="0" skipped="0" time="0"`;
    return `  <testsuite name="${forAttribute(id)}" ${counts}>\n${cases.length === 0 ? passed : cases.join('')}  </testsuite>\n`;
  });
  const passing = ids.filter((id) => !findings.some(({ check }) => check === id)).length;
  const counts = `tests="${findings.length + passing}" failures="${findings.filter(fails).length}" errors="0" time="0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="schema-audit" ${counts}>\n${suites.join('')}</testsuites>\n`;
}

function fails({ severity }: Finding): boolean {
  return severity !== 'info';
}

function classOf(check: string): string {
  return forAttribute(`schema-audit.${check}`);
}

function caseOf(finding: Finding, name: string): string {
  const { check, severity, message } = finding;
  const text = forMarkup(textOf(finding));
  const said = fails(finding)
    ? `<failure type="${severity}" message="${forAttribute(message)}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `    <testcase classname="${classOf(check)}" name="${forAttribute(name)}" time="0">${said}</testcase>\n`;
}

/** All that there is to say, for who reads the failure alone. */
function textOf(finding: Finding): string {
  const place = placeOf(finding);
  const [message, ...details] = linesOf(finding);
  return [
    `${finding.severity}: ${message}`,
    ...(place === null ? [] : [`at: ${place.file}:${place.line}`]),
    ...details,
    ...finding.fix.map((sql) => `fix: ${sql};`),
    `why: schema-audit explain ${finding.check}`,
  ].join('\n');
}
