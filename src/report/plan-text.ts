/** A plan as a person reads it: a table of statements with what each locks, does and risks; and what to know before it is run. */
import Table from 'cli-table3';
import kleur from 'kleur';
import { describe } from '../catalog/address.js';
import { printable } from './printable.js';
import type { PlannedStatement, PlanReport, TextOptions } from './types.js';
import { countOf, paint, wrap, wrapSql } from './words.js';

export function planAsText(report: PlanReport, options: TextOptions): string {
  return paint(options.color, () => {
    const { target, statements } = report;
    const where = printable(
      `${target.database} (PostgreSQL ${target.serverVersion}), schema ${target.schemas.join(', ')}`,
    );
    if (statements.length === 0) {
      const done = `${kleur.green('✓')} ${wrap(`${where}: nothing to do, the database is as the spec says`, options.columns, 2)}`;
      return [done, ...remarks(report, options), ''].join('\n');
    }
    const count = new Set(statements.map(({ transaction }) => transaction)).size;
    const how = count === 1 ? 'in one transaction' : `in ${countOf(count, 'transaction')}`;
    const heading = `${countOf(statements.length, 'statement')} would bring ${where} to the spec, ${how}`;
    return [
      kleur.bold(wrap(heading, options.columns, 0)),
      '',
      table(statements, count > 1, options),
      '',
      ...summary(statements, options),
      ...remarks(report, options),
      '',
    ].join('\n');
  });
}

/** Width of the column that says what a statement costs. */
const COST = 36;

function table(statements: readonly PlannedStatement[], numbered: boolean, options: TextOptions): string {
  const number = String(statements.length).length + 2;
  const sql = Math.max(options.columns - COST - number - 4, 40);
  const grid = new Table({
    chars: {
      ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '' },
      ...{
        'bottom-right': '',
        left: '',
        'left-mid': '',
        mid: '',
        'mid-mid': '',
        right: '',
        'right-mid': '',
        middle: ' ',
      },
    },
    style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [] },
    head: ['#', 'statement', 'locks, work, hazards'].map((title) => kleur.dim(title)),
  });
  let before = 0;
  for (const [i, statement] of statements.entries()) {
    if (numbered && statement.transaction !== before) {
      const apart = statement.transactional ? '' : ' (none: it runs by itself)';
      grid.push(['', kleur.dim(`transaction ${statement.transaction}${apart}`), '']);
      before = statement.transaction;
    }
    grid.push([kleur.dim(String(i + 1)), `${wrapSql(printable(statement.sql), sql, 0)};`, cost(statement)]);
  }
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function cost({ locks, work, hazards, mustAllow, object }: PlannedStatement): string {
  const own = object.schema === undefined ? '' : `.${object.table ?? ''}`;
  const held = locks.map(({ relation, mode, owned }) => {
    const where = relation.endsWith(own) && own.length > 1 ? '' : ` on ${printable(relation)}`;
    const text = wrap(`${mode}${where}${owned ? '' : ' (not ours)'}`, COST, 2);
    return owned ? kleur.dim(text) : kleur.yellow(text);
  });
  const done = work === null ? [] : [wrap(workInWords(work), COST, 2)];
  const risks = hazards.map((hazard) => (mustAllow.includes(hazard) ? kleur.red(`! ${hazard}`) : kleur.yellow(hazard)));
  const lines = [...held, ...done, ...inLines(risks, hazards)];
  return lines.join('\n');
}

/** Side by side as far as they fit. */
function inLines(painted: readonly string[], plain: readonly string[]): string[] {
  const lines: string[] = [];
  let used = 0;
  for (const [i, text] of painted.entries()) {
    const length = (plain[i]?.length ?? 0) + 2;
    if (lines.length > 0 && used + length + 2 <= COST) {
      lines[lines.length - 1] += `, ${text}`;
      used += length + 2;
    } else {
      lines.push(text);
      used = length;
    }
  }
  return lines;
}

const DOES = { scan: 'reads', build: 'indexes', rewrite: 'rewrites', destroy: 'removes' } as const;

function workInWords({ what, rows, bytes }: NonNullable<PlannedStatement['work']>): string {
  const many = rows === null ? 'an unknown number of rows' : `${bytes === 0 ? '' : 'about '}${rowsInWords(rows)}`;
  return `${DOES[what]} ${many}${bytes === null || bytes === 0 ? '' : ` (${size(bytes)})`}`;
}

function rowsInWords(rows: number): string {
  return rows === 1 ? '1 row' : `${Math.round(rows).toLocaleString('en-US')} rows`;
}

/** As pg_size_pretty says it. */
function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 10_240 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Math.round(value)} ${units[unit]}`;
}

/** How much, at what risk, and whom it may keep waiting. */
function summary(statements: readonly PlannedStatement[], options: TextOptions): string[] {
  const count = (of: (statement: PlannedStatement) => readonly string[]) => {
    const counts = new Map<string, number>();
    for (const one of statements.flatMap(of)) counts.set(one, (counts.get(one) ?? 0) + 1);
    return [...counts].map(([hazard, n]) => `${n} × ${hazard}`).join(', ');
  };
  const risks = count(({ hazards }) => hazards);
  const gated = [...new Set(statements.flatMap(({ mustAllow }) => mustAllow))];
  const locks = statements.flatMap((s) => s.locks);
  const foreign = [...new Set(locks.filter(({ owned }) => !owned).map(({ relation }) => relation))];
  const fitted = (text: string) => wrap(printable(text), options.columns, 2);
  return [
    ...(risks === '' ? [] : [kleur.yellow(fitted(`hazards: ${risks}`))]),
    ...(gated.length === 0 ? [] : [kleur.red(fitted(`apply refuses it without --allow ${gated.join(',')}`))]),
    ...(foreign.length === 0 ? [] : [kleur.yellow(fitted(`locks tables that are not ours: ${foreign.join(', ')}`))]),
  ];
}

/** What stands in the way of the plan, and what it leaves alone. */
function remarks({ violations, untested, kept, notes }: PlanReport, options: TextOptions): string[] {
  const fitted = (text: string, indent: number) => wrap(printable(text), options.columns, indent);
  const list = (title: string, paintTitle: (text: string) => string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', paintTitle(fitted(title, 0)), ...lines.map((line) => `  ${fitted(line, 4)}`)];
  return [
    ...list(
      'what is in the database stands in the way: apply would refuse it',
      kleur.red,
      violations.map(({ object, message, keys }) =>
        [`${describe(object)}: ${message}`, ...(keys.length === 0 ? [] : [`such as ${keys.join('; ')}`])].join('\n  '),
      ),
    ),
    ...list(
      'could not be tested before; the server tests it when it runs',
      kleur.yellow,
      untested.map(({ object, why }) => `${describe(object)}: ${why}`),
    ),
    ...list('stays, though the spec does not know it (--prune removes it)', kleur.dim, kept.map(describe)),
    ...notes.flatMap(({ text, sql }) => ['', fitted(text, 0), ...(sql === null ? [] : [`  ${printable(sql)};`])]),
  ];
}
