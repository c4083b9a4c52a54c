/** function: the functions and procedures of a schema. */
import type { Function } from '../../catalog/types.js';
import { quoteIdent } from '../../expression/identifier.js';
import { readWhole } from '../cursor.js';
import { bodyFields, type Files, inFile, textOf } from '../files.js';
import type { Mistakes } from '../mistakes.js';
import { checkName, qualifiedIdentifier } from '../names.js';
import { withoutOuterParentheses } from '../plain-expression.js';
import { readAtomic, readReturn } from '../query.js';
import {
  identityOf,
  impliedReturns,
  readReturns,
  readSignature,
  type Signature,
  writeReturns,
  writeSignature,
} from '../routine-signature.js';
import { either, flag, key, list, literal, map, named, object, oneOf, text, value } from '../shape.js';
import { scalar } from '../spelling.js';
import { Text } from '../text.js';
import { NO_TYPES, type OwnTypes, readType } from '../type-name.js';
import { commonType } from '../type-spelling.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries, Written } from '../written.js';
import { accessKeys, readAccess, writeAccess } from './access.js';

const fields = object({
  procedure: key(flag, 'Whether it is a procedure, for CALL.'),
  returns: key(text, 'What it returns: integer, setof text, table (a integer, b text), trigger, void.'),
  language: key(text, 'The language of the body: plpgsql, sql. (With return and atomic: sql.)'),
  volatility: key(oneOf('volatile', 'stable', 'immutable'), 'Whether its result can change (default: volatile).'),
  strict: key(flag, 'Whether it returns NULL for a NULL without being called.'),
  security: key(oneOf('invoker', 'definer'), 'Whose rights it has: the caller’s or the owner’s (default: invoker).'),
  leakproof: key(flag, 'Whether it tells nothing of its arguments but by what it returns.'),
  parallel: key(oneOf('unsafe', 'restricted', 'safe'), 'Whether parallel queries may call it (default: unsafe).'),
  cost: key(literal, 'What a call costs (default: 100; in C, 1).'),
  rows: key(literal, 'How many rows it returns, about (default: 1000).'),
  window: key(flag, 'Whether it is a window function.'),
  support: key(text, 'The function that the planner asks about it.'),
  transform: key(either(text, list(text)), 'The types that are transformed on the way in and out.'),
  set: key(map(either(value, list(text))), "Settings during a call: search_path: ''."),
  body: key(either(text, bodyFields), 'The body, in its language; or { file: functions/touch.sql }.'),
  return: key(literal, 'The body as one SQL expression: a + b.'),
  atomic: key(
    either(value, inFile),
    'The body as SQL statements that are checked when it is made (BEGIN ATOMIC … END).',
  ),
  library: key(text, 'Of a function in C: the library. The body is then its name there.'),
  comment: key(text, 'The comment stored in the database (COMMENT ON).'),
  ...accessKeys,
});

export const functions = map(named('function', fields));

type FunctionFields = NonNullable<FieldsOf<typeof fields>>;

/**
 * @param schema the section's
 * @param types types of the spec's own, which may be named without their schema
 */
export function readFunctions(
  entries: FieldsOf<typeof functions>,
  schema: string,
  files: Files,
  mistakes: Mistakes,
  types: OwnTypes = NO_TYPES,
): readonly Declared[] {
  const before = new Map<string, number>();
  return (entries ?? []).flatMap(({ key: name, value: said }): Declared[] => {
    const signature = readSignature(name, types, mistakes);
    if (signature === null || said === undefined) return [];
    checkName(name.as(signature.function), 'the function', mistakes);
    const object = readFunction(signature, said, { schema, files, types, at: name, mistakes });
    if (object === null) return [];
    const line = before.get(object.name);
    if (line !== undefined)
      mistakes.add(name.at(), `"${object.name}" stands here twice`, `the first is on line ${line}`);
    before.set(object.name, name.at().line);
    return [{ object, comment: said.comment?.value ?? null, formerly: [], location: name.at() }];
  });
}

interface Around {
  readonly schema: string;
  readonly files: Files;
  readonly types: OwnTypes;
  readonly at: Text;
  readonly mistakes: Mistakes;
}

