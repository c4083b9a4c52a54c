/** encrypted-column-type: a column that is to hold ciphertext cannot. */
import { addressOf } from '../catalog/address.js';
import { changeOf } from './columns.js';
import { encryptedColumns } from './secrets.js';
import type { Check } from './types.js';

/** Nonce and tag of AES-GCM alone are 28 bytes, 40 characters in base64. */
const SHORTEST = 64;

export const encryptedColumnType: Check = {
  id: 'encrypted-column-type',
  severity: 'warning',
  consolidationIssue: null,
  title: 'ciphertext does not fit its column',
  withSpec: true,
  bySchema: true,
  design: true,
  docs: {
    what: 'A column that the spec declares encrypted, of a type that cannot hold ciphertext: a number, a boolean, a date or time, a UUID, a network address, or a text of fewer than 64 characters. Silent about text, bytea, longer varchar, json and types of your own.',
    story:
      'pin_encrypted is varchar(8). Encrypting it failed in the first test, so the pin went in as it was,\nuntil somebody would find the time. The name says encrypted; the column never was.',
    todo: 'Make it text or bytea.',
    link: 'https://www.postgresql.org/docs/current/datatype-binary.html',
    bad: `tables:
  cards:
    columns:
      tenant_id: uuid not null
      pin_encrypted: varchar(8)
      kms_key_id: text
      encryption_context: text
      key_version: integer
    encrypted: [pin_encrypted]
    indexes: { cards_tenant: tenant_id }`,
    good: `tables:
  cards:
    columns:
      tenant_id: uuid not null
      pin_encrypted: bytea
      kms_key_id: text
      encryption_context: text
      key_version: integer
    encrypted: [pin_encrypted]
    indexes: { cards_tenant: tenant_id }`,
  },
  find: (evidence) =>
    encryptedColumns(evidence).flatMap((column) => {
      if (fits(column.type) || changeOf(evidence.changes, column, 'type').length > 0) return [];
      return [
        {
          object: addressOf(column),
          message: `${column.table}.${column.name} is declared encrypted and is ${column.type}: ciphertext does not fit`,
        },
      ];
    }),
};

function fits(type: string): boolean {
  const [, length] = /^(?:character varying|character|bit|bit varying)\((\d+)\)$/.exec(type) ?? [];
  if (length !== undefined) return Number(length) >= SHORTEST;
  return !/^(?:smallint|integer|bigint|real|double precision|numeric|money|boolean|uuid|date|interval|inet|cidr|macaddr|timestamp|time)\b/.test(
    type,
  );
}
