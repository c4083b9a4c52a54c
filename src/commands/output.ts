/** Where a command's result goes: stdout, or the file of --output. */
import { writeFileSync } from 'node:fs';
import { UserError } from '../errors.js';
import type { CommonOptions, Io } from './io.js';

/** @throws UserError where the file cannot be written */
export function emit(text: string, options: CommonOptions, io: Io): void {
  if (options.output === undefined) {
    io.out(text);
    return;
  }
  try {
    writeFileSync(options.output, text);
  } catch (error) {
    throw new UserError(`${options.output} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}
