/** Runs the built command line as a child process. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';

export const BIN = new URL('../bin/schema-audit.js', import.meta.url).pathname;
export const SPEC = new URL('../schema.yaml', import.meta.url).pathname;

export interface Ran {
  /** -1 where a signal ended it. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const environment = (env: Readonly<Record<string, string>>) => ({
  PATH: process.env.PATH ?? '',
  HOME: tmpdir(),
  ...env,
});

export function runCli(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...args], { env: environment(env), timeout: 120_000 }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, out, err });
    });
  });
}

/** Starts it, to be interrupted. */
export function startCli(args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<Ran> } {
  const child = spawn(process.execPath, [BIN, ...args], { env: environment({}) });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  const ended = new Promise<Ran>((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, out, err })));
  return { child, ended };
}
