/** The one place where names and texts become SQL. */
import { normalParameter } from '../catalog/parameters.js';
import { quoteIdent } from '../expression/identifier.js';

export { quoteIdent };

/** `schema.name`, each part quoted where needed. */
export function quoteQualified(...parts: readonly string[]): string {
  return parts.map(quoteIdent).join('.');
}

/** A list of names in parentheses: `(a, "B")`. */
export function quoteList(names: readonly string[]): string {
  return `(${names.map(quoteIdent).join(', ')})`;
}

/**
 * A text as a literal that reads the same whatever standard_conforming_strings says.
 * @throws Error where the text holds a NUL, which PostgreSQL's text cannot.
 */
export function quoteLiteral(text: string): string {
  if (text.includes('\0')) throw new Error('a text cannot hold a NUL byte');
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

/** An expression where SQL takes only a simple one without parentheses (DEFAULT). */
export function quoteExpression(expression: string): string {
  return /^([a-z_][a-z0-9_]*(\(\))?|[0-9.]+|'[^']*')$/i.test(expression) ? expression : `(${expression})`;
}

/** A storage parameter, `name=value` as pg_class.reloptions has it, `toast.name=value` of the toast table. */
export function quoteParameter(parameter: string): string {
  const name = parameterName(parameter);
  const value = parameter.slice(name.length + 1);
  return `${quoteParameterName(name)} = ${/^\w+$/.test(value) ? value : quoteLiteral(value)}`;
}

/** `reset (…)` and `set (…)`: from some storage parameters to others. */
export function parameterChanges(to: readonly string[], from: readonly string[]): string[] {
  const kept = new Set(to.map(parameterName));
  const reset = from.map(parameterName).filter((name) => !kept.has(name));
  const before = new Set(from.map(normalParameter));
  const set = to.filter((parameter) => !before.has(normalParameter(parameter)));
  return [
    ...(reset.length === 0 ? [] : [`reset (${reset.map(quoteParameterName).join(', ')})`]),
    ...(set.length === 0 ? [] : [`set (${set.map(quoteParameter).join(', ')})`]),
  ];
}

function parameterName(parameter: string): string {
  return parameter.slice(0, parameter.indexOf('='));
}

function quoteParameterName(name: string): string {
  return quoteQualified(...name.split('.'));
}

/** A function by its name in the catalog, `f(integer, text)`: of the types only the name before them needs quotes. */
export function quoteRoutine(schema: string, name: string): string {
  let at = name.length - 1;
  for (let quoted = false; at > 0 && (quoted || name[at] !== '('); at--) if (name[at] === '"') quoted = !quoted;
  return `${quoteQualified(schema, name.slice(0, at))}${name.slice(at)}`;
}
