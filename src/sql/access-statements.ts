/** Owners and grants as statements: from what an object has to what it is to have, with as little as that takes. */
import { addressOf } from '../catalog/address.js';
import { eachOf, hardwired, inOrder, meant, PRIVILEGES, type Secured, sameGrants } from '../catalog/privileges.js';
import type { Access, CatalogObject, Column, DefaultPrivileges, Grant, Table } from '../catalog/types.js';
import type { Draft } from './kind.js';
import { quoteIdent, quoteQualified, quoteRoutine } from './quote.js';

/** Who makes new objects, and what they are granted of themselves (ALTER DEFAULT PRIVILEGES). */
export interface Creator {
  readonly role: string;
  readonly version: number;
  /** Beside what the owner itself has. */
  readonly grants: (on: Secured, schema: string | null) => readonly Grant[];
}

/** For a server of which nothing is known: nobody has altered default privileges there. */
export const ANYONE: Creator = { role: '', version: 99, grants: (on) => hardwired(on) };

/** How an object is spoken of: in GRANT … ON, and in ALTER … OWNER TO (null: it has none of its own to change). */
interface Target {
  readonly on: Secured;
  /** Before GRANT or REVOKE. */
  readonly before?: string;
  readonly grant: string;
  readonly alter: string | null;
  /** Of a column: behind each privilege. */
  readonly column: string;
  readonly locks: Draft['locks'];
}

function targetOf(object: CatalogObject): Target | null {
  const { schema = '', table = '', name = '' } = addressOf(object);
  const relation = (on: Secured, word: string, called: string, alter: string | null = word): Target => ({
    on,
    grant: `${on === 'sequence' ? 'sequence' : 'table'} ${quoteQualified(schema, called)}`,
    alter: alter === null ? null : `${alter} ${quoteQualified(schema, called)}`,
    column: '',
    locks: [{ schema, table: called, mode: 'ACCESS EXCLUSIVE' }],
  });
  const plain = (on: Secured, what: string): Target => ({ on, grant: what, alter: what, column: '', locks: [] });
  switch (object.kind) {
    case 'schema':
      return plain('schema', `schema ${quoteIdent(name)}`);
    case 'table':
      return relation('table', 'table', table);
    case 'view':
      return relation('view', 'view', table);
    case 'materialized view':
      return relation('materialized view', 'materialized view', table);
    case 'sequence':
      // One that a column owns belongs to whom the table belongs.
      return relation('sequence', 'sequence', name, object.ownedBy === null ? 'sequence' : null);
    case 'function':
      return plain('function', `routine ${quoteRoutine(schema, name)}`);
    case 'enum':
      return plain('enum', `type ${quoteQualified(schema, name)}`);
    case 'domain':
      return plain('domain', `domain ${quoteQualified(schema, name)}`);
    case 'column':
      return { ...relation('column', 'table', table, null), column: ` (${quoteIdent(name)})` };
    case 'default privileges': {
      const { role, inSchema, objects } = object;
      const where = inSchema === null ? '' : ` in schema ${quoteIdent(inSchema)}`;
      return {
        ...plain(OBJECTS[objects], objects),
        alter: null,
        before: `alter default privileges for role ${quoteIdent(role)}${where} `,
      };
    }
    default:
      return null;
  }
}

/** What new objects of each sort are. */
export const OBJECTS: { readonly [O in DefaultPrivileges['objects']]: Secured } = {
  tables: 'table',
  sequences: 'sequence',
  functions: 'function',
  types: 'enum',
  schemas: 'schema',
  'large objects': 'large object',
};

/**
 * Whether two objects of one name grant the same on a server of this version. Where the owner changes as well, that
 * takes the grants along (see accessDrafts).
 */
export function sameAccess(desired: CatalogObject, actual: CatalogObject, version: number): boolean {
  const [to, from] = [desired as Access, actual as Access];
  const target = targetOf(desired);
  if (target === null || to.grants == null) return true;
  const ofRole = defaultsOf(desired);
  const owner = ofRole ?? to.owner ?? from.owner;
  const moves = ofRole === null && to.owner != null && to.owner !== from.owner;
  const had = from.grants ?? [];
  return sameGrants(
    to.grants,
    moves ? carriedOver(had, from.owner ?? '', to.owner ?? '', target.on, version) : had,
    target.on,
    owner,
    version,
  );
}

/** The role whose default privileges these are, where they stand in for what an owner has. */
function defaultsOf(object: CatalogObject): string | null {
  return object.kind === 'default privileges' && object.inSchema === null ? object.role : null;
}

/** Where nobody says which version: all privileges that there are. */
const LATEST = 99;

/** Owner and grants of an object that has just been made: exactly what is said, whatever default privileges add. */
export function accessOfNew(to: CatalogObject, said: Access, creator: Creator): readonly Draft[] {
  const target = targetOf(to);
  if (target === null) return [];
  if (to.kind === 'default privileges') return accessDrafts(to, untouched(to), said, creator.version);
  const { schema = null } = addressOf(to);
  const grants = to.kind === 'column' ? [] : creator.grants(target.on, to.kind === 'schema' ? null : schema);
  return accessDrafts(to, { owner: creator.role, grants }, said, creator.version);
}

