/** The summary of a step in GitHub Actions: a file of Markdown that all of the step's commands append to. */
import { appendFileSync, statSync } from 'node:fs';
import type { Io } from './io.js';

/** What GitHub takes of a step; of a longer summary it shows nothing. */
const LIMIT = 1024 * 1024;
/** With less room there is nothing to be said. */
const LEAST = 4096;

/**
 * Appends to the file that GITHUB_STEP_SUMMARY names; without one it does nothing. A summary is an extra: one that cannot
 * be written changes nothing about the result, and is said.
 * @param write the text, in at most so many bytes
 */
export function appendToStepSummary(write: (limit: number) => string, { env, err }: Io): void {
  const file = env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return;
  try {
    const there = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    // A heading of ours needs an empty line before it.
    const apart = there === 0 ? '' : '\n\n';
    const room = LIMIT - there - apart.length;
    if (room < LEAST) err("the step's summary is full (1 MiB): nothing was added to it\n");
    else appendFileSync(file, `${apart}${write(room)}`);
  } catch (error) {
    err(`the step's summary (GITHUB_STEP_SUMMARY) cannot be written: ${(error as NodeJS.ErrnoException).code}\n`);
  }
}
