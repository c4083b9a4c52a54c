/** prove: shows that tenants are apart, with real rows, as real roles, by every verb; and takes everything back. */
import type { Proof } from '../catalog/proof.js';
import { UserError } from '../errors.js';
import { type ProofOptions, type Proven, prove as proveTables } from '../prove/prove.js';
import { printable } from '../report/printable.js';
import type { ProveReport } from '../report/types.js';
import { wrap } from '../report/words.js';
import type { Spec } from '../spec/types.js';
import { askServer } from '../sql/proof/server.js';
import type { Session } from '../sql/session.js';
import { open } from './database.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit, mustBeWritable } from './output.js';
import { loadSpec } from './spec.js';

export interface ProveOptions extends CommonOptions {
  readonly format: 'text' | 'json' | 'junit';
  /** The role to act as. */
  readonly as?: string;
  /** These tables alone. */
  readonly table?: readonly string[];
  readonly failOn?: 'abstained';
  /** false: no spec; every table with the tenant's column. */
  readonly spec: string;
  readonly noSpec?: boolean;
  readonly tenantColumn?: string;
  readonly mutants?: boolean;
  readonly yes?: boolean;
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

export async function prove(options: ProveOptions, io: Io): Promise<ExitCode> {
  mustBeWritable(options);
  const database = open(options, io);
  const onInterrupt = () => void database.interrupt();
  io.signal.addEventListener('abort', onInterrupt);
  try {
    await database.started;
    const asked = proofOptions(loadSpec(options).spec, options, io);
    const timeouts = { lock: options.lockTimeout, statement: options.statementTimeout };
    const session = await database.session;
    const server = await askServer(session);
    const proven = await proveTables(session, asked, timeouts);
    const report = reportOf(proven, asked, server, options.failOn === 'abstained');
    emit(await write(report, options, io), options, io);
    return report.ok ? EXIT.clean : EXIT.findings;
  } catch (error) {
    if (!io.signal.aborted) throw error;
    throw new UserError('interrupted', { hint: 'nothing was changed: everything was rolled back', cause: error });
  } finally {
    io.signal.removeEventListener('abort', onInterrupt);
    await database.close();
  }
}

/** @throws UserError where the spec has no tenants, or not the tables that were asked for */
export function proofOptions(
  spec: Spec,
  options: Pick<ProveOptions, 'as' | 'table' | 'quiet' | 'spec'>,
  io: Io,
): ProofOptions {
  const { rowSecurity } = spec;
  const tables = spec.tables.filter(({ tenantScoped }) => tenantScoped).map(({ name }) => name);
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
    onWarning: (text) => {
      if (options.quiet !== true) io.err(`${wrap(printable(text), io.columns, 0)}\n`);
    },
  };
}

/** The role that the application connects as: named by the spec, or the one that the pattern is for; null: unknown. */
function applicationRole(spec: Spec): string | null {
  const named = new Set(spec.rowSecurity?.policies.flatMap(({ roles }) => roles).filter((role) => role !== 'public'));
  const [only] = named.size === 1 ? named : [];
  return spec.applicationRole ?? only ?? null;
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
  const shown = proofs.some(({ outcome, context }) => outcome === 'held' && context === 'tenant A');
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

/** A proof in the format asked for. */
export async function write(
  report: ProveReport,
  options: { readonly format: 'text' | 'json' | 'junit'; readonly output?: string },
  io: Io,
): Promise<string> {
  switch (options.format) {
    case 'json':
      return (await import('../report/prove-json.js')).proveAsJson(report);
    case 'junit':
      return (await import('../report/prove-junit.js')).proveAsJunit(report);
    default: {
      const { proveAsText } = await import('../report/prove-text.js');
      return proveAsText(report, { color: io.color && options.output === undefined, columns: io.columns });
    }
  }
}

export type { Session };
