/** The cases of the corpus as files: `<kind>/<case>.sql` with `-- a` and `-- b` parts, or `<kind>/<case>/a.sql` and `b.sql`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * Two databases, each made by plain SQL, and what is read of them. Marks stand on lines of their own before the parts:
 * `-- since: 15` (the first version that can), `-- schemas: public, other`, `-- privileges` (owners and grants count).
 * The role names corpus_owner, corpus_reader and corpus_writer stand for roles of the run's own.
 */
export interface Case {
  /** `enum/value-added` */
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly since: number;
  readonly schemas: readonly [string, ...string[]];
  readonly privileges: boolean;
}

const FOLDER = new URL('./', import.meta.url);

/** Every case, or those whose name holds what CORPUS says. */
export function cases(): readonly Case[] {
  const found = folders(FOLDER).flatMap((kind) => {
    const files = readdirSync(new URL(`${kind}/`, FOLDER), { withFileTypes: true });
    return files.flatMap((file) => {
      const name = `${kind}/${file.name.replace(/\.sql$/, '')}`;
      if (file.isDirectory())
        return [fromParts(name, read(`${kind}/${file.name}/a.sql`), read(`${kind}/${file.name}/b.sql`))];
      return file.name.endsWith('.sql') ? [fromOne(name, read(`${kind}/${file.name}`))] : [];
    });
  });
  const wanted = process.env.CORPUS ?? '';
  return found.filter(({ name }) => name.includes(wanted)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function folders(at: URL): string[] {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

function read(path: string): string {
  const at = new URL(path, FOLDER);
  if (!existsSync(at)) throw new Error(`the corpus lacks ${path}`);
  return readFileSync(at, 'utf8');
}

function fromOne(name: string, text: string): Case {
  const match = /^([\s\S]*?)^-- a\s*$([\s\S]*?)^-- b\s*$([\s\S]*)$/m.exec(text);
  if (match === null) throw new Error(`${name}: has to have a part "-- a" and a part "-- b"`);
  const [, marks = '', a = '', b = ''] = match;
  return { name, a, b, ...marked(marks) };
}

function fromParts(name: string, a: string, b: string): Case {
  return { name, a, b, ...marked(a) };
}

function marked(text: string): Pick<Case, 'since' | 'schemas' | 'privileges'> {
  const [first = 'public', ...others] =
    /^-- schemas: (.*)$/m
      .exec(text)?.[1]
      ?.split(',')
      .map((one) => one.trim()) ?? [];
  return {
    since: Number(/^-- since: (\d+)$/m.exec(text)?.[1] ?? 14),
    schemas: [first, ...others],
    privileges: /^-- privileges$/m.test(text),
  };
}
