/** A check's documentation as a person reads it in a terminal; and all checks as a list. */
import kleur from 'kleur';
import type { Check } from '../checks/types.js';
import type { TextOptions } from './types.js';
import { paint, wrap } from './words.js';

const LABEL = 8;
/** Prose is not read in lines longer than that. */
const WIDEST = 100;

export function checkAsExplanation(
  { id, severity, consolidationIssue, title, docs, settings, design }: Check,
  options: TextOptions,
): string {
  return paint(options.color, () => {
    const columns = Math.min(options.columns, WIDEST);
    const block = (label: string, text: string) =>
      `  ${kleur.dim(label.padEnd(LABEL))}${wrap(text, columns, LABEL + 2)}`;
    // A story is told without the line breaks that it has in its file.
    const prose = (label: string, text: string) => block(label, text.replace(/\n/g, ' '));
    const end = settings === true || design === true ? '' : ';';
    const issue = consolidationIssue === null ? '' : `, consolidation issue ${consolidationIssue}`;
    return [
      kleur.bold(id),
      `${title} (${severity}${issue})`,
      '',
      prose('what', docs.what),
      '',
      prose('story', docs.story),
      '',
      prose('do', docs.todo),
      '',
      ...(docs.spec === undefined ? [] : [block('spec', docs.spec), '']),
      block('bad', `${docs.bad}${end}`),
      ...(docs.byHand === undefined ? [] : ['', block('mended', `${docs.byHand}${end}`)]),
      '',
      block('good', `${docs.good}${end}`),
      '',
      block('manual', docs.link),
      '',
    ].join('\n');
  });
}

/** One line a check. */
export function checksAsList(checks: readonly Check[], options: TextOptions): string {
  return paint(options.color, () => {
    const width = Math.max(...checks.map(({ id }) => id.length)) + 2;
    const line = (id: string, issue: string, severity: string, title: string) =>
      `${id.padEnd(width)}${issue.padEnd(7)}${severity.padEnd(9)}${title}`;
    return [
      kleur.dim(line('check', 'issue', 'severity', 'finds')),
      ...checks.map(({ id, consolidationIssue, severity, title }) =>
        line(id, String(consolidationIssue ?? ''), severity, title),
      ),
      '',
    ].join('\n');
  });
}
