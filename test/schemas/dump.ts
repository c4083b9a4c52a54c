/** A database as pg_dump writes it down: a sorted list of statements, and how two such lists differ. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { withClient } from '../postgres.js';
import { pgDump } from './pg-dump.js';
import { listOf, statementsOf } from './statements.js';

export interface DumpOptions {
  /** `free`: tables that differ in the order of their columns alone are the same. By default order is structure. */
  readonly columnOrder?: 'kept' | 'free';
}

/** What a dump says of how the objects after it are made; said again only when it changes. */
const STATE = /^SET (default_tablespace|default_table_access_method) = (.*)$/s;
const USUAL: Readonly<Record<string, string>> = { default_tablespace: "''", default_table_access_method: 'heap' };
/** A grant by another than the owner. */
const AUTHORIZATION = /^(?:RE)?SET SESSION AUTHORIZATION(?: (.*))?$/s;
/** How a session that loads the dump has to be set up: nothing of the database. */
const PREAMBLE = /^SET \w+ = |^SELECT pg_catalog\.set_config\(/;

/** Words of a dump that servers before a version do not know, and that say nothing there. */
const TOO_NEW: readonly { readonly words: RegExp; readonly since: number }[] = [
  { words: /^SET transaction_timeout = .*$/s, since: 17 },
  // The sequences of an unlogged table are logged where sequences cannot be otherwise.
  { words: /^ALTER SEQUENCE .* SET LOGGED$/s, since: 15 },
  { words: /(?<=^ALTER TABLE .* ADD GENERATED .*)\n {4}LOGGED(?=\n)/s, since: 15 },
];

/**
 * `pg_dump --schema-only` of a database, a statement an element, sorted. A statement says by itself what pg_dump says
 * once for many: another access method or tablespace, and who grants. Storage parameters stand in alphabetic order.
 */
export async function dumpOf(url: string, options: DumpOptions = {}): Promise<readonly string[]> {
  return normalised(await pgDump(url), options);
}

/** The statements of a dump in an order of their own. */
export function normalised(sql: string, { columnOrder = 'kept' }: DumpOptions = {}): readonly string[] {
  const state: Record<string, string> = { ...USUAL };
  let grantor = '';
  const found: string[] = [];
  for (const statement of statementsOf(withoutMetaCommands(sql))) {
    const [, setting, value] = STATE.exec(statement) ?? [];
    const authorization = AUTHORIZATION.exec(statement);
    if (setting !== undefined && value !== undefined) state[setting] = value;
    else if (authorization !== null) grantor = authorization[1] ?? '';
    else if (!PREAMBLE.test(statement)) {
      const unusual = Object.keys(USUAL).filter((name) => concerns(name, statement) && state[name] !== USUAL[name]);
      const before = grantor === '' ? [] : [`SET SESSION AUTHORIZATION ${grantor};`];
      found.push(
        [
          ...before,
          ...unusual.map((name) => `SET ${name} = ${state[name]};`),
          spelled(columnOrder === 'free' ? withColumnsSorted(statement) : statement),
        ].join(' '),
      );
    }
  }
  return found.sort();
}

function withoutMetaCommands(sql: string): string {
  return sql.replaceAll(/^\\(?:un)?restrict .*$/gm, '');
}

/** Whether a setting is of consequence for what a statement makes; else it is left from the one before. */
function concerns(setting: string, statement: string): boolean {
  if (/^CREATE (?:UNLOGGED )?(?:TABLE|MATERIALIZED VIEW)/.test(statement))
    return !/\nPARTITION BY [^\n]*$/.test(statement);
  if (setting === 'default_table_access_method') return false;
  return /^CREATE (?:UNIQUE )?INDEX|^ALTER TABLE .* ADD CONSTRAINT .* (?:PRIMARY KEY|UNIQUE|EXCLUDE)/s.test(statement);
}

/** Storage parameters come in the order in which they were once set. */
function spelled(statement: string): string {
  return statement.replaceAll(
    /\bWITH \(((?:[\w.]+='[^']*'(?:, )?)+)\)/g,
    (_, list: string) => `WITH (${list.split(', ').sort().join(', ')})`,
  );
}

function withColumnsSorted(statement: string): string {
  const [, head, body, tail] = /^(CREATE (?:UNLOGGED )?TABLE .*?\(\n)(.*)(\n\).*)$/s.exec(statement) ?? [];
  if (head === undefined || body === undefined || tail === undefined) return statement;
  return `${head}    ${listOf(body).sort().join(',\n    ')}${tail}`;
}

/** What one list has and the other has not: `- …` of the first, `+ …` of the second. Empty where both are the same. */
export function differences(first: readonly string[], second: readonly string[]): string[] {
  return [...without(first, second).map((line) => `- ${line}`), ...without(second, first).map((line) => `+ ${line}`)];
}

/** Each as often as the other list lacks it. */
function without(all: readonly string[], those: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of those) left.set(line, (left.get(line) ?? 0) + 1);
  return all.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}

/** A few statements a message: one transaction for a large schema would hold more locks than a server has room for. */
const AT_ONCE = 500;

/** Loads a dump into an empty database. */
export async function restore(url: string, dump: string): Promise<void> {
  // pg_dump says what is different from PostgreSQL 15, where the schema public is closed.
  await load(url, 'revoke create on schema public from public');
  await load(url, dump);
}

/** Loads any script into a database. */
export async function load(url: string, sql: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int / 10000 as version",
    );
    const tooNew = TOO_NEW.filter(({ since }) => since > (rows[0]?.version ?? 0));
    const statements = statementsOf(withoutMetaCommands(sql))
      .map((statement) => tooNew.reduce((text, { words }) => text.replace(words, ''), statement))
      .filter((statement) => statement !== '');
    for (let from = 0; from < statements.length; from += AT_ONCE)
      await client.query(statements.slice(from, from + AT_ONCE).join(';\n'));
  });
}

/**
 * The dump of the dump, reloaded into a database of its own on the same server. A dump is no fixpoint (`varchar IN (…)`
 * is spelled anew when it is read back), its dump is: compare second dumps where first ones differ.
 */
export async function secondDump(url: string, options: DumpOptions = {}): Promise<readonly string[]> {
  const first = await pgDump(url);
  const server = new URL(url);
  server.pathname = '/postgres';
  const name = `second_${randomBytes(6).toString('hex')}`;
  const run = (sql: string) => withClient(server.href, (client) => client.query(sql));
  await run(`create database ${pg.escapeIdentifier(name)} template template0`);
  try {
    const copy = new URL(url);
    copy.pathname = `/${name}`;
    await restore(copy.href, first);
    return await dumpOf(copy.href, options);
  } finally {
    await run(`drop database ${pg.escapeIdentifier(name)} with (force)`);
  }
}
