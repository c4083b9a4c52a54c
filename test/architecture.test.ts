import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';

/**
 * Who may import whom: folders of src (or one module, `spec/types`), packages, and `node:` for Node's own modules.
 * A folder may always import itself, errors.ts and version.ts.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'version.ts': [],
  catalog: ['node:crypto'],
  expression: ['catalog', 'libpg-query'],
  // diff: to keep the layout of a file that is brought up to date.
  spec: ['catalog', 'expression', 'yaml', 'diff'],
  // node:net: the socket under pg's client.
  sql: ['catalog', 'expression', 'pg', 'pg/lib/client.js', 'node:net'],
  checks: ['catalog', 'expression', 'spec/types', 'node:crypto'],
  prove: ['catalog', 'spec/types', 'sql'],
  embedded: ['node:'],
  // …: knex/outside.ts loads by a name that is known only when it runs.
  knex: ['catalog', 'sql', 'embedded', 'knex', 'tsx/esm/api', 'node:', '…'],
  // expression/lexer, sql/quote: a Knex migration is written around SQL, whose names are quoted and whose lines are moved.
  // node:crypto: a page says by its hash which style is its own.
  report: ['catalog', 'checks/types', 'expression/lexer', 'sql/quote', 'kleur', 'cli-table3', 'diff', 'node:crypto'],
  commands: [...['catalog', 'expression', 'spec', 'sql', 'checks', 'prove', 'embedded', 'knex', 'report', 'node:']],
  'cli.ts': ['commands', 'report', 'commander', 'node:'],
  'index.ts': ['catalog', 'expression', 'spec', 'sql', 'checks', 'prove', 'embedded', 'knex', 'report', 'commands'],
};

const SRC = fileURLToPath(new URL('../src', import.meta.url));

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

interface Source {
  /** Relative to src, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly nodes: readonly Node[];
  /** Modules of src as `spec/types.ts`, others as written. */
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map((path) => {
    const text = readFileSync(join(SRC, path), 'utf8');
    const nodes = [...nodesIn(parseAst(text, { lang: path.endsWith('.d.ts') ? 'dts' : 'ts' }))];
    return { path, text, nodes, imports: importsOf(path, nodes) };
  });

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const element of value) yield* nodesIn(element);
  if (!isNode(value)) return;
  yield value;
  for (const child of Object.values(value)) if (typeof child === 'object') yield* nodesIn(child);
}

/** Every module that a file names: imported, for its types alone, dynamically, or exported on. */
function importsOf(path: string, nodes: readonly Node[]): string[] {
  const importing = /^(ImportDeclaration|ImportExpression|ExportAllDeclaration|ExportNamedDeclaration|TSImportType)$/;
  const specifiers = nodes
    .filter(({ type }) => importing.test(type))
    .flatMap(({ source }) => (isNode(source) ? [textOf(source)] : []));
  return [...new Set(specifiers)].map((specifier) =>
    specifier.startsWith('.')
      ? relative(SRC, resolve(SRC, dirname(path), specifier))
          .replaceAll('\\', '/')
          .replace(/\.js$/, '.ts')
      : specifier,
  );
}

/** The text of a string or template literal, with `…` for what a template fills in. Of anything else: `…`. */
function textOf(node: Node): string {
  if (typeof node.value === 'string') return node.value;
  if (!Array.isArray(node.quasis)) return '…';
  return node.quasis.map((quasi) => quasi.value.raw).join('…');
}

function folderOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function isAllowed(from: string, imported: string): boolean {
  const folder = folderOf(from);
  if (['errors.ts', 'version.ts'].includes(imported) || folderOf(imported) === folder) return true;
  return (MAY_IMPORT[folder] ?? []).some((allowed) =>
    allowed === 'node:'
      ? imported.startsWith(allowed)
      : imported === allowed ||
        imported === `${allowed}.ts` ||
        (imported.endsWith('.ts') && folderOf(imported) === allowed),
  );
}

