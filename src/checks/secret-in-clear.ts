/** secret-in-clear: a column is named like a secret, and nothing says that it is encrypted. */
import { addressOf } from '../catalog/address.js';
import type { Column } from '../catalog/types.js';
import { encryptedColumns, namedAsSecret, saysEncrypted } from './secrets.js';
import type { Check } from './types.js';

export const secretInClear: Check = {
  id: 'secret-in-clear',
  severity: 'info',
  consolidationIssue: null,
  title: 'a column is named like a secret and not declared encrypted',
  plural: 'columns are named like a secret',
  bySchema: true,
  design: true,
  docs: {
    what: 'A column of text or bytes whose name ends like a secret (token, secret, password, api_key, private_key, credentials, …), or says encrypted, and that the spec does not list under encrypted. Information: a name proves nothing. Silent about names that end otherwise (token_type, token_expires_at, password_hash), about tokens that are no secrets (page_token, push_token), and where the comment of the column says that it is a hash.',
    story:
      "A read replica is given to the analysts. In it, in a column that nobody thought of, lie the refresh tokens of\nevery tenant's shop, and they still work.",
    todo: 'Encrypt it and list it under encrypted; or accept it with the reason (a hash, a reference into a vault).',
    link: 'https://www.postgresql.org/docs/current/encryption-options.html',
    bad: `tables:
  webhooks:
    columns: { tenant_id: uuid not null, signing_secret: text }
    indexes: { webhooks_tenant: tenant_id }`,
    good: `tables:
  webhooks:
    columns: { tenant_id: uuid not null, signing_secret_hash: bytea, token_type: text, token_expires_at: timestamptz }
    indexes: { webhooks_tenant: tenant_id }`,
  },
  find: (evidence) => {
    const { actual, changes, inferred } = evidence;
    const declared = new Set(encryptedColumns(evidence));
    const hashed = (column: Column) =>
      actual.comment.some(
        (one) =>
          one.on === 'column' && one.table === column.table && one.name === column.name && /hash/i.test(one.text),
      );
    return actual.column.flatMap((column) => {
      const { table, name } = column;
      if (declared.has(column) || hashed(column)) return [];
      if (changes.some((change) => change.change === 'drop' && change.from === column)) return [];
      // Without a spec the name is all there is.
      if (saysEncrypted(name) && inferred !== null) return [];
      if (saysEncrypted(name)) {
        return [
          {
            object: addressOf(column),
            message: `${table}.${name} is named as encrypted, and in no list of encrypted columns`,
          },
        ];
      }
      if (!namedAsSecret(column)) return [];
      return [
        {
          object: addressOf(column),
          message: `${table}.${name} is named like a secret${inferred === null ? ', and not declared encrypted' : ': is it encrypted?'}`,
        },
      ];
    });
  },
};
