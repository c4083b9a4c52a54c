/** Throw-away databases, and what stands in them for other services. */
import { UserError } from '../errors.js';
import { quoteIdent, quoteLiteral, quoteQualified } from './quote.js';
import { connect, isServerError, type Session } from './session.js';

/** @returns the address of the new database, made beside the one of the address given */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await runOn(serverUrl, `create database ${quoteIdent(name)}`, (error) =>
    isServerError(error) && error.code === '42501'
      ? new UserError('no database can be made on that server: the role has no right to', {
          hint: 'it needs CREATEDB; or leave out --scratch-url, for an embedded PostgreSQL',
          cause: error,
        })
      : error,
  );
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** Ends whatever sessions it has. */
export function dropDatabase(serverUrl: string, name: string): Promise<void> {
  return runOn(serverUrl, `drop database if exists ${quoteIdent(name)} with (force)`);
}

/** Runs SQL on a connection of its own. */
export async function runOn(
  url: string,
  sql: string,
  explain: (error: unknown) => unknown = (error) => error,
): Promise<void> {
  const session = await connect({ url });
  try {
    await session.run([sql]);
  } catch (error) {
    throw explain(error);
  } finally {
    await session.end();
  }
}

export function makeSchema(session: Session, name: string): Promise<unknown> {
  return session.run([`create schema if not exists ${quoteIdent(name)}`]);
}

/** A table of another service, as far as the spec tells: the columns that are referred to. */
export interface StandIn {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** Each column can be referred to; the first is the primary key. */
export async function makeStandIns(session: Session, tables: readonly StandIn[]): Promise<void> {
  for (const schema of new Set(tables.map((table) => table.schema))) await makeSchema(session, schema);
  await session.run(
    tables.map(({ schema, table, columns }) => {
      const lines = columns.map(
        ({ name, type }, i) => `${quoteIdent(name)} ${type} ${i === 0 ? 'primary key' : 'unique'}`,
      );
      return `create table ${quoteQualified(schema, table)} (${lines.join(', ')})`;
    }),
  );
}

/** Those of some roles that the cluster does not have. */
export async function missingRoles(session: Session, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const wanted = names.map((name) => `(${quoteLiteral(name)})`).join(', ');
  const [result] = await session.run([
    `select name from (values ${wanted}) wanted (name)
    where not exists (select from pg_catalog.pg_roles where rolname = name)`,
  ]);
  return (result?.rows ?? []).map(({ name }) => String(name));
}

/** They cannot log in and may do nothing. */
export async function makeRoles(session: Session, names: readonly string[]): Promise<void> {
  await session.run(names.map((name) => `create role ${quoteIdent(name)}`));
}
