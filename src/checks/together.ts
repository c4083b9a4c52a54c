/** Without a spec one thing is said once: what all tables of the pattern share, and information that there is much of. */
import { fingerprintOf } from './fingerprint.js';
import { grouped, listOf } from './tenants.js';
import type { Check, Finding } from './types.js';

/** Fewer are told one by one. */
const LEAST = 3;

/** What policies were seen to do, or say, and what tables with the same policies therefore share. */
const OF_POLICIES: ReadonlySet<string> = new Set([
  ...['rls-fails-on-empty', 'rls-leaks-when-unset', 'rls-crosses-tenants', 'rls-accepts-foreign-rows'],
  ...['rls-bypass-too-wide', 'rls-blind', 'rls-placeholder-fallback'],
]);

/**
 * Information of one kind, which in a large database would bury the rest.
 * @param found of one schema
 * @param apart checks that were asked for by name: they are told one by one
 */
export function inOne(
  found: readonly Finding[],
  checks: readonly Check[],
  apart: readonly string[],
): readonly Finding[] {
  const plural = new Map(
    checks.flatMap(({ id, plural: words }) => (words === undefined ? [] : [[id, words] as const])),
  );
  const many = grouped(
    found.filter(({ check, severity }) => severity === 'info' && plural.has(check) && !apart.includes(check)),
    ({ check }) => check,
  );
  return found.flatMap((finding) => {
    const some = finding.severity === 'info' ? (many.get(finding.check) ?? []) : [];
    if (some.length <= LEAST) return [finding];
    return some[0] === finding ? [sum(finding, some, plural.get(finding.check) ?? '')] : [];
  });
}

function sum(finding: Finding, some: readonly Finding[], plural: string): Finding {
  const object = { kind: 'schema', name: finding.object.schema ?? '' } as const;
  // Of columns that all have one name the tables say it; a constraint's name is the schema's only one as a rule.
  const oneName = new Set(some.map(({ object: { name } }) => name)).size === 1;
  const names = some.map(({ object: { kind, table = '', name = table } }) =>
    oneName ? table : kind === 'column' ? `${table}.${name}` : name,
  );
  return {
    ...finding,
    object,
    message: `${some.length} ${plural}: ${listOf(names, 6)}`,
    hint: `one by one: --only ${finding.check}`,
    fingerprint: fingerprintOf(finding.check, object, 'together'),
  };
}

/** @param found of one schema */
export function ofOnePattern(found: readonly Finding[]): readonly Finding[] {
  const shared = [...grouped(found.filter(isShared), sentence)].filter(([, some]) => some.length >= LEAST);
  const first = new Map(shared.flatMap(([said, some]) => (some[0] === undefined ? [] : [[some[0], said] as const])));
  const all = new Map(shared.map(([said, some]) => [said, some] as const));
  return found.flatMap((finding) => {
    const said = isShared(finding) ? sentence(finding) : '';
    const some = all.get(said);
    if (some === undefined) return [finding];
    return first.has(finding) ? [together(finding, some.length, said)] : [];
  });

  function isShared({ check, object: { schema, table } }: Finding): boolean {
    return schema !== undefined && table !== undefined && OF_POLICIES.has(check);
  }
}

/** As it would read on any table. */
function sentence({ check, severity, message, object: { table = '', name = '' } }: Finding): string {
  const first = (text: string, word: string, by: string) => {
    const words = text.split(/([\p{L}\p{N}_$]+)/u);
    const at = words.indexOf(word);
    return at < 0 ? text : words.with(at, by).join('');
  };
  // A table may be called like a word of the sentence.
  return JSON.stringify([check, severity, first(first(message, name, '{name}'), table, '{table}')]);
}

function together(finding: Finding, count: number, said: string): Finding {
  const object = { kind: 'schema', name: finding.object.schema ?? '' } as const;
  return {
    ...finding,
    object,
    message: `${finding.message}; so it is on ${count - 1} other tables`,
    fingerprint: fingerprintOf(finding.check, object, said),
  };
}
