/** trigger: the triggers of a table or a view: name: before update for each row execute function touch(), or the long form. */
import type { Trigger } from '../../catalog/types.js';
import { quoteIdent } from '../../expression/identifier.js';
import { type Cursor, readWhole, Unexpected } from '../cursor.js';
import { readExpression } from '../expression.js';
import type { Mistakes } from '../mistakes.js';
import { checkName, qualifiedIdentifier } from '../names.js';
import { withoutOuterParentheses } from '../plain-expression.js';
import { either, key, map, named, object, oneOf, requiredKey, text } from '../shape.js';
import { nameList } from '../spelling.js';
import { Text } from '../text.js';
import type { Declared, FieldsOf } from '../types.js';
import type { Entries, Written } from '../written.js';

const longForm = object({
  definition: requiredKey(
    text,
    'What it is, as in CREATE TRIGGER: before update for each row execute function touch().',
  ),
  enabled: key(
    oneOf('origin', 'replica', 'always', 'disabled'),
    'When it fires: not for replicated changes (origin, the default), for those alone, always, or not at all.',
  ),
  comment: key(text, 'The comment stored in the database (COMMENT ON).'),
});

export const triggers = map(named('trigger', either(text, longForm)));

const EVENTS = ['insert', 'update', 'delete', 'truncate'] as const;

/** Trigger functions that PostgreSQL brings along. */
const BUILT_IN: ReadonlySet<string> = new Set(
  'suppress_redundant_updates_trigger tsvector_update_trigger tsvector_update_trigger_column unique_key_recheck'.split(
    ' ',
  ),
);

type On = Pick<Trigger, 'on' | 'schema' | 'table'>;

/** @param on what they are on */
export function readTriggers(entries: FieldsOf<typeof triggers>, on: On, mistakes: Mistakes): readonly Declared[] {
  return (entries ?? []).flatMap(({ key: name, value }): Declared[] => {
    checkName(name, 'the trigger', mistakes);
    const definition = value instanceof Text ? value : value?.definition;
    if (definition === undefined) return [];
    const said = readWhole(definition.slice(0), mistakes, (cursor) => readDefinition(cursor, on, mistakes));
    if (said === null) return [];
    checkKind(said, on, definition, mistakes);
    const { enabled = 'origin', comment } = value instanceof Text ? {} : (value ?? {});
    const object: Trigger = { kind: 'trigger', ...on, name: name.value, ...said, enabled };
    return [{ object, comment: comment?.value ?? null, formerly: [], location: name.at() }];
  });
}

type Definition = Omit<Trigger, 'kind' | 'on' | 'schema' | 'table' | 'name' | 'enabled'>;

function readDefinition(cursor: Cursor, on: On, mistakes: Mistakes): Definition {
  const isConstraint = cursor.accept('constraint');
  const timing = cursor.accept('instead', 'of') ? 'instead of' : cursor.expectOneOf('before', 'after', 'instead');
  if (timing === 'instead') throw cursor.unexpected('expected "of"', ['of']);
  const { events, columns } = readEvents(cursor);
  const from = isConstraint && cursor.accept('from') ? readTable(cursor, on.schema) : null;
  const when = isConstraint ? readDeferrable(cursor) : null;
  const tables = cursor.accept('referencing') ? readTransitionTables(cursor) : {};
  let forEach: Trigger['forEach'] = 'statement';
  if (cursor.accept('for')) {
    cursor.accept('each');
    forEach = cursor.expectOneOf('row', 'statement');
  }
  const condition = cursor.accept('when') ? readExpression(cursor.parenthesised(), 'when', mistakes) : null;
  cursor.expect('execute');
  cursor.expectOneOf('function', 'procedure');
  return {
    timing,
    events,
    columns,
    forEach,
    when: condition === null ? null : { expression: condition.text.value },
    function: readFunctionName(cursor, on.schema),
    arguments: readLiterals(cursor),
    oldTable: tables.old ?? null,
    newTable: tables.new ?? null,
    constraint: when,
    from,
  };
}

function readEvents(cursor: Cursor): Pick<Trigger, 'events' | 'columns'> {
  const found = new Set<(typeof EVENTS)[number]>();
  const columns: string[] = [];
  do {
    const start = cursor.offset;
    const event = cursor.expectOneOf(...EVENTS);
    if (found.has(event)) throw new Unexpected(start, `"${event}" stands here twice`);
    found.add(event);
    if (event === 'update' && cursor.accept('of'))
      do columns.push(cursor.name('a column').value);
      while (cursor.accept(','));
  } while (cursor.accept('or'));
  return { events: EVENTS.filter((event) => found.has(event)), columns };
}

function readTable(cursor: Cursor, schema: string): { readonly schema: string; readonly table: string } {
  const first = cursor.name('a table').value;
  return cursor.accept('.') ? { schema: first, table: cursor.name('a table').value } : { schema, table: first };
}

