/** SQL text cut into its statements, as psql would: quotes, dollar quotes, comments and SQL-standard bodies are whole. */

/** What may hold a semicolon that ends nothing, and the words that open and close a body or a CASE. */
const PIECE =
  /(?<comment>--[^\n]*|\/\*)|(?<escape>(?<![\w$"])[eE]'(?:[^'\\]|\\.|'')*')|(?<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*")|(?<dollar>(?<![\w$])\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)|(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(?<mark>[;()])/gs;

/**
 * The statements of a text, without the semicolons at their ends. Comments between and inside statements are left out,
 * those in function bodies are part of the bodies.
 */
export function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  const piece = new RegExp(PIECE);
  let text = '';
  let from = 0;
  let parentheses = 0;
  /** How many BEGIN ATOMIC and CASE are open. */
  let blocks = 0;
  let before = '';
  for (let match = piece.exec(sql); match !== null; match = piece.exec(sql)) {
    const { comment, dollar, word, mark } = match.groups ?? {};
    if (comment !== undefined) {
      text += sql.slice(from, match.index);
      if (comment === '/*') piece.lastIndex = endOfComment(sql, match.index);
      from = piece.lastIndex;
    } else if (dollar !== undefined) {
      const end = sql.indexOf(dollar, piece.lastIndex);
      if (end < 0) throw new Error(`${dollar} has no end`);
      piece.lastIndex = end + dollar.length;
    } else if (word !== undefined) {
      const lower = word.toLowerCase();
      if (lower === 'atomic' && before === 'begin') blocks++;
      else if (blocks > 0 && lower === 'case') blocks++;
      else if (blocks > 0 && lower === 'end') blocks--;
      before = lower;
    } else if (mark === '(') parentheses++;
    else if (mark === ')') parentheses--;
    else if (mark === ';' && parentheses === 0 && blocks === 0) {
      text += sql.slice(from, match.index);
      statements.push(text.trim());
      [text, from] = ['', piece.lastIndex];
    }
  }
  return [...statements, (text + sql.slice(from)).trim()].filter((statement) => statement !== '');
}

/** Comments of this kind lie in one another. */
function endOfComment(sql: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(sql); match !== null; match = mark.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  throw new Error('a comment has no end');
}

/** A text cut at the commas that lie in no parentheses and no quotes. */
export function listOf(text: string): string[] {
  const piece = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[(),[\]]/g;
  const elements: string[] = [];
  let from = 0;
  let depth = 0;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    if (match[0] === '(' || match[0] === '[') depth++;
    else if (match[0] === ')' || match[0] === ']') depth--;
    else if (match[0] === ',' && depth === 0) {
      elements.push(text.slice(from, match.index).trim());
      from = piece.lastIndex;
    }
  }
  return [...elements, text.slice(from).trim()].filter((element) => element !== '');
}
