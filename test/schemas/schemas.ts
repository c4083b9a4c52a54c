/** The schemas that nobody wrote for this tool: one SQL file each beside this one, and the large one that is generated. */
import { readdirSync, readFileSync } from 'node:fs';
import { largeSchema } from './large.js';

export interface SchemaFile {
  /** The file's name without `.sql`. */
  readonly name: string;
  /** Schema only, to be run as superuser in an empty database, in one message. */
  readonly sql: string;
  /** The first major version that can run it. */
  readonly since: number;
  /** What it is like, from its first comment. */
  readonly source: string;
  readonly lines: number;
}

const SINCE = /^-- since: (\d+)$/m;
const SOURCE = /^-- (?!since:)(.+)$/m;

function schemaFile(name: string, sql: string): SchemaFile {
  const source = SOURCE.exec(sql)?.[1];
  if (source === undefined) throw new Error(`${name}.sql does not say what it is like`);
  return { name, sql, since: Number(SINCE.exec(sql)?.[1] ?? 14), source, lines: sql.trimEnd().split('\n').length };
}

/** All of them, by name. */
export const schemas: readonly SchemaFile[] = [
  ...readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => schemaFile(file.slice(0, -'.sql'.length), readFileSync(new URL(file, import.meta.url), 'utf8'))),
  schemaFile('large', largeSchema()),
].sort((a, b) => (a.name < b.name ? -1 : 1));

/** Those that a version can run. */
export function schemasOn(version: number): readonly SchemaFile[] {
  return schemas.filter(({ since }) => since <= version);
}
