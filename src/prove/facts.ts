/** What row level security does not govern, and whether it governs anything: facts of a table and an actor. */
import type { ProofTable } from '../sql/proof/tables.js';
import type { Judged } from './judge.js';
import { fact, type Work } from './work.js';

export function facts({ actors, options }: Work, table: ProofTable): readonly Judged[] {
  return actors.flatMap(({ actor, rights }) => {
    const allowed = rights.get(table);
    if (allowed === undefined) return [];
    const about = (
      verb: string,
      expected: string,
      observed: string,
      outcome: Judged['proof']['outcome'],
      reason?: string,
    ) => fact(table, actor.name, verb, expected, observed, outcome, reason);
    const owner = actor.kind === 'owner';
    const exempt = owner && !options.force && !table.forceRowSecurity;
    const why = table.rowSecurity
      ? owner
        ? 'row level security is not forced: its owner passes every policy'
        : 'the role has the rights of the owner, and row level security is not forced'
      : 'row level security is off';
    return [
      allowed.binds
        ? about('row level security', 'active', 'active', 'held')
        : about(
            'row level security',
            'active',
            'not active',
            exempt && table.rowSecurity ? 'not applicable' : 'broken',
            why,
          ),
      ...(['truncate', 'trigger', 'references'] as const).map((privilege) => {
        if (!allowed.privileges.has(privilege)) return about(privilege, 'not granted', 'not granted', 'held');
        if (owner) return about(privilege, 'the owner has it', 'the owner has it', 'not applicable');
        return privilege === 'references'
          ? { ...about(privilege, 'not granted', 'granted', 'by design', REFERENCES) }
          : about(privilege, 'not granted', 'granted', 'broken', REASONS[privilege]);
      }),
      ...table.views
        .filter(({ materialized, name }) => materialized && allowed.views.has(name))
        .map(({ name }) =>
          about(
            `read through view ${name}`,
            'own rows',
            'unknown',
            'abstained',
            'a materialized view holds rows of its own, and no policy governs them',
          ),
        ),
      ...table.views
        .filter(
          ({ materialized, name, columns }) =>
            !materialized && allowed.views.has(name) && !columns.includes(options.tenancy.tenantColumn),
        )
        .map(({ name }) =>
          about(
            `read through view ${name}`,
            'own rows',
            'unknown',
            'abstained',
            `it has no column ${options.tenancy.tenantColumn}, and does not tell whose its rows are`,
          ),
        ),
    ];
  });
}

const REFERENCES = 'a foreign key that the role makes tells which rows are there';
const REASONS = {
  truncate: 'it empties the table of all tenants: no policy governs it',
  trigger: 'a trigger that the role makes sees all rows that others write',
} as const;
