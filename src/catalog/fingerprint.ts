/** The fingerprint of a catalog: equal for equal catalogs, in whatever order their objects were read. */
import { createHash } from 'node:crypto';
import { keyOf } from './address.js';
import { type Catalog, KIND_NAMES } from './types.js';

/** `sha256:` and 64 hexadecimal digits. Expressions count as they are spelled. */
export function fingerprint(catalog: Catalog): string {
  const objects = KIND_NAMES.flatMap((kind) =>
    catalog[kind].map((object) => `${keyOf(object)} ${stable(object)}`),
  ).sort();
  return `sha256:${createHash('sha256').update(objects.join('\n')).digest('hex')}`;
}

/** A value as text, equal for equal values in whatever order their keys stand. */
export function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${stable(part)}`)
    .join(',')}}`;
}
