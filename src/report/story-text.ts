/** The demo's view of many findings: each check once, what is left in numbers, one table in full. */
import Table from 'cli-table3';
import kleur from 'kleur';
import type { Finding } from '../checks/types.js';
import { groupAsText } from './check-text.js';
import { printable } from './printable.js';
import type { TextOptions } from './types.js';
import { countOf, paint } from './words.js';

export function storyAsText(findings: readonly Finding[], options: TextOptions): string {
  return paint(options.color, () => {
    const named = findings.filter((f) => f.consolidationIssue !== null);
    const issues = [...new Set(named.map((f) => f.consolidationIssue ?? 0))].sort((a, b) => a - b);
    const table = new Table({
      head: ['issue', 'check', 'found', 'for example'],
      colWidths: [7, 26, 7, Math.max(Math.min(options.columns, 120) - 45, 30)],
      wordWrap: true,
      style: { head: [], border: [], compact: true },
    });
    for (const issue of issues) {
      const found = named.filter((f) => f.consolidationIssue === issue);
      const [first] = found;
      if (first !== undefined) table.push([String(issue), first.check, String(found.length), printable(first.message)]);
    }
    const rest = findings.length - named.length;
    const example = findings.filter((f) => f.object.table === 'sync_queue' && f.severity === 'error');
    return [
      table.toString(),
      '',
      `and ${countOf(rest, 'further difference')}: names of indexes, nullability, comments, …`,
      '',
      kleur.dim('One table, its errors in full:'),
      '',
      groupAsText('public.sync_queue', example, options),
    ].join('\n');
  });
}
