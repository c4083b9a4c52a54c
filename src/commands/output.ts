/** Where a command's result goes: stdout, or the file of --output. */
import { accessSync, closeSync, constants, openSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { UserError } from '../errors.js';
import type { CommonOptions, Io } from './io.js';

/**
 * Looks whether the result can be written, before there is one: a command that changes a database must not find out after.
 * @throws UserError where it cannot
 */
export function mustBeWritable({ output }: CommonOptions): void {
  if (output === undefined) return;
  try {
    const there = statSync(output, { throwIfNoEntry: false });
    if (there === undefined) {
      closeSync(openSync(output, 'wx'));
      unlinkSync(output);
    } else if (there.isDirectory()) throw unwritable(output, 'EISDIR');
    // What is there is not opened: it may be a pipe, whose reader would take that for all.
    else accessSync(output, constants.W_OK);
  } catch (error) {
    throw error instanceof UserError ? error : unwritable(output, (error as NodeJS.ErrnoException).code);
  }
}

/** @throws UserError where the file cannot be written */
export function emit(text: string, { output }: CommonOptions, io: Io): void {
  if (output === undefined) {
    io.out(text);
    return;
  }
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw unwritable(output, (error as NodeJS.ErrnoException).code);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
  ENOENT: 'there is no such folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

function unwritable(file: string, code = ''): UserError {
  return new UserError(`${file} cannot be written: ${REASONS[code] ?? code}`, { hint: 'see --output' });
}
