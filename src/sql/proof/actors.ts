/** Who acts: the application's role, one made for the proof, the tables' owners; and whether policies bind them. */
import { quoteIdent, quoteLiteral, quoteQualified } from '../quote.js';
import { isConnectionLoss, isServerError, type Session } from '../session.js';
import type { ProofTable } from './tables.js';

export interface Actor {
  readonly role: string;
  /** As a report names it. */
  readonly name: string;
  readonly kind: 'application' | 'made' | 'owner' | 'member';
  /** What brings it about, for psql. */
  readonly setUp: readonly string[];
  /** Memberships that it has while it acts, and at no other time: through it, whoever may act as it would have them too. */
  readonly joins: readonly string[];
}

/** Why nothing can be said of a role. */
export interface Silence {
  readonly role: string;
  readonly kind: Actor['kind'];
  readonly outcome: 'refused' | 'not applicable' | 'abstained';
  readonly reason: string;
}

export interface Caller {
  readonly name: string;
  readonly version: number;
}

export async function askCaller(session: Session): Promise<Caller> {
  const [result] = await session.run([
    `select current_user::text as name, current_setting('server_version_num')::int as version`,
  ]);
  return { name: String(result?.rows[0]?.name), version: Number(result?.rows[0]?.version) };
}

/** What whoever works with a table has, where nobody has been granted anything yet. */
const USUAL = ['select', 'insert', 'update', 'delete'];

/** A role of its own, with what others are granted on the tables. */
export async function makeActor(
  session: Session,
  tables: readonly ProofTable[],
  caller: Caller,
): Promise<Actor | Silence> {
  const role = `schema_audit_proof_${Math.floor(Math.random() * 2 ** 40).toString(36)}`;
  const setUp = [
    ...creation(role, caller),
    ...[...new Set(tables.map(({ schema }) => schema))].map(
      (schema) => `grant usage on schema ${quoteIdent(schema)} to ${quoteIdent(role)}`,
    ),
    ...tables.flatMap((table) => {
      const granted = table.privileges.filter((privilege) => privilege !== 'maintain');
      const privileges = granted.length === 0 ? USUAL : granted;
      const readable = table.views.filter((view) => view.granted || granted.length === 0);
      return [
        `grant ${privileges.join(', ')} on ${quoteQualified(table.schema, table.table)} to ${quoteIdent(role)}`,
        ...(privileges.includes('insert') ? table.sequences : []).map(
          (name) => `grant usage on sequence ${quoteQualified(table.schema, name)} to ${quoteIdent(role)}`,
        ),
        ...readable.map((view) => `grant select on ${quoteQualified(view.schema, view.name)} to ${quoteIdent(role)}`),
      ];
    }),
  ];
  const wrong = await attempt(session, setUp);
  if (wrong === null) return { role, name: 'a role made for the proof', kind: 'made', setUp, joins: [] };
  return {
    role,
    kind: 'made',
    outcome: 'abstained',
    reason: `no role could be made to act as: ${wrong}; connect as a superuser or a role with CREATEROLE that owns the tables, or name one with --as`,
  };
}

function creation(role: string, caller: Caller): readonly string[] {
  const name = quoteIdent(role);
  return [
    `create role ${name} nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit`,
    `grant ${name} to ${quoteIdent(caller.name)}${caller.version >= 160000 ? ' with set true, inherit false' : ''}`,
  ];
}

/** A role that could own the tables and is bound by policies; null where only a superuser could hand them over. */
export async function bindableOwner(session: Session, schemas: readonly string[]): Promise<string | null> {
  const role = `schema_audit_owner_${Math.floor(Math.random() * 2 ** 40).toString(36)}`;
  const name = quoteIdent(role);
  const [result] = await session.run([
    'select rolsuper as super from pg_catalog.pg_roles where rolname = current_user',
  ]);
  if (result?.rows[0]?.super !== true) return null;
  await session.run([
    `create role ${name} nologin`,
    ...[...new Set(schemas)].map((schema) => `grant usage on schema ${quoteIdent(schema)} to ${name}`),
  ]);
  return role;
}

/** Those of some roles that are there and pass every policy. */
export async function thoseThatBypass(session: Session, roles: readonly string[]): Promise<readonly string[]> {
  if (roles.length === 0) return [];
  const [result] = await session.run([
    `select rolname::text as name from pg_catalog.pg_roles
    where (rolbypassrls or rolsuper) and rolname in (${roles.map(quoteLiteral).join(', ')}) order by rolname`,
  ]);
  return (result?.rows ?? []).map(({ name }) => String(name));
}

/** A member of a role that bypasses row level security: membership alone must not. */
export async function makeMember(
  session: Session,
  of: string,
  made: Actor,
  tables: readonly ProofTable[],
  caller: Caller,
): Promise<Actor | Silence> {
  const role = `${made.role}_m`;
  const setUp = [
    ...creation(role, caller).map((sql) => sql.replace('noinherit', 'inherit')),
    ...made.setUp.slice(2).map((sql) => sql.replaceAll(quoteIdent(made.role), quoteIdent(role))),
  ];
  const joins = [`grant ${quoteIdent(of)} to ${quoteIdent(role)}`];
  const wrong = tables.length === 0 ? 'there is no table' : await attempt(session, [...setUp, ...joins], 'rollback');
  if (wrong === null) {
    await session.run(setUp);
    return { role, name: `a member of ${of}`, kind: 'member', setUp, joins };
  }
  return { role, kind: 'member', outcome: 'not applicable', reason: `no member of ${of} could be made: ${wrong}` };
}

