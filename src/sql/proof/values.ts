/** One value for a column: recognisable as ours, different for different numbers, within what its type and checks allow. */
import type { Tenants } from '../tenants.js';
import { type Limits, textFor } from './limits.js';
import type { ProofColumn } from './tables.js';

/** What every UUID that we make begins with: nobody's rows look like that. */
const UUID = '5caad170';

export function uuid(): string {
  return UUID + globalThis.crypto.randomUUID().slice(UUID.length);
}

/** Two tenants that are nobody's, in the form that the column takes; null for a type that is no tenant's. */
export function newTenants(column: ProofColumn, known: Tenants | null): Tenants | null {
  if (known === null) return null;
  if (column.type === 'uuid' || known.a.length === 36) return { ...known, a: uuid(), b: uuid() };
  const number = () => Math.floor(Math.random() * 15_000) + 15_000;
  if (/^(smallint|integer|bigint|numeric)$/.test(column.type) || /^\d+$/.test(known.a)) {
    const a = number();
    return { ...known, a: String(a), b: String(a + 1) };
  }
  const length = column.modifier[0] ?? 24;
  const text = number().toString(36);
  return { ...known, a: cutToEnd(`schema-audit-a${text}`, length), b: cutToEnd(`schema-audit-b${text}`, length) };
}

/** The end of a text is what makes it different. */
function cutToEnd(text: string, length: number): string {
  return text.length <= length ? text : text.slice(-length);
}

/**
 * @returns the value as PostgreSQL reads it, or null where we know none of this type
 */
export function valueFor(column: ProofColumn, limits: Limits, n: number): string | null {
  if (column.isArray) return '{}';
  const { among } = limits;
  if (among !== undefined && among.length > 0) return among[n % among.length] ?? null;
  const [label] = column.labels;
  if (label !== undefined) return column.labels[n % column.labels.length] ?? label;
  return ofType(column, limits, n);
}

function ofType({ type, modifier }: ProofColumn, limits: Limits, n: number): string | null {
  const rank = limits.rank ?? 0;
  switch (type) {
    case 'uuid':
      return uuid();
    case 'text':
    case 'character varying':
    case 'character':
    case 'citext':
    case 'public.citext':
    case 'name':
      return text(modifier[0], limits, n);
    case 'boolean':
      return 'true';
    case 'smallint':
      return number(limits, 30_000, n, rank);
    case 'integer':
    case 'bigint':
    case 'oid':
    case 'real':
    case 'double precision':
      return number(limits, type === 'real' ? 1_000_000 : 2_000_000_000, n, rank);
    case 'numeric':
      return number(limits, 10 ** Math.min((modifier[0] ?? 9) - (modifier[1] ?? 0), 9) - 1, n, rank);
    case 'money':
      return String(n % 1000);
    case 'date':
      return day(n, rank);
    case 'timestamp without time zone':
    case 'timestamp with time zone':
      return `${day(n, rank)} 12:00:00Z`;
    case 'time without time zone':
    case 'time with time zone':
      return `${String(1 + Math.min(rank, 20)).padStart(2, '0')}:00:00Z`;
    case 'interval':
      return `${1 + rank} hours`;
    case 'json':
    case 'jsonb':
      return '{}';
    case 'bytea':
      return `\\x${(n % 2 ** 31).toString(16).padStart(8, '0')}`;
    case 'inet':
      return `192.0.2.${n % 256}`;
    case 'cidr':
      return `192.0.2.${n % 256}/32`;
    case 'macaddr':
      return `02:00:00:00:00:${(n % 256).toString(16).padStart(2, '0')}`;
    case 'bit':
    case 'bit varying':
      return '0'.repeat(modifier[0] ?? 1);
    case 'point':
      return `(${n % 1000},0)`;
    case 'tsvector':
    case 'xml':
      return '';
    case 'int4range':
    case 'int8range':
    case 'numrange':
    case 'daterange':
    case 'tsrange':
    case 'tstzrange':
      return 'empty';
    default:
      return null;
  }
}

function text(most: number | undefined, { shortest = 0, longest, pattern, least }: Limits, n: number): string | null {
  if (pattern !== undefined) return textFor(pattern, n, most);
  if (least !== undefined) return String(least + (n % 1000));
  const length = Math.min(most ?? 40, longest ?? 40);
  return cutToEnd(`schema-audit-${n.toString(36)}`.padStart(shortest, 'x'), Math.max(length, shortest));
}

function number({ least, most }: Limits, largest: number, n: number, rank: number): string {
  const from = least ?? Math.min(0, most ?? 0);
  const to = most ?? Math.max(largest, from);
  const span = Math.max(Math.min(to, from + largest) - from + 1 - rank, 1);
  return String(from + (n % span) + rank);
}

function day(n: number, rank: number): string {
  return new Date(Date.UTC(2000, 0, 1 + (n % 1000) + rank)).toISOString().slice(0, 10);
}
