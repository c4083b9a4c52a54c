/**
 * There and back with schemas that nobody wrote for us: a database pulled, its spec applied to an empty one, and the two
 * held against each other by pg_dump and by a referee. Some of them here, with ROUND_TRIPS=all the others too;
 * ROUND_TRIPS_ON=14 on another version. The report is ROUND-TRIPS.md.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type RoundTrip, roundTrip } from './round-trip.js';
import { schemasOn } from './schemas.js';

const VERSION = Number(process.env.ROUND_TRIPS_ON ?? 18);
const ALL = process.env.ROUND_TRIPS === 'all';
const REPORT = new URL('ROUND-TRIPS.md', import.meta.url);

/** Those that are tried each time. */
const ALWAYS = new Set([
  ...['app-graphile-worker', 'app-pagila', 'kind-cycle', 'kind-domain', 'kind-enum', 'kind-function', 'kind-grant'],
  ...['kind-matview', 'kind-name', 'kind-partition', 'kind-schema', 'kind-sequence', 'kind-trigger', 'kind-view'],
  ...['not-covered-types', 'rls-partitioned', 'rls-restrictive', 'rls-verbs'],
]);

/** What stands on types and text search of its own, which are not covered: there is nothing to apply it to. */
const STANDS_ON_OTHERS = new Map([
  ['not-covered-database', 'index public.docs.docs_body: text search configuration "public.own_config" does not exist'],
  ['not-covered-types', 'domain public.comp_domain: type "public.compfoo" does not exist'],
]);

const HEAD = `# Round trips

Pulled from a database, applied to an empty one, and the two compared (PostgreSQL 18): the objects by a referee that
shares no code with the tool, \`pg_dump --schema-only\` of both (of both reloaded, where they differ: a dump is no
fixpoint), the spec pulled from the second, byte for byte, \`check\` on the first, and a second plan on the second, which
had no statement in any case. What is not equal was named by \`pull\`, object by object.

White space before the quote that ends a function's body, and line ends of Windows in it, are not kept. The name of a
not-null constraint is said where it is not the one that PostgreSQL 18 gives; two tables that want the same name get it
in the order in which they are made.

<!-- Written by round-trip.test.ts: ROUND_TRIPS=all npx vitest run --project database test/schemas/round-trip.test.ts -u -->

| schema | objects | not covered | equal |
|---|---|---|---|
`;

/** What is spelled in two ways that say the same. */
function spelled(statement: string): string {
  return (
    statement
      .replaceAll('\r\n', '\n')
      .replaceAll('\r', '')
      .replaceAll(/\s+(?=\$(\w*)\$$)/gm, '')
      // Two tables that want the same name get it in the order in which they are made.
      .replaceAll(/ CONSTRAINT "?\w+_not_null\d*"? NOT NULL/g, ' NOT NULL')
      .replaceAll(/(security_\w+)='on'/g, "$1='true'")
  );
}

/** What one side has and the other has not, when each is spelled alike. */
function left(lines: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const text = spelled(line.slice(2));
    counts.set(text, (counts.get(text) ?? 0) + (line.startsWith('-') ? 1 : -1));
  }
  return lines.filter((line) => counts.get(spelled(line.slice(2))) !== 0);
}

/** The names in what pull said, bare and with their schema. */
function namesIn(notes: readonly string[]): ReadonlySet<string> {
  const words = notes.flatMap((note) => note.split(/[\s,:]+/));
  return new Set(words.flatMap((word) => [word, word.replace(/^.*\./, '')]).filter((word) => word.length > 1));
}

/** Whether something was said of an object, or of what it is on. */
function isSaid(line: string, notes: readonly string[], said: ReadonlySet<string>): boolean {
  // Its version is the server's, whatever else there is.
  if (/^. extension \S+ version /.test(line)) return true;
  const quoted = [...line.matchAll(/"((?:[^"]|"")+)"/g)].map(([, name = '']) => name.replaceAll('""', '"'));
  if (quoted.some((name) => notes.some((note) => note.includes(name)))) return true;
  // The sequence of an identity is said by its column.
  const sequence = /\b(\w+)_\w+_seq\b/.exec(line)?.[1];
  if (sequence !== undefined && said.has(sequence)) return true;
  const words = line.match(/[\p{L}\p{N}_$.]+/gu) ?? [];
  return words.some((word) => said.has(word) || word.split('.').some((part) => part.length > 1 && said.has(part)));
}

function row(name: string, { objects, lost, notes, unequal }: RoundTrip): string {
  const uncovered = notes.filter((note) => /^(not covered|left out)/.test(note)).length;
  const parts = [
    ...(lost.length === 0 ? [] : [`${lost.length} objects`]),
    ...(left(unequal).length === 0 ? [] : [`${left(unequal).length} statements of the dumps`]),
  ];
  return `| ${name} | ${objects} | ${uncovered} | ${parts.length === 0 ? 'yes' : `but for ${parts.join(', ')}`} |`;
}

const rows: string[] = [];

for (const { name, sql } of schemasOn(VERSION).filter((one) => ALL || ALWAYS.has(one.name))) {
  test(`${name}: there, and back, without loss`, { timeout: 300_000 }, async () => {
    const refused = STANDS_ON_OTHERS.get(name);
    if (refused !== undefined) {
      await expect(roundTrip(sql, VERSION)).rejects.toThrow(refused);
      rows.push(`| ${name} | | | no: it stands on what is not covered |`);
      return;
    }
    const beforehand =
      name === 'app-graphile-worker' ? (sql.match(/^create (schema|type).*;$/gm) ?? []).join('\n') : '';
    const found = await roundTrip(sql, VERSION, beforehand);
    expect(found.secondPlan, 'nothing is left to do').toEqual([]);
    expect(found.findings, 'check passes').toEqual([]);
    expect(found.otherText, 'the spec is the same, from the second on').toEqual([]);
    const said = namesIn(found.notes);
    const isSilent = (line: string) => line.startsWith('-') && !isSaid(line, found.notes, said);
    const silent = found.lost.filter(isSilent);
    expect(silent, 'nothing is lost in silence').toEqual([]);
    const unsaid = left(found.unequal).filter(isSilent);
    expect(unsaid, 'nothing differs in silence').toEqual([]);
    rows.push(row(name, found));
  });
}

test('the report says how each of them came through', async () => {
  if (VERSION !== 18) return;
  if (ALL) await expect(`${HEAD}${rows.join('\n')}\n`).toMatchFileSnapshot(REPORT.pathname);
  else expect(rows.filter((one) => !readFileSync(REPORT, 'utf8').includes(`${one}\n`))).toEqual([]);
});
