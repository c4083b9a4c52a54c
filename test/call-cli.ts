/**
 * The built command line, called in this process: what a child process would print and return, without the start of one.
 * For what is said and done; what becomes of a process (signals, a terminal, its end) is tested with run-cli.ts.
 */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { BIN, type Ran, runCli } from './run-cli.js';

const program = new URL('../dist/cli.cjs', import.meta.url).pathname;
type Program = (module: object, require: NodeJS.Require, file: string, folder: string, process: object) => void;
let compiled: Program | undefined;

export async function callCli(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  // A stranger's file (a knexfile, a migration that is run) sees the real process, and gets one to itself.
  const [command] = args;
  if (command === 'demo' || args.includes(command === 'check' ? '--migrations' : '--knexfile'))
    return runCli(args, env);
  compiled ??= new Script(
    `(function (module, require, __filename, __dirname, process) { const exports = module.exports;
${readFileSync(program, 'utf8')}
})`,
    { filename: program },
  ).runInThisContext() as Program;
  const [out, err] = [stream(), stream()];
  const own: Record<string | symbol, unknown> = {
    argv: [process.execPath, BIN, ...args],
    env: { PATH: process.env.PATH ?? '', HOME: tmpdir(), ...env },
    stdin: {},
    stdout: out,
    stderr: err,
    exitCode: undefined,
    exit: () => {
      throw new Error('it would end the process (process.exit)');
    },
  };
  const events = new EventEmitter();
  const standIn: object = new Proxy(process, {
    get: (real, name) => {
      if (name in own) return own[name];
      const [from, value] = name in events ? [events, Reflect.get(events, name)] : [real, Reflect.get(real, name)];
      return typeof value === 'function' ? value.bind(from) : value;
    },
    set: (_, name, value) => {
      own[name] = value;
      return true;
    },
  });
  const require = createRequire(program);
  const within = Object.assign((id: string) => (/^(node:)?process$/.test(id) ? standIn : require(id)), require);
  const module: { exports: { readonly done?: Promise<void> } } = { exports: {} };
  compiled(module, within, program, dirname(program), standIn);
  if (module.exports.done === undefined) throw new Error('the program does not say when it is done');
  await module.exports.done;
  return { code: Number(own.exitCode ?? 0), out: out.text(), err: err.text() };
}

/** What is written to it. */
function stream() {
  let written = '';
  return Object.assign(new EventEmitter(), {
    write: (text: string) => {
      written += text;
      return true;
    },
    text: () => written,
  });
}
