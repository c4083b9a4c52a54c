/** Text from a database or a spec, made safe for a terminal: what could move the cursor or hide text is spelled out. */

/** Control characters but line break and tab, and the formatting characters that reorder or hide text. */
const UNSAFE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Keeps line breaks and tabs. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
