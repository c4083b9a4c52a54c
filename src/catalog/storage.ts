/** How long values of a type are stored by themselves (pg_type.typstorage), for the types of pg_catalog that a column can have. */

const MAIN = /^(?:numeric|inet|cidr)\b/;
const EXTENDED =
  /^(?:bit|character|bpchar|bytea|json|jsonb|jsonpath|path|polygon|text|tsvector|xml|refcursor|pg_snapshot|txid_snapshot|\w*range)\b/;

/**
 * @param type as format_type gives it
 * @returns null for a type outside pg_catalog, of which only the server knows
 */
export function storageOfType(type: string): 'plain' | 'main' | 'extended' | null {
  if (type.includes('.')) return null;
  if (type.endsWith('[]') || EXTENDED.test(type) || type === '"bit"') return 'extended';
  return MAIN.test(type) ? 'main' : 'plain';
}

/** Whether values of a type have one length, and no way to be stored but one. */
export function hasFixedLength(type: string): boolean {
  return storageOfType(type) === 'plain' && type !== 'tsquery';
}
