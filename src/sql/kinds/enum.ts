/** enum: an enumerated type and its values. How values go or move, recast.ts knows. */
import type { Enum } from '../../catalog/types.js';
import { grantsOf, ownerOf, schemaOf, TYPES } from '../in-scope.js';
import type { Draft, Kind } from '../kind.js';
import { quoteIdent, quoteLiteral, quoteQualified } from '../quote.js';

export const enumeration: Kind<Enum> = {
  query: `
    select ${schemaOf('t.typnamespace')} as schema, t.typname as name,
      coalesce((select json_agg(e.enumlabel order by e.enumsortorder)
        from pg_catalog.pg_enum e where e.enumtypid = t.oid), '[]') as "values",
      ${ownerOf('t.typowner')} as owner, ${grantsOf('t.typacl', 'T', 't.typowner')} as grants
    from pg_catalog.pg_type t
    where t.oid = ${TYPES} and t.typtype = 'e'
    order by t.typnamespace, t.typname`,
  create: (to) => [{ sql: `create type ${nameOf(to)} as enum (${to.values.map(quoteLiteral).join(', ')})` }],
  drop: (from) => [{ sql: `drop type ${nameOf(from)}`, beyond: true }],
  stays: () => true,
  alter: {
    values: (to, from, { values }) => {
      const renames = renamed(to, from, values ?? new Map());
      const now = from.values.map((value) => renames.get(value) ?? value);
      const rename = [...renames].map(([old, value]) =>
        alter(to, `rename value ${quoteLiteral(old)} to ${quoteLiteral(value)}`),
      );
      return isWithin(now, to.values) ? [...rename, ...added(to, now)] : 'recreate';
    },
    owner: 'access',
    grants: 'access',
  },
  rename: {
    write: (to, from) => [{ sql: `alter type ${nameOf(from)} rename to ${quoteIdent(to.name)}` }],
  },
};

function nameOf({ schema, name }: Enum): string {
  return quoteQualified(schema, name);
}

function alter(to: Enum, what: string): Draft {
  return { sql: `alter type ${nameOf(to)} ${what}` };
}

/** From the former name of a value to its new one, where the database has the one and lacks the other. */
export function renamed(
  to: Pick<Enum, 'values'>,
  from: Pick<Enum, 'values'>,
  formerly: ReadonlyMap<string, readonly string[]>,
): Map<string, string> {
  const renames = new Map<string, string>();
  for (const value of to.values) {
    if (from.values.includes(value)) continue;
    const old = formerly.get(value)?.find((one) => from.values.includes(one) && !to.values.includes(one));
    if (old !== undefined && !renames.has(old)) renames.set(old, value);
  }
  return renames;
}

/** Whether ALTER TYPE leads there: values come and get other names, none goes or moves. */
export function goesInPlace(to: Enum, from: Enum, formerly: ReadonlyMap<string, readonly string[]>): boolean {
  const renames = renamed(to, from, formerly);
  return isWithin(
    from.values.map((value) => renames.get(value) ?? value),
    to.values,
  );
}

/** Whether the values stand among the others in the same order. */
function isWithin(values: readonly string[], others: readonly string[]): boolean {
  let next = 0;
  for (const other of others) if (other === values[next]) next++;
  return next === values.length;
}

/** Each new value beside one that is there already. */
function added(to: Enum, before: readonly string[]): Draft[] {
  const known = new Set(before);
  return to.values.flatMap((value, i) => {
    if (known.has(value)) return [];
    known.add(value);
    const previous = to.values[i - 1];
    const next = to.values.slice(i + 1).find((one) => known.has(one));
    const beside = previous === undefined ? `before ${quoteLiteral(next ?? '')}` : `after ${quoteLiteral(previous)}`;
    const draft = alter(to, `add value ${quoteLiteral(value)}${next === undefined ? '' : ` ${beside}`}`);
    // Nothing may use it before the transaction ends that added it.
    return [{ ...draft, online: [{ ...draft, transactional: false }] }];
  });
}
