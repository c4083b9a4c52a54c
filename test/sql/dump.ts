/** pg_dump, where one is installed: what it prints of a schema, and two such prints made comparable. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';

/** pg_dump of the newest version that is installed: it reads every older server. */
function findPgDump(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).filter((v) => existsSync(`${root}/${v}/bin/pg_dump`)) : [];
  const newest = versions.map(Number).sort((a, b) => b - a)[0];
  return newest === undefined ? null : `${root}/${newest}/bin/pg_dump`;
}

/** null where none is installed. */
export const pgDump = findPgDump();

export async function dump(url: string, more: readonly string[] = []): Promise<string> {
  const { stdout } = await promisify(execFile)(
    pgDump ?? '',
    ['--schema-only', '--no-owner', '--dbname', url, ...more],
    {
      maxBuffer: 1e8,
    },
  );
  // Newer pg_dumps write meta-commands and settings that psql, not the server, understands.
  return stdout
    .split('\n')
    .filter((line) => !/^\\|^SET transaction_timeout|^CREATE SCHEMA public|^COMMENT ON SCHEMA public/.test(line))
    .join('\n');
}

/** Statements in any order, table bodies line by line: column order is not drift. */
export function sorted(sql: string): string[] {
  return sql
    .split('\n')
    .map((line) => line.replace(/,$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('--'))
    .sort();
}
