/** What a project brings along to run its migrations with: its own Knex, and a loader that understands its files. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../errors.js';
import { load } from './outside.js';

type MakeKnex = typeof import('knex').knex;

export interface Project {
  /** The project's own Knex where it has one, else ours. */
  readonly knex: MakeKnex;
  /** Loads a file of the project, TypeScript included, in a namespace that no other import of this process sees. */
  readonly importFile: (path: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/**
 * @param folder where the project's migrations (or its knexfile) lie: packages are looked for from there upwards
 * @throws UserError where neither the project nor we have Knex, or something to load TypeScript with
 */
export async function openProject(folder: string): Promise<Project> {
  const [knex, loader] = await Promise.all([findKnex(folder), openLoader(folder)]);
  return { knex, ...loader };
}

/**
 * The loader alone, for a file that needs no Knex: the project's own tsx, or what Knex's command line would use there
 * (ts-node, esbuild-register, … for a CommonJS project), else our tsx; plain JavaScript needs none.
 */
export async function openLoader(folder: string): Promise<Pick<Project, 'importFile' | 'close'>> {
  const require = createRequire(join(folder, 'package.json'));
  const theirs = tryTo(() => esmApiOf(require.resolve('tsx/package.json')));
  const register = theirs === undefined ? registerOf(folder, require) : undefined;
  const tsx = await loadTsx(theirs);
  const loader = tsx?.register({ namespace: randomUUID() });
  let registered = false;
  return {
    importFile: async (path) => {
      if (register !== undefined && isTypeScript(path) && !isModule(path)) {
        if (!registered) register();
        registered = true;
        return require(path) as unknown;
      }
      const url = pathToFileURL(path).href;
      if (loader !== undefined) return loader.import(url, pathToFileURL(join(folder, 'package.json')).href);
      if (isTypeScript(path)) throw missing('tsx', 'loading TypeScript');
      return load(url);
    },
    close: async () => {
      await loader?.unregister();
    },
  };
}

async function findKnex(folder: string): Promise<MakeKnex> {
  const theirs = tryTo(() => createRequire(join(folder, 'package.json')).resolve('knex'));
  try {
    const module = (await load(theirs === undefined ? 'knex' : pathToFileURL(theirs).href)) as { default: MakeKnex };
    return module.default;
  } catch (cause) {
    throw missing('knex', 'running migrations', cause);
  }
}

type Tsx = typeof import('tsx/esm/api');

async function loadTsx(theirs: string | undefined): Promise<Tsx | undefined> {
  try {
    const module = (await load(theirs === undefined ? 'tsx/esm/api' : pathToFileURL(theirs).href)) as Tsx & {
      readonly default?: Tsx;
    };
    return module.default ?? module;
  } catch {
    return undefined;
  }
}

/** `require.resolve` would give the build for `require`, which tsx can only use from its own folder. */
function esmApiOf(packageJson: string): string {
  const { exports } = JSON.parse(readFileSync(packageJson, 'utf8')) as {
    readonly exports: { readonly './esm/api': { readonly import: { readonly default: string } } };
  };
  return join(dirname(packageJson), exports['./esm/api'].import.default);
}

/** Knex's command line takes the first of these that the project has, in this order (interpret's list for `.ts`). */
const REGISTERS = ['ts-node/register', 'sucrase/register/ts', 'esbuild-register/dist/node', '@swc-node/register'];

function registerOf(folder: string, require: NodeJS.Require): (() => void) | undefined {
  const found = REGISTERS.find((name) => {
    const path = tryTo(() => require.resolve(name));
    // Found above the project (a global folder) it is not the project's choice.
    return path?.startsWith(rootOf(folder)) === true;
  });
  return found === undefined ? undefined : () => void require(found);
}

/** The outermost folder with a package.json around this one. */
function rootOf(folder: string): string {
  let root = folder;
  for (let at = folder; ; at = dirname(at)) {
    if (tryTo(() => readFileSync(join(at, 'package.json'))) !== undefined) root = at;
    if (dirname(at) === at) return root;
  }
}

function isTypeScript(path: string): boolean {
  return ['.ts', '.cts', '.mts'].includes(extname(path));
}

/** Whether Node takes a file for an ES module: by its extension, or by the nearest package.json. */
function isModule(path: string): boolean {
  if (/\.[cm]ts$/.test(path)) return path.endsWith('.mts');
  for (let at = dirname(path); ; at = dirname(at)) {
    const text = tryTo(() => readFileSync(join(at, 'package.json'), 'utf8'));
    if (text !== undefined) return tryTo(() => (JSON.parse(text) as { type?: unknown }).type) === 'module';
    if (dirname(at) === at) return false;
  }
}

function tryTo<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function missing(name: string, what: string, cause?: unknown): UserError {
  return new UserError(`${what} needs the package ${name}, which is not installed`, {
    hint: `npm install ${name}`,
    ...(cause === undefined ? {} : { cause }),
  });
}
