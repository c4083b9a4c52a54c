/** A schema a tenant: which schemas hold the same tables, and where one departs from the others. Pure. */

export interface SchemaNames {
  readonly name: string;
  readonly users: readonly string[];
  readonly tables: readonly string[];
  readonly policies: number;
}

export interface Alike {
  /** Those that hold the very same tables. */
  readonly schemas: readonly string[];
  /** The one that is looked at for all of them. */
  readonly representative: string;
  readonly tables: readonly string[];
  /** Those that nearly do. */
  readonly departing: readonly {
    readonly schema: string;
    readonly missing: readonly string[];
    readonly extra: readonly string[];
  }[];
  /** Roles that may use several of them, where most tenants have a role of their own. */
  readonly crossing: readonly { readonly role: string; readonly schemas: readonly string[] }[];
}

/** From so many on it is a way to keep tenants apart, and no accident. */
const LEAST = 3;
/** What shares so much with the others is one of them. */
const MOST_OF = 0.6;

/** @returns null where no three schemas without policies hold the same two tables or more */
export function schemasAlike(all: readonly SchemaNames[]): Alike | null {
  const bare = all.filter(({ policies, tables }) => policies === 0 && tables.length > 1);
  const groups = new Map<string, SchemaNames[]>();
  for (const one of bare) {
    const key = JSON.stringify(one.tables);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const [most] = [...groups.values()].sort((a, b) => b.length - a.length);
  const [first] = most ?? [];
  if (most === undefined || first === undefined || most.length < LEAST) return null;
  const names = new Set(first.tables);
  const departing = bare.flatMap(({ name, tables }) => {
    const missing = first.tables.filter((table) => !tables.includes(table));
    const extra = tables.filter((table) => !names.has(table));
    const shared = first.tables.length - missing.length;
    const near = shared / Math.max(first.tables.length, tables.length) >= MOST_OF;
    return near && missing.length + extra.length > 0 ? [{ schema: name, missing, extra }] : [];
  });
  const nearby = new Set(departing.map(({ schema }) => schema));
  const members = [...most, ...bare.filter(({ name }) => nearby.has(name))];
  return {
    schemas: most.map(({ name }) => name),
    representative: first.name,
    tables: first.tables,
    departing,
    crossing: crossingOf(members),
  };
}

/** A role that may use some of the schemas is one too many where most schemas have a role that may use them alone. */
function crossingOf(members: readonly SchemaNames[]): Alike['crossing'] {
  const byRole = new Map<string, string[]>();
  for (const { name, users } of members)
    for (const role of users) byRole.set(role, [...(byRole.get(role) ?? []), name]);
  const own = new Set([...byRole.values()].flatMap((schemas) => (schemas.length === 1 ? schemas : [])));
  if (own.size * 2 <= members.length) return [];
  return [...byRole].flatMap(([role, schemas]) =>
    schemas.length > 1 && schemas.length * 2 < members.length ? [{ role, schemas }] : [],
  );
}
