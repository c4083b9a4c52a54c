/** docs/ci.md as data, and a project to try it in: a spec, the legacy migrations, schema-audit among its packages. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BIN } from '../run-cli.js';
import { cleanEnvironment, type Ran, ROOT, run, textOf } from './files.js';

export const PAGE = textOf('docs/ci.md');

export interface Block {
  readonly language: string;
  /** The path that its first line names in a comment. */
  readonly title: string | null;
  readonly text: string;
}

export const blocks: readonly Block[] = [...PAGE.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', text = '']) => ({
    language,
    title: /^# (\S+)$/m.exec(text.split('\n')[0] ?? '')?.[1] ?? null,
    text,
  }),
);

export const ofLanguage = (language: string): readonly string[] =>
  blocks.filter((block) => block.language === language).map(({ text }) => text);

export function titled(title: string): string {
  const block = blocks.find((one) => one.title === title);
  if (block === undefined) throw new Error(`the page has no ${title}`);
  return block.text;
}

/** The lines of a table's rows whose first cell is this. */
export function firstCells(section: string, text: string): readonly string[] {
  const [, body = ''] = new RegExp(`^#+ ${section}\\n([\\s\\S]*?)(?=^#|(?![\\s\\S]))`, 'm').exec(text) ?? [];
  const cells = [...body.matchAll(/^\| ([^|]*?) \|/gm)].map(([, cell = '']) => cell.replaceAll('`', ''));
  // The first row is the head.
  return cells.slice(1);
}

export function makeProject(): string {
  const project = mkdtempSync(join(tmpdir(), 'ci-docs-test-'));
  // The embedded server is another account's, and must get there.
  chmodSync(project, 0o755);
  mkdirSync(join(project, 'node_modules/.bin'), { recursive: true });
  symlinkSync(BIN, join(project, 'node_modules/.bin/schema-audit'));
  cpSync(join(ROOT, 'schema.yaml'), join(project, 'schema.yaml'));
  cpSync(join(ROOT, 'examples/integration-service/legacy'), join(project, 'migrations'), { recursive: true });
  execFileSync('git', ['init', '--quiet'], { cwd: project });
  return project;
}

/** Runs a line of the page in a project, as a person types it. */
export function typeIn(project: string, line: string, databaseUrl: string): Promise<Ran> {
  const PATH = `${join(project, 'node_modules/.bin')}:${process.env.PATH}`;
  return run('bash', ['-c', line.replaceAll('/srv/schema', project)], {
    cwd: project,
    env: { ...cleanEnvironment(), PATH, DATABASE_URL: databaseUrl },
  });
}
