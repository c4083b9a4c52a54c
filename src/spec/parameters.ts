/** Storage parameters as written: `(fillfactor = 70, toast.autovacuum_enabled = off)`, or a map; kept as pg_class.reloptions has them. */
import type { Cursor } from './cursor.js';
import type { Mistakes } from './mistakes.js';
import type { Entry } from './shape.js';
import type { Text } from './text.js';

export type ParameterFields = readonly Entry<Text>[] | undefined;

/** Takes `(name = value, …)`. @throws Unexpected */
export function readParameters(cursor: Cursor): string[] {
  const parameters: string[] = [];
  cursor.expect('(');
  do {
    let parameter = cursor.name('a storage parameter').value;
    if (cursor.accept('.')) parameter += `.${cursor.name('a storage parameter').value}`;
    if (!cursor.accept('=')) parameters.push(`${parameter}=true`);
    else {
      const negative = cursor.accept('-') ? '-' : '';
      const value = cursor.next();
      if (value === undefined) throw cursor.unexpected('expected a value');
      parameters.push(`${parameter}=${negative}${value.value}`);
    }
  } while (cursor.accept(','));
  cursor.expect(')');
  return parameters;
}

export function readParameterMap(fields: ParameterFields, mistakes: Mistakes): string[] {
  for (const { key } of fields ?? []) {
    if (!/^(?:toast\.)?[a-z_][a-z0-9_]*$/.test(key.value))
      mistakes.add(key.at(), `"${key.value}" is no storage parameter`);
  }
  return (fields ?? []).map(({ key, value }) => `${key.value}=${value?.value ?? ''}`);
}
