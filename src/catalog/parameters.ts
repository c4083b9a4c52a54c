/** Storage parameters, `name=value` as pg_class.reloptions has them: in any order, and a truth value in several spellings. */

/** Whether two lists say the same. */
export function sameParameters(one: readonly string[], other: readonly string[]): boolean {
  const normal = (list: readonly string[]) => list.map(normalParameter).toSorted().join('\n');
  return one.length === other.length && normal(one) === normal(other);
}

export function normalParameter(parameter: string): string {
  return parameter.replace(/=(?:true|yes)$/i, '=on').replace(/=(?:false|no)$/i, '=off');
}
