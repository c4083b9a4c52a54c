/** sequence: of its own or owned by a column; an identity's is the column's. Where it stands is data: it is never set back. */

import { unusual } from '../../catalog/counting.js';
import type { Counting, Sequence } from '../../catalog/types.js';
import { grantsOf, ownerOf, SEQUENCES, schemaOf } from '../in-scope.js';
import type { Draft, Kind } from '../kind.js';
import { quoteIdent, quoteLiteral, quoteQualified } from '../quote.js';

export const sequence: Kind<Sequence> = {
  query: `
    select ${schemaOf('c.relnamespace')} as schema, c.relname as name,
      format_type(s.seqtypid, null) as type, s.seqstart::text as start, s.seqincrement::text as increment,
      s.seqmin::text as minimum, s.seqmax::text as maximum, s.seqcache::text as cache, s.seqcycle as cycle,
      (select json_build_object('schema', n.nspname, 'table', r.relname, 'column', a.attname)
        from pg_catalog.pg_depend d
          join pg_catalog.pg_class r on r.oid = d.refobjid
          join pg_catalog.pg_namespace n on n.oid = r.relnamespace
          join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum = d.refobjsubid
        where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.objsubid = 0
          and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjsubid > 0 and d.deptype = 'a') as "ownedBy",
      c.relpersistence = 'u' as unlogged,
      ${ownerOf('c.relowner')} as owner, ${grantsOf('c.relacl', 's', 'c.relowner')} as grants
    from pg_catalog.pg_class c
      join pg_catalog.pg_sequence s on s.seqrelid = c.oid
    where c.oid = ${SEQUENCES}
    order by c.relnamespace, c.relname`,
  create: (to) => [{ sql: [`create ${to.unlogged ? 'unlogged ' : ''}sequence ${nameOf(to)}`, ...said(to)].join(' ') }],
  // The column that owns it may itself have a default that needs it.
  after: (to) => (to.ownedBy === null ? [] : [own(to)]),
  drop: (from) => [{ sql: `drop sequence ${nameOf(from)}`, locks: lock(from), hazards: ['data-loss'], beyond: true }],
  stays: () => true,
  afterwards: ['ownedBy'],
  follows: true,
  livesOn: ({ ownedBy }) =>
    ownedBy === null ? null : { kind: 'column', schema: ownedBy.schema, table: ownedBy.table, name: ownedBy.column },
  // Where it stands is data, but of a table that goes itself.
  without: ({ ownedBy }) => (ownedBy === null ? null : 'recreate'),
  alter: {
    type: count,
    start: count,
    increment: count,
    minimum: count,
    maximum: count,
    cache: count,
    cycle: count,
    ownedBy: (to) => [own(to)],
    unlogged: (to) => [alter(to, to.unlogged ? 'set unlogged' : 'set logged')],
    owner: 'access',
    grants: 'access',
  },
  rename: {
    write: (to, from) => [
      { sql: `alter sequence ${nameOf(from)} rename to ${quoteIdent(to.name)}`, locks: lock(from) },
    ],
  },
};

function nameOf({ schema, name }: Sequence): string {
  return quoteQualified(schema, name);
}

function lock({ schema, name }: Sequence): NonNullable<Draft['locks']> {
  return [{ schema, table: name, mode: 'ACCESS EXCLUSIVE' }];
}

function alter(to: Sequence, what: string): Draft {
  return { sql: `alter sequence ${nameOf(to)} ${what}`, locks: lock(to) };
}

function own(to: Sequence): Draft {
  const { ownedBy } = to;
  return alter(
    to,
    `owned by ${ownedBy === null ? 'none' : quoteQualified(ownedBy.schema, ownedBy.table, ownedBy.column)}`,
  );
}

function said(to: Counting): string[] {
  const { type, ...options } = unusual(to);
  return [...(type === undefined ? [] : [`as ${type}`]), ...optionsOf(options)];
}

const WORDS = {
  start: 'start',
  increment: 'increment',
  minimum: 'minvalue',
  maximum: 'maxvalue',
  cache: 'cache',
} as const;

/** The options of CREATE and ALTER SEQUENCE, and of an identity in parentheses. */
export function optionsOf(counting: Partial<Counting>): string[] {
  const { cycle } = counting;
  const words = Object.entries(WORDS).flatMap(([field, word]) => {
    const value = counting[field as keyof typeof WORDS];
    return value === undefined ? [] : [`${word} ${number(value)}`];
  });
  return [...words, ...(cycle === undefined ? [] : [cycle ? 'cycle' : 'no cycle'])];
}

/** It comes out of a spec or a catalog as text: nothing but a number reaches SQL. */
function number(value: string): string {
  if (!/^-?\d+$/.test(value)) throw new Error(`not a whole number: ${value}`);
  return value;
}

/** Which of one's fields differ from the other's. */
export function changed(to: Partial<Counting>, from: Partial<Counting>): Partial<Counting> {
  return Object.fromEntries(
    Object.entries(to).filter(([field, value]) => field in WORDS_AND_CYCLE && value !== from[field as keyof Counting]),
  );
}

const WORDS_AND_CYCLE = { ...WORDS, cycle: true };

/**
 * All that differs at once: one option after the other, the limits might exclude the start for a moment. One that was
 * never used stands at its start, and may stand at the new one where the new limits exclude that.
 */
function count(to: Sequence, from: Sequence): Draft[] {
  const type = to.type === from.type ? [] : [`as ${to.type}`];
  // A change of the type would move those limits that were the type's own.
  const options =
    to.type === from.type ? changed(to, from) : { ...changed(to, from), minimum: to.minimum, maximum: to.maximum };
  return [
    ...moved(nameOf(to), to, from).map((sql) => ({ sql, locks: lock(to) })),
    alter(to, [...type, ...optionsOf(options)].join(' ')),
  ];
}

/** What takes a sequence that was never used out of the way of new limits; nothing where it is not in the way. */
export function moved(name: string, to: Counting, from: Counting): string[] {
  const [start, low, high] = [to.start, to.minimum, to.maximum].map((value) => BigInt(number(value)));
  const before = BigInt(number(from.start));
  if (start === undefined || low === undefined || high === undefined || (before >= low && before <= high)) return [];
  const least = low < BigInt(from.minimum) ? low : BigInt(from.minimum);
  const most = high > BigInt(from.maximum) ? high : BigInt(from.maximum);
  const wide = to.type === from.type ? '' : ` as ${widest(to.type, from.type)}`;
  return [
    `alter sequence ${name}${wide} minvalue ${least} maxvalue ${most}`,
    `select pg_catalog.setval(${quoteLiteral(name)}, ${start}, false) from ${name} where not is_called`,
  ];
}

function widest(...types: readonly string[]): string {
  return ['bigint', 'integer', 'smallint'].find((type) => types.includes(type)) ?? 'bigint';
}
