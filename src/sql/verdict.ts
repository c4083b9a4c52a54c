/** From single answers (this row, these variables: through or not) to what a person is told of a row. */
import type { TruthOutcome } from '../catalog/truth.js';
import type { Condition, Variable } from './condition.js';

export type Value = boolean | null;

/** What became of one row under one set of the variables' values. */
export interface Answer {
  readonly values: readonly Value[];
  readonly outcome: Exclude<TruthOutcome, { readonly is: 'sometimes' }>;
}

/** At most so many ways are named. */
const MOST_WAYS = 3;

/** What can be said of a row, whatever is unknown turns out to be. */
export function outcomeOf({ variables }: Condition, answers: readonly Answer[]): TruthOutcome {
  const through = answers.filter(({ outcome }) => outcome.is === 'through');
  if (through.length === 0) return worst(answers.map(({ outcome }) => outcome));
  if (through.length === answers.length) return { is: 'through' };
  const free = variables.flatMap((variable, i) => (variable.unknown === null ? [i] : []));
  const keyOfFree = ({ values }: Answer) => JSON.stringify(free.map((i) => values[i]));
  const certain = new Set(through.map(keyOfFree));
  for (const answer of answers) if (answer.outcome.is !== 'through') certain.delete(keyOfFree(answer));
  if (certain.size > 0) {
    return {
      is: 'sometimes',
      when: ways(
        free.flatMap((i) => variables[i] ?? []),
        certain,
      ),
    };
  }
  const reasons = variables.flatMap(({ unknown }) => (unknown === null ? [] : [unknown]));
  return { is: 'unknown', reason: [...new Set(reasons)].join('; ') };
}

/** The fewest parts that have to be so for the row to be let through; of several such sets the first few. */
function ways(variables: readonly Variable[], certain: ReadonlySet<string>): string {
  const all = combinations(variables.map(() => [true, false, null]));
  for (let size = 0; size <= variables.length; size++) {
    const fixed = combinations(variables.map(() => [true, false, null, undefined]))
      .filter((some) => some.filter((value) => value !== undefined).length === size)
      .filter((some) =>
        all.every(
          (values) =>
            some.some((value, i) => value !== undefined && value !== values[i]) || certain.has(JSON.stringify(values)),
        ),
      );
    if (fixed.length > 0)
      return fixed
        .slice(0, MOST_WAYS)
        .map((some) => inWords(variables, some))
        .join(' or ');
  }
  return 'it depends';
}

function inWords(variables: readonly Variable[], values: readonly (Value | undefined)[]): string {
  return variables
    .flatMap(({ text }, i) => {
      const value = values[i];
      if (value === undefined) return [];
      return [value === true ? text : value === false ? `not (${text})` : `(${text}) is null`];
    })
    .join(' and ');
}

/** Every way to take one of each list. */
export function combinations<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((done, list) => done.flatMap((some) => list.map((one) => [...some, one])), [[]]);
}

const WORST_FIRST: readonly TruthOutcome['is'][] = ['through', 'sometimes', 'unknown', 'error', 'held back'];

/** Of several rows that stand for one: what the worst of them does. */
export function worst(outcomes: readonly TruthOutcome[]): TruthOutcome {
  const [first = { is: 'held back' } as const] = [...outcomes].sort(
    (a, b) => WORST_FIRST.indexOf(a.is) - WORST_FIRST.indexOf(b.is),
  );
  return first;
}
