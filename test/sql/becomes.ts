/** One database made into what another is, by our own statements; and a database made empty again. */
import { expect } from 'vitest';
import { addressOf, describe as said } from '../../src/catalog/address.js';
import type { Change } from '../../src/catalog/diff.js';
import type { Scope } from '../../src/catalog/scope.js';
import type { Catalog } from '../../src/catalog/types.js';
import type { Planned } from '../../src/sql/goal.js';
import { readWithin } from '../../src/sql/read.js';
import { preview, run } from '../../src/sql/run.js';
import type { Session } from '../../src/sql/session.js';
import { pin } from '../../src/sql/settings.js';

const TIMEOUTS = { lock: 10_000, statement: 60_000 };

/** Whatever was left behind goes, so that the next finds an empty database. */
export const EMPTY = `
  do $$
  declare one record;
  begin
    for one in select extname from pg_extension where extname <> 'plpgsql' loop
      execute format('drop extension if exists %I cascade', one.extname);
    end loop;
    for one in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
      execute format('drop schema if exists %I cascade', one.nspname);
    end loop;
    delete from pg_default_acl;
    create schema public;
    grant usage on schema public to public;
  end $$`;

export async function catalogOf(session: Session, scope: Scope): Promise<Catalog> {
  await session.run(['begin isolation level repeatable read read only', pin(TIMEOUTS)]);
  const { catalog } = await readWithin(session, scope);
  await session.run(['rollback']);
  return catalog;
}

/** The plan is run, which verifies it; then not even a difference without a statement is left. */
export async function becomes(session: Session, scope: Scope, desired: Catalog, way: string): Promise<void> {
  const goal = { desired, scope, hints: new Map(), prune: true };
  let planned: Planned | undefined;
  const sql = () => planned?.statements.map((statement) => statement.sql).join(';\n');
  try {
    await run(session, goal, {
      timeouts: TIMEOUTS,
      turnTimeout: 60_000,
      approve: (made) => {
        planned = made;
      },
      onStatement: () => undefined,
    });
  } catch (error) {
    const { detail, hint } = ((error as Error).cause ?? {}) as { detail?: string; hint?: string };
    throw new Error(`${way}: ${String(error)}\n${detail ?? hint ?? ''}\n${sql()}`, { cause: error });
  }
  const left = await preview(session, goal, { timeouts: TIMEOUTS, turnTimeout: 60_000 });
  await session.run(['rollback']);
  expect(left.changes.map(inWords), `${way}:\n${sql()}`).toEqual([]);
}

function inWords(change: Change): string {
  if (change.change === 'create') return `create ${said(addressOf(change.to))}`;
  if (change.change === 'drop') return `drop ${said(addressOf(change.from))}`;
  const field = change.change === 'alter' ? ` ${change.field}` : '';
  return `${change.change} ${said(addressOf(change.from))}${field}: ${JSON.stringify(change.from)} → ${JSON.stringify(change.to)}`;
}
