/** What of a database a read may look at: the names that a spec manages, or whole schemas. */
import { KIND_NAMES, type KindName } from './types.js';

/** What of one schema a read may look at. */
export interface SchemaScope {
  readonly schema: string;
  /** Tables, views, materialized views and sequences, which share one space of names; null: whatever is there. */
  readonly relations: readonly string[] | null;
  /** Where `relations` is null: tables that are known and not the spec's own, as the history of its migrations. */
  readonly apart: readonly string[];
  /** Enums and domains; null: whatever is there. */
  readonly types: readonly string[] | null;
  /** Functions and procedures by their bare names, whatever their arguments; null: whatever is there. */
  readonly functions: readonly string[] | null;
}

/** What a read may look at: the names that the spec manages. */
export interface Scope {
  /** The spec's own schema first. */
  readonly schemas: readonly [SchemaScope, ...SchemaScope[]];
  /** The kinds that are asked for. What has a table's name and is of another kind is said to stand in its way. */
  readonly kinds: ReadonlySet<KindName>;
  /** Whether owners and grants are read. */
  readonly privileges: boolean;
  /** The kinds whose comments are read though a plain spec does not speak of them. */
  readonly commented?: readonly ('schema' | 'extension')[] | undefined;
  /** Whether partitions are spoken of: then it is said where one departs from its parent. */
  readonly partitions?: boolean | undefined;
  /** Whose default privileges are read, where they are asked for; undefined: everybody's. */
  readonly defaultRoles?: readonly string[] | undefined;
  /** null: whatever is installed. */
  readonly extensions: readonly string[] | null;
  /** Those of them that should not be there. */
  readonly forbiddenExtensions: readonly string[];
  readonly roles: readonly string[];
  /** Those of them that should have nothing here. */
  readonly forbiddenRoles: readonly string[];
}

/** The kinds that every spec speaks of. */
export const ALWAYS: readonly KindName[] = [
  ...([
    'schema',
    'extension',
    'role',
    'table',
    'column',
    'constraint',
    'index',
    'trigger',
    'policy',
    'comment',
  ] as const),
];

/** A whole schema. */
function whole(schema: string, apart: readonly string[] = []): SchemaScope {
  return { schema, relations: null, apart, types: null, functions: null };
}

/**
 * Everything that the schemas of a scope hold (`--strict`).
 * @param apart tables of the first schema that are nobody's business
 */
export function wholeOf(scope: Scope, apart: readonly string[]): Scope {
  const [own, ...others] = scope.schemas;
  return {
    ...scope,
    schemas: [whole(own.schema, apart), ...others.map(({ schema }) => whole(schema))],
    commented: ['schema', 'extension'],
    kinds: new Set(KIND_NAMES.filter((kind) => kind !== 'default privileges' || scope.kinds.has(kind))),
  };
}

/** Every table of some schemas, with what lives on tables; no extension, no role unless it is said. */
export function tablesOf(schemas: readonly [string, ...string[]], said: Partial<Scope> = {}): Scope {
  const [first, ...others] = schemas;
  return {
    schemas: [whole(first), ...others.map((schema) => whole(schema))],
    kinds: new Set(ALWAYS),
    privileges: false,
    extensions: [],
    forbiddenExtensions: [],
    roles: [],
    forbiddenRoles: [],
    ...said,
  };
}

/** Everything in some schemas, and every extension: what `pull` reads. */
export function everything(schemas: readonly [string, ...string[]], said: Partial<Scope> = {}): Scope {
  return tablesOf(schemas, {
    kinds: new Set(KIND_NAMES),
    privileges: true,
    extensions: null,
    commented: ['schema', 'extension'],
    ...said,
  });
}

/** The schema that a scope is named after: the spec's own. */
export function ownSchema({ schemas }: Scope): string {
  return schemas[0].schema;
}
