/** YAML text to nodes: syntax errors become mistakes, aliases and merge keys are followed. Knows nothing of the language. */
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Mistakes } from './mistakes.js';
import { Source, type Text } from './text.js';

/** What a node can be once aliases are followed. */
export type Value = Scalar | YAMLMap | YAMLSeq;

/** A key of a map with its value; null where nothing follows the colon. */
export interface Pair {
  readonly key: Text;
  readonly value: Value | null;
}

/** Aliases make a small file large: reading stops here. 13,000 tables stay far below. */
const MOST_NODES = 5_000_000;

/** What of PostgreSQL's operators that begin with # stands behind that character. */
const CUT_OPERATOR = /^(?:>>?|-)\s*(?:'|\(|array\b)/i;

const TOO_DEEP = 'the YAML is nested too deep to read';
const MESSAGES: Readonly<Record<string, string>> = { MULTIPLE_DOCS: 'a second document begins here' };
const HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  MULTIPLE_DOCS: 'one spec a file: remove the "---"',
  BAD_ALIAS: 'a value that begins with * is an alias: put it in quotes if it is not',
  TAG_RESOLVE_FAILED: 'a value that begins with ! is a tag: put it in quotes if it is not',
  BLOCK_AS_IMPLICIT_KEY: 'a text that holds ": " needs quotes',
  MULTILINE_IMPLICIT_KEY: 'a text that holds ": " needs quotes, and so does a key of more than one line',
  MISSING_CHAR: 'close the quotes and brackets, and put ":" after a key',
};

/** A parsed file: its root, and how to go on from a node. */
export class Yaml {
  readonly source: Source;
  readonly mistakes: Mistakes;
  readonly root: Value | null;
  readonly #targets: ReadonlyMap<Alias, Node | null>;
  #nodes = 0;

  constructor(source: Source, mistakes: Mistakes, root: unknown, targets: ReadonlyMap<Alias, Node | null>) {
    this.source = source;
    this.mistakes = mistakes;
    this.#targets = targets;
    this.root = this.follow(root);
  }

  /** The node itself, or what its alias stands for; null where nothing stands. */
  follow(node: unknown): Value | null {
    if (isMap(node) || isSeq(node) || isScalar(node)) return node;
    const target = isAlias(node) ? this.#targets.get(node) : undefined;
    return isMap(target) || isSeq(target) || isScalar(target) ? target : null;
  }

  /** Counts what is read, so that aliases of aliases end. */
  get exhausted(): boolean {
    if (this.#nodes++ < MOST_NODES) return false;
    if (this.#nodes === MOST_NODES + 1)
      this.mistakes.add(this.source.location(0), 'aliases make the file too large to read');
    return true;
  }

  /** The keys of a map, those merged by `<<` behind its own; what repeats a key is a mistake. */
  pairs(map: YAMLMap): readonly Pair[] {
    const own = new Map<string, Pair>();
    const merged: Pair[] = [];
    this.#collect(map, own, merged, 0);
    for (const pair of merged) if (!own.has(pair.key.value)) own.set(pair.key.value, pair);
    return [...own.values()];
  }

  #collect(map: YAMLMap, own: Map<string, Pair>, merged: Pair[], depth: number): void {
    for (const { key: keyNode, value } of map.items) {
      if (this.exhausted) return;
      const key = this.follow(keyNode);
      if (!isScalar(key)) {
        this.mistakes.add(this.source.locationOf(key ?? map), 'a key has to be text');
        continue;
      }
      const text = this.source.textOf(key);
      if (text.value === '<<' && key.type === 'PLAIN') {
        if (depth > 20) this.mistakes.add(text.at(), 'merge keys go round in a circle, or too deep');
        else this.#merge(this.follow(value), merged, depth, text);
      } else if (text.value === '' && key.type === 'PLAIN') {
        this.mistakes.add(text.at(), 'a key is missing before ":"');
      } else if (own.has(text.value)) {
        const first = own.get(text.value)?.key.at().line;
        this.mistakes.add(text.at(), `"${text.value}" stands here twice`, `the first is on line ${first}`);
      } else {
        this.#cutShort(value);
        own.set(text.value, { key: text, value: this.follow(value) });
      }
    }
  }

  /** `document #>> '{a,b}'`: YAML takes the operator for the beginning of a comment. */
  #cutShort(node: unknown): void {
    if (!isScalar(node) || node.type !== 'PLAIN' || !CUT_OPERATOR.test(node.comment ?? '')) return;
    this.mistakes.add(
      this.source.location((node.range?.[1] ?? 0) + 1),
      'YAML takes what follows for a comment: #',
      'put the whole text in quotes, or below `|`',
    );
  }

