/** drift: the database differs from the spec, in whatever no other check has spoken of. */
import { type Address, addressOf, describe, keyOf, parentOf } from '../catalog/address.js';
import { type Change, objectOf, valueOf } from '../catalog/diff.js';
import { canCarry } from '../catalog/keys.js';
import type { CatalogObject, Expression, Grant } from '../catalog/types.js';
import { lex } from '../expression/lexer.js';
import type { Check, Objection, Severity } from './types.js';

export const drift: Check = {
  id: 'drift',
  severity: 'error',
  consolidationIssue: null,
  title: 'the database differs from the spec',
  withSpec: true,
  docs: {
    what: 'Any difference between the spec and the database, in whatever no other check has spoken of: something missing, something extra, a field that differs. Expressions are compared by meaning: the server is asked whether two of them are the same to it. The order of columns is not compared.',
    story:
      'Staging got an index by hand during an incident, production did not. Half a year later a query plan differs\nbetween the two, and nobody remembers why.',
    todo: 'Bring the database to the spec with `plan` and `apply`, or the spec to the database.',
    link: 'https://www.postgresql.org/docs/current/catalogs.html',
    bad: 'alter table bookings alter column status drop not null',
    good: 'create table elsewhere (id int)',
  },
  find: ({ changes }) => {
    const whole = wholes(changes);
    const carried = new Set(changes.flatMap((change) => inTheWay(change, changes)));
    return changes
      .filter((change) => !isPartOf(change, whole) && !carried.has(change))
      .map((change) => objection(change, changes));
  },
};

/** What comes or goes as a whole, or is a thing of another type under the same name: its parts need no finding of their own. */
function wholes(changes: readonly Change[]): ReadonlySet<string> {
  return new Set(
    changes.flatMap((c) => {
      if (c.change === 'create') return [keyOf(c.to)];
      if (c.change === 'drop') return [keyOf(c.from)];
      return c.change === 'alter' && c.to.kind === 'constraint' && c.field === 'type' ? [keyOf(c.to)] : [];
    }),
  );
}

function isPartOf(change: Change, whole: ReadonlySet<string>): boolean {
  if (change.change === 'alter' && change.field !== 'type') return whole.has(keyOf(change.to));
  if (change.change !== 'create' && change.change !== 'drop') return false;
  const object = change.change === 'create' ? change.to : change.from;
  for (let at = parentOf(addressOf(object)); at !== null; at = parentOf(at)) if (whole.has(keyOf(at))) return true;
  return columnsOf(object).some((column) => whole.has(keyOf(column)));
}

/** The columns that an index or constraint cannot be without. */
function columnsOf(object: CatalogObject): Address[] {
  if (object.kind !== 'index' && object.kind !== 'constraint') return [];
  const { schema, table } = object;
  const names =
    object.kind === 'constraint'
      ? [...object.columns, ...wordsOf(object.check)]
      : [...object.elements.flatMap((e) => e.column ?? wordsOf(e.expression)), ...wordsOf(object.where)];
  return names.map((name) => ({ kind: 'column', schema, table, name }));
}

/** Whatever may be a column in an expression. */
function wordsOf(expression: Expression | null): string[] {
  const tokens = expression === null ? [] : lex(expression.expression);
  return tokens.filter(({ kind }) => kind === 'word' || kind === 'quoted identifier').map(({ value }) => value);
}

/**
 * The unique index that is to become the constraint, or that stands under the name of one that is to be, or the other
 * way round: one fact, and the one has to go for the other to come.
 */
function inTheWay(change: Change, changes: readonly Change[]): readonly Change[] {
  if (change.change !== 'create') return [];
  const { to } = change;
  const { kind, schema, name } = addressOf(to);
  if (to.kind === 'constraint') {
    const fits = changes.filter((c) => c.change === 'drop' && canCarry(c.from, to));
    const chosen = fits.find((c) => c.change === 'drop' && addressOf(c.from).name === name) ?? fits[0];
    if (chosen !== undefined) return [chosen];
  }
  if (kind !== 'constraint' && kind !== 'index') return [];
  const other = kind === 'index' ? 'constraint' : 'index';
  return changes.filter(
    (c) => c.change === 'drop' && c.from.kind === other && c.from.schema === schema && c.from.name === name,
  );
}

/** Everything that a change brings with it, or cannot be carried out without, is mended by the same fix. */
function withParts(change: Change, changes: readonly Change[]): readonly Change[] {
  if (change.change === 'alter') {
    // The statement calls the object by the name it will have.
    const renames = changes.filter((c) => c.change === 'rename' && c.to === change.to);
    const fields = changes.filter((c) => c.change === 'alter' && c.to === change.to);
    // A default is written for the type that the column is to have.
    if (change.to.kind === 'column' && change.field === 'default')
      return [...fields.filter((c) => c.change === 'alter' && c.field === 'type'), change];
    return change.field === 'type' && change.to.kind === 'constraint' ? [...renames, ...fields] : [...renames, change];
  }
  if (change.change !== 'create') return [change];
  const whole = new Set([keyOf(change.to)]);
  return [
    change,
    ...inTheWay(change, changes),
    ...changes.filter((other) => other !== change && other.change === 'create' && isPartOf(other, whole)),
  ];
}

