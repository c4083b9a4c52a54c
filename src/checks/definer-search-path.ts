/** definer-search-path: a SECURITY DEFINER function finds its names where the caller's search_path says. */
import { claimed } from './claims.js';
import { signatureOf, tablesTouched } from './definer-functions.js';
import { bound, guardedTables, isPast, whoOf } from './tenants.js';
import type { Check } from './types.js';

export const definerSearchPath: Check = {
  id: 'definer-search-path',
  severity: 'warning',
  consolidationIssue: null,
  title: 'a SECURITY DEFINER function without a search_path of its own',
  bySchema: true,
  around: true,
  docs: {
    what: 'A SECURITY DEFINER function that sets no search_path, whose owner is past the policies of a tenant-scoped table, and that somebody else may call or set off: in the schema of the spec, or in another where it names a table of the spec. Silent about bodies whose names were resolved when they were made (begin atomic) and about C.',
    story:
      "The function says `select … from settings`. The caller puts a schema of their own first in search_path, makes\na table (or an operator) of that name in it, and has the owner's rights over every tenant.",
    todo: "alter function … set search_path = '', with every name in the body qualified; or a fixed path that ends in pg_temp.",
    link: 'https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY',
    bad: "create function now_in_hours() returns int language sql security definer as 'select extract(hour from now())::int'",
    good: "create function now_in_hours() returns int language sql security definer set search_path = ''\n  as 'select extract(hour from now())::int'",
    byHand: "alter function now_in_hours() set search_path = ''",
  },
  find: (evidence) => {
    const { spec, surroundings } = evidence;
    const guarded = guardedTables(evidence);
    return (surroundings?.functions ?? []).flatMap((fn) => {
      const ours = fn.schema === spec.schema || tablesTouched(fn, spec.schema, guarded).length > 0;
      const opened = [...guarded].filter((table) => isPast(evidence, fn.owner, table));
      const callers = bound(evidence, fn.reach, opened);
      if (!ours || fn.searchPath !== null || fn.resolved || opened.length === 0 || callers.length === 0) return [];
      const sets = fn.isTrigger ? 'whoever writes sets it off' : `${whoOf(callers)} may call it`;
      const object = { kind: 'function', schema: fn.schema, name: `${fn.name}(${fn.arguments})` } as const;
      return [
        {
          object,
          message: `function ${signatureOf(fn)} runs as ${fn.owner}, past the policies, with the search_path of its caller: ${sets}`,
          changes: claimed(evidence.changes, object, ({ field }) => field === 'set' || field === 'securityDefiner'),
        },
      ];
    });
  },
};
