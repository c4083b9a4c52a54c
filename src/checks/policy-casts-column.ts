/** policy-casts-column: a policy casts the tenant column before it compares it, and so looks past the index. */
import { grouped, listOf } from '../catalog/lists.js';
import type { Catalog } from '../catalog/types.js';
import type { Spec } from '../spec/types.js';
import { bySize, mentions } from './columns.js';
import { castsOf } from './per-row.js';
import { tenantTables } from './tenants.js';
import type { Check, Evidence } from './types.js';

/** A condition of a policy that casts the tenant column. */
export interface Cast {
  readonly schema: string;
  readonly table: string;
  readonly condition: string;
  readonly columnType: string;
  readonly type: string;
}

export const policyCastsColumn: Check = {
  id: 'policy-casts-column',
  severity: 'info',
  consolidationIssue: null,
  title: 'a policy casts the tenant column',
  bySchema: true,
  design: true,
  docs: {
    what: "A policy that compares the tenant column only after a cast (tenant_id::text = …): an index on the column does not serve that. One finding a cast for the schema, a warning where one of the tables has about 10,000 rows or more. Where we may read the table, the server's own plan is asked first and shown (EXPLAIN, with sequential scans off). Silent about casts that change nothing (varchar to text), where there is no index to be missed, and where an index over the cast stands.",
    story:
      'The setting is text, the column is uuid, and `tenant_id::text = current_setting(…)` made the error go away.\nThe index on tenant_id is there, and no query of the application has used it since.',
    todo: "Cast the setting instead: tenant_id = nullif(current_setting('…', true), '')::uuid.",
    link: 'https://www.postgresql.org/docs/current/indexes-expressional.html',
    bad: `tenancy:
  column: tenant_id
  setting: app.current_tenant_id
  policies:
    '{table}_tenant_isolation':
      using: tenant_id::text = (select current_setting('app.current_tenant_id', true))
      with_check: same as using
audit: {}`,
    good: `tenancy:
  column: tenant_id
  setting: app.current_tenant_id
  policies:
    '{table}_tenant_isolation':
      using: tenant_id = (select nullif(current_setting('app.current_tenant_id', true), '')::uuid)
      with_check: same as using
audit: {}`,
  },
  find: (evidence) => {
    const planOf = ({ table, condition }: Cast) =>
      evidence.planned.find((one) => one.table === table && one.condition === condition);
    const casts = castsPastIndexes(evidence).filter((cast) => planOf(cast)?.served !== true);
    return [...grouped(casts, ({ type }) => type)].map(([type, some]) => {
      const tables = [...new Set(some.map(({ table }) => table))];
      const large = tables.some((table) => bySize(evidence, table) === 'warning');
      const column = evidence.spec.rowSecurity?.tenantColumn ?? '';
      const [plan] = some.flatMap((cast) => planOf(cast) ?? []);
      return {
        object: { kind: 'schema', name: evidence.spec.schema },
        severity: large ? ('warning' as const) : ('info' as const),
        message: `policies of ${listOf(tables)} cast ${column} to ${type} before they compare it: the index on ${column} does not serve them`,
        ...(plan === undefined ? {} : { actual: `the server's plan, with sequential scans off: ${plan.plan}` }),
        hint: `cast the other side: ${column} = (…)::${columnType(evidence.actual, tables[0] ?? '', column) ?? 'its type'}`,
        facet: type,
      };
    });
  },
};

/** The conditions that are to be asked about: a cast that changes the value, of a column that an index begins with. */
export function castsPastIndexes({
  spec,
  desired,
  actual,
}: Pick<Evidence, 'desired' | 'actual'> & { readonly spec: Spec }): readonly Cast[] {
  const column = spec.rowSecurity?.tenantColumn;
  if (column === undefined) return [];
  // In most databases nothing is cast, and nothing else has to be looked at.
  const casting = new Set(
    desired.policy.flatMap(({ table, using }) => (castsOf(using?.expression ?? '', column).length > 0 ? [table] : [])),
  );
  return tenantTables({ spec, actual }).flatMap(({ schema, table }) => {
    if (!casting.has(table)) return [];
    const type = columnType(actual, table, column);
    const on = (one: { readonly table: string }) => one.table === table;
    const plain =
      actual.index.some((index) => on(index) && index.elements[0]?.column === column) ||
      actual.constraint.some((key) => on(key) && key.columns[0] === column && key.type !== 'foreign key');
    const over = actual.index.some(
      (index) => on(index) && mentions(index.elements[0]?.expression?.expression ?? '', column),
    );
    if (type === null || !plain || over) return [];
    return desired.policy
      .filter((policy) => on(policy) && policy.using !== null)
      .flatMap(({ using }) => castsOf(using?.expression ?? '', column))
      .filter((cast) => changesValue(type, cast.type))
      .map((cast) => ({ schema, table, condition: cast.leaf, columnType: type, type: cast.type }));
  });
}

function columnType(actual: Catalog, table: string, name: string): string | null {
  return actual.column.find((one) => one.table === table && one.name === name)?.type ?? null;
}

/** Text under another name is the same text, and a domain's value that of its type (pg_cast.castmethod b). */
function changesValue(from: string, to: string): boolean {
  const base = (type: string) =>
    type
      .replace(/\(.*\)$/, '')
      .trim()
      .toLowerCase();
  const [before, after] = [base(from), base(to)];
  const texts = ['text', 'character varying', 'varchar'];
  return before !== after && !before.includes('.') && !(texts.includes(before) && texts.includes(after));
}
