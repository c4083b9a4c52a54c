/** Errors for users: what stops us, with what to do about it. Anything else that is thrown is a bug of ours. */

/** A place in a file, counted from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing wrong with the user's input. All that are found are reported at once. */
export interface Mistake {
  readonly location: Location;
  readonly message: string;
  readonly hint?: string;
}

/** What stops us (exit code 2): one clear line, a hint, and the cause for the curious. Never holds a secret. */
export class UserError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.hint = options.hint;
  }
}

/** Everything wrong with a file, by place (exit code 2). */
export class MistakesError extends UserError {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map((m) => `${m.location.file}:${m.location.line}:${m.location.column}: ${m.message}`).join('\n'));
    this.name = 'MistakesError';
    this.mistakes = mistakes;
  }
}
