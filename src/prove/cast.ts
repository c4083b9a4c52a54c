/** Who acts in a proof, and as which tenants. */
import {
  type Actor,
  askRights,
  type Caller,
  makeActor,
  makeMember,
  type Rights,
  type Silence,
  takeActor,
  thoseThatBypass,
  whatBypasses,
} from '../sql/proof/actors.js';
import type { ProofTable } from '../sql/proof/tables.js';
import { newTenants } from '../sql/proof/values.js';
import type { Session } from '../sql/session.js';
import { type Tenants, tenantsOf } from '../sql/tenants.js';
import type { ProofOptions, Work } from './work.js';

interface ForTenants {
  readonly tenants: Tenants | null;
  readonly provable: readonly ProofTable[];
  readonly unprovable: readonly { readonly table: ProofTable; readonly reason: string }[];
}

/** One pair of tenants for all tables: a session has one setting. */
export function tenantsFor(tables: readonly ProofTable[], tenantColumn: string): ForTenants {
  let tenants: Tenants | null = null;
  let form = '';
  const provable: ProofTable[] = [];
  const unprovable: { table: ProofTable; reason: string }[] = [];
  for (const table of tables) {
    const column = table.columns.find(({ name }) => name === tenantColumn);
    const known =
      column === undefined || column.isArray
        ? null
        : tenantsOf(typeOf(column), table.policies.join(' and '), tenantColumn);
    if (column === undefined) unprovable.push({ table, reason: `the tenant column ${tenantColumn} is missing` });
    else if (known === null)
      unprovable.push({ table, reason: `the tenant column ${tenantColumn} is of type ${typeOf(column)}` });
    else if (tenants !== null && known.a !== form)
      unprovable.push({
        table,
        reason: `its tenants are not written as the other tables' are: prove it alone with --table ${table.table}`,
      });
    else {
      tenants ??= newTenants(column, known);
      form = known.a;
      provable.push(table);
    }
  }
  return { tenants, provable, unprovable };
}

function typeOf({ type, modifier, isArray }: ProofTable['columns'][number]): string {
  if (isArray) return `${type}[]`;
  return modifier.length === 0 ? type : `${type}(${modifier.join(',')})`;
}

/** Roles that policies bind, with their rights; and why nothing is said of the others. */
export async function actorsFor(
  session: Session,
  options: ProofOptions,
  caller: Caller,
  tables: readonly ProofTable[],
  inScope: readonly ProofTable[],
): Promise<{ readonly actors: Work['actors']; readonly silences: readonly Silence[] }> {
  const application =
    options.as === null
      ? await makeActor(session, inScope, caller)
      : await takeActor(session, options.as, 'application', caller);
  const found: { who: Actor | Silence; tables: readonly ProofTable[] }[] = [{ who: application, tables }];
  const owners = [...new Set(tables.map(({ owner }) => owner))].filter((owner) => owner !== options.as);
  for (const owner of owners)
    found.push({
      who: await takeActor(session, owner, 'owner', caller),
      tables: tables.filter((table) => table.owner === owner),
    });
  if (application.kind === 'made' && !('outcome' in application))
    for (const role of await thoseThatBypass(session, options.infrastructure ?? []))
      found.push({ who: await makeMember(session, role, application, tables, caller), tables });
  const actors: { actor: Actor; rights: ReadonlyMap<ProofTable, Rights> }[] = [];
  const silences: Silence[] = [];
  for (const { who, tables: theirs } of found) {
    const silence = 'outcome' in who ? who : await whatBypasses(session, who, caller);
    if (silence !== null) silences.push(silence);
    else if (!('outcome' in who)) actors.push({ actor: who, rights: await askRights(session, who, theirs) });
  }
  return { actors, silences };
}
