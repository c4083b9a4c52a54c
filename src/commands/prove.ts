/** prove: shows that tenants are apart, with real rows, as real roles, by every verb; and takes everything back. */

import type { Scope } from '../catalog/scope.js';
import { UserError } from '../errors.js';
import { type ProofOptions, prove as proveTables } from '../prove/prove.js';
import type { ProveReport } from '../report/types.js';
import { scopeOf } from '../spec/compile.js';
import { askServer } from '../sql/proof/server.js';
import type { Session } from '../sql/session.js';
import { open } from './database.js';
import { EXIT, type ExitCode, type Io } from './io.js';
import { emit, mustBeWritable } from './output.js';
import { type ProveOptions, proofOptions, reportOf } from './prove-options.js';
import { loadSpec } from './spec.js';

export async function prove(options: ProveOptions, io: Io): Promise<ExitCode> {
  mustBeWritable(options);
  const database = open(options, io);
  const onInterrupt = () => void database.interrupt();
  io.signal.addEventListener('abort', onInterrupt);
  try {
    await database.started;
    const timeouts = { lock: options.lockTimeout, statement: options.statementTimeout };
    const session = await database.session;
    const { asked, scope } = await askedFor(session, options, io);
    if (options.mutants === true) {
      const { mutants } = await import('./mutants.js');
      return await mutants({ proof: asked, scope, timeouts }, options, database.another, io);
    }
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

/** What the spec says of tenants, or without one what the policies read. */
async function askedFor(
  session: Session,
  options: ProveOptions,
  io: Io,
): Promise<{ readonly asked: ProofOptions; readonly scope: Scope }> {
  if (options.noSpec !== true) {
    if (options.tenantColumn !== undefined)
      throw new UserError('--tenant-column goes with --no-spec', { hint: 'a spec names the column itself' });
    const { spec } = loadSpec(options);
    return { asked: proofOptions(spec, options, io), scope: scopeOf(spec) };
  }
  const { withoutSpec } = await import('./prove-without-spec.js');
  return withoutSpec(session, options, io);
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
