/** What the rows said, as objections: the same for every check that speaks of rows. */
import type { Evidence, Objection } from './types.js';

type Observation = Evidence['data'][number];

/**
 * What was seen of one sort.
 * @param objection what the check makes of rows that were seen to be wrong, where that is more than the words
 */
export function rowsThat(
  { data }: Evidence,
  what: Observation['what'],
  objection: (seen: Observation) => Partial<Objection> = () => ({}),
): readonly Objection[] {
  return data
    .filter((seen) => seen.what === what)
    .map((seen): Objection => {
      const { object, message, keys, known } = seen;
      if (!known) return { object, severity: 'info', message, facet: 'unknown' };
      const hint = keys.length === 0 ? {} : { hint: `such as ${keys.join('; ')}` };
      return { object, message, ...hint, facet: 'rows', ...objection(seen) };
    });
}
