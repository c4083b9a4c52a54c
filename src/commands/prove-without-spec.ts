/** prove --no-spec: what the policies themselves say of tenants: which setting holds one, and which opens everything. */
import { type Scope, tablesOf } from '../catalog/scope.js';
import { UserError } from '../errors.js';
import type { ProofOptions } from '../prove/prove.js';
import { type ProofTable, readTables } from '../sql/proof/tables.js';
import type { Tenancy } from '../sql/question.js';
import type { Session } from '../sql/session.js';
import { infer, sourceInWords, tenancyOf } from './inference.js';
import type { Io } from './io.js';
import { type ProveOptions, warner } from './prove-options.js';

/** @throws UserError where no table has the column, or no policy tells which setting holds the tenant */
export async function withoutSpec(
  session: Session,
  options: ProveOptions,
  io: Io,
): Promise<{ readonly asked: ProofOptions; readonly scope: Scope }> {
  const { table: only } = options;
  const warn = warner(options, io);
  const { tenancy, schema, role } = await inferred(session, options, warn);
  const tables = await withColumn(session, schema, tenancy.tenantColumn);
  const names = tables.map(({ table }) => table);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UserError(`no table ${unknown} of schema ${schema} has a column ${tenancy.tenantColumn}`, {
      hint: `--table takes ${names.join(', ')}`,
    });
  const { bypass, setting } = tenancy;
  const opens = bypass === null ? '' : `, and "${bypass.value}" in ${bypass.setting} opens everything`;
  warn(`taken from the policies: the setting ${setting} holds the tenant${opens}`);
  return {
    asked: {
      ...{
        scope: { schema, tables: names },
        tenancy,
        force: true,
        as: options.as ?? role,
        onWarning: warn,
        signal: io.signal,
      },
      ...(only === undefined ? {} : { only }),
    },
    scope: tablesOf([schema]),
  };
}

/**
 * Nothing of what was asked is left open. `role` is the one that most policies are for: whoever is not it is no user of
 * theirs.
 */
async function inferred(
  session: Session,
  { schema, tenantColumn, lockTimeout, statementTimeout }: ProveOptions,
  warn: (text: string) => void,
): Promise<{ readonly tenancy: Tenancy; readonly schema: string; readonly role: string | null }> {
  const wanted = {
    ...(schema === undefined ? {} : { schema }),
    ...(tenantColumn === undefined ? {} : { tenantColumn }),
  };
  const { pattern } = await infer(session, wanted, { lock: lockTimeout, statement: statementTimeout });
  await session.run(['rollback']);
  const tenancy = tenancyOf(pattern);
  if (tenancy === null) {
    const column = tenantColumn ?? pattern?.column ?? 'a column';
    throw new UserError(
      pattern === null
        ? `no policy compares ${column} with a setting`
        : `the tenant of ${column} is ${sourceInWords(pattern.source)}: rows cannot be asked for as a tenant without a setting to name one`,
      { hint: 'a spec says which setting holds the tenant: see "tenancy" in the README' },
    );
  }
  const [first, ...others] = [...new Set(pattern?.of.map((one) => one.schema))];
  if (first === undefined) throw new UserError(`no table with a column ${tenancy.tenantColumn} has a policy`);
  if (others.length > 0)
    warn(`not in this proof: tables of ${others.join(', ')}; each schema is proven by itself, with --schema`);
  return { tenancy, schema: first, role: pattern?.role ?? null };
}

async function withColumn(session: Session, schema: string, tenantColumn: string): Promise<readonly ProofTable[]> {
  const all = await readTables(session, { schema, tenantColumn });
  return all.filter((one) => one.schema === schema && one.columns.some(({ name }) => name === tenantColumn));
}