/** Default privileges back to what the server has by itself. */
export function withoutDefaultPrivileges(from: DefaultPrivileges): readonly Draft[] {
  return accessDrafts(from, from, untouched(from), LATEST);
}

function untouched({ inSchema, objects, role }: DefaultPrivileges): Access {
  return inSchema === null ? { owner: role, grants: hardwired(OBJECTS[objects]) } : { grants: [] };
}

/**
 * ALTER … OWNER TO, then GRANT and REVOKE: the server carries the old owner's privileges over to the new one. What
 * `to` says nothing of stays.
 */
export function accessDrafts(object: CatalogObject, from: Access, to: Access, version: number): readonly Draft[] {
  const target = targetOf(object);
  if (target === null) return [];
  const ofRole = defaultsOf(object);
  const owner = ofRole ?? to.owner ?? from.owner ?? '';
  const moves = ofRole === null && to.owner != null && to.owner !== from.owner;
  const alter: Draft[] =
    moves && target.alter !== null
      ? [
          {
            sql: `alter ${target.alter} owner to ${quoteIdent(owner)}`,
            locks: target.locks,
            hazards: ['widens-access'],
          },
        ]
      : [];
  const had = from.grants ?? [];
  const before = moves ? carriedOver(had, from.owner ?? '', owner, target.on, version) : had;
  return [...alter, ...grantDrafts(target, owner, before, to.grants, version)];
}

/**
 * A column's grants after its table's owner and grants were changed: what is revoked on a table is revoked on each of
 * its columns, and a new owner takes the old one's place.
 */
export function columnAfter(column: Column, table: { to: Access; from: Access }, version: number): Column {
  const { to, from } = table;
  const target = targetOf(to as Table);
  if (target === null || column.grants == null) return column;
  const owner = to.owner ?? from.owner ?? '';
  const moves = owner !== from.owner;
  const moved = (grants: readonly Grant[], on: Secured) =>
    moves ? carriedOver(grants, from.owner ?? '', owner, on, version) : grants;
  const own = moved(column.grants, 'column');
  if (to.grants == null) return { ...column, grants: own };
  const before = held(moved(from.grants ?? [], target.on), target, owner, version);
  const after = held(to.grants, target, owner, version);
  const gone = (one: Grant, what: 'privileges' | 'grantable') => {
    const key = keyOf({ role: one.role, by: one.by });
    return without(before.get(key)?.[what] ?? [], new Set(after.get(key)?.[what]));
  };
  return {
    ...column,
    grants: own.map((one) => {
      const revoked = new Set(gone(one, 'privileges'));
      const option = new Set([...revoked, ...gone(one, 'grantable')]);
      return {
        ...one,
        privileges: without(eachOf(one.privileges, 'column', version), revoked),
        grantable: without(eachOf(one.grantable, 'column', version), option),
      };
    }),
  };
}

/** aclnewowner: the old owner's privileges become the new one's, and what it had granted the new one has granted. */
function carriedOver(
  grants: readonly Grant[],
  old: string,
  owner: string,
  on: Secured,
  version: number,
): readonly Grant[] {
  const own = grants.some(({ role, by }) => role === old && by === undefined);
  const whole: readonly Grant[] =
    own || on === 'column' ? grants : [...grants, { role: old, privileges: ['all'], grantable: [] }];
  const merged = new Map<string, Grant>();
  for (const { role, by, privileges, grantable } of whole) {
    const grantor = by === owner ? undefined : by;
    const grantee = role === old ? owner : role;
    const key = JSON.stringify([grantee, grantor ?? null]);
    const other = merged.get(key);
    merged.set(key, {
      role: grantee,
      ...(grantor === undefined ? {} : { by: grantor }),
      privileges: [...eachOf(privileges, on, version), ...(other?.privileges ?? [])],
      grantable: [...eachOf(grantable, on, version), ...(other?.grantable ?? [])],
    });
  }
  return meant([...merged.values()], on, owner, version);
}

/** Privileges of one role by one grantor. */
interface Held {
  readonly role: string;
  readonly by: string | undefined;
  readonly privileges: ReadonlySet<string>;
  readonly grantable: ReadonlySet<string>;
}

function held(grants: readonly Grant[], { on }: Target, owner: string, version: number): ReadonlyMap<string, Held> {
  const list: readonly Grant[] = meant(grants, on, owner, version);
  const implied: readonly Grant[] =
    on === 'column' || list.some(({ role, by }) => role === owner && by === undefined)
      ? []
      : [{ role: owner, privileges: ['all'], grantable: [] }];
  return new Map(
    [...list, ...implied].map(({ role, by, privileges, grantable }) => [
      JSON.stringify([role, by ?? null]),
      { role, by, privileges: eachOf(privileges, on, version), grantable: eachOf(grantable, on, version) },
    ]),
  );
}

