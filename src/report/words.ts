/** Words and lines for a terminal. */
import kleur from 'kleur';

/** `1 table`, `13 tables`. */
export function countOf(n: number, what: string): string {
  if (n === 1) return `1 ${what}`;
  return `${n} ${/(s|x|ch)$/.test(what) ? `${what}es` : what.endsWith('y') ? `${what.slice(0, -1)}ies` : `${what}s`}`;
}

/** Runs a report with colour on or off. */
export function paint(color: boolean, report: () => string): string {
  const before = kleur.enabled;
  kleur.enabled = color;
  try {
    return report();
  } finally {
    kleur.enabled = before;
  }
}

/** Breaks a text at spaces so that it fits; further lines begin under the first character. */
export function wrap(text: string, columns: number, indent: number): string {
  const width = Math.max(columns - indent, 30);
  const lines = text.split('\n').flatMap((line) => breakLine(line, width));
  return lines.join(`\n${' '.repeat(indent)}`);
}

function breakLine(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const lead = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = lead;
  for (const word of line.trim().split(' ')) {
    const empty = current.trim() === '';
    if (!empty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = `${lead}${word}`;
    } else current = empty ? `${lead}${word}` : `${current} ${word}`;
  }
  return [...lines, current];
}

/** As `wrap`, for SQL: never inside a literal or a quoted name, so that what is copied from a terminal stays the same. */
export function wrapSql(sql: string, columns: number, indent: number): string {
  const width = Math.max(columns - indent, 30);
  let out = '';
  let used = 0;
  for (const [word] of sql.matchAll(/\n|(?:E?'(?:[^'\\]|\\.|'')*'|"(?:[^"]|"")*"|[^\s'"]|['"])+/gsu)) {
    if (word === '\n' || (used > 0 && used + 1 + word.length > width)) {
      out += `\n${' '.repeat(indent)}`;
      used = 0;
      if (word === '\n') continue;
    }
    out += used === 0 ? word : ` ${word}`;
    used += word.length + (used === 0 ? 0 : 1);
  }
  return out;
}
