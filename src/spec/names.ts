/** Names: what PostgreSQL allows, how an identifier is spelled, and the templates that make names. */
import { quoteIdent } from '../expression/identifier.js';
import { didYouMean } from './did-you-mean.js';
import type { Mistakes } from './mistakes.js';
import type { Text } from './text.js';

/** NAMEDATALEN - 1: PostgreSQL cuts a longer name in silence. */
export const MAX_NAME_BYTES = 63;

/** A built-in's name bare, any other with its schema: how the catalog's queries give collations and operator classes. */
export function qualifiedIdentifier(schema: string | null, name: string): string {
  return schema === null || schema === 'pg_catalog' ? quoteIdent(name) : `${quoteIdent(schema)}.${quoteIdent(name)}`;
}

/** The collation that a built-in type has by itself, as the catalog's queries spell it (pg_type.typcollation). */
export function collationOfType(type: string): string {
  return /^name\b/.test(type) ? '"C"' : '"default"';
}

/** Is it a name that PostgreSQL keeps as it is? If not, a mistake is added. */
export function checkName(name: Text, what: string, mistakes: Mistakes, hint?: string): boolean {
  if (name.value.includes('\0') || name.value === '') {
    mistakes.add(name.at(), `${what} ${name.value === '' ? 'is empty' : 'holds a NUL character'}`);
    return false;
  }
  const bytes = name.value.length * 3 <= MAX_NAME_BYTES ? 0 : Buffer.byteLength(name.value);
  if (bytes <= MAX_NAME_BYTES) return true;
  mistakes.add(name.at(), `${what} "${name.value}" is ${bytes} bytes long, ${MAX_NAME_BYTES} is the most`, hint);
  return false;
}

/** Are all `{placeholders}` of a template known? If not, mistakes are added. */
export function checkTemplate(template: Text, known: readonly string[], mistakes: Mistakes): void {
  for (const { 0: whole, 1: name = '', index } of template.value.matchAll(/\{(\w*)\}/g)) {
    if (!known.includes(name))
      mistakes.add(template.at(index), `unknown placeholder ${whole}`, didYouMean(name, known));
  }
}

/** Fills in `{placeholders}`; an empty value takes the underscore before it along. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/_?\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    return value === '' ? '' : whole.replace(`{${name}}`, () => value);
  });
}
