/** Chance that can be repeated: the same seed, the same throws, everywhere. */

export interface Dice {
  /** True in that share of the throws. */
  chance(share: number): boolean;
  /** From 0 to one below the number. */
  below(count: number): number;
  pick<T>(list: readonly T[]): T;
  /** Each element with that chance, in order. */
  some<T>(list: readonly T[], share: number): T[];
  /** That many of them, in order. */
  sample<T>(list: readonly T[], count: number): T[];
  shuffled<T>(list: readonly T[]): T[];
}

/** Mulberry32: small, and neighbouring seeds have nothing in common. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const throwOne = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count: number) => Math.floor(throwOne() * count);
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((value) => ({ value, at: throwOne() }))
      .sort((a, b) => a.at - b.at)
      .map(({ value }) => value);
  return {
    chance: (share) => throwOne() < share,
    below,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[below(list.length)] as T;
    },
    some: (list, share) => list.filter(() => throwOne() < share),
    sample: <T>(list: readonly T[], count: number) => {
      const chosen = new Set(shuffled(list.map((_, i) => i)).slice(0, count));
      return list.filter((_, i) => chosen.has(i));
    },
    shuffled,
  };
}
