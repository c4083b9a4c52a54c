/** The truth table against the truth: what a real role sees, writes and is refused on real rows, in real sessions. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tablesOf } from '../../src/catalog/scope.js';
import type {
  TruthCell,
  TruthContext,
  TruthOutcome,
  TruthRow,
  TruthTable,
  TruthVerb,
} from '../../src/catalog/truth.js';
import { read } from '../../src/sql/read.js';
import { connect } from '../../src/sql/session.js';
import { truthTables } from '../../src/sql/truth.js';
import { createDatabase, onVersions, type TestDatabase, uniqueName, withClient } from '../postgres.js';
import { VARIANTS, type Variant } from './policy-variants.js';
import { randomVariants } from './random-policies.js';

const TENANCY = {
  tenantColumn: 'tenant_id',
  setting: 'app.current_tenant_id',
  bypass: { setting: 'app.is_system_user', value: 'true' },
};

/** Others are tried with another TRUTH_SEED. */
const ALL = [...VARIANTS, ...randomVariants(15, Number(process.env.TRUTH_SEED ?? 1))];

type Is = TruthOutcome['is'];

/**
 * One row in a table of its own: what each verb does with it. Runs as whoever calls it. A WHERE would ask the SELECT
 * policies as well, so there is none.
 */
const PROBE = `
create function public.fill(t text, r jsonb) returns void language plpgsql security definer as $f$
begin
  execute format('delete from public.%I', t);
  execute format('insert into public.%1$I select * from jsonb_populate_record(null::public.%1$I, $1)', t) using r;
end $f$;
create function public.probe(t text, rows jsonb) returns jsonb language plpgsql as $f$
declare
  r jsonb; source jsonb; n int; one jsonb; answers jsonb := '[]'; verb text;
  statements jsonb := jsonb_build_object(
    'select', format('select 1 from public.%I', t),
    'insert', format('insert into public.%1$I select * from jsonb_populate_record(null::public.%1$I, $1)', t),
    'update', format('update public.%I set marker = 1', t),
    'delete', format('delete from public.%I', t));
begin
  for r in select * from jsonb_array_elements(rows) loop
    one := '{}';
    foreach verb in array array['select', 'insert', 'update', 'delete'] loop
      perform public.fill(t, r);
      begin
        if verb = 'insert' then execute statements ->> verb using r; else execute statements ->> verb; end if;
        get diagnostics n = row_count;
        one := one || jsonb_build_object(verb, case when n = 1 then 'through' else 'held back' end);
      exception
        -- The row was found, and its new version refused: the row itself was let through.
        when insufficient_privilege then
          one := one || jsonb_build_object(verb, case verb when 'update' then 'through' else 'held back' end);
        when others then one := one || jsonb_build_object(verb, 'error');
      end;
      -- Whether it was the row or what it would become that raised, is not known.
      if verb = 'update' and one ->> verb = 'error' then
        begin
          execute 'explain ' || (statements ->> verb);
          one := one - verb;
        exception when others then null;
        end;
      end if;
    end loop;
    if source is null and one ->> 'update' = 'through' then source := r; end if;
    answers := answers || jsonb_build_array(one);
  end loop;
  -- What a row may become: one that UPDATE reaches is turned into each.
  if source is null then return answers; end if;
  for i in 0 .. jsonb_array_length(rows) - 1 loop
    perform public.fill(t, source);
    begin
      execute format('update public.%I set (tenant_id, status, is_public, owner, "text")
        = (select n.tenant_id, n.status, n.is_public, n.owner, n."text" from jsonb_populate_record(null::public.%I, $1) n)', t, t) using rows -> i;
      get diagnostics n = row_count;
      if n = 1 then answers := jsonb_set(answers, array[i::text, 'update to'], '"through"'); end if;
    exception
      when insufficient_privilege then answers := jsonb_set(answers, array[i::text, 'update to'], '"held back"');
      when others then null;
    end;
  end loop;
  return answers;
end $f$;
create function public.my_tenant() returns uuid language sql stable as $f$ select null::uuid $f$;
create function public.is_member(uuid) returns boolean language sql stable as $f$ select true $f$;
create table public.memberships (tenant_id uuid, member name);`;

const UUIDS = [
  'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb',
  '00000000-0000-0000-0000-000000000000',
  '00000000-0000-0000-0000-000000000001',
];
const NUMBERS = ['7', '8', '0', '1'];
const tenants = ({ type = 'uuid', name }: Variant): readonly string[] => {
  if (type === 'uuid' || name.endsWith('uuids')) return UUIDS;
  if (/int|numeric/.test(type) || name.endsWith('numbers')) return NUMBERS;
  return type === 'varchar(4)' ? ['a', 'b', '', '0'] : ['tenant-a', 'tenant-b', '', 'default'];
};

interface Observed {
  readonly context: TruthContext;
  readonly kind: TruthRow;
  readonly tenant: string;
  readonly flag: string;
  readonly outcomes: Partial<Record<TruthVerb, Is>>;
}

/** Settings that the spec does not know: never set or, as in every session that has known them, empty. */
const OTHERS = ['app.current_tenant', 'app.admin', 'app.other'];

