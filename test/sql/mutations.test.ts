/**
 * Random departures from the baseline, one database after all of them: each is brought back by one apply, a second has
 * nothing to do, and no row is lost. SEED=<number> repeats a run, SCHEMA_AUDIT_LONG=<number> makes it longer.
 */
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { expect, test } from 'vitest';
import type { Session } from '../../src/sql/session.js';
import { runs } from '../long.js';
import { createDatabase, withClient } from '../postgres.js';
import { fill, SERVICE_TABLES } from '../rows.js';
import { applySpec, driftFrom, withSession } from './spec-on-database.js';

const text = readFileSync(new URL('../../schema.yaml', import.meta.url), 'utf8');
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
/** Each kind of them four times, once online. */
const CASES = runs(84, 200);

/** mulberry32: small, and the same everywhere. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const next = random(SEED);
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}
interface TableInfo {
  readonly table: string;
  readonly columns: readonly ColumnInfo[];
  readonly indexes: readonly string[];
  readonly constraints: readonly { readonly name: string; readonly type: string }[];
  readonly policies: readonly string[];
}

async function look(client: pg.Client, table: string): Promise<TableInfo> {
  const ask = async <T>(sql: string) => (await client.query(sql, [table])).rows as T[];
  const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);
  return {
    table,
    columns: await ask<ColumnInfo>(
      `select attname as name, format_type(atttypid, atttypmod) as type, not attnotnull or atthasdef as nullable
      from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    ),
    indexes: names(
      await ask(`select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indrelid = $1::regclass and not exists (select from pg_constraint where conindid = i.indexrelid) order by 1`),
    ),
    constraints: await ask(
      `select conname as name, contype as type from pg_constraint where conrelid = $1::regclass and contype <> 'n' order by 1`,
    ),
    policies: names(await ask(`select polname as name from pg_policy where polrelid = $1::regclass order by 1`)),
  };
}

/** A type that holds the same values, and from which there is a way back. */
const OTHER_TYPE: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^character varying/, ['text', 'character varying(500)', 'character varying(61)']],
  [/^text$/, ['character varying(500)', 'character varying']],
  [/^integer$/, ['bigint', 'numeric', 'text']],
  [/^numeric/, ['numeric', 'numeric(14,4)', 'text']],
  [/^boolean$/, ['text']],
  [/^timestamp/, ['timestamp without time zone', 'text']],
  [/^jsonb$/, ['json', 'text']],
  [/^uuid$/, ['text']],
];

