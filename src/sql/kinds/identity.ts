/** The identity of a column: how its sequence counts and what it is called, read and written. Where it stands is data, and stays. */
import { countingOf, sequenceName } from '../../catalog/counting.js';
import type { Column } from '../../catalog/types.js';
import type { Draft } from '../kind.js';
import { quoteIdent, quoteQualified } from '../quote.js';
import { changed, moved, optionsOf } from './sequence.js';

const limit = (sign: '-' | '') =>
  `case q.seqtypid when 21 then ${sign === '-' ? '-32768' : '32767'} when 23 then ${sign === '-' ? '-2147483648' : '2147483647'}
    else ${sign === '-' ? "'-9223372036854775808'" : "'9223372036854775807'"}::bigint end`;

const COUNTS = `nullif(json_strip_nulls(json_build_object(
    'increment', nullif(q.seqincrement, 1)::text,
    'minimum', nullif(q.seqmin, case when q.seqincrement > 0 then 1 else ${limit('-')} end)::text,
    'maximum', nullif(q.seqmax, case when q.seqincrement > 0 then ${limit('')} else -1 end)::text,
    'start', nullif(q.seqstart, case when q.seqincrement > 0 then q.seqmin else q.seqmax end)::text,
    'cache', nullif(q.seqcache, 1)::text, 'cycle', nullif(q.seqcycle, false)))::text, '{}')::json`;

/** So many bytes of a name, in whole characters. */
const clipped = (name: string, bytes: string) =>
  `(select left(${name}::text, n) from generate_series(0, 63) n where octet_length(left(${name}::text, n)) <= ${bytes} order by n desc limit 1)`;

/** As sequenceName in catalog/counting.ts. */
const USUAL_NAME = `case when l.a + l.b <= 58 then c.relname || '_' || a.attname || '_seq'
    else ${clipped('c.relname', 'greatest(29, 58 - l.b)')} || '_' || ${clipped('a.attname', 'greatest(29, 58 - l.a)')} || '_seq' end`;

/**
 * Of a column `a` of a relation `c`: how its identity's sequence counts, or its name, each as far as that is not what
 * it would be of itself.
 */
export const identityOf = (what: 'counting' | 'name') => `case when a.attidentity <> '' then
  (select ${what === 'counting' ? COUNTS : `nullif(s.relname::text, ${USUAL_NAME})`}
  from pg_catalog.pg_depend i
    join pg_catalog.pg_sequence q on q.seqrelid = i.objid
    join pg_catalog.pg_class s on s.oid = q.seqrelid
    cross join (select octet_length(c.relname::text) as a, octet_length(a.attname::text) as b) l
  where i.classid = 'pg_catalog.pg_class'::regclass and i.refclassid = 'pg_catalog.pg_class'::regclass
    and i.refobjid = a.attrelid and i.refobjsubid = a.attnum and i.deptype = 'i') end`;

/** `generated always as identity (start 100)`; nothing for a column that is none. */
export function generation(to: Column): string {
  if (to.identity === null) return '';
  const options = [
    ...(to.identityName == null ? [] : [`sequence name ${quoteQualified(to.schema, to.identityName)}`]),
    ...optionsOf(to.identitySequence ?? {}),
  ];
  return `generated ${to.identity} as identity${options.length === 0 ? '' : ` (${options.join(' ')})`}`;
}

/** What the sequence of an identity is called. */
export function sequenceOf({ table, name, identityName }: Column): string {
  return identityName ?? sequenceName(table, name);
}

/** All that differs at once, as of a sequence. */
export function changeIdentity(to: Column, from: Column): Draft[] {
  if (to.identity === null || from.identity === null) return [];
  const [counting, before] = [to, from].map(({ type, identitySequence }) => countingOf({ type, ...identitySequence }));
  if (counting === undefined || before === undefined) return [];
  const sequence = quoteQualified(to.schema, sequenceOf(from));
  const options = optionsOf(changed(counting, before)).map((option) => `set ${option}`);
  if (options.length === 0) return [];
  const sql = `alter table ${quoteQualified(to.schema, to.table)} alter column ${quoteIdent(to.name)} ${options.join(' ')}`;
  return [
    ...moved(sequence, counting, before).map((one) => ({ sql: one })),
    { sql, locks: [{ schema: to.schema, table: to.table, mode: 'ACCESS EXCLUSIVE' }] },
  ];
}

export function renameIdentity(to: Column, from: Column): Draft[] {
  const [name, before] = [sequenceOf(to), sequenceOf(from)];
  if (to.identity === null || from.identity === null || name === before) return [];
  const sql = `alter sequence ${quoteQualified(to.schema, before)} rename to ${quoteIdent(name)}`;
  return [{ sql, locks: [{ schema: to.schema, table: before, mode: 'ACCESS EXCLUSIVE' }] }];
}