/** A role that is there. Where the caller may not act as it and may make itself able to, that is done, and rolled back. */
export async function takeActor(
  session: Session,
  role: string,
  kind: Actor['kind'],
  caller: Caller,
): Promise<Actor | Silence> {
  const name = kind === 'owner' ? `the owner ${role}` : role;
  const act = [`set local role ${quoteIdent(role)}`];
  const refused = await attempt(session, act, 'rollback');
  if (refused === null) return { role, name, kind, setUp: [], joins: [] };
  const { setUp } = {
    setUp: [
      `grant ${quoteIdent(role)} to ${quoteIdent(caller.name)}${caller.version >= 160000 ? ' with set true, inherit false' : ''}`,
    ],
  };
  const granted = await attempt(session, setUp);
  const still = granted ?? (await attempt(session, act, 'rollback'));
  if (still === null) return { role, name, kind, setUp, joins: [] };
  return {
    role,
    kind,
    outcome: 'abstained',
    reason: `we may not act as ${role}: ${still}; a superuser may run grant ${quoteIdent(role)} to ${quoteIdent(caller.name)}`,
  };
}

/** Runs statements that may be refused. @returns the server's words, or null */
async function attempt(
  session: Session,
  statements: readonly string[],
  after: 'release' | 'rollback' = 'release',
): Promise<string | null> {
  const back = 'rollback to savepoint actor';
  try {
    await session.run([
      'savepoint actor',
      ...statements,
      ...(after === 'rollback' ? [back] : []),
      'release savepoint actor',
    ]);
    return null;
  } catch (error) {
    if (isConnectionLoss(error) || !isServerError(error)) throw error;
    await session.run([back, 'release savepoint actor']);
    return error.message;
  }
}

/** Whether a role passes every policy: it does itself, or can become one that does. null: it is bound */
export async function whatBypasses(session: Session, { role, kind }: Actor, caller: Caller): Promise<Silence | null> {
  const become = caller.version >= 160000 ? 'SET' : 'MEMBER';
  const [result] = await session.run([
    `select r.rolname::text as name, r.rolsuper as super, r.rolname = ${quoteLiteral(role)} as itself
    from pg_catalog.pg_roles a cross join pg_catalog.pg_roles r
    where a.rolname = ${quoteLiteral(role)} and (r.rolsuper or r.rolbypassrls)
      and (r.oid = a.oid or not a.rolsuper and pg_catalog.pg_has_role(a.oid, r.oid, '${become}'))
    order by r.oid <> a.oid, r.rolname limit 1`,
  ]);
  const [found] = result?.rows ?? [];
  if (found === undefined || (kind === 'member' && found.itself !== true)) return null;
  const what = found.super === true ? 'is a superuser' : 'has BYPASSRLS';
  const reason =
    found.itself === true
      ? `${role} ${what}: no policy binds it`
      : `${role} can SET ROLE to ${String(found.name)}, which ${what}: no policy binds it then`;
  return { role, kind, outcome: kind === 'owner' ? 'not applicable' : 'refused', reason };
}

/** What an actor may do with a table, and whether row level security applies to it there. */
export interface Rights {
  readonly binds: boolean;
  /** Privileges on the whole table, as has_table_privilege names them. */
  readonly privileges: ReadonlySet<string>;
  /** Granted on some columns alone. */
  readonly partly: ReadonlySet<string>;
  readonly views: ReadonlySet<string>;
}

const PRIVILEGES = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'];

/** Asked as the actor: by the table's name. */
export async function askRights(
  session: Session,
  { role, joins }: Actor,
  tables: readonly ProofTable[],
): Promise<ReadonlyMap<ProofTable, Rights>> {
  if (tables.length === 0) return new Map();
  const nameOf = (table: ProofTable) => quoteLiteral(quoteQualified(table.schema, table.table));
  const oid = (schema: string, name: string) =>
    `(select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${quoteLiteral(schema)} and c.relname = ${quoteLiteral(name)})`;
  const results = await session.run([
    'savepoint rights',
    ...joins,
    `set local role ${quoteIdent(role)}`,
    ...tables.map(
      (t) => `select row_security_active(t.oid) as binds,
        has_schema_privilege(${quoteLiteral(t.schema)}, 'usage') as usage,
        array(select p from unnest(array[${PRIVILEGES.map(quoteLiteral).join(', ')}]) p where has_table_privilege(t.oid, p)) as privileges,
        array(select p from unnest(array['select', 'insert', 'update']) p where has_any_column_privilege(t.oid, p)) as partly,
        array(select v.name from (values (null::oid, null::text)${t.views.map((v) => `, (${oid(v.schema, v.name)}, ${quoteLiteral(v.name)})`).join('')}) v (oid, name)
          where has_table_privilege(v.oid, 'select')) as views
      from (select ${oid(t.schema, t.table)} as oid, ${nameOf(t)} as name) t`,
    ),
    'rollback to savepoint rights',
    'release savepoint rights',
  ]);
  const strings = (value: unknown) => new Set(Array.isArray(value) ? value.map(String) : []);
  return new Map(
    tables.map((table, i) => {
      const row = results[i + 2 + joins.length]?.rows[0] ?? {};
      const usable = row.usage === true;
      return [
        table,
        {
          binds: row.binds === true,
          privileges: usable ? strings(row.privileges) : new Set<string>(),
          partly: usable ? strings(row.partly) : new Set<string>(),
          views: usable ? strings(row.views) : new Set<string>(),
        },
      ];
    }),
  );
}
