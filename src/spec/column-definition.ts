/** A column as written, short or long: what it says, held against itself. */
import { hasFixedLength, storageOfType } from '../catalog/storage.js';
import type { Column, Grant } from '../catalog/types.js';
import type { Location } from '../errors.js';
import { type ExternalDraft, readExternal, readShort, type Said } from './column-clauses.js';
import { asList, type ConstraintDraft, constraintDraft, readCheck, readReferences } from './constraint-definition.js';
import { readLongCounting } from './counting.js';
import { readQualified, readWhole } from './cursor.js';
import { checkFrozen, readExpression, type SqlExpression } from './expression.js';
import { settleIdentity } from './identity.js';
import { readGrants } from './kinds/access.js';
import type { ColumnFields, ColumnValue } from './language.js';
import type { Mistakes } from './mistakes.js';
import { checkName, collationOfType, qualifiedIdentifier } from './names.js';
import { Text } from './text.js';
import { NO_TYPES, type OwnTypes, readColumnType } from './type-name.js';

/** A column with the constraints that its definition brings; parsed once, also where many tables share it. */
export interface ColumnDraft {
  readonly name: Text;
  /** null where the type could not be read. */
  readonly type: string | null;
  readonly notNull: boolean;
  readonly default: SqlExpression | null;
  readonly generated: { readonly as: SqlExpression; readonly persistence: 'stored' | 'virtual' } | null;
  readonly identity: 'always' | 'by default' | null;
  readonly identitySequence: Column['identitySequence'];
  /** undefined: not spoken of. */
  readonly identityName: string | undefined;
  /** Whether it brings a sequence and a default that counts on it. */
  readonly serial: boolean;
  readonly collation: string | null;
  readonly comment: string | null;
  readonly external: ExternalDraft | null;
  readonly formerly: readonly Text[];
  readonly using: SqlExpression | null;
  readonly storage: Column['storage'];
  readonly compression: Column['compression'];
  readonly statistics: Column['statistics'];
  /** undefined: not spoken of. */
  readonly grants: readonly Grant[] | undefined;
  readonly constraints: readonly ConstraintDraft[];
  readonly at: Location;
}

/** Reads a column; null where its form could not be read at all. */
export function readColumn(
  name: Text,
  value: ColumnValue | undefined,
  mistakes: Mistakes,
  types: OwnTypes = NO_TYPES,
): ColumnDraft | null {
  checkName(name, 'the column name', mistakes);
  if (value === undefined) return null;
  const said: Said = {
    type: null,
    notNull: null,
    default: null,
    generated: null,
    identity: null,
    serial: false,
    collation: null,
    external: null,
    comment: null,
    formerly: [],
    using: null,
    constraints: [],
  };
  if (value instanceof Text) readShort(name, value, said, types, mistakes);
  else readLong(name, value, said, types, mistakes);
  const { grants, storage, compression, statistics } = value instanceof Text ? NOTHING : value;
  return {
    ...assemble(name, said, mistakes),
    storage: readStorage(storage ?? null, said.type, value, mistakes),
    compression: compression ?? null,
    statistics: statistics === undefined ? null : readStatistics(statistics, mistakes),
    grants: grants === undefined ? undefined : readGrants(grants, 'column', mistakes),
  };
}

const NOTHING: Partial<Pick<ColumnFields, 'grants' | 'storage' | 'compression' | 'statistics'>> = {};

/** What a type does by itself goes without saying, and the catalog does not say it. */
function readStorage(
  storage: NonNullable<ColumnFields['storage']> | null,
  type: string | null,
  value: ColumnValue,
  mistakes: Mistakes,
): Column['storage'] {
  if (storage === null || type === null || storage === storageOfType(type)) return null;
  if (hasFixedLength(type) && !(value instanceof Text))
    mistakes.add(value.keys.get('storage')?.at() ?? value.at, `${type} is always stored plain`);
  return storage;
}

function readStatistics(text: Text, mistakes: Mistakes): number | null {
  const target = /^\d+$/.test(text.value) ? Number(text.value) : Number.NaN;
  if (target <= 10_000) return target;
  mistakes.add(text.at(), `statistics has to be a whole number from 0 to 10000, found "${text.value}"`);
  return null;
}

