/** Runs action.yml as GitHub's runner runs a composite action: each script by bash, inputs through `env`, outputs through files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cleanEnvironment, type Ran, run, yamlOf } from './files.js';

export interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly shell?: string;
  readonly 'working-directory'?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const ACTION = yamlOf<Action>('action.yml');

export interface ActionRun extends Ran {
  /** The step that failed, if one did: those after it are not run. */
  readonly failed: string | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/**
 * @param actionPath where the action's repository has been checked out
 * @param workspace the caller's checkout
 */
export async function runAction(
  actionPath: string,
  workspace: string,
  given: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<ActionRun> {
  const inputs: Record<string, string> = {};
  for (const [name, input] of Object.entries(ACTION.inputs)) inputs[name] = given[name] ?? input.default;
  const unknown = Object.keys(given).filter((name) => !(name in inputs));
  if (unknown.length > 0) throw new Error(`the action has no input ${unknown.join(', ')}`);

  const temporary = mkdtempSync(join(tmpdir(), 'runner-temp-'));
  const file = (name: string) => {
    writeFileSync(join(temporary, name), '');
    return join(temporary, name);
  };
  const github = {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_ACTION_PATH: actionPath,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    RUNNER_TEMP: temporary,
  };
  const stepOutputs = new Map<string, string>();
  const all = { code: 0, out: '', err: '' };
  let failed: string | null = null;
  for (const step of ACTION.runs.steps) {
    if (step.run === undefined) {
      if (step.if !== "inputs.node-version != ''") throw new Error(`when is "${step.name}" run?`);
      continue;
    }
    const script = join(temporary, 'script.sh');
    writeFileSync(script, step.run);
    writeFileSync(github.GITHUB_OUTPUT, '');
    const env = Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluated(value, inputs)]);
    const { code, out, err } = await run('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], {
      cwd: resolve(workspace, evaluated(step['working-directory'] ?? '.', inputs)),
      env: { ...cleanEnvironment(), ...environment, ...github, ...Object.fromEntries(env) },
    });
    Object.assign(all, { code, out: all.out + out, err: all.err + err });
    for (const line of readFileSync(github.GITHUB_OUTPUT, 'utf8').split('\n')) {
      const [, name, value = ''] = /^([^=]+)=(.*)$/.exec(line) ?? [];
      if (name !== undefined) stepOutputs.set(`steps.${step.id}.outputs.${name}`, value);
    }
    if (code !== 0) {
      failed = step.name;
      break;
    }
  }
  const outputs = Object.entries(ACTION.outputs).map(([name, { value }]) => {
    const [, from = '', , fallback = ''] = /^\$\{\{ ([\w.-]+)( \|\| '(.*)')? \}\}$/.exec(value) ?? [];
    return [name, stepOutputs.get(from) || fallback];
  });
  const summary = readFileSync(github.GITHUB_STEP_SUMMARY, 'utf8');
  rmSync(temporary, { recursive: true });
  return { ...all, failed, outputs: Object.fromEntries(outputs), summary };
}

/** A text whose expressions name inputs, and nothing else. */
function evaluated(text: string, inputs: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const value = inputs[expression.replace(/^inputs\./, '')];
    if (value === undefined) throw new Error(`no input: ${expression}`);
    return value;
  });
}