type Mutation = (t: TableInfo, i: number) => string | null;

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'add a column': ({ table }, i) =>
    `alter table ${table} add column extra_${i} ${pick(['text', 'int not null default 7', 'uuid default gen_random_uuid()', "text generated always as ('x') stored"])}`,
  'drop a column': ({ table, columns }) => {
    const free = columns.filter(({ nullable, name }) => nullable && name !== 'id');
    return free.length === 0 ? null : `alter table ${table} drop column ${pick(free).name} cascade`;
  },
  'change a type': ({ table, columns }) => {
    const { name, type } = pick(columns.filter((column) => column.name !== 'id' && column.name !== 'tenant_id'));
    const types = OTHER_TYPE.find(([from]) => from.test(type))?.[1].filter((other) => other !== type) ?? [];
    if (types.length === 0) return null;
    const to = pick(types);
    return `alter table ${table} alter column ${name} drop default; alter table ${table} alter column ${name} type ${to} using ${name}::${to}`;
  },
  'change nullability': ({ table, columns }) => {
    const { name, nullable } = pick(columns.filter((column) => column.name !== 'id'));
    return nullable
      ? `update ${table} set ${name} = ${name}; alter table ${table} alter column ${name} set not null`
      : `alter table ${table} alter column ${name} drop not null`;
  },
  'change a default': ({ table, columns }) => {
    const { name, type } = pick(columns);
    if (next() < 0.4) return `alter table ${table} alter column ${name} drop default`;
    const value = /^(character|text)/.test(type)
      ? "'other'"
      : /^(int|num)/.test(type)
        ? '42'
        : type === 'uuid'
          ? "'00000000-0000-0000-0000-000000000001'"
          : 'null';
    return `alter table ${table} alter column ${name} set default ${value}`;
  },
  'add an index': ({ table, columns }, i) =>
    `create ${next() < 0.2 ? 'unique ' : ''}index extra_i${i} on ${table} (id, ${pick(columns.filter(({ type }) => !type.startsWith('json'))).name}${next() < 0.3 ? ' desc' : ''})${next() < 0.2 ? ' where id is not null' : ''}`,
  'double an index': ({ table }, i) => `create index doubled_${i} on ${table} (tenant_id)`,
  'drop an index': ({ indexes }) => (indexes.length === 0 ? null : `drop index ${pick(indexes)}`),
  'rename an index': ({ indexes }, i) =>
    indexes.length === 0 ? null : `alter index ${pick(indexes)} rename to renamed_${i}`,
  'change an index': ({ table, indexes, columns }) => {
    if (indexes.length === 0) return null;
    const name = pick(indexes);
    return `drop index ${name}; create index ${name} on ${table} (${pick(columns.filter(({ type }) => !type.startsWith('json'))).name}, id)`;
  },
  'an invalid index': ({ indexes }) =>
    indexes.length === 0
      ? null
      : `update pg_index set indisvalid = false where indexrelid = '${pick(indexes)}'::regclass`,
  'a constraint as an index': ({ table, constraints }) => {
    const unique = constraints.filter(({ type }) => type === 'u');
    if (unique.length === 0) return null;
    const { name } = pick(unique);
    return `do $$ declare columns text; begin
      select string_agg(quote_ident(attname), ', ' order by array_position(conkey, attnum)) into columns
      from pg_constraint join pg_attribute on attrelid = conrelid and attnum = any (conkey)
      where conname = '${name}' and conrelid = '${table}'::regclass;
      alter table ${table} drop constraint ${name};
      execute 'create unique index some_unique_${table} on ${table} (' || columns || ')'; end $$`;
  },
  'drop a constraint': ({ table, constraints }) =>
    constraints.length === 0 ? null : `alter table ${table} drop constraint ${pick(constraints).name} cascade`,
  'rename a constraint': ({ table, constraints }, i) =>
    constraints.length === 0
      ? null
      : `alter table ${table} rename constraint ${pick(constraints).name} to renamed_c${i}`,
  'add a constraint': ({ table, columns }, i) =>
    `alter table ${table} add constraint extra_c${i} ${pick(['check (id is not null)', `unique (id, ${pick(columns.filter(({ type }) => !type.startsWith('json'))).name})`, 'foreign key (tenant_id) references tenants (id) not valid', 'check (tenant_id is not null) not valid'])}`,
  'a foreign key of another kind': ({ table, constraints }) => {
    const keys = constraints.filter(({ type }) => type === 'f');
    if (keys.length === 0) return null;
    const { name } = pick(keys);
    return `do $$ declare definition text; begin
      select regexp_replace(pg_get_constraintdef(oid), ' ON DELETE \\w+', '') into definition from pg_constraint
      where conname = '${name}' and conrelid = '${table}'::regclass;
      alter table ${table} drop constraint ${name};
      execute 'alter table ${table} add constraint ${name} ' || definition || ' ${pick(['not valid', 'on delete restrict', 'deferrable'])}'; end $$`;
  },
  'drop a policy': ({ table, policies }) =>
    policies.length === 0 ? null : `drop policy ${pick(policies)} on ${table}`,
  'add a policy': ({ table }, i) =>
    `create policy extra_p${i} on ${table} as ${pick(['permissive', 'restrictive'])} for ${pick(['all', 'select', 'update', 'delete'])} using (${pick(['true', "tenant_id::text = current_setting('app.current_tenant', true)", 'created_at is not null'])})`,
  'change a policy': ({ table, policies }) =>
    policies.length === 0
      ? null
      : `alter policy ${pick(policies)} on ${table} ${pick(['using (true)', 'with check (true)', 'to current_user', 'rename to other_policy'])}`,
  'switch row level security': ({ table }) =>
    `alter table ${table} ${pick(['disable row level security', 'no force row level security'])}`,
  'change a comment': ({ table, columns }) =>
    pick([
      `comment on table ${table} is 'surprise'`,
      `comment on column ${table}.${pick(columns).name} is ${pick(["'surprise'", 'null'])}`,
    ]),
};

