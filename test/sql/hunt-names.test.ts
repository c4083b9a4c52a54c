/** Names that need quotes, everywhere a name can stand. */
import { expect, test } from 'vitest';
import { createDatabase, onVersions } from '../postgres.js';
import { applySpec, checkSpec } from './spec-on-database.js';

const names = `
schema: Mein "Schema".x
tenancy:
  column: tenant id
  setting: app.current_tenant_id
  policies:
    'Policy "{table}"':
      using: |
        "tenant id" = nullif(current_setting('app.current_tenant_id', true), '')::uuid
      with_check: same as using
shared:
  first:
    ID: uuid primary key default gen_random_uuid()
    tenant id: uuid not null
tables:
  Order:
    comment: |
      it's "quoted" \\ back
      newline 🙂 \${x} $$
    columns:
      table: text not null default 'x'
      user: { type: text, comment: "o'clock\\n\\\\n" }
      order: int default 1
      Straße: text
      a.b: int
      text: text
      "int": int
      date: date default current_date
      Order: int
      sum_: { type: int, generated: { as: '"order" + "a.b"' } }
    checks:
      'Check "1"': '"order" > 0 and "table" <> ''''  and "user" is not null'
      own_name: '"Order"."Order" is null or "Order" > 1'
      typename: text <> 'x' and "int" > 1 and date > date '2000-01-01' and text::text <> ''
    unique:
      'Uniq.ue': [table, user]
    indexes:
      'index.with dots': unique ("table" desc, "Straße", lower("user")) include ("a.b") where "order" > 0
  text:
    columns:
      text: text
      other: uuid references "Order" on delete cascade
    checks:
      t: text <> 'a' and text.text <> 'b'
  bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb:
    columns:
      x: text
`;

onVersions([14, 18], (version) => {
  test('names that need quotes survive apply and check', async () => {
    const database = await createDatabase({ version });
    try {
      await applySpec(database.url, names);
      expect(await checkSpec(database.url, names)).toEqual([]);
      expect((await applySpec(database.url, names)).statements).toEqual([]);
    } finally {
      await database.drop();
    }
  });
});
