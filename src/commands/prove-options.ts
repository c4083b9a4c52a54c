/** What prove is asked for, and what becomes of its answer: from options and a spec to a proof's, from a proof to a report. */
import type { Proof } from '../catalog/proof.js';
import { UserError } from '../errors.js';
import type { ProofOptions, Proven } from '../prove/prove.js';
import { printable } from '../report/printable.js';
import type { ProveReport } from '../report/types.js';
import { wrap } from '../report/words.js';
import { isLeftOpen, type Spec } from '../spec/types.js';
import { applicationRole } from './application-role.js';
import type { CommonOptions, Io } from './io.js';

export interface ProveOptions extends CommonOptions {
  /** Every table that has the tenant's column, as the policies themselves have it. */
  readonly noSpec?: boolean;
  readonly format: 'text' | 'json' | 'junit';
  /** The role to act as. */
  readonly as?: string;
  /** These tables alone. */
  readonly table?: readonly string[];
  readonly failOn?: 'abstained';
  readonly tenantColumn?: string;
  /** Breaks the policies in every way, and shows that it is noticed. */
  readonly mutants?: boolean;
  readonly yes?: boolean;
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

/** @throws UserError where the spec has no tenants, or not the tables that were asked for */
export function proofOptions(spec: Spec, options: Pick<ProveOptions, 'as' | 'table' | 'quiet'>, io: Io): ProofOptions {
  const { rowSecurity } = spec;
  const scoped = spec.tables.filter(({ tenantScoped }) => tenantScoped);
  const tables = scoped.filter((table) => !isLeftOpen(table)).map(({ name }) => name);
  const open = scoped.filter(isLeftOpen).map(({ name }) => name);
  if (open.length > 0)
    warner(options, io)(`not proven: ${open.join(', ')}, where the spec itself says that row level security is off`);
  if (rowSecurity === null || tables.length === 0)
    throw new UserError('the spec has no tenants: there is nothing to prove', { hint: 'see "tenancy" in the spec' });
  const unknown = options.table?.find((name) => !tables.includes(name));
  if (unknown !== undefined)
    throw new UserError(`the spec has no table ${unknown} with tenants`, {
      hint: `--table takes ${tables.join(', ')}`,
    });
  return {
    scope: { schema: spec.schema, tables },
    tenancy: rowSecurity,
    force: rowSecurity.force,
    as: options.as ?? applicationRole(spec),
    infrastructure: spec.forbiddenRoles.map(({ name }) => name),
    ...(options.table === undefined ? {} : { only: options.table }),
    signal: io.signal,
    onWarning: warner(options, io),
  };
}

export function warner({ quiet }: Pick<ProveOptions, 'quiet'>, io: Io): (text: string) => void {
  return (text) => {
    if (quiet !== true) io.err(`${wrap(printable(text), io.columns, 0)}\n`);
  };
}

/** What was proven, as a report; ok: nothing is broken, and something was shown. */
export function reportOf(
  { proofs, silences }: Proven,
  { scope }: ProofOptions,
  server: { readonly database: string; readonly serverVersion: string },
  strict: boolean,
): ProveReport {
  const is = (outcome: Proof['outcome']) => proofs.filter((proof) => proof.outcome === outcome).length;
  const silent = (outcome: string) => silences.filter((one) => one.outcome === outcome).length;
  const abstained = is('abstained') + silent('abstained');
  // What holds for the owner says nothing of the application.
  const acted = !silences.some(({ kind }) => kind === 'application' || kind === 'made');
  const shown = acted && proofs.some(({ outcome, context }) => outcome === 'held' && context === 'tenant A');
  return {
    ok: is('broken') === 0 && silent('refused') === 0 && shown && !(strict && abstained > 0),
    target: { ...server, schemas: [scope.schema] },
    proofs,
    silences: silences.map(({ role, outcome, reason }) => ({ role, outcome, reason })),
    summary: {
      held: is('held'),
      broken: is('broken'),
      byDesign: is('by design'),
      notApplicable: is('not applicable'),
      abstained,
    },
  };
}
