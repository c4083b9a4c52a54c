/** Proofs without the command line, and what a database is like, to be compared before and after. */
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Proof } from '../../src/catalog/proof.js';
import { proofOptions, reportOf } from '../../src/commands/prove-options.js';
import { type ProofOptions, type Proven, prove } from '../../src/prove/prove.js';
import type { ProveReport } from '../../src/report/types.js';
import { parseSpec } from '../../src/spec/parse.js';
import { connect } from '../../src/sql/session.js';
import { IO } from '../io.js';
import { uniqueName, withClient } from '../postgres.js';

/** The spec as it is written. */
export const WRITTEN = readFileSync(new URL('../../schema.yaml', import.meta.url), 'utf8');
/** The infrastructure's role belongs to the server, where other tests make the one that the spec names: this is ours. */
export const ADMIN = uniqueName('admin');
export const TEXT = WRITTEN.replaceAll('integration_service_admin', ADMIN);
export const TIMEOUTS = { lock: 5000, statement: 60_000 };

export { IO };

export interface ProveOn extends Partial<ProofOptions> {
  readonly text?: string;
  readonly strict?: boolean;
}

/** A proof of a spec on a database, and its report. */
export async function proveOn(
  url: string,
  { text = TEXT, strict = false, ...more }: ProveOn = {},
): Promise<ProveReport> {
  const options = { ...proofOptions(parseSpec(text, 'spec.yaml'), {}, IO), ...more };
  return reportOf(await run(url, options), options, { database: 'test', serverVersion: '0' }, strict);
}

export async function run(url: string, options: ProofOptions): Promise<Proven> {
  const session = await connect({ url });
  try {
    return await prove(session, options, TIMEOUTS);
  } finally {
    await session.end();
  }
}

/** What has an outcome, a line each. */
export function lines(proofs: readonly Proof[], outcome: Proof['outcome']): readonly string[] {
  return proofs
    .filter((proof) => proof.outcome === outcome)
    .map(
      (p) =>
        `${p.object.table}: ${p.verb}, ${p.target}, ${p.context}: ${p.observed}${p.reason === undefined ? '' : ` (${p.reason})`}`,
    );
}

/** Rows, catalog and roles: all that a proof must leave as it was. Sequences may advance. */
export async function stateOf(url: string): Promise<Readonly<Record<string, unknown>>> {
  return withClient(url, async (client) => ({
    rows: await countRows(client),
    catalog: await one(
      client,
      `select md5(string_agg(c::text, '|' order by c.oid)) from (
        select oid, relname, relacl, relrowsecurity, relforcerowsecurity, relowner, relhastriggers from pg_class
        where relnamespace not in ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace)) c`,
    ),
    policies: await one(client, `select md5(string_agg(p::text, '|' order by p.oid)) from pg_policy p`),
    constraints: await one(client, `select md5(string_agg(k::text, '|' order by k.oid)) from pg_constraint k`),
    triggers: await one(client, `select md5(string_agg(t::text, '|' order by t.oid)) from pg_trigger t`),
    schemas: await one(client, `select md5(string_agg(nspacl::text, '|' order by oid)) from pg_namespace`),
    roles: await one(client, `select count(*)::int from pg_roles where rolname ~ '^schema_audit_(proof|owner)_'`),
  }));
}

async function one(client: pg.Client, sql: string): Promise<unknown> {
  const { rows } = await client.query<Record<string, unknown>>(sql);
  return Object.values(rows[0] ?? {})[0];
}

async function countRows(client: pg.Client): Promise<Readonly<Record<string, number>>> {
  const { rows } = await client.query<{ t: string }>(
    `select oid::regclass::text as t from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { t } of rows) counts[t] = Number(await one(client, `select count(*)::int from ${t}`));
  return counts;
}
