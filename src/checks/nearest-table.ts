/** The table of a spec that a name was most likely meant for. */
import type { Spec } from '../spec/types.js';

export interface Meant {
  /** As the end of a sentence. */
  readonly inWords: string;
  /** Whether it is like any name of the spec, now or formerly. */
  readonly alike: boolean;
}

/** What somebody who wrote this name may have meant. */
export function meantBy(name: string, { tables }: Pick<Spec, 'tables'>): Meant {
  const now = tables.find(({ formerly }) => formerly.includes(name));
  if (now !== undefined) return { inWords: `the spec calls it ${now.name}`, alike: true };
  const ranked = tables
    .map((table) => ({ table: table.name, like: likeness(name, table.name) }))
    .sort((a, b) => b.like - a.like);
  const [best] = ranked;
  if (best === undefined) return { inWords: 'the spec has no tables', alike: false };
  return best.like >= ALIKE
    ? { inWords: `the nearest name in the spec is ${best.table}`, alike: true }
    : { inWords: `no name in the spec is like it (the nearest is ${best.table})`, alike: false };
}

/** From so many of their letter groups in common on, two names are taken for alike. */
const ALIKE = 0.3;

/** Dice's coefficient of the groups of three letters, word by word, as pg_trgm takes them. */
function likeness(a: string, b: string): number {
  const [left, right] = [trigrams(a), trigrams(b)];
  const common = [...left].filter((one) => right.has(one)).length;
  return (2 * common) / (left.size + right.size);
}

function trigrams(name: string): ReadonlySet<string> {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return new Set(
    words.flatMap((word) => {
      const padded = `  ${word} `;
      return Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3));
    }),
  );
}
