/** A table written anew under what a file says of all tables: its shared columns, its pattern, its templates of names. */
import { type Document, parseDocument } from 'yaml';
import { type Address, addressOf, keyOf, parentOf } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import { type Catalog, type Comment, emptyCatalog, type Table } from '../catalog/types.js';
import { lex } from '../expression/lexer.js';
import { byTable, commentsOf, partitionsIn, withColumns, writeTable } from './decompile.js';
import { NAMES, type NameTemplates, policyTemplate } from './lift.js';
import { externalIn } from './lift-external.js';
import { type Isolation, NO_PATTERN } from './lift-tenancy.js';
import { fillTemplate } from './names.js';
import type { Spec } from './types.js';
import type { Comments, Entries } from './written.js';

/** As an external reference is documented where the file does not say otherwise. */
const DEFAULT_COMMENT = 'FK: {table}.{column}';

/**
 * @param spec what the file says
 * @param changes what separates the database from it
 * @param catalog the database
 */
export function rewriting(
  text: string,
  spec: Spec,
  changes: readonly Change[],
  catalog: Catalog,
): (schema: string, table: string) => Entries | undefined {
  const comments = commentsOf(catalog);
  const on = byTable(catalog);
  const tables = new Map(catalog.table.map((table) => [keyOf(table), table]));
  const document = parseDocument(text);
  const shared = ['first', 'last'].flatMap((which) => {
    const columns = document.getIn(['shared', which]) as { toJSON?: () => object } | undefined;
    return Object.keys(columns?.toJSON?.() ?? {});
  });
  const templates = templatesOf(document);
  // A reference to another service is documented as the file has declared it.
  const external = externalIn(
    catalog,
    comments,
    (table) => spec.externalComment === DEFAULT_COMMENT && spec.external.has(table),
  );
  const differs = differing(changes);
  const partitionsOf = partitionsIn(catalog, on);
  return (schema, name) => {
    const address = { kind: 'table', schema, table: name } as const;
    const table = tables.get(keyOf(address));
    if (table === undefined) return undefined;
    const here = spec.tables.find((one) => one.schema === schema && one.name === name);
    const onTable = on.get(keyOf(address)) ?? emptyCatalog();
    const isolation = isolationUnder(spec, table, onTable, differs, comments);
    const draft = writeTable(table, onTable, { templates, isolation, external, comments, partitionsOf });
    const kept = (column: string) =>
      here !== undefined &&
      shared.includes(column) &&
      !differs.has(keyOf({ kind: 'column', schema, table: name, name: column }));
    return withColumns(draft, {
      without: shared.filter((column) => !kept(column)),
      own: new Map(draft.columns.filter(([column]) => !kept(column))),
    });
  };
}

/** The pattern of the file, as this table has it; a table that does not follow it is told by a policy that nothing has. */
function isolationUnder(
  { rowSecurity }: Spec,
  table: Table,
  on: Catalog,
  differs: ReadonlySet<string>,
  comments: Comments,
): Isolation {
  if (rowSecurity === null) return NO_PATTERN;
  const { tenantColumn, setting, bypass, force, policies } = rowSecurity;
  const names = new Set(policies.map(({ name }) => fillTemplate(name, { table: table.table })));
  const followed = on.policy.filter((policy) => names.has(policy.name) && !differs.has(keyOf(policy)));
  const pattern = new Map(followed.map((policy) => [policyTemplate(policy, comments(policy)), policy]));
  const [first] = on.policy;
  if (followed.length < names.size && first !== undefined) pattern.set('', first);
  const hasColumn = on.column.some(({ name }) => name === tenantColumn);
  const scoped = hasColumn && table.rowSecurity ? [keyOf(table)] : [];
  return { tenancy: { tenantColumn, setting, bypass }, force, pattern, scoped: new Set(scoped) };
}

/** By keyOf: whatever is not as the file says, and the columns that a constraint which is not speaks of. */
function differing(changes: readonly Change[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const change of changes) {
    for (const object of change.change === 'drop'
      ? [change.from]
      : change.change === 'create'
        ? [change.to]
        : [change.to, change.from]) {
      keys.add(keyOf(object));
      const { schema, table } = addressOf(object);
      if (object.kind === 'comment') keys.add(keyOf(bearerOf(object)));
      if (object.kind !== 'constraint' || schema === undefined || table === undefined) continue;
      const words = object.check === null ? object.columns : wordsOf(object.check.expression);
      for (const name of words) keys.add(keyOf({ kind: 'column', schema, table, name }));
    }
  }
  return keys;
}

function bearerOf(comment: Comment): Address {
  return parentOf(addressOf(comment)) ?? addressOf(comment);
}

function wordsOf(sql: string): string[] {
  return lex(sql).flatMap(({ kind, value }) => (kind === 'word' || kind === 'quoted identifier' ? [value] : []));
}

/** The file's own templates: the parsed spec has only the names that they made. */
function templatesOf(document: Document): NameTemplates {
  const said = (key: string, otherwise: string) => {
    const value = document.getIn(['names', key]);
    return typeof value === 'string' ? value : otherwise;
  };
  return {
    'primary key': said('primary_key', NAMES['primary key']),
    unique: said('unique', NAMES.unique),
    'foreign key': said('foreign_key', NAMES['foreign key']),
    check: said('check', NAMES.check),
  };
}
