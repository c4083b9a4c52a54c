/** A world outside for commands that a test calls: silent, and nobody is there. */
import type { Io } from '../src/commands/io.js';

export const IO: Io = {
  out: () => undefined,
  err: () => undefined,
  color: false,
  columns: 100,
  interactive: false,
  ask: async () => '',
  signal: new AbortController().signal,
  env: {},
};