/** What was granted on goes before that by which it could be, and comes after it. */
function grantDrafts(
  target: Target,
  owner: string,
  from: readonly Grant[],
  to: readonly Grant[] | undefined,
  version: number,
): Draft[] {
  if (to === undefined || to === null) return [];
  const before = held(from, target, owner, version);
  const after = held(to, target, owner, version);
  const every = eachOf(['all'], target.on, version).size;
  const empty = { privileges: new Set<string>(), grantable: new Set<string>() };
  const revokes: Draft[] = [];
  const grants: Draft[] = [];
  for (const one of byGrantor([...before.values()]).reverse()) {
    const kept = after.get(keyOf(one)) ?? empty;
    const gone = without(one.privileges, kept.privileges);
    const option = without(without(one.grantable, kept.grantable), new Set(gone));
    if (gone.length > 0) revokes.push(write(target, one, 'revoke', gone, version));
    if (option.length > 0) revokes.push(write(target, one, 'revoke grant option for', option, version));
  }
  for (const one of byGrantor([...after.values()])) {
    const had = before.get(keyOf(one)) ?? empty;
    const option = without(one.grantable, had.grantable);
    // All of them is said as such: which they are, each version knows for itself.
    const whole = one.privileges.size === every && had.privileges.size < every && option.length === 0;
    const plain = whole ? [...one.privileges] : without(without(one.privileges, had.privileges), new Set(option));
    if (plain.length > 0) grants.push(write(target, one, 'grant', plain, version));
    if (option.length > 0) grants.push(write(target, one, 'grant with option', option, version));
  }
  return [...revokes, ...grants];
}

function keyOf({ role, by }: Pick<Held, 'role' | 'by'>): string {
  return JSON.stringify([role, by ?? null]);
}

function without(all: ReadonlySet<string> | readonly string[], some: ReadonlySet<string>): readonly string[] {
  return [...all].filter((one) => !some.has(one));
}

/** Whoever granted is before those that it granted something to; the owner's own grants are first. */
function byGrantor(all: readonly Held[]): Held[] {
  const ordered: Held[] = [];
  let left = [...all];
  for (let round = 0; left.length > 0 && round <= all.length; round++) {
    const ready = left.filter(
      ({ by }) => by === undefined || !left.some((other) => other.role === by && other.grantable.size > 0),
    );
    ordered.push(...ready);
    left = left.filter((one) => !ready.includes(one));
  }
  return [...ordered, ...left];
}

function write(
  target: Target,
  { role, by }: Held,
  verb: 'grant' | 'grant with option' | 'revoke' | 'revoke grant option for',
  privileges: readonly string[],
  version: number,
): Draft {
  const every = eachOf(['all'], target.on, version);
  const whole = every.size > 1 && [...every].every((one) => privileges.includes(one));
  const listed = PRIVILEGES[target.on].filter((one) => privileges.includes(one));
  const what = whole ? `all${target.column}` : listed.map((one) => `${one}${target.column}`).join(', ');
  const whom = role === 'public' ? 'public' : quoteIdent(role);
  const sql = verb.startsWith('grant')
    ? `${target.before ?? ''}grant ${what} on ${target.grant} to ${whom}${verb === 'grant' ? '' : ' with grant option'}`
    : `${target.before ?? ''}${verb} ${what} on ${target.grant} from ${whom}`;
  return {
    // Only the role itself can grant in its own name.
    sql: by === undefined ? sql : `set role ${quoteIdent(by)}; ${sql}; reset role`,
    hazards: verb.startsWith('grant') ? ['widens-access'] : [],
  };
}

/** @param defaults the role's own: the general ones stand in for the hardwired, those of a schema come to them */
export function creatorOf(role: string, version: number, defaults: readonly DefaultPrivileges[]): Creator {
  const of = (on: Secured, schema: string | null) =>
    defaults.find(({ objects, inSchema }) => inSchema === schema && LIKE[on] === OBJECTS[objects])?.grants;
  return {
    role,
    version,
    grants: (on, schema) => {
      const merged = new Map<string, Grant>();
      const general = of(on, null) ?? hardwired(on);
      const ofSchema = schema === null ? [] : (of(on, schema) ?? []);
      // The owner has everything, unless the general ones restrain it.
      const restrained = general.some((one) => one.role === role);
      for (const one of [...general, ...ofSchema.filter((one) => one.role !== role || restrained)]) {
        const other = merged.get(one.role);
        merged.set(one.role, {
          role: one.role,
          privileges: [...new Set([...(other?.privileges ?? []), ...one.privileges])],
          grantable: [...new Set([...(other?.grantable ?? []), ...one.grantable])],
        });
      }
      return inOrder([...merged.values()]);
    },
  };
}

/** Of which sort a new object is to ALTER DEFAULT PRIVILEGES. */
const LIKE: { readonly [K in Secured]: Secured } = {
  schema: 'schema',
  table: 'table',
  view: 'table',
  'materialized view': 'table',
  column: 'column',
  sequence: 'sequence',
  function: 'function',
  enum: 'enum',
  domain: 'enum',
  'large object': 'large object',
};
