/** What a command may do to the world outside: handed in by the command line, or by a test. */

export interface Io {
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress and prose. */
  readonly err: (text: string) => void;
  /** Whether results go to a terminal (colour, width). */
  readonly color: boolean;
  /** Width of the terminal; 100 where there is none. */
  readonly columns: number;
  /** Whether a person is there to answer. */
  readonly interactive: boolean;
  /** Asks on the terminal; empty where there is no answer. */
  readonly ask: (question: string) => Promise<string>;
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The exit codes, the same for every command. */
export const EXIT = { clean: 0, findings: 1, couldNotRun: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Options that every command takes. */
export interface CommonOptions {
  readonly spec: string;
  readonly databaseUrl?: string;
  readonly schema?: string;
  readonly output?: string;
  readonly quiet?: boolean;
}
