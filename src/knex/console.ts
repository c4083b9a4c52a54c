/** Keeps to itself what a stranger's work does to the process: what it prints (stdout is for our results alone), and an early end. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { format } from 'node:util';

const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;

/** Where the work that is running now writes; work outside of it keeps console and process as they are. */
const lines = new AsyncLocalStorage<string[]>();

/** How many pieces of work have the console replaced: the last one puts it back. */
let captures = 0;
let putBack = (): void => undefined;

/**
 * Does some work and collects in `output`, line by line, what it and whatever it awaits print meanwhile.
 * Works may overlap. The console is as before when the last has ended, well or not.
 * @throws what the work throws; also what nobody caught in it, and an Error where it would have ended the process:
 *   the caller decides how that ends
 */
export async function captureConsole<T>(output: string[], work: () => Promise<T>): Promise<T> {
  captures += 1;
  if (captures === 1) putBack = replaceConsole();
  let escape: (reason: unknown) => void = () => undefined;
  const escaped = new Promise<never>((_, reject) => {
    escape = reject;
  });
  escaped.catch(() => undefined);
  process.on('unhandledRejection', escape);
  process.on('uncaughtException', escape);
  try {
    return await Promise.race([escaped, lines.run(output, work)]);
  } finally {
    process.removeListener('unhandledRejection', escape);
    process.removeListener('uncaughtException', escape);
    captures -= 1;
    if (captures === 0) putBack();
  }
}

let outlasting = false;

/**
 * From now on, to the end of the process: what a stranger's work leaves running (a pool, a timer) prints to nobody, and
 * its errors, such as the end of an idle connection, are nobody's either.
 */
export function outlastStrangers(): void {
  if (outlasting) return;
  outlasting = true;
  captures += 1;
  if (captures === 1) putBack = replaceConsole();
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      // An error of our own ends the process as it would have without us.
      if (lines.getStore() === undefined && process.listenerCount(event) === 1) throw error;
    });
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
  const { stdout } = process;
  const { write } = stdout;
  stdout.write = ((text: string | Uint8Array, ...rest: never[]) => {
    const output = lines.getStore();
    if (output === undefined) return write.call(stdout, text, ...rest);
    output.push(...String(text).replace(/\n$/, '').split('\n'));
    for (const last of rest as unknown[]) if (typeof last === 'function') last();
    return true;
  }) as typeof write;
  // What writes to the file itself (pino does) asks here for its number.
  const number = Object.getOwnPropertyDescriptor(stdout, 'fd');
  if (number?.configurable === true) {
    Object.defineProperty(stdout, 'fd', {
      configurable: true,
      get: () => (lines.getStore() === undefined ? number.value : process.stderr.fd),
    });
  }
  const { exit } = process;
  process.exit = ((...code) => {
    // Without an argument process.exitCode stands; undefined would take it back.
    if (lines.getStore() === undefined) return exit.apply(process, code);
    throw new Error('it would end the process (process.exit)');
  }) as typeof exit;
  return () => {
    for (const [method, write] of original) console[method] = write;
    stdout.write = write;
    if (number !== undefined) Object.defineProperty(stdout, 'fd', number);
    process.exit = exit;
  };
}
