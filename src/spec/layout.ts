/** Keeps a file's own layout where YAML, written anew, would only lay it out in another way. */
import { diffArrays } from 'diff';

/** Lines of the file that stand for lines of the rewritten one: together or not at all. */
interface Group {
  readonly own: readonly string[];
  readonly lines: number;
}

/**
 * @param source the file as a person wrote it
 * @param before the same, written anew
 * @param after what it is to say, written anew
 * @returns `after`, but the lines that `before` has too as they stand in `source`
 */
export function inLayoutOf(source: string, before: string, after: string): string {
  const rewritten = before.split('\n');
  const groups = aligned(source.split('\n'), rewritten);
  const groupOf = groups.flatMap((group) => Array.from({ length: group.lines }, () => group));
  const edits = diffArrays(rewritten, after.split('\n'));
  const kept = new Map<Group, number>();
  let at = 0;
  for (const { added, removed, value } of edits) {
    if (added) continue;
    for (const _ of value) {
      const group = groupOf[at++];
      if (!removed && group !== undefined) kept.set(group, (kept.get(group) ?? 0) + 1);
    }
  }
  const out: string[] = [];
  const done = new Set<Group>();
  at = 0;
  for (const { added, removed, value } of edits) {
    for (const line of value) {
      const group = added ? undefined : groupOf[at++];
      if (removed) continue;
      // Where a map's first entry has gone, a line of white space is left of it.
      if (group === undefined) out.push(line.trim() === '' ? '' : line);
      else if (kept.get(group) !== group.lines) out.push(line);
      else if (!done.has(group)) out.push(...group.own);
      if (group !== undefined) done.add(group);
    }
  }
  return out.join('\n');
}

/** White space apart, most lines are the same; the others stand between the same ones. */
function aligned(source: readonly string[], rewritten: readonly string[]): readonly Group[] {
  const bare = (line: string) => line.replace(/\s+/g, '');
  const parts = diffArrays([...source], [...rewritten], { comparator: (a, b) => bare(a) === bare(b) });
  const groups: Group[] = [];
  let waiting: string[] = [];
  let next = 0;
  for (const { added, removed, value } of parts) {
    if (removed) waiting.push(...source.slice(next, next + value.length));
    else if (added) {
      groups.push({ own: waiting, lines: value.length });
      waiting = [];
    } else {
      for (const line of source.slice(next, next + value.length)) {
        groups.push({ own: [...waiting, line], lines: 1 });
        waiting = [];
      }
    }
    if (!added) next += value.length;
  }
  const last = groups.at(-1);
  if (waiting.length > 0 && last !== undefined) groups[groups.length - 1] = { ...last, own: [...last.own, ...waiting] };
  return groups;
}
