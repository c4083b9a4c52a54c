/** Without a spec one thing is said once: what all tables of the pattern share, and information that there is much of. */
import { grouped, listOf } from '../catalog/lists.js';
import { nameOf } from '../expression/pattern.js';
import { fingerprintOf } from './fingerprint.js';
import type { Check, Finding } from './types.js';

/** Fewer are told one by one. */
const LEAST = 3;

/** What policies were seen to do, or say, and what tables with the same policies therefore share. */
const OF_POLICIES: ReadonlySet<string> = new Set([
  ...['rls-fails-on-empty', 'rls-leaks-when-unset', 'rls-crosses-tenants', 'rls-accepts-foreign-rows'],
  ...['rls-bypass-too-wide', 'rls-blind', 'rls-placeholder-fallback'],
]);

/**
 * What is reported of many findings: those that tables with the same policies share, and information of one kind, which
 * would bury the rest, told in one. Settings and baselines are held against them one by one, before.
 * @param shapes what the policies of each table are made of, by `schema.table`
 * @param apart checks that were asked for by name: they are told one by one
 */
export function together(
  found: readonly Finding[],
  shapes: ReadonlyMap<string, string>,
  checks: readonly Check[],
  apart: readonly string[],
): readonly Finding[] {
  const plural = new Map(
    checks.flatMap(({ id, plural: words }) => (words === undefined ? [] : [[id, words] as const])),
  );
  const groups = grouped(found, (finding) => groupOf(finding) ?? finding);
  return [...groups.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined || some.length < LEAST) return some;
    return [OF_POLICIES.has(first.check) ? likeOthers(first, some) : sum(first, some, plural.get(first.check) ?? '')];
  });

  function groupOf(finding: Finding): string | null {
    const { check, severity, object } = finding;
    if (apart.includes(check) || object.schema === undefined || object.table === undefined) return null;
    if (severity === 'info' && plural.has(check)) return JSON.stringify([check, object.schema]);
    const shape = shapes.get(nameOf({ schema: object.schema, table: object.table }));
    return OF_POLICIES.has(check) && shape !== undefined
      ? JSON.stringify([object.schema, shape, sentence(finding)])
      : null;
  }
}

function sum(finding: Finding, some: readonly Finding[], plural: string): Finding {
  const object = { kind: 'schema', name: finding.object.schema ?? '' } as const;
  // Of columns that all have one name the tables say it; a constraint's name is the schema's only one as a rule.
  const ofTables = new Set(some.map(({ object: { name } }) => name)).size === 1;
  const names = some.map(({ object: { kind, table = '', name = table } }) =>
    ofTables ? table : kind === 'column' ? `${table}.${name}` : name,
  );
  const which = ofTables && finding.object.kind === 'column' ? `${finding.object.name} of ` : '';
  return {
    ...finding,
    object,
    message: `${some.length} ${plural}: ${which}${listOf(names, 6)}`,
    hint: `one by one: --only ${finding.check}`,
    fingerprint: fingerprintOf(finding.check, object, JSON.stringify(names)),
  };
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

function likeOthers(finding: Finding, some: readonly Finding[]): Finding {
  const object = { kind: 'schema', name: finding.object.schema ?? '' } as const;
  const isMild = finding.severity === 'info';
  const others = some.slice(1).map(({ object: { table = '' } }) => table);
  return {
    ...finding,
    object,
    message: `${finding.message}; so it is on ${others.length} other tables: ${listOf(others, isMild ? 6 : others.length)}`,
    ...(isMild && others.length > 7 ? { hint: `one by one: --only ${finding.check}` } : {}),
    fingerprint: fingerprintOf(finding.check, object, JSON.stringify([finding.object.table, ...others])),
  };
}
