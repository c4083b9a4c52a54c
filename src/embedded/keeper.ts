/**
 * The process that keeps a throw-away server: it runs initdb and postgres one after the other, and when its standard input
 * ends it stops them and removes their folder. Its input ends when we say so and when we die, of whatever: Ctrl-C, an
 * uncaught exception, even SIGKILL. No signal handler of ours could promise that.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Account } from './account.js';

export interface KeptPrograms {
  /** Removed at the end. */
  readonly folder: string;
  /** Each runs when the one before has ended well; the last one is the server. */
  readonly steps: readonly (readonly [command: string, args: readonly string[]])[];
  readonly account: Account | null;
}

export interface Keeper {
  /** Settles when everything has ended and the folder is gone; holds what the programs wrote to standard error. */
  readonly ended: Promise<string>;
  /** Stops everything and removes the folder. */
  stop(): Promise<void>;
}

const KEEPER = `
const { spawn } = require('node:child_process');
const { rmSync } = require('node:fs');
const { folder, steps, account } = JSON.parse(process.argv[1]);
const env = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' };
let child, ending = false;
function finish() {
  rmSync(folder, { recursive: true, force: true, maxRetries: 40, retryDelay: 50 });
  process.exit(0);
}
function stop() {
  ending = true;
  child.kill('SIGQUIT');
}
function run([[command, args], ...rest]) {
  child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'], ...account });
  child.on('error', (error) => { console.error(error.message); finish(); });
  child.on('exit', (code) => { if (ending || code !== 0 || rest.length === 0) finish(); else run(rest); });
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
process.stderr.on('error', () => {});
process.stdin.resume().on('end', stop).on('error', stop);
run(steps);
`;

/** Starts the keeper. It does not hold up the end of our own process, and a process that ends waits for it. */
export function keep(programs: KeptPrograms): Keeper {
  // Detached, so that Ctrl-C on the terminal reaches us alone and we say when the server stops.
  const child = spawn(process.execPath, ['-e', KEEPER, JSON.stringify(programs)], {
    cwd: dirname(programs.folder),
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-4000);
  });
  child.stdin.on('error', () => undefined);
  const onExit = () => stopNow(child, programs.folder);
  process.once('exit', onExit);
  const ended = new Promise<string>((resolve) => {
    child.once('close', () => {
      process.removeListener('exit', onExit);
      resolve(log);
    });
  });
  for (const handle of [child, child.stdin, child.stderr]) {
    if ('unref' in handle && typeof handle.unref === 'function') handle.unref();
  }
  return {
    ended,
    stop: async () => {
      child.ref();
      child.stdin.end();
      await ended;
    },
  };
}

/** Our process is ending, nothing asynchronous runs any more: waits until the folder is gone, three seconds at most. */
function stopNow(child: ChildProcess, folder: string): void {
  child.kill('SIGTERM');
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; existsSync(folder) && waited < 3000; waited += 10) Atomics.wait(pause, 0, 0, 10);
}
