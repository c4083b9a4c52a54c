/** The nearest of some names to a misspelt one. */

/**
 * The candidate with the fewest edits (insert, delete, replace, swap neighbours), if it is near enough to be meant.
 * @param most how many edits are near enough: by default one in three letters
 * @returns null where none is
 */
export function nearest(name: string, candidates: Iterable<string>, most = Math.ceil(name.length / 3)): string | null {
  const wanted = name.toLowerCase();
  if (wanted.length > 63) return null;
  let best: string | null = null;
  let fewest = most + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= fewest) continue;
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits >= fewest) continue;
    fewest = edits;
    best = candidate;
  }
  return best;
}

/** The hint for a misspelt name: the nearest, else all of a few, else nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates];
  const near = nearest(name, all);
  if (near !== null) return `did you mean "${near}"?`;
  return all.length > 0 && all.length <= 12 ? `known here: ${all.join(', ')}` : undefined;
}

/** Optimal string alignment distance. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