/** The places of a kind of node, as `path: what`. */
function places(of: (node: Node, source: Source) => string | null): string[] {
  return sources.flatMap((source) =>
    source.nodes.flatMap((node) => {
      const found = of(node, source);
      return found === null ? [] : [`${source.path}: ${found}`];
    }),
  );
}

describe('the house is built as its plan says', () => {
  it('each folder is in the plan', () => {
    expect([...new Set(sources.map(({ path }) => folderOf(path)))].filter((folder) => !(folder in MAY_IMPORT))).toEqual(
      [],
    );
  });

  it('each folder imports only what it may', () => {
    const forbidden = sources.flatMap(({ path, imports }) =>
      imports.filter((imported) => !isAllowed(path, imported)).map((imported) => `${path} imports ${imported}`),
    );
    expect(forbidden).toEqual([]);
  });

  it('imports are seen in every form that they have', () => {
    const text = `import './a.js'; import type { B } from './b.js'; export * from './c.js'; export type { D } from './d.js';
      type E = import('./e.js').E; const f = () => import('./f.js'); import g from 'g';`;
    const found = importsOf('catalog/x.ts', [...nodesIn(parseAst(text, { lang: 'ts' }))]);
    expect(found).toHaveLength(7);
    expect(new Set(found)).toEqual(
      new Set(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `catalog/${name}.ts`).concat('g')),
    );
  });

  it('no file imports itself by way of others', () => {
    const importsByPath = new Map(sources.map(({ path, imports }) => [path, imports]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const imported of importsByPath.get(path) ?? []) visit(imported, [...trail, path]);
      done.add(path);
    };
    for (const { path } of sources) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('only the command line prints and ends the process', () => {
    const printing = places(({ type, object, property }, { path }) => {
      if (type !== 'MemberExpression' || path === 'cli.ts' || !isNode(object) || !isNode(property)) return null;
      if (object.name === 'console') return `console.${property.name}`;
      const ofProcess = ['exit', 'exitCode', 'stdout', 'stderr', 'stdin'].includes(String(property.name));
      return object.name === 'process' && ofProcess ? `process.${property.name}` : null;
    });
    // Migrations print; knex/console.ts catches what they print.
    expect(printing.filter((place) => !place.startsWith('knex/console.ts: '))).toEqual([]);
  });

  it('SQL stands below src/sql alone', () => {
    const statement =
      /^\s*(select\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s*\(|(create|alter|drop)\s+(table|index|policy|schema|role|extension|database|function|type|domain)\s|set\s+(local|role)\s)/i;
    // A check's examples are SQL; the parser is given an expression in a statement; the demo makes the databases that it shows.
    const exempt = (path: string) =>
      ['sql', 'checks'].includes(folderOf(path)) || ['expression/parse.ts', 'commands/demo.ts'].includes(path);
    const found = places((node, { path }) => {
      if (exempt(path) || (node.type !== 'Literal' && node.type !== 'TemplateLiteral')) return null;
      const text = textOf(node);
      return statement.test(text) ? text : null;
    });
    expect(found).toEqual([]);
  });

  it('the generic difference names no kind of object', () => {
    const { text } = sources.find(({ path }) => path === 'catalog/diff.ts') ?? { text: '' };
    expect(text).not.toBe('');
    // `schema` and `table` are parts of every address.
    expect(text.match(/\b(extension|role|column|constraint|index|policy|comment)s?\b/gi) ?? []).toEqual([]);
  });

  it('no file is a drawer for odds and ends', () => {
    const drawers = /^(utils?|helpers?|common|misc|shared)\.ts$/;
    expect(sources.filter(({ path }) => drawers.test(basename(path))).map(({ path }) => path)).toEqual([]);
  });

  it('a file says on its first line what it is', () => {
    const silent = sources.filter(({ text, path }) => !path.endsWith('.d.ts') && !/^(#!.*\n)?\/\*\*/.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});
