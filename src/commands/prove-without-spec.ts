/** prove --no-spec: what the policies themselves say of tenants: which setting holds one, and which opens everything. */

import { type Scope, tablesOf } from '../catalog/scope.js';
import { UserError } from '../errors.js';
import type { ProofOptions } from '../prove/prove.js';
import { guessTenancy } from '../sql/proof/guess.js';
import { readTables } from '../sql/proof/tables.js';
import type { Session } from '../sql/session.js';
import type { Io } from './io.js';
import { type ProveOptions, warner } from './prove-options.js';

/** @throws UserError where no table has the column, or no policy tells which setting holds the tenant */
export async function withoutSpec(
  session: Session,
  options: ProveOptions,
  io: Io,
): Promise<{ readonly asked: ProofOptions; readonly scope: Scope }> {
  const { tenantColumn, schema = 'public', table: only, as = null } = options;
  if (tenantColumn === undefined)
    throw new UserError('--no-spec needs --tenant-column', { hint: 'such as --no-spec --tenant-column tenant_id' });
  const all = await readTables(session, { schema, tenantColumn });
  const tables = all.filter((one) => one.schema === schema && one.columns.some(({ name }) => name === tenantColumn));
  if (tables.length === 0) throw new UserError(`no table of schema ${schema} has a column ${tenantColumn}`);
  const names = tables.map(({ table }) => table);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UserError(`no table ${unknown} of schema ${schema} has a column ${tenantColumn}`, {
      hint: `--table takes ${names.join(', ')}`,
    });
  const tenancy = guessTenancy(
    tables.flatMap(({ policies }) => policies),
    tenantColumn,
  );
  if (tenancy === null)
    throw new UserError(`no policy compares ${tenantColumn} with a setting`, {
      hint: 'a spec says which setting holds the tenant: see "tenancy" in the README',
    });
  const { bypass, setting } = tenancy;
  const opens = bypass === null ? '' : `, and "${bypass.value}" in ${bypass.setting} opens everything`;
  const warn = warner(options, io);
  warn(`taken from the policies: the setting ${setting} holds the tenant${opens}`);
  return {
    asked: {
      ...{ scope: { schema, tables: names }, tenancy, force: true, as, onWarning: warn, signal: io.signal },
      ...(only === undefined ? {} : { only }),
    },
    scope: tablesOf([schema]),
  };
}
