/** What a database has and we do not model: named, never silently dropped. */

export interface NotCovered {
  /** `rule`, `text search parser`: as PostgreSQL calls it. */
  readonly what: string;
  /** null: it is in no schema. */
  readonly schema: string | null;
  /** The table, view or sequence that it is on; null: on none. */
  readonly table: string | null;
  /** null: a property of what it is on, which has no name of its own. */
  readonly name: string | null;
}

/** `rule r on public.t`, `text search parser public.p`, `typed table public.t`, `event trigger e`. */
export function inWords({ what, schema, table, name }: NotCovered): string {
  const of = (...path: readonly (string | null)[]) => path.filter((part) => part !== null).join('.');
  if (table === null) return `${what} ${of(schema, name)}`;
  if (name === table) return `${what} ${of(schema, table)}`;
  return `${what}${name === null ? '' : ` ${name}`} on ${of(schema, table)}`;
}
