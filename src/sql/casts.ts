/** Between which types the server knows no way: values go there by way of their text. */
import type { Alter, Change } from '../catalog/diff.js';
import type { Catalog } from '../catalog/types.js';
import { quoteQualified } from './quote.js';
import type { Session } from './session.js';

/**
 * Changes of a column's type between two that have no cast (pg_cast), with the way that is left. A value that the new
 * type does not read fails, and with it the plan.
 * @param desired the catalog they lead to
 * @param domains what the live domains are over (see read.ts)
 */
export async function withCasts(
  session: Session,
  changes: readonly Change[],
  desired: Catalog,
  domains: ReadonlyMap<string, string>,
): Promise<readonly Change[]> {
  if (!changes.some((one) => isRetyped(one) && mayLackCast(one))) return changes;
  const [result] = await session.run([CASTS]);
  const { casts, texts } = (result?.rows[0] ?? {}) as unknown as Answer;
  const known = new Set(casts.map(([from, to]) => `${from} → ${to}`));
  const before = (type: string) => plain(domains.get(type) ?? type);
  const after = typesOf(desired, before);
  const lacks = ({ to, from }: Alter) => {
    if (to.kind !== 'column' || from.kind !== 'column') return false;
    const pair = [before(from.type), after(to.type)] as const;
    if (pair[0] === pair[1] || pair.some((type) => texts.includes(type))) return false;
    const elements = pair.map((type) => type.replace(/\[\]$/, ''));
    // An array is cast element by element.
    const both = pair[0].endsWith('[]') === pair[1].endsWith('[]');
    return !both || (!elements.some((type) => texts.includes(type)) && !known.has(elements.join(' → ')));
  };
  return changes.map((one) => (isRetyped(one) && lacks(one) ? { ...one, through: 'text' } : one));
}

interface Answer {
  readonly casts: readonly (readonly [from: string, to: string])[];
  readonly texts: readonly string[];
}

/** What a type will be in the end: of a domain what it is over. What is a domain now may be an enum by then. */
function typesOf(desired: Catalog, now: (type: string) => string): (type: string) => string {
  const named = ({ schema, name }: { readonly schema: string; readonly name: string }) => quoteQualified(schema, name);
  const over = new Map(desired.domain.map((one) => [named(one), one.type]));
  const enums = new Set(desired.enum.map(named));
  return function then(type): string {
    const [, element = type, array = ''] = /^(.*?)((?:\[\])*)$/s.exec(type) ?? [];
    const base = over.get(element);
    if (base !== undefined) return then(base.endsWith(']') ? base : base + array);
    return enums.has(element) ? type : now(type);
  };
}

function isRetyped(change: Change): change is Alter {
  return change.change === 'alter' && change.field === 'type' && change.to.kind === 'column';
}

const TEXT = /^(text|character varying|character)$/;
const FAMILIES = [
  /^(smallint|integer|bigint|numeric|real|double precision)$/,
  /^(date|timestamp with(out)? time zone)$/,
];

/** What is asked most has a cast for certain: anything and text, numbers among themselves, times among themselves. */
function mayLackCast({ to, from }: Alter): boolean {
  if (to.kind !== 'column' || from.kind !== 'column') return false;
  const types = [from.type, to.type].map(plain);
  return !types.some((type) => TEXT.test(type)) && !FAMILIES.some((family) => types.every((type) => family.test(type)));
}

/** Without a length or precision. */
function plain(type: string): string {
  if (/^interval\b/.test(type)) return type.endsWith('[]') ? 'interval[]' : 'interval';
  return type
    .replace(/\([^()"]*\)/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const CASTS = `
  select
    (select json_agg(json_build_array(format_type(castsource, null), format_type(casttarget, null)))
      from pg_catalog.pg_cast) as casts,
    (select json_agg(format_type(oid, null)) from pg_catalog.pg_type where typcategory = 'S' and typtype = 'b') as texts`;
