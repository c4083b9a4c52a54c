/** The tables that migrations asked for in vain: names that are nowhere, and whose absence is not what was provided for. */
import { readFileSync } from 'node:fs';
import type { Rehearsed as Evidence } from '../checks/types.js';
import { deedsOf } from '../expression/statements.js';
import type { Rehearsed, Step } from '../knex/rehearse.js';
import { type Item, RELATIONS } from '../sql/inventory.js';
import type { PlaceOf } from './rehearsal-places.js';

/** Names that are nowhere: not before, not after any migration, not even for a moment in between. */
export async function inVain({ before, steps }: Rehearsed, placeOf: PlaceOf): Promise<Evidence['inVain']> {
  const relations = (items: readonly Item[]) => items.flatMap(({ what, name }) => (RELATIONS.has(what) ? [name] : []));
  const known = new Set([before.items, ...steps.map(({ after }) => after.items)].flatMap(relations));
  for (const deed of (await Promise.all(steps.flatMap(({ statements }) => statements.map(deedsOf)))).flat()) {
    if (deed.does === 'create table') known.add(deed.table);
    if (deed.does === 'rename table') known.add(deed.to);
    if (deed.does === 'build index') known.add(deed.name);
  }
  return steps.flatMap((step) => {
    const nowhere = step.asked.filter((table) => !known.has(table) && !/^(pg_|knex_migrations)/.test(table));
    if (nowhere.length === 0) return [];
    const away = putsAway(step);
    return nowhere.filter((table) => !away(table)).map((table) => ({ migration: placeOf(step.name, [table]), table }));
  });
}

/**
 * Whether a migration asked for a table only to drop or to rename it: where it is not there, that is as good as done.
 * The statement was never sent, so that the file's own text has to tell.
 */
function putsAway({ path }: Step): (table: string) => boolean {
  const text = withoutDown(readFileSync(path, 'utf8'));
  const ends = String.raw`\bdrop\s*(?:foreign\s+)?(?:table|view)(?:ifexists)?\b|\brename\s*table\b`;
  // Of a name that the text holds in a variable, every name of the file may be meant.
  const ofVariable = new RegExp(
    String.raw`(?:${ends})(?:\s+if\s+exists)?\s*(?:\(\s*[\w$.]+\s*[,)]|\(\s*${'`'}\$|\S{0,40}?(?:\$\{|\?\?))`,
    'i',
  );
  if (ofVariable.test(text)) return () => true;
  return (table) => {
    const name = table.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const goes = String.raw`(?:${ends})(?:\s+if\s+exists)?[\s('"${'`'}\w.,]{0,100}?(?<!\w)${name}(?!\w)`;
    const renamed = String.raw`\balter\s+(?:foreign\s+)?table\s+(?:if\s+exists\s+)?(?:[\w"]+\.)?"?${name}"?\s+(?:rename\s+to|set\s+schema)\b`;
    return new RegExp(`${goes}|${renamed}`, 'i').test(text);
  };
}

/** What stands before the first of the two functions may be used by either. */
function withoutDown(text: string): string {
  const parts = text.split(/(?=\b(?:function\s+|const\s+|let\s+|exports\.)?(?:up|down)\s*[:=(])/);
  return parts.filter((part) => !/^(?:function\s+|const\s+|let\s+|exports\.)?down\b/.test(part)).join('');
}