function readFunction(signature: Signature, said: FunctionFields, around: Around): Function | null {
  const { schema, types, at, mistakes } = around;
  const returned = said.returns === undefined ? null : readReturns(said.returns, types, mistakes);
  if (said.returns !== undefined && returned === null) return null;
  const all = [...signature.arguments, ...(returned?.columns ?? [])];
  const procedure = said.procedure ?? false;
  const returns = procedure ? null : (returned?.returns ?? impliedReturns(all));
  if (procedure && said.returns !== undefined)
    mistakes.add(said.returns.at(), 'a procedure returns nothing', 'it has out arguments');
  if (!procedure && returns === null)
    mistakes.add(at.at(), `"returns" is missing`, 'write returns: void for nothing, or procedure: true');
  const body = readBody(said, around);
  if (body === null) return null;
  const inC = body.language === 'c' || body.language === 'internal';
  const set = returns === 'TABLE' || returns?.startsWith('SETOF ') === true;
  if (said.rows !== undefined && !set) mistakes.add(said.rows.at(), '"rows" is for functions that return a set');
  return {
    kind: 'function',
    schema,
    name: identityOf(signature),
    function: signature.function,
    procedure,
    arguments: all,
    returns,
    ...body,
    volatility: said.volatility ?? 'volatile',
    strict: said.strict ?? false,
    securityDefiner: said.security === 'definer',
    leakproof: said.leakproof ?? false,
    parallel: said.parallel ?? 'unsafe',
    cost: readNumber(said.cost, inC ? 1 : 100, mistakes),
    rows: readNumber(said.rows, set ? 1000 : 0, mistakes),
    window: said.window ?? false,
    support: said.support === undefined ? null : readQualifiedName(said.support, mistakes),
    transforms: asTexts(said.transform).flatMap(
      (one) => readWhole(one, mistakes, (cursor) => readType(cursor, types)) ?? [],
    ),
    set: (said.set ?? []).flatMap(({ key: name, value: given }) =>
      given === undefined ? [] : [`${name.value}=${settingOf(name.value, given)}`],
    ),
    ...readAccess(said, 'function', mistakes),
  };
}

type Body = Pick<Function, 'language' | 'body' | 'sqlBody' | 'library'>;

function readBody(said: FunctionFields, { files, at, mistakes }: Around): Body | null {
  const { body, return: returned, atomic, library } = said;
  const given = [
    ['body', body],
    ['return', returned],
    ['atomic', atomic],
  ].filter(([, one]) => one !== undefined);
  const [first, second] = given;
  if (second !== undefined)
    mistakes.add(said.keys.get(String(second[0]))?.at() ?? said.at, `both "${first?.[0]}" and "${second[0]}"`);
  if (first === undefined) {
    if (!['body', 'return', 'atomic'].some((one) => said.keys.has(one)))
      mistakes.add(at.at(), '"body" is missing', 'or "return", for one SQL expression');
    return null;
  }
  if (body === undefined) {
    if (said.language !== undefined && said.language.value !== 'sql')
      mistakes.add(said.language.at(), `"${String(first[0])}" is a body in SQL`);
    const statements = atomic === undefined ? null : textOf(atomic, files);
    const query =
      returned !== undefined
        ? readReturn(returned, mistakes)
        : statements === null
          ? null
          : readAtomic(statements, mistakes);
    return query === null ? null : { language: 'sql', body: null, sqlBody: { query }, library: null };
  }
  if (said.language === undefined) mistakes.add(at.at(), '"language" is missing', 'for example language: plpgsql');
  const source = sourceOf(body, files, mistakes);
  if (source === null) return null;
  return { language: said.language?.value ?? '', body: { source }, sqlBody: null, library: library?.value ?? null };
}

/** What ends a line stands on lines of its own: `$$`, the text, `$$`. */
function sourceOf(
  given: Text | NonNullable<FieldsOf<typeof bodyFields>>,
  files: Files,
  mistakes: Mistakes,
): string | null {
  if (!(given instanceof Text) && given.text !== undefined) return given.text.value;
  if (!(given instanceof Text) && given.file === undefined) {
    mistakes.add(given.at, 'neither "file" nor "text"');
    return null;
  }
  const found = given instanceof Text ? given : textOf({ ...given, file: given.file }, files);
  if (found === null) return null;
  return found.value.endsWith('\n') ? `\n${found.value}` : found.value;
}

