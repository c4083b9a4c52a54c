/** Loads a spec file and compiles it. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../errors.js';
import { type Compiled, compile } from '../spec/compile.js';
import { parseSpec } from '../spec/parse.js';
import type { Spec } from '../spec/types.js';
import type { CommonOptions } from './io.js';

export interface Loaded extends Compiled {
  readonly spec: Spec;
}

/**
 * Reads, parses and compiles the spec.
 * @throws UserError where the file cannot be read, MistakesError for everything wrong in it
 */
export function loadSpec(options: CommonOptions): Loaded {
  const spec = parseSpec(readText(options.spec), options.spec, {
    ...(options.schema === undefined ? {} : { schema: options.schema }),
    readFile: beside(options.spec),
  });
  return { spec, ...compile(spec) };
}

/** Files that a spec names, relative to the spec itself. */
export function beside(spec: string): (path: string) => string {
  return (path) => {
    try {
      return readFileSync(resolve(dirname(spec), path), 'utf8');
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      throw new Error(
        code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a directory' : String(code),
      );
    }
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') {
      throw new UserError(`there is no spec at ${file}`, { hint: 'name it with --spec <file>' });
    }
    throw new UserError(`the spec ${file} cannot be read: ${code === 'EISDIR' ? 'it is a directory' : code}`);
  }
}