function readDeferrable(cursor: Cursor): NonNullable<Trigger['constraint']> {
  if (cursor.accept('not', 'deferrable')) return 'not deferrable';
  const deferrable = cursor.accept('deferrable');
  if (cursor.accept('initially')) return `initially ${cursor.expectOneOf('deferred', 'immediate')}`;
  return deferrable ? 'initially immediate' : 'not deferrable';
}

function readTransitionTables(cursor: Cursor): { old?: string; new?: string } {
  const tables: { old?: string; new?: string } = {};
  do {
    const which = cursor.expectOneOf('old', 'new');
    cursor.expect('table');
    cursor.accept('as');
    tables[which] = cursor.name('the name of a table').value;
  } while (cursor.sees('old') || cursor.sees('new'));
  return tables;
}

function readFunctionName(cursor: Cursor, schema: string): string {
  const first = cursor.name('a function').value;
  if (cursor.accept('.')) return qualifiedIdentifier(first, cursor.name('a function').value);
  return qualifiedIdentifier(BUILT_IN.has(first) ? null : schema, first);
}

/** Whatever stands there, a trigger's function is given its text. */
function readLiterals(cursor: Cursor): string[] {
  cursor.expect('(');
  const found: string[] = [];
  while (!cursor.sees(')')) {
    if (found.length > 0) cursor.expect(',');
    const token = cursor.next();
    if (token === undefined || token.kind === 'punctuation' || token.kind === 'operator' || token.kind === 'parameter')
      throw new Unexpected(token?.start ?? cursor.offset, 'expected a literal');
    found.push(token.kind === 'string' || token.kind === 'quoted identifier' ? token.value : token.text);
  }
  cursor.expect(')');
  return found;
}

/** What PostgreSQL refuses whatever the table is. */
function checkKind(said: Definition, on: On, at: Text, mistakes: Mistakes): void {
  const refuse = (message: string, hint?: string) => mistakes.add(at.at(), message, hint);
  if (said.timing === 'instead of' && on.on !== 'view') refuse('"instead of" is for triggers of views', 'write before');
  if (said.timing === 'instead of' && said.forEach === 'statement')
    refuse('"instead of" fires for each row', 'add: for each row');
  if (on.on === 'view' && said.timing !== 'instead of' && said.forEach === 'row')
    refuse(`"${said.timing}" fires for each statement on a view`, 'write instead of');
  if (said.constraint !== null && (said.timing !== 'after' || said.forEach !== 'row'))
    refuse('a constraint trigger fires after, for each row', 'write: constraint after … for each row');
  if (said.events.includes('truncate') && said.forEach === 'row') refuse('"truncate" fires for each statement');
}

/** As they are to stand in a spec, under what they are on. */
export function writeTriggers(objects: readonly Trigger[], comments: (object: Trigger) => string | null): Entries {
  return Object.fromEntries(objects.map((one) => [one.name, writeTrigger(one, comments(one))]));
}

function writeTrigger(one: Trigger, comment: string | null): Written {
  const definition = writeDefinition(one);
  if (comment === null && one.enabled === 'origin') return definition;
  return {
    comment: comment ?? undefined,
    definition,
    enabled: one.enabled === 'origin' ? undefined : one.enabled,
  };
}

function writeDefinition(one: Trigger): string {
  const events = one.events.map((event) =>
    event === 'update' && one.columns.length > 0 ? `update of ${nameList(one.columns).slice(1, -1)}` : event,
  );
  const own = `${quoteIdent(one.schema)}.`;
  const inOwn = (name: string) =>
    name.startsWith(own) && !BUILT_IN.has(name.slice(own.length)) ? name.slice(own.length) : name;
  const tables = [
    ...(one.oldTable === null ? [] : [`old table as ${quoteIdent(one.oldTable)}`]),
    ...(one.newTable === null ? [] : [`new table as ${quoteIdent(one.newTable)}`]),
  ];
  const { from, constraint } = one;
  return [
    constraint === null ? '' : 'constraint',
    `${one.timing} ${events.join(' or ')}`,
    from === null ? '' : `from ${inOwn(`${quoteIdent(from.schema)}.${quoteIdent(from.table)}`)}`,
    constraint === null || constraint === 'not deferrable'
      ? ''
      : `deferrable${constraint === 'initially deferred' ? ' initially deferred' : ''}`,
    tables.length === 0 ? '' : `referencing ${tables.join(' ')}`,
    `for each ${one.forEach}`,
    one.when === null ? '' : `when (${withoutOuterParentheses(one.when.expression)})`,
    `execute function ${inOwn(one.function)}(${one.arguments.map(literalOf).join(', ')})`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function literalOf(argument: string): string {
  const quoted = `'${argument.replaceAll("'", "''")}'`;
  return argument.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}
