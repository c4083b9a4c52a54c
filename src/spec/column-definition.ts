/** A column as written, short or long: what it says, held against itself. */
import type { Grant } from '../catalog/types.js';
import type { Location } from '../errors.js';
import { type ExternalDraft, readExternal, readQualified, readShort, type Said } from './column-clauses.js';
import {
  asList,
  type ConstraintDraft,
  constraintDraft,
  readCheck,
  readReferences,
  readWhole,
} from './constraint-definition.js';
import { checkFrozen, readExpression, type SqlExpression } from './expression.js';
import { readGrants } from './kinds/access.js';
import type { ColumnFields, ColumnValue } from './language.js';
import type { Mistakes } from './mistakes.js';
import { checkName, collationOfType, qualifiedIdentifier } from './names.js';
import { Text } from './text.js';
import { readType } from './type-name.js';

/** A column with the constraints that its definition brings; parsed once, also where many tables share it. */
export interface ColumnDraft {
  readonly name: Text;
  /** null where the type could not be read. */
  readonly type: string | null;
  readonly notNull: boolean;
  readonly default: SqlExpression | null;
  readonly generated: { readonly as: SqlExpression; readonly persistence: 'stored' | 'virtual' } | null;
  readonly identity: 'always' | 'by default' | null;
  readonly collation: string | null;
  readonly comment: string | null;
  readonly external: ExternalDraft | null;
  readonly formerly: readonly Text[];
  readonly using: SqlExpression | null;
  /** undefined: not spoken of. */
  readonly grants: readonly Grant[] | undefined;
  readonly constraints: readonly ConstraintDraft[];
  readonly at: Location;
}

/** Reads a column; null where its form could not be read at all. */
export function readColumn(name: Text, value: ColumnValue | undefined, mistakes: Mistakes): ColumnDraft | null {
  checkName(name, 'the column name', mistakes);
  if (value === undefined) return null;
  const said: Said = {
    type: null,
    notNull: null,
    default: null,
    generated: null,
    identity: null,
    collation: null,
    external: null,
    comment: null,
    formerly: [],
    using: null,
    constraints: [],
  };
  if (value instanceof Text) readShort(name, value, said, mistakes);
  else readLong(name, value, said, mistakes);
  const grants = value instanceof Text ? undefined : value.grants;
  return {
    ...assemble(name, said, mistakes),
    grants: grants === undefined ? undefined : readGrants(grants, 'column', mistakes),
  };
}

function readLong(column: Text, fields: ColumnFields, said: Said, mistakes: Mistakes): void {
  const at = (key: string): Location => fields.keys.get(key)?.at() ?? fields.at;
  const columns = [column];
  if (fields.type !== undefined) {
    said.type = readWhole(fields.type, mistakes, readType);
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
  if (identity !== undefined) said.identity = { when: identity, at: at('identity') };
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
function assemble(name: Text, said: Said, mistakes: Mistakes): Omit<ColumnDraft, 'grants'> {
  const { type, generated, identity, collation } = said;
  const [byKey] = said.constraints.filter((constraint) => constraint.type === 'primary key');
  const foreign = said.constraints.find((constraint) => constraint.type === 'foreign key');
  const builtIn = type !== null && !type.includes('.');
  if (generated !== null && said.default !== null) mistakes.add(said.default.at(), 'a generated column has no default');
  if (identity !== null && said.default !== null) mistakes.add(said.default.at(), 'an identity column has no default');
  if (identity !== null && generated !== null) mistakes.add(identity.at, 'a column is either generated or an identity');
  if (identity !== null && type !== null && !/^(?:smallint|integer|bigint)$/.test(type)) {
    mistakes.add(identity.at, `an identity column cannot be ${type}`, 'write smallint, integer or bigint');
  }
  if (said.notNull === false && (identity !== null || byKey !== undefined)) {
    mistakes.add(name.at(), `${identity === null ? 'a primary key' : 'an identity column'} is never null`);
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
    notNull: said.notNull === true || identity !== null,
    default: readDefault(said.default, type, mistakes),
    generated: generated === null || as === null ? null : { as, persistence: generated.persistence },
    identity: identity?.when ?? null,
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