interface Session {
  readonly context: TruthContext;
  readonly tenant?: string;
  readonly flag?: string;
}

/** Contexts that one session can have, in turn: what was once set is never unset again. */
function sessions([a, , placeholder]: readonly string[]): (readonly Session[])[] {
  const flags = ['false', 'TRUE', '1', 'on', 'yes', 't', ''];
  return [
    [
      { context: 'never set' },
      { context: 'system flag on', flag: 'true' },
      ...flags.map((flag) => ({ context: 'system flag other' as const, flag })),
    ],
    [
      { context: 'tenant A', tenant: a ?? '' },
      { context: 'placeholder', tenant: placeholder ?? '' },
    ],
    [{ context: 'empty', tenant: '', flag: '' }],
  ];
}

const VALUES = {
  status: [null, 'active', 'gone'],
  is_public: [null, true, false],
  owner: [null, '$role', 'x'],
  text: [null, 'x'],
} as const;

onVersions([14, 18], (version) => {
  let database: TestDatabase;
  let truth: ReadonlyMap<string, TruthTable>;
  /** Where the spec does not say as whom the application connects. */
  let forAnybody: ReadonlyMap<string, TruthTable>;
  const [role, group, stranger] = [uniqueName('app'), uniqueName('group'), uniqueName('stranger')];
  const nameOf = (variant: Variant) => `v${ALL.indexOf(variant)}`;

  beforeAll(async () => {
    database = await createDatabase({ version });
    await withClient(database.url, async (client) => {
      await client.query(
        `create role ${role}; create role ${group}; create role ${stranger}; grant ${group} to ${role}; ${PROBE}`,
      );
      for (const variant of ALL) {
        const t = nameOf(variant);
        const sql = variant.sql
          .replaceAll('$t', t)
          .replaceAll('$role', role)
          .replaceAll('$group', group)
          .replaceAll('$stranger', stranger);
        await client.query(`create table ${t} (tenant_id ${variant.type ?? 'uuid'}, status text, is_public boolean, owner text, "text" text, marker int);
          alter table ${t} enable row level security; ${sql} grant all on ${t} to ${role}`);
      }
      await client.query(`grant select on public.memberships to ${role}`);
    });
    const session = await connect({ url: database.url });
    try {
      const scope = tablesOf(['public'], { roles: [role] });
      const { catalog } = await read(session, scope, { lock: 5000, statement: 60_000 });
      const judge = async (as: string | null) => {
        const tables = await truthTables(session, catalog, catalog.table, TENANCY, as);
        return new Map(tables.map((table) => [table.table.table ?? '', table]));
      };
      truth = await judge(role);
      forAnybody = await judge(null);
    } finally {
      await session.end();
    }
  });
  afterAll(async () => {
    await database.drop();
    await withClient(database.url.replace(/\/[^/]*$/, '/postgres'), (client) =>
      client.query(`drop role ${role}, ${group}, ${stranger}`),
    );
  });

  /** What becomes of every row in one session, in its contexts, one after the other. */
  async function observe(t: string, variant: Variant, contexts: readonly Session[], others: readonly string[]) {
    const four = tenants(variant);
    const rows = rowsOf(variant, four, role);
    return withClient(database.url, async (client) => {
      await client.query(`set role ${role}`);
      const set = (name: string, value: string) => client.query('select set_config($1, $2, false)', [name, value]);
      for (const name of others) await set(name, '');
      const seen: Observed[] = [];
      for (const { context, tenant, flag } of contexts) {
        if (tenant !== undefined) await set('app.current_tenant_id', tenant);
        if (flag !== undefined) await set('app.is_system_user', flag);
        const { rows: answers } = await client.query<{ probe: Partial<Record<TruthVerb, Is>>[] }>(
          'select public.probe($1, $2)',
          [t, JSON.stringify(rows)],
        );
        const own = context === 'placeholder' ? four[2] : four[0];
        rows.forEach(({ tenant_id }, i) => {
          const kind = tenant_id === own ? 'own' : tenant_id === four[1] ? 'foreign' : 'placeholder';
          // In the context of a placeholder, A is nobody.
          if (tenant_id === four[0] && kind !== 'own') return;
          seen.push({ context, kind, tenant: tenant_id, flag: flag ?? '', outcomes: answers[0]?.probe[i] ?? {} });
        });
      }
      return seen;
    });
  }

  it('is what happens on real rows, whatever the policies', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    for (let s = 0; s < 3; s++) {
      for (const variant of ALL) {
        const t = nameOf(variant);
        const four = tenants(variant);
        const observed: (Observed & { readonly others: '' | null })[] = [];
        const others = OTHERS.filter((name) => variant.sql.includes(`'${name}'`));
        for (const value of others.length === 0 ? ([null] as const) : ([null, ''] as const)) {
          const seen = await observe(t, variant, sessions(four)[s] ?? [], value === null ? [] : others);
          observed.push(...seen.map((one) => ({ ...one, others: value })));
        }
        const cells = truth.get(t)?.cells ?? [];
        for (const cell of cells) {
          const ours = observed.filter(({ context, kind }) => context === cell.context && kind === cell.row);
          const outcomes = ours.flatMap((one) => {
            const is = one.outcomes[cell.verb];
            return is === undefined ? [] : [{ ...one, is }];
          });
          if (outcomes.length < ours.length || outcomes.length === 0) continue;
          const usual = cell.context === 'empty' && outcomes.some(({ others }) => others === '') ? '' : null;
          const ofOthers = (is: boolean) => outcomes.filter(({ others }) => (others === usual) === is);
          const usually = merge(ofOthers(true));
          const unusually = merge(ofOthers(false));
          const isOpen = (one: Is) => one === 'through' || one === 'sometimes';
          const is = !isOpen(usually) && isOpen(unusually) ? 'sometimes' : usually;
          if (cell.outcome.is === 'unknown' && variant.unknown?.includes(cell.verb)) continue;
          if (is === 'through' && cell.outcome.is === 'sometimes' && variant.related === true) continue;
          if (variant.random === true && isExcused(cell.outcome.is, is)) continue;
          if (is !== cell.outcome.is) wrong.push(`${variant.name}: ${cellInWords(cell)}; really ${is}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  describe('where it cannot know', () => {
    it.each([
      ['open for the role', 'through', 'unknown'],
      ['open for a role of others', 'through', 'unknown'],
      ['restrictive for a role of others', 'through', 'unknown'],
      ['open for current_user', 'through', 'unknown'],
      ['a leftover that opens', 'through', 'through'],
      ['the pattern', 'through', 'held back'],
    ] as const)('says so of a policy that is %s, when the role is not known', (name, own, foreign) => {
      const variant = VARIANTS.find((one) => one.name === name);
      const cells = variant === undefined ? [] : (forAnybody.get(nameOf(variant))?.cells ?? []);
      const is = (row: TruthRow) =>
        cells.find((c) => c.verb === 'select' && c.context === 'tenant A' && c.row === row)?.outcome.is;
      expect([is('own'), is('foreign')]).toEqual([own, foreign]);
    });

    it('says unknown, and why', () => {
      const reasons = VARIANTS.filter(({ unknown }) => unknown !== undefined).map((variant) => {
        const cells = truth.get(nameOf(variant))?.cells ?? [];
        const unknown = cells.flatMap(({ outcome }) =>
          outcome.is === 'unknown' ? [outcome.reason.split(':')[0]] : [],
        );
        return `${variant.name}: ${[...new Set(unknown)].join(' / ')}`;
      });
      expect(reasons).toMatchInlineSnapshot(`
                [
                  "a stranger's function: it names something outside PostgreSQL's own",
                  "a stranger's function that can only close: it names something outside PostgreSQL's own",
                  "a stranger's function beside an open policy: it names something outside PostgreSQL's own",
                  "a membership: it has a sub-select on a table",
                  "a membership beside the tenant: it has a sub-select on a table",
                  "a name that is computed: it computes the name of a setting",
                ]
              `);
    });
  });
});

function rowsOf(variant: Variant, four: readonly string[], role: string) {
  const columns = variant.columns ?? [];
  let rows: { tenant_id: string; [column: string]: unknown }[] = four.map((tenant_id) => ({ tenant_id }));
  for (const column of columns) {
    rows = rows.flatMap((row) =>
      VALUES[column].map((value) => ({ ...row, [column]: value === '$role' ? role : value })),
    );
  }
  return rows;
}

interface Seen {
  readonly is: Is;
  readonly tenant: string;
  readonly flag: string;
}

/** Conditions on the row may exclude one another, and of two policies the one that fails may be asked first. */
function isExcused(said: Is, is: Is): boolean {
  if (said === 'unknown') return true;
  return said === 'sometimes' ? is !== 'error' : [said, is].every((one) => one === 'error' || one === 'held back');
}

/** One word for many rows, as the truth table has it. */
function merge(seen: readonly Seen[]): Is {
  const groups = [...new Set(seen.map(({ flag }) => flag))].map((flag) => {
    const tenants = [...new Set(seen.map(({ tenant }) => tenant))];
    return worst(
      tenants.map((tenant) => {
        const all = seen.filter((one) => one.flag === flag && one.tenant === tenant);
        if (all.every(({ is }) => is === 'through')) return 'through';
        if (all.some(({ is }) => is === 'through')) return 'sometimes';
        return worst(all.map(({ is }) => is));
      }),
    );
  });
  const open = groups.filter((is) => is === 'through').length;
  return open > 0 && open < groups.length ? 'sometimes' : worst(groups);
}

function worst(all: readonly Is[]): Is {
  return (['through', 'sometimes', 'error'] as const).find((is) => all.includes(is)) ?? 'held back';
}

function cellInWords({ verb, context, row, outcome }: TruthCell): string {
  const more =
    outcome.is === 'error' ? ` (${outcome.message})` : outcome.is === 'unknown' ? ` (${outcome.reason})` : '';
  return `${verb} ${row}, ${context}: ${outcome.is}${more}`;
}
