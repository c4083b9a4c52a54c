/** Names and values of a spec, however hostile, stay names and values in the SQL that is written. */
import { expect, test } from 'vitest';
import { diff } from '../../src/catalog/diff.js';
import { emptyCatalog } from '../../src/catalog/types.js';
import { MistakesError } from '../../src/errors.js';
import { compile } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { plan } from '../../src/sql/plan.js';

const ATTACK = `x"; drop table y; -- ' \\ $$ /*`;
const quoted = JSON.stringify(ATTACK);

/** Statement kinds as PostgreSQL's own parser sees them, of everything that the spec compiles to. */
async function statements(spec: string): Promise<string[]> {
  const { parse } = await import('libpg-query');
  const { catalog } = compile(parseSpec(spec, 'spec.yaml'));
  const written = plan(
    diff(catalog, emptyCatalog(), { pairing: {}, same: () => false }),
    catalog,
    () => true,
  ).statements;
  const kinds: string[] = [];
  for (const { sql } of written) {
    const { stmts = [] } = await parse(sql);
    expect(stmts, sql).toHaveLength(1);
    kinds.push(...stmts.map(({ stmt }) => Object.keys(stmt ?? {}).join()));
  }
  return kinds;
}

const WRITTEN = [
  'CreateSchemaStmt',
  'CreateStmt',
  'AlterTableStmt',
  'IndexStmt',
  'CreatePolicyStmt',
  'CommentStmt',
  'CreateExtensionStmt',
];

test.each([
  ['schema', `schema: ${quoted}\ntables: { a: { columns: { id: uuid primary key } } }`],
  ['table', `tables: { ${quoted}: { columns: { id: uuid primary key } } }`],
  ['column', `tables: { a: { columns: { ${quoted}: uuid primary key } } }`],
  ['comments', `tables: { a: { comment: ${quoted}, columns: { id: { type: uuid, comment: ${quoted} } } } }`],
  ['index', `tables: { a: { columns: { id: uuid primary key }, indexes: { ${quoted}: id } } }`],
  [
    'constraint',
    `tables: { a: { columns: { id: uuid primary key }, checks: { ${quoted}: 'id is not null' }, foreign_keys: { f: (id) references a (id) } } }`,
  ],
  [
    'policy and role',
    `tables: { a: { columns: { id: uuid primary key }, not_tenant_scoped: no, policies: { ${quoted}: { to: [${quoted}], using: 'true' } } } }`,
  ],
  ['extension', `extensions: [${quoted}]\ntables: { a: { columns: { id: uuid primary key } } }`],
  [
    'value of a storage parameter',
    `tables: { a: { columns: { id: uuid primary key }, indexes: { i: { columns: [id], with: { fillfactor: ${quoted} } } } } }`,
  ],
  [
    'storage parameter',
    `tables: { a: { columns: { id: uuid primary key }, indexes: { i: { columns: [id], with: { ${quoted}: 70 } } } } }`,
  ],
  [
    'index method',
    `tables: { a: { columns: { id: uuid primary key }, indexes: { i: { columns: [id], method: ${quoted} } } } }`,
  ],
  [
    'operator class',
    `tables: { a: { columns: { id: uuid primary key }, indexes: { i: { columns: ['id ${ATTACK.replaceAll("'", "''")}'] } } } }`,
  ],
  ['type', `tables: { a: { columns: { id: { type: ${quoted} } } } }`],
  ['collation', `tables: { a: { columns: { id: { type: text, collate: ${quoted} } } } }`],
  ['default', `tables: { a: { columns: { id: { type: text, default: ${quoted} } } } }`],
])('%s', async (_where, spec) => {
  try {
    for (const kind of await statements(spec)) expect(WRITTEN).toContain(kind);
  } catch (error) {
    // Refused by the parser, at its place, is as good.
    if (!(error instanceof MistakesError)) throw error;
  }
});
