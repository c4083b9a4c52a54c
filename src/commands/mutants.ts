/** prove --mutants: breaks the policies in every way, each rolled back, and shows that it is noticed. */
import { UserError } from '../errors.js';
import { killMutants, type MutantOptions } from '../prove/mutants.js';
import { document } from '../report/document.js';
import { mutantsAsText } from '../report/mutants-text.js';
import type { Session } from '../sql/session.js';
import { EXIT, type ExitCode, type Io } from './io.js';
import { emit } from './output.js';
import type { ProveOptions } from './prove-options.js';

/** @throws UserError without --yes, and for a format that it has not */
export async function mutants(
  asked: Pick<MutantOptions, 'proof' | 'scope' | 'timeouts'>,
  options: ProveOptions,
  connect: () => Promise<Session>,
  io: Io,
): Promise<ExitCode> {
  if (options.yes !== true) {
    throw new UserError('--mutants needs --yes', {
      hint: 'it locks the tables (ACCESS EXCLUSIVE) again and again, and rolls back each time: not for production',
    });
  }
  if (options.format === 'junit')
    throw new UserError('--mutants has no format junit', { hint: 'it has text and json' });
  const table = await killMutants(connect, {
    ...asked,
    signal: io.signal,
    onMutation: (name, place, total) => {
      if (options.quiet !== true && io.interactive)
        io.err(`\r\u001b[2K${place}/${total} ${name}${place === total ? '\n' : ''}`);
    },
  });
  const ok = table.survivors === 0;
  const color = io.color && options.output === undefined;
  emit(
    options.format === 'json'
      ? document('prove', { ok, ...table })
      : mutantsAsText(table, { color, columns: io.columns }),
    options.output === undefined ? { spec: '' } : { spec: '', output: options.output },
    io,
  );
  return ok ? EXIT.clean : EXIT.findings;
}
