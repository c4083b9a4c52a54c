/** Between which types the server knows no way: values go there by way of their text. */
import type { Alter, Change } from '../catalog/diff.js';
import type { Catalog } from '../catalog/types.js';
import { quoteQualified } from './quote.js';
import type { Session } from './session.js';

/**
 * Changes of a column's type between two that have no cast (pg_cast), with the way that is left. A value that the new
 * type does not read fails, and with it the plan.
 * @param desired the catalog they lead to: a domain stands for what it is over
 */
export async function withCasts(session: Session, changes: readonly Change[], desired: Catalog): Promise<Change[]> {
  const retyped = changes.filter((c): c is Alter => isRetyped(c) && mayLackCast(c));
  if (retyped.length === 0) return [...changes];
  const [result] = await session.run([CASTS]);
  const { casts, texts, bases } = (result?.rows[0] ?? {}) as unknown as Answer;
  const known = new Set(casts.map(([from, to]) => `${from} → ${to}`));
  const live = new Map(bases);
  const enums = new Set(desired.enum.map((one) => quoteQualified(one.schema, one.name)));
  // A type may be something else by then.
  const kept = new Map(bases.filter(([name]) => !enums.has(name)));
  const domains = new Map(desired.domain.map((one) => [quoteQualified(one.schema, one.name), one.type]));
  /** What a type is in the end: of a domain what it is over, element by element. */
  const baseOf = (type: string, layers: readonly ReadonlyMap<string, string>[]): string => {
    const element = type.replace(/(\[\])+$/, '');
    const base = layers.map((layer) => layer.get(element)).find((one) => one !== undefined);
    const rest = type.slice(element.length) === '' ? '' : '[]';
    return base === undefined ? plain(element) + rest : baseOf(base + rest, layers);
  };
  const lacks = ({ to, from }: Alter) => {
    if (to.kind !== 'column' || from.kind !== 'column') return false;
    const [a, b] = [baseOf(from.type, [live]), baseOf(to.type, [domains, kept])];
    if (a === b || texts.includes(a) || texts.includes(b)) return false;
    const [array, other] = [a, b].map((type) => type.endsWith('[]'));
    if (array !== other) return true;
    const [element, otherElement] = [a, b].map((type) => type.replace(/\[\]$/, ''));
    return (
      !texts.includes(element ?? '') &&
      !texts.includes(otherElement ?? '') &&
      !known.has(`${element} → ${otherElement}`)
    );
  };
  return changes.map((change) => (isRetyped(change) && lacks(change) ? { ...change, through: 'text' } : change));
}

interface Answer {
  readonly casts: readonly (readonly [from: string, to: string])[];
  readonly texts: readonly string[];
  /** What each domain is over. */
  readonly bases: readonly (readonly [domain: string, base: string])[];
}

function isRetyped(change: Change): change is Alter {
  return change.change === 'alter' && change.field === 'type' && change.to.kind === 'column';
}

const PLAIN =
  /^(text|character varying|character|smallint|integer|bigint|numeric|real|double precision|date|timestamp with(out)? time zone)$/;

/** What is asked most has a cast for certain: numbers among themselves, times, anything and text. */
function mayLackCast({ to, from }: Alter): boolean {
  if (to.kind !== 'column' || from.kind !== 'column') return false;
  const types = [from.type, to.type].map(plain);
  if (types.some((type) => /^(text|character varying|character)$/.test(type))) return false;
  const numbers = types.map((type) => PLAIN.test(type) && !/date|time/.test(type));
  return !types.every((type) => PLAIN.test(type)) || numbers[0] !== numbers[1];
}

/** Without a length or precision. */
function plain(type: string): string {
  return /^interval\b/.test(type)
    ? 'interval'
    : type
        .replace(/\([^()"]*\)/, '')
        .replace(/\s+/g, ' ')
        .trim();
}

const CASTS = `
  select
    (select json_agg(json_build_array(format_type(castsource, null), format_type(casttarget, null)))
      from pg_catalog.pg_cast) as casts,
    (select json_agg(format_type(oid, null)) from pg_catalog.pg_type where typcategory = 'S' and typtype = 'b') as texts,
    (select coalesce(json_agg(json_build_array(format_type(oid, null), format_type(typbasetype, null))), '[]')
      from pg_catalog.pg_type where typtype = 'd') as bases`;
