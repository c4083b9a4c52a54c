/** What YAML 1.2 calls a plain scalar (core schema, 10.3.2): text, a number, a boolean or nothing. */
import { isScalar, isSeq } from 'yaml';
import type { Value } from './yaml.js';

export type ScalarKind = 'text' | 'number' | 'boolean' | 'nothing';

const NUMBER =
  /^(?:[-+]?(?:\d+|(?:\.\d+|\d+\.?\d*)(?:[eE][-+]?\d+)?|\.(?:inf|Inf|INF))|0o[0-7]+|0x[\da-fA-F]+|\.(?:nan|NaN|NAN))$/;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const NOTHING = /^(?:null|Null|NULL|~|)$/;

/** The kind of a scalar that is not in quotes; what is in quotes, or tagged !!str, is text. */
export function kindOf(value: Value | null): ScalarKind | null {
  if (value === null) return 'nothing';
  if (!isScalar(value)) return null;
  const written = value.value;
  if (value.type !== 'PLAIN' || typeof written !== 'string' || value.tag !== undefined) return 'text';
  if (!/^[-+.\dtTfFnN~]|^$/.test(written)) return 'text';
  if (NOTHING.test(written)) return 'nothing';
  if (BOOLEAN.test(written)) return 'boolean';
  return NUMBER.test(written) ? 'number' : 'text';
}

/** What stands there, for a sentence: "found …". */
export function describeValue(value: Value | null): string {
  const kind = kindOf(value);
  if (kind === 'nothing') return 'nothing';
  if (!isScalar(value)) return isSeq(value) ? 'a list' : 'a map';
  const written = String(value.value);
  if (kind !== 'text') return `the ${kind} ${written}`;
  return written.trim() === '' ? 'nothing but white space' : 'text';
}
