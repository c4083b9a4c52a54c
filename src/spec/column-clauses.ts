/** The short form of a column: the clauses of SQL's own column definition, in any order, and `external`. */
import type { Location } from '../errors.js';
import { is } from '../expression/scan.js';
import {
  type ConstraintDraft,
  constraintDraft,
  readCheck,
  readDeferrable,
  readReference,
} from './constraint-definition.js';
import { Cursor, readNullsNotDistinct, readQualified, Unexpected } from './cursor.js';
import { nearest } from './did-you-mean.js';
import { type IdentityOptions, readIdentityOptions } from './identity.js';
import type { Mistakes } from './mistakes.js';
import type { Text } from './text.js';
import { type OwnTypes, readColumnType } from './type-name.js';
import { untilClause } from './until-clause.js';

export interface ExternalDraft {
  readonly table: Text;
  readonly column: Text;
}

/** What a definition has said so far, each clause with its place. */
export interface Said {
  type: string | null;
  notNull: boolean | null;
  default: Text | null;
  generated: { as: Text; persistence: 'stored' | 'virtual'; at: Location } | null;
  identity: ({ when: 'always' | 'by default'; at: Location } & IdentityOptions) | null;
  serial: boolean;
  collation: { name: string; at: Location } | null;
  external: ExternalDraft | null;
  comment: string | null;
  formerly: readonly Text[];
  using: Text | null;
  constraints: ConstraintDraft[];
}

/** The words with which a clause begins. */
export const CLAUSES = [
  ...['not', 'null', 'default', 'primary', 'unique', 'check', 'constraint', 'references', 'generated', 'collate'],
  ...['external', 'deferrable', 'initially'],
];

/** Reads the whole of a short form; goes on behind a mistake, to find the next. */
export function readShort(column: Text, text: Text, said: Said, types: OwnTypes, mistakes: Mistakes): void {
  const cursor = Cursor.over(text, mistakes);
  if (cursor === null) return;
  let reading: () => void = () => {
    Object.assign(said, readColumnType(cursor, types));
  };
  do {
    const start = cursor.position;
    try {
      reading();
    } catch (error) {
      cursor.report(error, mistakes);
      // Go on with the next clause: its mistakes are worth knowing too.
      if (cursor.position === start) cursor.next();
      while (!cursor.done && !is(cursor.peek(), ...CLAUSES)) cursor.next();
    }
    reading = () => readClause(column, cursor, said, mistakes);
  } while (!cursor.done);
}

/** One clause behind the type; SQL allows them in any order. */
function readClause(column: Text, cursor: Cursor, said: Said, mistakes: Mistakes): void {
  const start = cursor.offset;
  const at = cursor.text.at(start);
  const name = cursor.accept('constraint') ? cursor.name('the name of a constraint') : null;
  const columns = [column];
  const twice = (present: unknown, what: string) => {
    if (present !== null) throw new Unexpected(start, `a second ${what}`);
  };
  const clause = CLAUSES.find((word) => word !== 'constraint' && cursor.accept(word));
  switch (clause) {
    case 'not':
      cursor.expect('null');
      said.notNull = nullability(true, said, start);
      return;
    case 'null':
      said.notNull = nullability(false, said, start);
      return;
    case 'default':
      twice(said.default, 'default');
      said.default = untilClause(cursor, CLAUSES);
      return;
    case 'collate':
      twice(said.collation, 'collation');
      said.collation = { name: readQualified(cursor, 'a collation'), at };
      return;
    case 'primary':
      cursor.expect('key');
      said.constraints.push(constraintDraft('primary key', at, { name, columns, deferrable: readDeferrable(cursor) }));
      return;
    case 'unique': {
      const nullsNotDistinct = readNullsNotDistinct(cursor);
      const deferrable = readDeferrable(cursor);
      said.constraints.push(constraintDraft('unique', at, { name, columns, nullsNotDistinct, deferrable }));
      return;
    }
    case 'check': {
      const check = readCheck(cursor.parenthesised(), mistakes, { name, at });
      const noInherit = cursor.accept('no', 'inherit');
      if (check !== null) said.constraints.push({ ...check, noInherit });
      return;
    }
    case 'references': {
      const references = readReference(cursor);
      const { deferrable } = references;
      said.constraints.push(constraintDraft('foreign key', at, { name, columns, references, deferrable }));
      return;
    }
    case 'external':
      twice(said.external, 'external reference');
      said.external = readExternal(cursor);
      return;
    case 'generated':
      if (said.generated !== null || said.identity !== null) throw new Unexpected(start, 'a second "generated"');
      readGenerated(cursor, said, at);
      return;
    case 'deferrable':
    case 'initially':
      throw new Unexpected(start, `"${clause}" belongs behind a constraint`);
    default:
      if (cursor.done) throw cursor.unexpected('expected a constraint behind its name');
      throw noClause(cursor);
  }
}

function noClause(cursor: Cursor): Unexpected {
  const { start = 0, text = '', value = '' } = cursor.peek() ?? {};
  const near = nearest(value, CLAUSES);
  const hint =
    near === null
      ? 'as in SQL: varchar(50) not null default \'x\' check (…) references t (c) collate "C"'
      : `did you mean "${near}"?`;
  return new Unexpected(start, `"${text}" says nothing about a column`, hint);
}

function nullability(notNull: boolean, said: Said, start: number): boolean {
  if (said.notNull !== null && said.notNull !== notNull) throw new Unexpected(start, 'both null and not null');
  return notNull;
}

function readGenerated(cursor: Cursor, said: Said, at: Location): void {
  const always = cursor.expectOneOf('always', 'by') === 'always';
  if (!always) cursor.expect('default');
  cursor.expect('as');
  if (always && cursor.sees('(')) {
    const as = cursor.parenthesised();
    // PostgreSQL 18 reads nothing as virtual, older versions refuse it: it has to be said.
    said.generated = { as, persistence: cursor.expectOneOf('stored', 'virtual'), at };
    return;
  }
  cursor.expect('identity');
  said.identity = { when: always ? 'always' : 'by default', ...readIdentityOptions(cursor), at };
}

/** `table(column)` of another service. */
export function readExternal(cursor: Cursor): ExternalDraft {
  const table = cursor.name('a table of another service');
  if (!cursor.sees('(')) throw cursor.unexpected(`expected the column: ${table.value}(id)`);
  cursor.expect('(');
  const column = cursor.name('a column');
  cursor.expect(')');
  return { table, column };
}
