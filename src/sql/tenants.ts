/** Tenants to judge policies with, in the form that the tenant's column and the policies want. */
import { lex } from '../expression/lexer.js';

export interface Tenants {
  readonly a: string;
  readonly b: string;
  /** What people write where they have no tenant. */
  readonly placeholders: readonly string[];
}

const UUIDS: Tenants = {
  a: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  b: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb',
  placeholders: ['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000001'],
};
const NUMBERS: Tenants = { a: '7', b: '8', placeholders: ['0', '1'] };
const WORDS: Tenants = { a: 'tenant-a', b: 'tenant-b', placeholders: ['', 'default'] };
const LETTERS: Tenants = { a: 'a', b: 'b', placeholders: ['', '0'] };

/**
 * Tenants for a column of this type; of a text, such as the condition can cast.
 * @returns null for a type that is nobody's tenant
 */
export function tenantsOf(type: string, condition: string, tenantColumn: string): Tenants | null {
  if (type === 'uuid') return UUIDS;
  if (/^(smallint|integer|bigint|numeric)\b/.test(type)) return NUMBERS;
  const text = /^(?:text|character varying|character)(?:\((\d+)\))?$/.exec(type);
  if (text === null) return null;
  const length = text[1] === undefined ? Number.POSITIVE_INFINITY : Number(text[1]);
  const casts = castsOf(condition, tenantColumn);
  if (casts.has('uuid') && length >= UUIDS.a.length) return UUIDS;
  if (['smallint', 'integer', 'bigint', 'numeric'].some((number) => casts.has(number))) return NUMBERS;
  return length >= WORDS.a.length ? WORDS : LETTERS;
}

/** The types that the column is cast to: `(tenant_id)::uuid`. */
function castsOf(condition: string, column: string): ReadonlySet<string> {
  const tokens = lex(condition);
  return new Set(
    tokens.flatMap((token, i) => {
      if (token.value !== column || token.kind === 'string') return [];
      let at = i + 1;
      while (tokens[at]?.text === ')') at++;
      return tokens[at]?.text === '::' ? (tokens[at + 1]?.value ?? []) : [];
    }),
  );
}
