/** GitLab's jobs as its runner runs them: what they extend merged in, the lines of the script in one shell that stops at the first failure. */
import { cleanEnvironment, type Ran, run, yamlOf } from './files.js';

export interface Job {
  readonly extends?: string;
  readonly image?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly artifacts?: { readonly when: string; readonly reports: Readonly<Record<string, string>> };
  readonly rules?: readonly { readonly if: string }[];
}

export type Pipeline = Readonly<Record<string, Job>>;

export const TEMPLATE = yamlOf<Pipeline>('ci/gitlab.yml');

/** The job of the template, with what a project's own file says of it. */
export function jobOf(name: string, own: Pipeline = {}): Job {
  const job = merged(TEMPLATE[name] ?? {}, own[name] ?? {});
  const base = job.extends === undefined ? {} : (TEMPLATE[job.extends] ?? {});
  return merged(base, job);
}

const merged = (base: Job, own: Job): Job => ({ ...base, ...own, variables: { ...base.variables, ...own.variables } });

/** Runs a job's script; before_script, which installs the project's packages, has been run. */
export function runJob(
  { variables = {}, script = [] }: Job,
  cwd: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const env: Record<string, string> = { ...cleanEnvironment(), ...settings };
  for (const [name, value] of Object.entries(variables))
    env[name] = value.replaceAll(/\$\{?(\w+)\}?/g, (_, other: string) => settings[other] ?? '');
  return run('sh', ['-e', '-c', script.join('\n')], { cwd, env });
}