async function columnsOf(client: pg.Client): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ table: string; names: string[] }>(
    `select c.relname as table, array_agg(attname::text order by attnum) as names
    from pg_attribute join pg_class c on c.oid = attrelid
    where attrelid = any ($1::regclass[]) and attnum > 0 and not attisdropped and attname !~ '^extra_' group by 1`,
    [SERVICE_TABLES],
  );
  return new Map(rows.map(({ table, names }) => [table, names]));
}

/** Each column's values, apart from those that a mutation may have dropped or changed: by name, as text. */
async function sums(client: pg.Client, columns: ReadonlyMap<string, readonly string[]>): Promise<string[]> {
  const found: string[] = [];
  for (const [table, names] of columns) {
    const list = names.map((name) => `md5(coalesce(string_agg(${name}::text, ',' order by id), ''))`);
    const { rows } = await client.query({
      text: `select count(*), ${list.join(', ')} from ${table}`,
      rowMode: 'array',
    });
    found.push(...(rows[0] as unknown[]).map((sum, i) => `${table}.${i === 0 ? 'rows' : names[i - 1]} ${sum}`));
  }
  return found;
}

test(`${CASES} random departures from the baseline, SEED=${SEED}`, { timeout: 600_000 }, async () => {
  const database = await createDatabase();
  try {
    await applySpec(database.url, text);
    await withClient(database.url, async (client) => {
      await client.query('create table tenants (id uuid primary key)');
      await fill(client, SERVICE_TABLES, 20);
    });
    await withClient(database.url, (client) => withSession(database.url, (session) => depart(client, session)));
  } finally {
    await database.drop();
  }

  async function depart(client: pg.Client, session: Session): Promise<void> {
    const tried = new Map<string, number>();
    for (let i = 1; i <= CASES; i++) {
      const done: string[] = [];
      const before = await sums(client, await columnsOf(client));
      // Each kind in its turn, on the first table that it can be done to; then others at random.
      const names = Object.keys(MUTATIONS);
      const wanted = [names[i % names.length] as string, ...pick([[], [], [pick(names)], [pick(names), pick(names)]])];
      for (const [n, name] of wanted.entries()) {
        for (const table of shuffled(SERVICE_TABLES)) {
          const sql = MUTATIONS[name]?.(await look(client, table), i * 10 + n) ?? null;
          // What cannot be done to this table (a column without nulls, say) is no case.
          const ran = sql !== null && (await succeeds(client.query(sql)));
          if (!ran) continue;
          done.push(`${name}: ${sql}`);
          tried.set(name, (tried.get(name) ?? 0) + 1);
          break;
        }
      }
      const columns = await columnsOf(client);
      const online = i % 4 === 0;
      const where = `SEED=${SEED}, case ${i}${online ? ', online' : ''}:\n${done.join('\n')}`;
      const place = online ? database.url : session;
      const error = await applySpec(place, text, { online }).catch((thrown: Error) => thrown);
      expect(error instanceof Error ? `${where}\n${error.message}` : null).toBeNull();
      expect(
        (await applySpec(session, text)).statements.map(({ sql }) => sql),
        where,
      ).toEqual([]);
      expect(
        (await driftFrom(session, text)).map(({ message }) => message),
        where,
      ).toEqual([]);
      const after = await sums(client, columns);
      expect(
        after.filter((sum) => !before.includes(sum)),
        where,
      ).toEqual([]);
    }
    expect([...tried.keys()].sort(), 'mutations that never ran').toEqual(Object.keys(MUTATIONS).sort());
  }
});