function readLong(column: Text, fields: ColumnFields, said: Said, types: OwnTypes, mistakes: Mistakes): void {
  const at = (key: string): Location => fields.keys.get(key)?.at() ?? fields.at;
  const columns = [column];
  if (fields.type !== undefined) {
    Object.assign(
      said,
      readWhole(fields.type, mistakes, (cursor) => readColumnType(cursor, types)),
    );
  }
  said.notNull = fields.not_null ?? null;
  said.default = fields.default ?? null;
  said.comment = fields.comment?.value ?? null;
  said.formerly = asList(fields.formerly);
  said.using = fields.using ?? null;
  const { generated, identity, collate } = fields;
  if (generated?.as !== undefined) {
    said.generated = { as: generated.as, persistence: generated.persistence ?? 'stored', at: at('generated') };
  }
  if (typeof identity === 'string') said.identity = { when: identity, counting: {}, name: null, at: at('identity') };
  else if (identity?.generated !== undefined) {
    const counting = readLongCounting(identity, mistakes);
    said.identity = { when: identity.generated, counting, name: identity.name ?? null, at: at('identity') };
  }
  if (collate !== undefined) {
    // Taken as it is, dots included (en_US.utf8), unless it is quoted as in SQL: public."my collation".
    const quoted = collate.value.includes('"')
      ? readWhole(collate, mistakes, (c) => readQualified(c, 'a collation'))
      : null;
    said.collation = { name: quoted ?? qualifiedIdentifier(null, collate.value), at: collate.at() };
  }
  if (fields.primary_key === true)
    said.constraints.push(constraintDraft('primary key', at('primary_key'), { columns }));
  if (fields.unique === true) said.constraints.push(constraintDraft('unique', at('unique'), { columns }));
  const check = fields.check === undefined ? null : readCheck(fields.check, mistakes);
  if (check !== null) said.constraints.push(check);
  const references = fields.references === undefined ? null : readReferences(fields.references, mistakes);
  if (references !== null) {
    const { deferrable } = references;
    said.constraints.push(constraintDraft('foreign key', at('references'), { columns, references, deferrable }));
  }
  if (fields.external !== undefined) said.external = readWhole(fields.external, mistakes, readExternal);
}

const COLLATABLE = /^(?:text|character varying|character|bpchar|name)\b/;

/** Holds the clauses against each other and reads the expressions. */
function assemble(
  name: Text,
  said: Said,
  mistakes: Mistakes,
): Omit<ColumnDraft, 'grants' | 'storage' | 'compression' | 'statistics'> {
  const { type, generated, identity, collation } = said;
  const [byKey] = said.constraints.filter((constraint) => constraint.type === 'primary key');
  const foreign = said.constraints.find((constraint) => constraint.type === 'foreign key');
  const builtIn = type !== null && !type.includes('.');
  if (generated !== null && said.default !== null) mistakes.add(said.default.at(), 'a generated column has no default');
  if (identity !== null && said.default !== null) mistakes.add(said.default.at(), 'an identity column has no default');
  if (identity !== null && generated !== null) mistakes.add(identity.at, 'a column is either generated or an identity');
  if (said.serial && said.default !== null) mistakes.add(said.default.at(), 'a serial column has its default already');
  if (said.serial && generated !== null) mistakes.add(generated.at, 'a column is either generated or serial');
  if (said.serial && identity !== null) mistakes.add(identity.at, 'a column is either serial or an identity');
  if (identity?.name != null) checkName(identity.name, 'the sequence', mistakes);
  const counts = type !== null && /^(?:smallint|integer|bigint)$/.test(type);
  if (identity !== null && type !== null && !counts) {
    mistakes.add(identity.at, `an identity column cannot be ${type}`, 'write smallint, integer or bigint');
  }
  if (said.notNull === false && (identity !== null || said.serial || byKey !== undefined)) {
    const what = identity !== null ? 'an identity column' : said.serial ? 'a serial column' : 'a primary key';
    mistakes.add(name.at(), `${what} is never null`);
  }
  if (collation !== null && builtIn && !COLLATABLE.test(type)) mistakes.add(collation.at, `${type} has no collation`);
  if (collation !== null && /^(?:c|posix)$/.test(collation.name)) {
    mistakes.add(
      collation.at,
      `there is no collation ${collation.name}`,
      `write "${collation.name.toUpperCase()}" in quotes`,
    );
  }
  if (said.external !== null && foreign !== undefined) {
    mistakes.add(said.external.table.at(), 'a column has an enforced reference or an external one, not both');
  }
  if (said.using !== null && generated !== null) {
    mistakes.add(said.using.at(), 'a generated column is computed anew: there is nothing to convert');
  }
  const as = generated === null ? null : readExpression(generated.as, 'generated', mistakes);
  return {
    name,
    type,
    notNull: said.notNull === true || identity !== null || said.serial,
    default: readDefault(said.default, type, mistakes),
    generated: generated === null || as === null ? null : { as, persistence: generated.persistence },
    identity: identity?.when ?? null,
    identitySequence:
      identity === null || !counts ? null : settleIdentity(identity.counting, type ?? 'bigint', mistakes),
    identityName: identity?.name?.value,
    serial: said.serial,
    // Of a domain only the server knows what it has by itself.
    collation: collation === null || (builtIn && collation.name === collationOfType(type)) ? null : collation.name,
    comment: said.comment,
    external: said.external,
    formerly: said.formerly,
    using: said.using === null ? null : readExpression(said.using, 'using', mistakes),
    constraints: said.constraints,
    at: name.at(),
  };
}

function readDefault(text: Text | null, type: string | null, mistakes: Mistakes): SqlExpression | null {
  const expression = text === null ? null : readExpression(text, 'default', mistakes);
  if (expression !== null) checkFrozen(expression, type === null ? {} : { type }, mistakes);
  const word = expression?.references.find((reference) => reference.certain && reference.table === null);
  if (expression === null || word === undefined) return expression;
  const written = expression.text.slice(word.offset, word.offset + word.name.length).value;
  mistakes.add(
    expression.text.at(word.offset),
    `"${word.name}" is no value: in a default a word without quotes would be a column`,
    `write '${written}' in single quotes${text?.value === written ? ` (in YAML: default: "'${written}'")` : ''}`,
  );
  return null;
}
