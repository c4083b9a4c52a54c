/** UUIDs as text: what the server reads as one, and which are mere placeholders. */

/**
 * The canonical spelling of what PostgreSQL's uuid input accepts (manual 8.12: any case, braces, hyphens after any
 * four digits), or null.
 */
export function canonicalUuid(text: string): string | null {
  const inner = /^\{(.*)\}$/.exec(text)?.[1] ?? text;
  if (!/^(?:[0-9a-f]{4}-?){7}[0-9a-f]{4}$/i.test(inner)) return null;
  const digits = inner.replaceAll('-', '').toLowerCase();
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** All zero, or all zero but digits of the last group (`…0001`): no real UUID begins with twenty zeros. */
export function isPlaceholderUuid(text: string): boolean {
  return canonicalUuid(text)?.startsWith('00000000-0000-0000-0000-') ?? false;
}
