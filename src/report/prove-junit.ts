/** What was proven, as JUnit XML: a suite a table, a case a proof. */
import type { Proof } from '../catalog/proof.js';
import type { ProveReport } from './types.js';

export function proveAsJunit({ proofs, silences, summary }: ProveReport): string {
  const tables = [...new Set(proofs.map(tableOf))];
  const suites = tables.map((table) => {
    const ours = proofs.filter((proof) => tableOf(proof) === table);
    const count = (outcome: Proof['outcome']) => ours.filter((proof) => proof.outcome === outcome).length;
    const skipped = ours.length - count('held') - count('broken') - count('by design');
    return [
      `  <testsuite name="${xml(table)}" tests="${ours.length}" failures="${count('broken')}" skipped="${skipped}">`,
      ...ours.map((proof) => caseOf(table, proof)),
      '  </testsuite>',
    ].join('\n');
  });
  const roles = silences.map(({ role, outcome, reason }) => {
    const what = outcome === 'refused' ? 'failure' : 'skipped';
    return `    <testcase classname="roles" name="${xml(role)}"><${what} message="${xml(reason)}"/></testcase>`;
  });
  const refused = silences.filter(({ outcome }) => outcome === 'refused').length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="schema-audit prove" tests="${proofs.length + silences.length}" failures="${summary.broken + refused}">`,
    ...suites,
    ...(roles.length === 0
      ? []
      : [`  <testsuite name="roles" tests="${roles.length}" failures="${refused}">`, ...roles, '  </testsuite>']),
    '</testsuites>',
    '',
  ].join('\n');
}

function tableOf({ object }: Proof): string {
  return `${object.schema ?? ''}.${object.table ?? ''}`;
}

function caseOf(
  table: string,
  { actor, context, verb, target, expected, observed, outcome, reason, sql }: Proof,
): string {
  const name = [verb, target, context, actor].filter((part) => part !== '').join(', ');
  const begin = `    <testcase classname="${xml(table)}" name="${xml(name)}"`;
  const why = reason === undefined ? '' : `: ${reason}`;
  switch (outcome) {
    case 'held':
      return `${begin}/>`;
    case 'by design':
      return `${begin}><system-out>${xml(`by design${why}`)}</system-out></testcase>`;
    case 'broken':
      return `${begin}><failure message="${xml(`expected ${expected}, observed ${observed}${why}`)}">${xml(sql ?? '')}</failure></testcase>`;
    default:
      return `${begin}><skipped message="${xml(`${outcome}${why}`)}"/></testcase>`;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 cannot hold are spelled out. */
function xml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/(?![\n\t])[\p{Cc}\uFFFE\uFFFF]|\p{Cs}/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
}
