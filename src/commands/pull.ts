/** pull: a live database as a spec. Read-only; the file is written only when the spec is known to say what the database is. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { UserError } from '../errors.js';
import { countOf } from '../report/words.js';
import { open } from './database.js';
import { EXIT, type ExitCode, type Io } from './io.js';
import { emit } from './output.js';
import { type PullOptions, pulled } from './pulled.js';

export async function pull(options: PullOptions, io: Io): Promise<ExitCode> {
  const { out, merge = false, output } = options;
  if (out !== undefined && output !== undefined) throw new UserError('--out and --output are the same: give one');
  const target = merge ? (out ?? options.spec) : out;
  if (!merge && target !== undefined && existsSync(target))
    throw new UserError(`there is a file ${target} already`, {
      hint: `bring it up to date with --merge --spec ${target}, or name another with --out`,
    });
  const before = merge ? readSpec(options.spec) : null;
  const database = open(options, io);
  try {
    const { text, notes } = await pulled(await database.session, options, before);
    await database.close();
    if (options.quiet !== true) for (const note of notes) io.err(`${note}\n`);
    if (target === undefined) emit(text, options, io);
    else write(target, text);
    if (target !== undefined && options.quiet !== true)
      io.err(`${target}: ${countOf(text.split('\n').length - 1, 'line')}; next: schema-audit check --spec ${target}\n`);
    return EXIT.clean;
  } finally {
    await database.close();
  }
}

function readSpec(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`the spec ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`, {
      hint: 'without --merge a new one is written',
      cause: error,
    });
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
}
