/** Written values as YAML text, laid out as a person would. */
import { Document, type Node, Pair, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Columns, type Entries, Inline, isColumns, type Written } from './written.js';

/** The most characters of a list or map that stands on one line. */
const ONE_LINE = 100;

const LAYOUT = { lineWidth: 0, indentSeq: true, flowCollectionPadding: false } as const;

/**
 * A spec file.
 * @param apart keys of the top level whose entries are set apart by blank lines
 */
export function render(entries: Entries, apart: readonly string[] = []): string {
  const document = new Document();
  const root = mapNode(document, entries);
  for (const [i, pair] of root.items.entries()) {
    if (i > 0) setApart(pair);
    const key = String((pair.key as Scalar).value);
    if (apart.includes(key)) for (const inner of (pair.value as YAMLMap<Scalar>).items.slice(1)) setApart(inner);
  }
  document.contents = root;
  return document.toString(LAYOUT);
}

/** A value as a node of a document that is there already. */
export function nodeOf(document: Document, value: Written): Node {
  if (value instanceof Inline) return flow(nodeOf(document, value.value));
  if (typeof value === 'string') return scalar(value);
  if (value === null || typeof value !== 'object') return new Scalar(value);
  if (!isList(value)) return mapNode(document, value);
  const list = document.createNode([]) as YAMLSeq;
  list.items = value.map((item) => nodeOf(document, item));
  const short = value.every(isScalarValue) && JSON.stringify(value).length <= ONE_LINE && !value.some(isBlock);
  return short ? flow(list) : list;
}

function mapNode(document: Document, entries: Entries | Columns): YAMLMap<Scalar, Node> {
  const map = document.createNode({}) as YAMLMap<Scalar, Node>;
  const items = [...(isColumns(entries) ? entries : Object.entries(entries))].flatMap(([key, value]) =>
    value === undefined ? [] : [new Pair(scalar(key), nodeOf(document, value))],
  );
  map.items = items;
  return items.length === 0 ? flow(map) : map;
}

function flow<N extends Node>(node: N): N {
  (node as { flow?: boolean }).flow = true;
  return node;
}

/** Text of several lines is a block, unless it holds what a block would not give back: then it is quoted. */
function scalar(text: string): Scalar<string> {
  const node = new Scalar(text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that YAML escapes
  if (/[\r\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u.test(text))
    node.type = Scalar.QUOTE_DOUBLE;
  // A plain one merges what stands behind it.
  else if (text === '<<') node.type = Scalar.QUOTE_DOUBLE;
  else if (isBlock(text)) node.type = survivesAsBlock(text) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
  return node;
}

/** White space alone in the first lines, or nothing else at all, is lost in a block. */
function survivesAsBlock(text: string): boolean {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  return first !== -1 && lines.slice(0, first).every((line) => line === '') && !/\n[ \t]+\n*$/.test(text);
}

function isBlock(value: Written): boolean {
  return typeof value === 'string' && value.includes('\n');
}

function setApart({ key }: { readonly key: unknown }): void {
  (key as Scalar).spaceBefore = true;
}

function isScalarValue(value: Written): boolean {
  return value === null || typeof value !== 'object';
}

function isList(value: Written): value is readonly Written[] {
  return Array.isArray(value);
}