function readNumber(given: Text | undefined, otherwise: number, mistakes: Mistakes): number {
  if (given === undefined) return otherwise;
  const number = Number(given.value);
  if (number > 0) return number;
  mistakes.add(given.at(), `"${given.value}" is no positive number`);
  return otherwise;
}

function readQualifiedName(given: Text, mistakes: Mistakes): string | null {
  return readWhole(given, mistakes, (cursor) => {
    const first = cursor.name('a function');
    return cursor.accept('.')
      ? qualifiedIdentifier(first.value, cursor.name('a function').value)
      : qualifiedIdentifier(null, first.value);
  });
}

function asTexts(given: Text | readonly Text[] | undefined): readonly Text[] {
  return given === undefined ? [] : given instanceof Text ? [given] : given;
}

/** Settings whose value PostgreSQL keeps as a list of names, quoted where needed (GUC_LIST_QUOTE). */
const LISTS: ReadonlySet<string> = new Set([
  'search_path',
  'temp_tablespaces',
  'local_preload_libraries',
  'session_preload_libraries',
]);

/** As pg_proc.proconfig keeps it. */
function settingOf(name: string, given: Text | readonly Text[]): string {
  const texts = given instanceof Text ? [given] : given;
  if (!LISTS.has(name)) return texts.map((one) => one.value).join(', ');
  const names = given instanceof Text ? namesIn(given.value) : texts.map((one) => one.value);
  return names.map((one) => (one === '' ? '""' : quoteIdent(one))).join(', ');
}

/** `pg_catalog, "$user"`; of nothing, the one empty name by which SET says so. */
function namesIn(list: string): string[] {
  const names = [...list.matchAll(/"((?:[^"]|"")*)"|([^\s,"]+)/g)].map(
    ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare.toLowerCase(),
  );
  return names.length === 0 ? [''] : names;
}

/** As they are to stand in a spec, without their schema. */
export function writeFunctions(objects: readonly Function[], comments: (object: Function) => string | null): Entries {
  return Object.fromEntries(objects.map((one) => [writeSignature(one), writeFunction(one, comments(one))]));
}

function writeFunction(one: Function, comment: string | null): Entries {
  const inC = one.language === 'c' || one.language === 'internal';
  const set = one.returns === 'TABLE' || one.returns?.startsWith('SETOF ') === true;
  const transforms = one.transforms.map(commonType);
  return {
    comment: comment ?? undefined,
    procedure: one.procedure ? true : undefined,
    returns: one.returns === null ? undefined : writeReturns(one.returns, one.arguments),
    language: one.sqlBody === null ? one.language : undefined,
    volatility: one.volatility === 'volatile' ? undefined : one.volatility,
    strict: one.strict ? true : undefined,
    security: one.securityDefiner ? 'definer' : undefined,
    leakproof: one.leakproof ? true : undefined,
    parallel: one.parallel === 'unsafe' ? undefined : one.parallel,
    cost: one.cost === (inC ? 1 : 100) ? undefined : one.cost,
    rows: one.rows === (set ? 1000 : 0) ? undefined : one.rows,
    window: one.window ? true : undefined,
    support: one.support ?? undefined,
    transform: transforms.length === 0 ? undefined : transforms.length === 1 ? transforms[0] : transforms,
    set: one.set.length === 0 ? undefined : Object.fromEntries(one.set.map(writeSetting)),
    library: one.library ?? undefined,
    ...writeAccess(one, 'function'),
    ...writeBody(one),
  };
}

function writeSetting(pair: string): readonly [string, Written] {
  const at = pair.indexOf('=');
  const written = pair.slice(at + 1);
  return [pair.slice(0, at), written === '""' ? '' : scalar(written)];
}

/** White space behind the last line, before the closing quote, has no meaning and is not kept. */
function writeBody({ body, sqlBody }: Function): Entries {
  if (sqlBody !== null) {
    const [, statements] = /^BEGIN ATOMIC\n([\s\S]*)END$/.exec(sqlBody.query) ?? [];
    if (statements !== undefined) return { atomic: statements.trim() };
    return { return: scalar(withoutOuterParentheses(sqlBody.query.replace(/^RETURN\s+/i, ''))) };
  }
  const source = (body?.source ?? '').replace(/\n[ \t]+$/, '\n');
  if (/^\n[\s\S]*\S[\s\S]*\n$/.test(source)) return { body: source.slice(1) };
  return { body: source.endsWith('\n') || source.trim() === '' ? { text: source } : source };
}
