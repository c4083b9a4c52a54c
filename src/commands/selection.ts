/** Which checks a run is about: --only and --skip. */
import { checks } from '../checks/index.js';
import type { Check } from '../checks/types.js';
import { UserError } from '../errors.js';
import { didYouMean } from '../spec/did-you-mean.js';

export interface SelectionOptions {
  /** Ids of checks. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

/**
 * The checks that are asked for; undefined: all.
 * @throws UserError for a name that is no check's, and where no check is left
 */
export function selectedChecks({ only, skip }: SelectionOptions): readonly Check[] | undefined {
  if (only === undefined && skip === undefined) return undefined;
  const ids = checks.map(({ id }) => id);
  for (const name of [...(only ?? []), ...(skip ?? [])]) {
    if (ids.includes(name)) continue;
    const hint = didYouMean(name, ids) ?? 'schema-audit explain lists them all';
    throw new UserError(`there is no check ${name}`, { hint });
  }
  const left = checks.filter(({ id }) => (only?.includes(id) ?? true) && !skip?.includes(id));
  if (left.length === 0) throw new UserError('no check is left to run', { hint: 'see --only and --skip' });
  return left;
}
