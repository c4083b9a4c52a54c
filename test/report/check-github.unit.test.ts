/** Workflow commands, read back as GitHub's runner reads them: every line is one of ours, and says what it should. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAsGithub } from '../../src/report/check-github.js';
import { printable } from '../../src/report/printable.js';
import { runs } from '../long.js';
import { finding, HOSTILE, hostileReport, report, UNPRINTABLE } from './reports.js';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const unescapeData = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const unescapeProperty = (text: string) =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

/** What the runner makes of a line (ActionCommand.TryParseV2), or null where it is none. */
function parse(line: string): Command | null {
  const text = line.trimStart();
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end === -1) return null;
  const info = text.slice(2, end);
  const space = info.indexOf(' ');
  const name = space === -1 ? info : info.slice(0, space);
  const pairs = (space === -1 ? '' : info.slice(space + 1).trim()).split(',').flatMap((pair) => {
    const [key = '', ...value] = pair.split('=');
    return value.join('=') === '' ? [] : [[key, unescapeProperty(value.join('='))] as const];
  });
  return { name, properties: Object.fromEntries(pairs), data: unescapeData(text.slice(end + 2)) };
}

/** The runner's lines end at \r, \n or both. */
function commandsOf(text: string): readonly (Command | null)[] {
  return text
    .split(/\r\n|\r|\n/)
    .slice(0, -1)
    .map(parse);
}

test('the verdict, then a command a finding: its line, its check, all that is said of it', () => {
  const migration = { name: '001.ts', file: 'db/a,b:c.ts', line: 7 };
  const made = report([
    finding({ hint: '100% sure:\nyes, really' }),
    finding({ severity: 'warning', check: 'drift', migration, fix: [] }),
    finding({ severity: 'info', location: null, fix: [], message: 'm' }),
  ]);
  expect(commandsOf(checkAsGithub(made))).toEqual([
    {
      name: 'notice',
      properties: { title: 'schema-audit' },
      data: '1 error, 1 warning, 1 for information in integration (PostgreSQL 15.18), schema public, 2 tables of the spec',
    },
    {
      name: 'error',
      properties: { file: 'schema.yaml', line: '12', col: '3', title: 'rls-not-forced' },
      data: 'row level security is not forced on bookings: its owner passes every policy\nhint: 100% sure:\nyes, really\nfix: alter table public.bookings force row level security;',
    },
    {
      name: 'warning',
      properties: { file: 'db/a,b:c.ts', line: '7', title: 'drift' },
      data: 'row level security is not forced on bookings: its owner passes every policy',
    },
    { name: 'notice', properties: { title: 'rls-not-forced' }, data: 'm' },
  ]);
});

test('more than GitHub shows of a kind is said', () => {
  const made = (count: number) => checkAsGithub(report(Array.from({ length: count }, () => finding())));
  expect(commandsOf(made(10))[0]?.data).not.toContain('GitHub shows');
  expect(commandsOf(made(11))[0]?.data).toContain('GitHub shows 10 annotations of a kind');
  expect(commandsOf(made(11))).toHaveLength(12);
});

test('whatever a database holds, there is one command a finding, of its severity, and none that it made up', () => {
  const names = { error: 'error', warning: 'warning', info: 'notice' };
  const one = (message: string) =>
    report([finding({ message, check: message, location: { file: message, line: 1, column: 1 } })]);
  for (const message of HOSTILE) {
    const found = commandsOf(checkAsGithub(one(message)))[1];
    expect(found?.properties).toEqual({ file: printable(message), line: '1', col: '1', title: printable(message) });
    expect(found?.data).toBe(`${printable(message)}\nfix: alter table public.bookings force row level security;`);
  }
  fc.assert(
    fc.property(hostileReport, (made) => {
      const text = checkAsGithub(made);
      const [verdict, ...commands] = commandsOf(text);
      expect(verdict?.properties.title).toBe('schema-audit');
      expect(commands.map((command) => [command?.name, command?.properties.title])).toEqual(
        made.findings.map(({ severity, check }) => [names[severity], check]),
      );
      expect(text).not.toMatch(UNPRINTABLE);
    }),
    { numRuns: runs(60, 300) },
  );
});