/** What says less about the data than about its name or its speed. */
const MINOR: ReadonlySet<string> = new Set(['comment', 'index']);

/** How things are stored, not what they hold; a view's parameters say with whose rights it reads. */
const STORED: ReadonlySet<string> = new Set(['with', 'storage', 'compression', 'statistics']);

function severityOf(change: Change): Severity {
  if (change.change === 'rename') return 'warning';
  if (change.change === 'alter' && STORED.has(change.field) && change.to.kind !== 'view') return 'warning';
  const object = objectOf(change);
  return MINOR.has(object.kind) && !(object.kind === 'index' && object.unique) ? 'warning' : 'error';
}

function objection(change: Change, changes: readonly Change[]): Objection {
  const said = { severity: severityOf(change), changes: withParts(change, changes) };
  switch (change.change) {
    case 'create':
      return {
        ...said,
        object: addressOf(change.to),
        message: `${describe(addressOf(change.to))} is missing`,
        expected: summary(change.to),
        facet: 'missing',
      };
    case 'drop':
      return {
        ...said,
        object: addressOf(change.from),
        message: `${describe(addressOf(change.from))} is not in the spec`,
        actual: summary(change.from),
        facet: 'extra',
      };
    case 'rename':
      return {
        ...said,
        object: addressOf(change.to),
        message: `${describe(addressOf(change.from))} is named ${change.to.kind === 'table' ? change.to.table : addressOf(change.to).name} in the spec`,
        facet: 'name',
      };
    case 'alter': {
      const expected = show(valueOf(change.to, change.field));
      const actual = show(valueOf(change.from, change.field));
      const what = `${describe(addressOf(change.from))}: ${words(change.field)}`;
      const uncertain = change.uncertain === true;
      return {
        ...said,
        ...(uncertain ? { severity: 'info' as const } : {}),
        object: addressOf(change.to),
        message: uncertain
          ? `${what} reads differently, and whether it means the same cannot be told from here${firstDifference(actual, expected)}`
          : difference(what, actual, expected),
        expected,
        actual,
        facet: change.field,
      };
    }
  }
}

function difference(what: string, actual: string, expected: string): string {
  const long = expected.length + actual.length > 60 || /\n/.test(expected + actual);
  return long
    ? `${what} differs${firstDifference(actual, expected)}`
    : `${what} is ${actual}, the spec says ${expected}`;
}

/** The most characters of a line that a message quotes. */
const LINE = 60;

/** Of two long texts the first line that is not the same, where there are lines: the rest is in what is expected. */
function firstDifference(actual: string, expected: string): string {
  const [is, wanted] = [actual, expected].map((text) => text.split('\n').map((line) => line.trim()));
  if (is === undefined || wanted === undefined || is.length + wanted.length < 4) return '';
  const at = is.findIndex((line, i) => line !== wanted[i]);
  const [here, there] = [is[at], wanted[at]].map((line) => shortened(line ?? ''));
  return at === -1 || here === '' || there === '' ? '' : `, from line ${at + 1}: ${here}; in the spec: ${there}`;
}

function shortened(line: string): string {
  return line.length <= LINE ? line : `${line.slice(0, LINE - 1)}…`;
}

/** `forceRowSecurity` as a person says it: `force row security`. */
function words(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A value as a person reads it. */
function show(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (value === true) return 'on';
  if (value === false) return 'off';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : `(${value.map(show).join(', ')})`;
  if (typeof value !== 'object') return String(value);
  if ('role' in value && 'privileges' in value) return showGrant(value as Grant);
  for (const text of ['expression', 'query', 'source'] as const) {
    const written = (value as Readonly<Record<string, unknown>>)[text];
    if (typeof written === 'string') return written.trim();
  }
  const parts = Object.entries(value).filter(([, part]) => part !== null && part !== false);
  return parts.map(([name, part]) => (part === true ? words(name) : show(part))).join(' ');
}

/** `app: insert, select (and may grant select) by admin` */
function showGrant({ role, privileges, grantable, by }: Grant): string {
  const option = grantable.length === 0 ? '' : ` (and may grant ${grantable.join(', ')})`;
  return `${role}: ${privileges.length === 0 ? 'nothing' : privileges.join(', ')}${option}${by === undefined ? '' : ` by ${by}`}`;
}

/** The one field that says most of an object that only one side has. */
function summary(object: CatalogObject): string {
  const fields = Object.entries(object).filter(
    ([name, value]) =>
      !['kind', 'on', 'schema', 'table', 'name'].includes(name) &&
      value !== null &&
      value !== false &&
      show(value) !== 'none',
  );
  return fields.map(([name, value]) => (value === true ? words(name) : `${words(name)} ${show(value)}`)).join(', ');
}
