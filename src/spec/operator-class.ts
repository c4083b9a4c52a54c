/** Operator classes of pg_catalog: which are the default of their type, so that naming one says nothing. */
import { Unexpected } from './cursor.js';
import { nearest } from './did-you-mean.js';
import { qualifiedIdentifier } from './names.js';

/** Defaults by access method (pg_opclass.opcdefault, PostgreSQL 14 to 18), without `_ops`. */
const DEFAULTS: Readonly<Record<string, ReadonlySet<string>>> = {
  btree: new Set(
    `array bit bool bpchar bytea char date enum float4 float8 inet int2 int4 int8 interval jsonb macaddr macaddr8 money
    multirange name numeric oid oidvector pg_lsn range record text tid time timestamp timestamptz timetz tsquery tsvector
    uuid varbit xid8`.split(/\s+/),
  ),
  hash: new Set(
    `aclitem array bool bpchar bytea char cid date enum float4 float8 inet int2 int4 int8 interval jsonb macaddr macaddr8
    multirange name numeric oid oidvector pg_lsn range record text tid time timestamp timestamptz timetz uuid xid
    xid8`.split(/\s+/),
  ),
  gist: new Set('box circle multirange point poly range tsquery tsvector'.split(' ')),
  spgist: new Set('box inet poly quad_point range text'.split(' ')),
  gin: new Set('array jsonb tsvector'.split(' ')),
  brin: new Set(
    `bit_minmax box_inclusion bpchar_minmax bytea_minmax char_minmax date_minmax float4_minmax float8_minmax
    inet_inclusion int2_minmax int4_minmax int8_minmax interval_minmax macaddr8_minmax macaddr_minmax name_minmax
    numeric_minmax oid_minmax pg_lsn_minmax range_inclusion text_minmax tid_minmax time_minmax timestamp_minmax
    timestamptz_minmax timetz_minmax uuid_minmax varbit_minmax`.split(/\s+/),
  ),
};

const PATTERN = ['bpchar_pattern', 'cidr', 'text_pattern', 'varchar', 'varchar_pattern'];
const BLOOM =
  `bpchar bytea char date float4 float8 inet int2 int4 int8 interval macaddr macaddr8 name numeric oid pg_lsn
  text tid time timestamp timestamptz timetz uuid`.split(/\s+/);
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  btree: [...PATTERN, 'record_image'],
  hash: PATTERN,
  gist: ['inet'],
  spgist: ['kd_point'],
  gin: ['jsonb_path'],
  brin: ['inet_minmax', ...BLOOM.flatMap((type) => [`${type}_bloom`, `${type}_minmax_multi`])],
};

/** Access methods of PostgreSQL itself. */
export const METHODS = Object.keys(DEFAULTS);

/**
 * An operator class as the catalog gives it: null for the default of its type.
 * @param offset where the class stands, for the mistake
 * @throws Unexpected for an unqualified name that pg_catalog does not have
 */
export function operatorClass(method: string, schema: string | null, name: string, offset: number): string | null {
  const defaults = Object.hasOwn(DEFAULTS, method) ? DEFAULTS[method] : undefined;
  if (defaults === undefined || (schema !== null && schema !== 'pg_catalog')) return qualifiedIdentifier(schema, name);
  const type = name.endsWith('_ops') ? name.slice(0, -4) : '';
  if (defaults.has(type)) return null;
  const others = OTHERS[method] ?? [];
  if (others.includes(type)) return name;
  const near = nearest(
    name,
    [...defaults, ...others].map((known) => `${known}_ops`),
  );
  const own = `an extension's is written with its schema: public.${name}`;
  throw new Unexpected(
    offset,
    `${method} has no operator class "${name}"`,
    near === null ? own : `did you mean "${near}"? (${own})`,
  );
}
