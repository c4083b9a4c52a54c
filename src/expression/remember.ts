/** A pure function of one text that remembers its answers: one pattern stands on every table, so the same few texts are asked about again and again. */

const MOST_KNOWN = 10_000;

/** The same function, quicker. What throws is not remembered. */
export function remember<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.value;
    const value = answer(text);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, { value });
    return value;
  };
}
