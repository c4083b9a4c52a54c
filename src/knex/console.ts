/** Keeps what a piece of work writes to the console: a migration may print, and stdout is for our results alone. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { format } from 'node:util';

const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;

/** Where the work that is running now writes; work outside of it keeps the console as it is. */
const lines = new AsyncLocalStorage<string[]>();

/** How many pieces of work have the console replaced: the last one puts it back. */
let captures = 0;
let putBack = (): void => undefined;

/**
 * Does some work and collects in `output`, line by line, what it and whatever it awaits write to the console meanwhile.
 * Works may overlap. The console is as before when the last has ended, well or not.
 */
export async function captureConsole<T>(output: string[], work: () => Promise<T>): Promise<T> {
  captures += 1;
  if (captures === 1) putBack = replaceConsole();
  try {
    return await lines.run(output, work);
  } finally {
    captures -= 1;
    if (captures === 0) putBack();
  }
}

function replaceConsole(): () => void {
  // biome-ignore lint/suspicious/noConsole: to take it away is the purpose
  const original = METHODS.map((method) => [method, console[method]] as const);
  for (const [method, write] of original) {
    console[method] = (...values: unknown[]) => {
      const output = lines.getStore();
      if (output === undefined) write.apply(console, values);
      else output.push(...format(...values).split('\n'));
    };
  }
  return () => {
    for (const [method, write] of original) console[method] = write;
  };
}
