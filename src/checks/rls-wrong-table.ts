/** rls-wrong-table (issue 9): row security work that went to names which are not the spec's tables. */
import { addressOf } from '../catalog/address.js';
import type { Index, Policy } from '../catalog/types.js';
import type { Spec } from '../spec/types.js';
import { meantBy } from './nearest-table.js';
import { settingsComparedWith } from './rls-wrong-setting.js';
import type { Check, Evidence, Objection } from './types.js';

export const rlsWrongTable: Check = {
  id: 'rls-wrong-table',
  severity: 'error',
  consolidationIssue: 9,
  title: 'row security work aimed at the wrong tables',
  withSpec: true,
  docs: {
    what: 'Two generations of policies side by side (one finding, which names the tables left behind); a table that still bears a former name; a policy or an index named for another table. In a rehearsal, the very names that a migration asked for in vain.',
    story:
      'A migration lists twelve tables, five by names that no longer exist, and skips those in silence. Six tables keep\nthe policies of the year before. Every environment says that the migration ran.',
    todo: 'Bring the tables left behind to the pattern; rename what bears a wrong name.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'alter index idx_bookings_status rename to idx_reservations_status',
    good: 'create table reservation_notes (id int)',
  },
  find: (evidence) => [...generations(evidence), ...formerNames(evidence), ...misnamed(evidence), ...inVain(evidence)],
};

/** A migration asked whether there is such a table, there never was one, and it went on without a word. */
function inVain({ rehearsal, spec }: Evidence): Objection[] {
  return (rehearsal?.inVain ?? []).map(({ migration, table }) => {
    const { inWords, alike } = meantBy(table, spec);
    return {
      object: { kind: 'table', schema: spec.schema, table },
      severity: alike ? 'error' : 'warning',
      message: `${migration.name} asks for a table ${table}, which is never there, and goes on: ${inWords}`,
      ...(alike ? {} : { hint: 'a table of another service has to be named in the spec, under external' }),
      migration,
      facet: `asked for by ${migration.name}`,
    };
  });
}

/** Left behind: several tables whose policies read a setting that no newer one reads. */
function generations({ spec, policies, desired, inferred }: Evidence): Objection[] {
  const pattern = spec.rowSecurity;
  // Without a spec rls-wrong-setting has said which tables read what.
  if (pattern === null || inferred !== null) return [];
  const behind = new Set<string>();
  const differing = new Set<string>();
  for (const reading of policies) {
    const settings = settingsComparedWith(reading, pattern.tenantColumn);
    if (settings.length === 0) continue;
    differing.add(reading.policy.table);
    if (!settings.includes(pattern.setting.toLowerCase())) behind.add(reading.policy.table);
  }
  const scoped = spec.tables.filter((t) => t.tenantScoped).map((t) => t.name);
  const ahead = scoped.filter((name) => !behind.has(name) && differing.has(name));
  const right = scoped.filter((name) => !behind.has(name) && !differing.has(name));
  // One odd table is a slip, and rls-wrong-setting has said so; several on either side are two generations.
  if (behind.size < 2 || ahead.length + right.length < 2) return [];
  const tables = desired.table.filter((t) => behind.has(t.table)).map((t) => t.table);
  return [
    {
      object: { kind: 'schema', name: spec.schema },
      message: `two generations of policies side by side: ${tables.length} tables were left behind: ${tables.join(', ')}`,
      hint: 'the work that renewed the other tables never reached these: look for names in it that are no tables',
      facet: 'generations',
    },
  ];
}

function formerNames({ spec, changes }: Evidence): Objection[] {
  return changes.flatMap((change) => {
    if (change.change !== 'drop' || change.from.kind !== 'table') return [];
    const { table } = change.from;
    const now = spec.tables.find(({ formerly }) => formerly.includes(table));
    if (now === undefined) return [];
    const parts = changes.filter((c) => c !== change && c.change === 'drop' && addressOf(c.from).table === table);
    return [
      {
        object: addressOf(change.from),
        message: `table ${table} still bears the former name of ${now.name}`,
        hint: `see whether it holds rows that belong to ${now.name} before it goes`,
        changes: [change, ...parts],
        facet: 'former name',
      },
    ];
  });
}

/** Policies and indexes that carry the name of another table of the spec, now or formerly, and not their own table's. */
function misnamed({ spec, changes }: Evidence): Objection[] {
  return changes.flatMap((change) => {
    if (change.change !== 'rename' && change.change !== 'drop') return [];
    const { from } = change;
    if (from.kind !== 'policy' && from.kind !== 'index') return [];
    const meant = meantFor(from, spec);
    if (meant === null) return [];
    return [
      {
        object: addressOf(change.change === 'rename' ? change.to : from),
        severity: 'warning',
        message: `${from.kind} ${from.name} on ${from.table} is named for ${meant}`,
        changes: [change],
        facet: 'name',
      },
    ];
  });
}

function meantFor(from: Policy | Index, spec: Spec): string | null {
  const former = spec.tables.flatMap(({ formerly }) => formerly);
  const names = from.kind === 'index' ? [...spec.tables.map(({ name }) => name), ...former] : former;
  const columns = from.kind === 'index' ? from.elements.flatMap(({ column }) => column ?? []) : [];
  const carried = names
    .filter((name) => carries(from.name, name))
    // An index may be named for its column alone.
    .filter((name) => name === from.table || !columns.some((column) => carries(column, name)));
  // The longest name is the one that it was given for: integration_webhooks, not webhooks.
  const [longest] = carried.sort((a, b) => b.length - a.length);
  const meant = longest ?? (from.kind === 'policy' ? tableOfPattern(from, spec) : null);
  // `idx_connections_integrations` on connections is about both.
  if (meant === null || meant === from.table || carries(from.name.replace(meant, ''), from.table)) return null;
  return meant;
}

/** The other table for which the spec's pattern gives a policy this very name. */
function tableOfPattern(from: Policy, spec: Spec): string | null {
  const templates = spec.rowSecurity?.policies.map(({ name }) => name).filter((name) => name.includes('{table}')) ?? [];
  const other = spec.tables.find(({ name }) =>
    templates.some((template) => template.replaceAll('{table}', name) === from.name),
  );
  return other?.name ?? null;
}

function carries(name: string, table: string): boolean {
  return `_${name}_`.includes(`_${table}_`);
}
