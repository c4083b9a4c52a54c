/** The migration that a spec's text compiles to, as the command writes it; and folders in which Knex finds its packages. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../src/commands/compile.js';
import type { Io } from '../src/commands/io.js';
import { IO } from './io.js';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A folder of its own, with the packages of this one. `migrations` is empty. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'compile-knex-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(folder, 'migrations'));
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true });
}

/** Compiles a spec's text; `spec.yaml` is its file. */
export async function migrationOf(text: string, { js = false }: { readonly js?: boolean } = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'compile-knex-spec-'));
  let out = '';
  const io: Io = {
    ...IO,
    out: (part) => {
      out += part;
    },
  };
  try {
    writeFileSync(join(folder, 'spec.yaml'), text);
    await compile({ spec: join(folder, 'spec.yaml'), format: 'knex', js }, io);
  } finally {
    removeFolder(folder);
  }
  return out;
}
