/** The Dockerfile as data, and its stages built in folders instead of images: the same COPY and RUN lines, in the same order. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { copyOf, type Ran, repositoryFiles, run, textOf } from './files.js';

export interface Instruction {
  readonly name: string;
  /** What follows the name, flags included, on one line. */
  readonly text: string;
}

export interface Stage {
  readonly from: string;
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
}

export function stagesOf(dockerfile: string): readonly Stage[] {
  const lines = dockerfile
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: { from: string; name: string | null; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, name = '', text = ''] = /^([A-Z]+) +(.*)$/.exec(line) ?? [];
    if (name === '') throw new Error(`no instruction: ${line}`);
    if (name === 'FROM') {
      const [, from = '', as = null] = /^(\S+)(?: AS (\S+))?$/.exec(text) ?? [];
      stages.push({ from, name: as, instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, text });
  }
  return stages;
}

/** Where a COPY takes from, and the paths. */
export function copyIn({ text }: Instruction): { from: string | null; sources: readonly string[]; target: string } {
  const words = text.split(' ');
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? null;
  const paths = words.filter((word) => !word.startsWith('--'));
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
}

/** The files that .dockerignore lets through: all but those that it names with `!` are out. */
export function buildContext(): readonly string[] {
  const lines = textOf('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines[0] !== '*' || !lines.slice(1).every((line) => /^![\w./-]+$/.test(line)))
    throw new Error('.dockerignore is to let through what it names, and nothing else');
  const through = lines.slice(1).map((line) => line.slice(1));
  return repositoryFiles().filter((file) => through.some((path) => file === path || file.startsWith(`${path}/`)));
}

export interface Built {
  readonly root: string;
  readonly ran: readonly Ran[];
  readonly folders: readonly string[];
}

/**
 * Builds all stages.
 * @returns the last one's folder, which stands for `/`; what was run on the way; and all folders, to be removed
 */
export async function buildStages(stages: readonly Stage[]): Promise<Built> {
  const context = copyOf(buildContext());
  const roots = new Map<string, string>();
  const folders = [context];
  const ran: Ran[] = [];
  let root = '';
  for (const { name, instructions } of stages) {
    root = mkdtempSync(join(tmpdir(), 'stage-'));
    folders.push(root);
    if (name !== null) roots.set(name, root);
    let folder = root;
    for (const instruction of instructions) {
      if (instruction.name === 'WORKDIR') {
        folder = join(root, instruction.text);
        mkdirSync(folder, { recursive: true });
      } else if (instruction.name === 'COPY') {
        const { from, sources, target } = copyIn(instruction);
        const base = from === null ? context : roots.get(from);
        if (base === undefined) throw new Error(`there is no stage ${from}`);
        for (const source of sources) copy(join(base, source), join(folder, target), target.endsWith('/'));
      } else if (instruction.name === 'RUN') ran.push(await run('sh', ['-e', '-c', instruction.text], { cwd: folder }));
    }
  }
  return { root, ran, folders };
}

/** As COPY does it: of a folder its content; a file under its own name where the target is a folder. */
function copy(source: string, target: string, isFolder: boolean): void {
  if (statSync(source).isDirectory()) cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  else {
    const into = isFolder || (existsSync(target) && statSync(target).isDirectory());
    const file = into ? join(target, basename(source)) : target;
    mkdirSync(dirname(file), { recursive: true });
    cpSync(source, file);
  }
}
