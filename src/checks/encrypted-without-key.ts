/** encrypted-without-key: beside ciphertext nothing says which key it was made with. */
import { grouped, listOf } from '../catalog/lists.js';
import { encryptedColumns } from './secrets.js';
import type { Check } from './types.js';

/** What has to stand beside ciphertext for a key to be changed, and how such a column is called. */
const BESIDE: readonly { readonly what: string; readonly named: RegExp }[] = [
  { what: 'kms_key_id', named: /(?:^|_)(?:kms_key|key_id|key_arn|key_name|data_key|dek)/ },
  { what: 'encryption_context', named: /context|(?:^|_)aad(?:_|$)/ },
  { what: 'key_version', named: /(?:^|_)(?:token|key|encryption|cipher|secret)_version$/ },
];

export const encryptedWithoutKey: Check = {
  id: 'encrypted-without-key',
  severity: 'info',
  consolidationIssue: null,
  title: 'ciphertext without its key beside it',
  withSpec: true,
  bySchema: true,
  design: true,
  docs: {
    what: 'A table with columns that the spec declares encrypted, and without a column for the key (kms_key_id), its context (encryption_context) or its version (key_version, token_version) beside them. Silent where the names say as much in another way (key_arn, data_key, cipher_version, …).',
    story:
      'The key has to be changed by Friday. Which rows were written with the old one? Nothing says it, so every row\nis tried with every key, by a script written on Thursday.',
    todo: 'Add the columns, or accept it with the reason: some libraries write key and version into the ciphertext.',
    link: 'https://www.postgresql.org/docs/current/encryption-options.html',
    bad: `tables:
  connections:
    columns: { tenant_id: uuid not null, access_token_encrypted: text }
    encrypted: [access_token_encrypted]
    indexes: { connections_tenant: tenant_id }`,
    good: `tables:
  connections:
    columns:
      tenant_id: uuid not null
      access_token_encrypted: text
      kms_key_id: text not null
      encryption_context: jsonb
      token_version: integer default 1
    encrypted: [access_token_encrypted]
    indexes: { connections_tenant: tenant_id }`,
  },
  find: (evidence) =>
    [...grouped(encryptedColumns(evidence), ({ table }) => table)].flatMap(([table, columns]) => {
      const ciphertext = new Set(columns.map(({ name }) => name));
      const others = evidence.actual.column.filter((one) => one.table === table && !ciphertext.has(one.name));
      const missing = BESIDE.filter(({ named }) => !others.some(({ name }) => named.test(name)));
      if (missing.length === 0) return [];
      const names = listOf(columns.map(({ name }) => name));
      return [
        {
          object: { kind: 'table', schema: evidence.spec.schema, table },
          message: `${table} holds ciphertext (${names}) without ${listOf(missing.map(({ what }) => what))} beside it`,
        },
      ];
    }),
};