  #merge(value: Value | null, merged: Pair[], depth: number, at: Text): void {
    if (isMap(value)) {
      const own = new Map<string, Pair>();
      const behind: Pair[] = [];
      this.#collect(value, own, behind, depth + 1);
      merged.push(...own.values(), ...behind);
    } else if (isSeq(value)) {
      for (const item of value.items) {
        const map = this.follow(item);
        if (isMap(map)) this.#merge(map, merged, depth, at);
        else this.mistakes.add(at.at(), '"<<" merges maps only');
      }
    } else {
      this.mistakes.add(at.at(), '"<<" merges maps only');
    }
  }
}

/**
 * Reads YAML 1.2; errors and warnings of the reader become mistakes.
 * @returns null where the text is no YAML
 */
export function readYaml(text: string, file: string, mistakes: Mistakes): Yaml | null {
  // The byte order mark would shift the columns of the first line.
  const source = new Source(file, text.startsWith('\uFEFF') ? text.slice(1) : text);
  const broken = source.content.indexOf('\uFFFD');
  if (broken !== -1) mistakes.add(source.location(broken), 'bytes here are not UTF-8', 'save the file as UTF-8');
  let document: ReturnType<typeof parseDocument>;
  try {
    // failsafe: every scalar stays the text it is; which of them YAML calls numbers, scalars.ts tells where it matters.
    document = parseDocument(source.content, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    mistakes.add(source.location(0), TOO_DEEP);
    return null;
  }
  const problems = [...document.errors, ...document.warnings];
  if (problems.some(({ message }) => message.includes('call stack'))) {
    mistakes.add(source.location(0), TOO_DEEP);
    return null;
  }
  for (const [index, { pos, code, message }] of problems.entries()) {
    // What is never closed is said of each bracket around it, too.
    if (problems[index - 1]?.pos[0] === pos[0]) continue;
    const sentence = MESSAGES[code] ?? message.charAt(0).toLowerCase() + message.slice(1).replaceAll('\n', ' ');
    mistakes.add(source.location(Math.min(pos[0], source.content.length)), `YAML: ${sentence}`, HINTS[code]);
  }
  if (document.errors.length > 0) return null;
  if (document.contents === null) mistakes.add(source.location(0), 'the spec is empty', 'it needs tables at least');
  if (document.contents === null) return null;
  const targets = aliasTargets(document, source);
  const dangling = [...targets].filter(([, target]) => target === null);
  for (const [alias] of dangling) {
    mistakes.add(source.locationOf(alias), `no anchor &${alias.source} before this alias`, HINTS.BAD_ALIAS);
  }
  return dangling.length > 0 ? null : new Yaml(source, mistakes, document.contents, targets);
}

/** What each alias stands for: the nearest node before it with that anchor. */
function aliasTargets(document: ReturnType<typeof parseDocument>, source: Source): ReadonlyMap<Alias, Node | null> {
  const targets = new Map<Alias, Node | null>();
  if (!source.content.includes('*')) return targets;
  const anchors = new Map<string, Node>();
  visit(document, {
    Alias: (_, alias) => {
      targets.set(alias, anchors.get(alias.source) ?? null);
    },
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}
