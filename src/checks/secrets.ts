/** What the checks of secrets share: which columns hold ciphertext, and which are named as if they held a secret. */
import type { Column } from '../catalog/types.js';
import type { Evidence } from './types.js';

/** A name that says of itself that what it holds is not in the clear. */
export function saysEncrypted(name: string): boolean {
  return /^encrypted_|^enc_|_(?:encrypted|enc|ciphertext|cipher|crypt|sealed)$/.test(name);
}

/** The last word of a name that is a secret. */
const SECRET =
  /(?:^|_)(?:passwords?|passwd|passphrase|secrets?|api_?keys?|private_?key|signing_?key|access_?key|secret_?key|encryption_?key|credentials?|tokens?)$/;
/** Tokens and keys that are none. */
const HARMLESS =
  /(?:^|_)(?:(?:next_|prev_)?page|next|previous|sync|cursor|continuation|csrf|xsrf|public|idempotency|device|push|max|min|total|used|input|output|prompt|completion|count|number_of|num)_?(?:tokens?|keys?)$/;
/** Types that a secret may stand in. */
const HOLDS_TEXT = /^(?:text|character varying|character|bytea|json|jsonb|public\.citext)(?:\(\d+\))?$/;

export function namedAsSecret({ name, type }: Column): boolean {
  return SECRET.test(name) && !HARMLESS.test(name) && HOLDS_TEXT.test(type);
}

/** The columns that hold ciphertext: those that the spec names. */
export function encryptedColumns({ spec, actual }: Evidence): readonly Column[] {
  const encrypted = new Set(spec.tables.flatMap(({ name, encrypted: some }) => some.map((one) => `${name}.${one}`)));
  return actual.column.filter(({ schema, table, name }) => schema === spec.schema && encrypted.has(`${table}.${name}`));
}
