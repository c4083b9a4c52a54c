/** The demo's view of many findings: each check once, what is left in numbers, one table in full. */
import Table from 'cli-table3';
import kleur from 'kleur';
import type { Finding } from '../checks/types.js';
import { groupAsText } from './check-text.js';
import { printable } from './printable.js';
import type { TextOptions } from './types.js';
import { countOf, paint, wrap } from './words.js';

export function storyAsText(findings: readonly Finding[], options: TextOptions): string {
  return paint(options.color, () => {
    const named = findings.filter((f) => f.consolidationIssue !== null);
    const issues = [...new Set(named.map((f) => f.consolidationIssue ?? 0))].sort((a, b) => a - b);
    const by = 2 + Math.max(2, ...named.flatMap((f) => prefixes([f]).map(({ length }) => length)));
    const width = Math.max(Math.min(options.columns, 120) - 49 - by, 20);
    const table = new Table({
      head: ['issue', 'check', 'found', 'by', 'for example'],
      colWidths: [7, 27, 7, by, width + 2],
      wordWrap: true,
      style: { head: [], border: [], compact: true },
    });
    for (const issue of issues) {
      const found = named.filter((f) => f.consolidationIssue === issue);
      const [first] = found;
      if (first !== undefined)
        table.push([
          String(issue),
          first.check,
          String(found.length),
          prefixes(found).join('\n'),
          breakable(printable(first.message), width),
        ]);
    }
    const asked = named.filter(({ check, object }) => check === 'rls-wrong-table' && object.kind === 'table');
    const longest = Math.max(0, ...asked.map(({ object }) => object.table?.length ?? 0));
    const rest = findings.length - named.length;
    const example = findings.filter((f) => f.object.table === 'sync_queue' && f.severity === 'error');
    return [
      table.toString(),
      '',
      wrap(
        `and ${countOf(rest, 'further difference')}: names of indexes, nullability, comments, …`,
        options.columns,
        0,
      ),
      '',
      kleur.dim('Asked for by a migration, never there; a database keeps no trace of it:'),
      '',
      ...asked.map(({ object, message }) => {
        const meant = wrap(printable(message.split(': ').at(-1) ?? ''), options.columns, longest + 4);
        return `  ${printable(object.table ?? '').padEnd(longest)}  ${meant}`;
      }),
      '',
      kleur.dim('One table, its errors in full:'),
      '',
      groupAsText('public.sync_queue', example, options),
    ].join('\n');
  });
}

/** The migrations that brought them about, by the number that each begins with. */
function prefixes(findings: readonly Finding[]): readonly string[] {
  const names = findings.flatMap(({ migration }) => migration?.name ?? []);
  return [...new Set(names.map((name) => name.split('_')[0] ?? name))].sort();
}

/** What is longer than a cell is wide is broken, not cut off. */
function breakable(text: string, width: number): string {
  return text.replace(new RegExp(`\\S{${width}}(?=\\S)`, 'gu'), '$& ');
}
