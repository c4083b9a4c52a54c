/** How a plan is spread over transactions while its tables are in use: short ones, and what takes long where nobody waits for it. */
import { addressOf, keyOf } from '../catalog/address.js';
import { identifiers } from '../expression/inspect.js';
import { lex } from '../expression/lexer.js';
import type { Placed } from './arrange.js';
import type { Step } from './step.js';
import { type Item, itemsOf } from './transactions.js';

/**
 * The order of the transactions. Access narrows first: a table's policies and flags change in one transaction, ahead of
 * everything that takes long, where they do not have to wait for a column.
 */
const PHASES = [
  'names',
  'access',
  'foreign keys go',
  'tables',
  'foreign keys come',
  'late access',
  'comments',
  'end',
] as const;
type Phase = (typeof PHASES)[number];

const PHASE_OF: Readonly<Record<string, Phase>> = {
  'create schema': 'names',
  'create extension': 'names',
  'rename table': 'names',
  'rename column': 'names',
  'drop constraint/foreign key': 'foreign keys go',
  'create constraint/foreign key': 'foreign keys come',
  'drop policy': 'access',
  'alter table': 'access',
  'rename policy': 'access',
  'create policy': 'access',
  'alter policy': 'access',
  'create comment': 'comments',
  'alter comment': 'comments',
  'drop table': 'end',
  'drop extension': 'end',
  'drop schema': 'end',
  'access schema': 'end',
  access: 'end',
  'access column': 'end',
  'access sequence': 'end',
  'access default privileges': 'end',
};

/**
 * @param ordered the steps of a plan in its order
 * @param fresh the relations that the plan creates (relationKey)
 * @returns transactions in the order in which they run; what may not run in a transaction stands alone
 */
export function spread(ordered: readonly Placed[], fresh: ReadonlySet<string>): Item[][] {
  const late = waiting(ordered);
  // Where a policy has to make room for a column, all of the table changes at once: there is no moment without it.
  const whole = new Set(ordered.filter((step) => step.first === true && step.verb === 'drop').map(tableOf));
  const phaseOf = (step: Placed): Phase => {
    const phase = PHASE_OF[step.place] ?? 'tables';
    if (phase !== 'access') return phase;
    if (whole.has(tableOf(step)) || fresh.has(tableOf(step))) return 'tables';
    return late.has(tableOf(step)) ? 'late access' : 'access';
  };
  return PHASES.flatMap((phase) => {
    const steps = ordered.filter((step) => phaseOf(step) === phase);
    if (phase === 'tables') return tables(steps, whole, fresh);
    if (phase === 'foreign keys come') return steps.flatMap((step) => transactions([step], fresh.has(tableOf(step))));
    if (phase === 'foreign keys go' || phase === 'end') return steps.flatMap((step) => transactions([step]));
    return byTable(steps).flatMap((some) => transactions(some));
  });
}

/** A new table is made with all that keeps tenants apart on it; one in use, step by step. */
function tables(steps: readonly Placed[], whole: ReadonlySet<string>, fresh: ReadonlySet<string>): Item[][] {
  const groups = byTable(steps.filter((step) => !whole.has(tableOf(step))));
  return [
    ...groups.flatMap((some) => transactions(some, fresh.has(tableOf(some[0] as Placed)))),
    ...transactions(
      steps.filter((step) => whole.has(tableOf(step))),
      true,
    ),
  ];
}

/** Quick steps that follow each other share a transaction; what works on every row has its own. */
function transactions(steps: readonly Placed[], asOne = false): Item[][] {
  if (asOne) {
    const all = steps.flatMap(itemsOf);
    return all.length === 0 ? [] : [all];
  }
  const done: Item[][] = [];
  let open: Item[] | null = null;
  for (const part of steps.flatMap(partsOf)) {
    const quick = part.every(({ draft }) => draft.work === undefined && draft.transactional === undefined);
    if (quick && open !== null) open.push(...part);
    else {
      done.push(part);
      open = quick ? part : null;
    }
  }
  return done;
}

/** What of a step has to happen at once: its drafts, unless one has a way of its own to go about it. */
function partsOf(step: Placed): Item[][] {
  const parts: Item[][] = [];
  let open: Item[] | null = null;
  for (const draft of step.drafts) {
    if (draft.online !== undefined) {
      parts.push(...draft.online.map((one) => [{ step, draft: one }]));
      open = null;
    } else if (open === null) {
      open = [{ step, draft }];
      parts.push(open);
    } else open.push({ step, draft });
  }
  return parts;
}

function byTable(steps: readonly Placed[]): Placed[][] {
  const groups = new Map<string, Placed[]>();
  for (const step of steps) {
    const group = groups.get(tableOf(step));
    if (group === undefined) groups.set(tableOf(step), [step]);
    else group.push(step);
  }
  return [...groups.values()];
}

export function relationKey({
  schema,
  table,
}: {
  readonly schema?: string | undefined;
  readonly table: string;
}): string {
  return JSON.stringify([schema, table]);
}

function tableOf({ object }: Step): string {
  const { schema, table } = addressOf(object);
  return table === undefined ? keyOf(object) : relationKey({ schema, table });
}

/**
 * The tables whose access has to change last: a policy reads a column that is not there yet, or another table, or
 * something becomes wider than it was.
 */
function waiting(ordered: readonly Placed[]): ReadonlySet<string> {
  const columns = new Map<string, string[]>();
  for (const step of ordered) {
    if (step.object.kind !== 'column' || step.verb !== 'create') continue;
    columns.set(tableOf(step), [...(columns.get(tableOf(step)) ?? []), step.object.name]);
  }
  const waits = (step: Placed): boolean => {
    if (PHASE_OF[step.place] !== 'access') return false;
    if (step.drafts.some(({ beyond }) => beyond === true)) return true;
    if (step.object.kind !== 'policy' || step.verb === 'drop') return false;
    const fresh = columns.get(tableOf(step)) ?? [];
    return [step.object.using, step.object.withCheck].some(
      (one) =>
        one !== null &&
        (identifiers(one.expression, fresh).size > 0 || lex(one.expression).some(({ value }) => value === 'select')),
    );
  };
  return new Set(ordered.filter(waits).map(tableOf));
}
