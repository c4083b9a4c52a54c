/** domain: the domains of a schema: name: text not null check (…), or the long form. */
import type { Comment, Domain } from '../../catalog/types.js';
import { Cursor, Unexpected } from '../cursor.js';
import { checkFrozen, readExpression, type SqlExpression } from '../expression.js';
import type { Mistakes } from '../mistakes.js';
import { checkName, collationOfType, fillTemplate, qualifiedIdentifier } from '../names.js';
import { asList, either, flag, key, list, literal, map, named, object, requiredKey, text } from '../shape.js';
import { scalar, spellDefault, spellExpression } from '../spelling.js';
import { Text } from '../text.js';
import { NO_TYPES, type OwnTypes, readType } from '../type-name.js';
import { commonType } from '../type-spelling.js';
import type { Declared, FieldsOf } from '../types.js';
import { untilClause } from '../until-clause.js';
import type { Comments, Entries, Written } from '../written.js';
import { grants, readAccess, writeGrants } from './access.js';

const checkFields = object({
  expression: requiredKey(literal, "What has to hold of a value: value ~ '@'."),
  not_valid: key(flag, 'Whether values that were there before need not hold (default: false).'),
  comment: key(text, 'The comment stored in the database (COMMENT ON).'),
});

const longForm = object({
  type: requiredKey(text, 'The type that the domain is over, as in SQL: text, numeric(12, 2).'),
  collate: key(text, "The collation, where it is not the type's own: C, en_US."),
  default: key(literal, "The default as an SQL expression: 'new' (with quotes), 0, now()."),
  not_null: key(flag, 'Whether NULL is refused.'),
  checks: key(
    either(list(literal), map(either(literal, checkFields))),
    'What has to hold of a value: a list of expressions, or a map from names to expressions.',
  ),
  comment: key(text, 'The comment stored in the database (COMMENT ON).'),
  owner: key(text, 'The role that owns it (default: not spoken of).'),
  grants: key(grants, 'Who is granted what: role: usage. (Default: not spoken of.)'),
  formerly: key(either(text, list(text)), 'Earlier names of the domain: what bears one is renamed.'),
});

export const domains = map(named('domain', either(text, longForm)));

type LongForm = NonNullable<FieldsOf<typeof longForm>>;

interface CheckDraft {
  /** null: named as PostgreSQL names it. */
  readonly name: Text | null;
  readonly check: SqlExpression;
  readonly validated: boolean;
  readonly comment: string | null;
}

interface Said {
  type: string | null;
  collation: string | null;
  default: SqlExpression | null;
  notNull: boolean;
  checks: CheckDraft[];
}

/**
 * @param schema the section's
 * @param types enums and domains of the spec, which may be named without their schema
 */
export function readDomains(
  entries: FieldsOf<typeof domains>,
  schema: string,
  mistakes: Mistakes,
  types: OwnTypes = NO_TYPES,
): readonly Declared[] {
  return (entries ?? []).flatMap(({ key: name, value }): Declared[] => {
    checkName(name, 'the domain', mistakes);
    if (value === undefined) return [];
    const said: Said = { type: null, collation: null, default: null, notNull: false, checks: [] };
    if (value instanceof Text) readShort(value, said, types, mistakes);
    else readLong(value, said, types, mistakes);
    const fields = value instanceof Text ? null : value;
    const { type } = said;
    if (type === null) return [];
    if (said.default !== null) checkFrozen(said.default, { type }, mistakes);
    const own = type.includes('.') ? null : collationOfType(type);
    const checks = namedChecks(name.value, said.checks, mistakes);
    const object: Domain = {
      kind: 'domain',
      schema,
      name: name.value,
      type,
      collation: said.collation === own ? null : said.collation,
      default: said.default === null ? null : { expression: said.default.text.value },
      notNull: said.notNull,
      checks: checks.map(({ comment: _comment, ...check }) => check),
      ...(fields === null ? {} : readAccess(fields, 'domain', mistakes)),
    };
    const former = asList(fields?.formerly);
    for (const old of former) checkName(old, 'the former name', mistakes);
    return [
      {
        object,
        comment: fields?.comment?.value ?? null,
        comments: checks.flatMap((check) =>
          check.comment === null ? [] : [commentOn(object, check.name, check.comment)],
        ),
        formerly: former.map((old) => old.value),
        location: name.at(),
      },
    ];
  });
}

function commentOn({ schema, name: table }: Domain, name: string, written: string): Comment {
  return { kind: 'comment', on: 'domain constraint', schema, table, name, text: written };
}

const CLAUSES = ['not', 'null', 'default', 'collate', 'check', 'constraint'] as const;

function readShort(given: Text, said: Said, types: OwnTypes, mistakes: Mistakes): void {
  const cursor = Cursor.over(given, mistakes);
  if (cursor === null) return;
  try {
    said.type = readType(cursor, types);
    while (!cursor.done) readClause(cursor, said, mistakes);
  } catch (error) {
    cursor.report(error, mistakes);
  }
}

function readClause(cursor: Cursor, said: Said, mistakes: Mistakes): void {
  const start = cursor.offset;
  const name = cursor.accept('constraint') ? cursor.name('the name of a constraint') : null;
  const clause = CLAUSES.find((word) => word !== 'constraint' && cursor.accept(word));
  switch (clause) {
    case 'not':
      cursor.expect('null');
      said.notNull = true;
      return;
    case 'null':
      if (said.notNull) throw new Unexpected(start, 'both null and not null');
      return;
    case 'default':
      if (said.default !== null) throw new Unexpected(start, 'a second default');
      said.default = readExpression(untilClause(cursor, CLAUSES), 'default', mistakes);
      return;
    case 'collate': {
      if (said.collation !== null) throw new Unexpected(start, 'a second collation');
      const first = cursor.name('a collation');
      said.collation = cursor.accept('.')
        ? qualifiedIdentifier(first.value, cursor.name('a collation').value)
        : qualifiedIdentifier(null, first.value);
      return;
    }
    case 'check': {
      const check = readExpression(cursor.parenthesised(), 'check', mistakes);
      if (check !== null) said.checks.push({ name, check, validated: true, comment: null });
      return;
    }
    default:
      throw cursor.unexpected('expected a clause of a domain', [...CLAUSES]);
  }
}

function readLong(fields: LongForm, said: Said, types: OwnTypes, mistakes: Mistakes): void {
  const { type, collate } = fields;
  const cursor = type === undefined ? null : Cursor.over(type, mistakes);
  if (cursor !== null) {
    try {
      said.type = readType(cursor, types);
      if (!cursor.done) throw cursor.unexpected('expected the end');
    } catch (error) {
      cursor.report(error, mistakes);
    }
  }
  // Taken as it is, unless it is quoted as in SQL: public."my collation".
  if (collate !== undefined)
    said.collation = collate.value.includes('"') ? collate.value : qualifiedIdentifier(null, collate.value);
  if (fields.default !== undefined) said.default = readExpression(fields.default, 'default', mistakes);
  said.notNull = fields.not_null ?? false;
  for (const item of fields.checks ?? []) {
    const [name, value] = 'key' in item ? [item.key, item.value] : [null, item];
    const expression = value instanceof Text ? value : value?.expression;
    const check = expression === undefined ? null : readExpression(expression, 'check', mistakes);
    if (check === null) continue;
    const long = value instanceof Text ? undefined : value;
    said.checks.push({ name, check, validated: long?.not_valid !== true, comment: long?.comment?.value ?? null });
  }
}

type NamedCheck = Domain['checks'][number] & { readonly comment: string | null };

/** In the order in which the catalog has them, by name; the server's own names for those without one. */
function namedChecks(domain: string, drafts: readonly CheckDraft[], mistakes: Mistakes): readonly NamedCheck[] {
  const taken = new Set<string>();
  for (const { name } of drafts) {
    if (name === null) continue;
    if (checkName(name, 'the constraint name', mistakes) && taken.has(name.value))
      mistakes.add(name.at(), `domain "${domain}" has two constraints "${name.value}"`);
    taken.add(name.value);
  }
  const base = fillTemplate('{table}_check', { table: domain });
  return drafts
    .map(({ name, check, validated, comment }) => {
      let own = name?.value ?? base;
      for (let n = 1; name === null && taken.has(own); n++) own = `${base}${n}`;
      taken.add(own);
      if (name === null && Buffer.byteLength(own) > 63)
        mistakes.add(check.text.at(), `the check would be named "${own}", which is too long`, 'give it a name');
      return { name: own, check: { expression: check.text.value }, validated, comment };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** As they are to stand in a spec, without their schema. */
export function writeDomains(objects: readonly Domain[], comments: Comments): Entries {
  const checkComments = ({ schema, name: table }: Domain, name: string) =>
    comments({ kind: 'comment', on: 'domain constraint', schema, table, name });
  return Object.fromEntries(
    objects.map((one): [string, Written] => {
      const comment = comments(one);
      const short =
        comment === null &&
        one.owner == null &&
        one.grants == null &&
        one.checks.every(({ name, validated }) => validated && checkComments(one, name) === null);
      return [one.name, short ? shortForm(one) : longFormOf(one, comment, checkComments)];
    }),
  );
}

function spelled(one: Domain, expression: string): string {
  return spellExpression(expression, new Map([['value', one.type]])).replaceAll(
    /\bVALUE\b(?=(?:[^']*'[^']*')*[^']*$)/g,
    'value',
  );
}

function shortForm(one: Domain): string {
  const alone = one.checks.length === 1;
  return [
    commonType(one.type),
    ...(one.collation === null ? [] : [`collate ${one.collation}`]),
    ...(one.default === null ? [] : [`default ${inClause(spellDefault(one.default.expression, one.type))}`]),
    ...(one.notNull ? ['not null'] : []),
    ...one.checks.map(({ name, check }) => {
      const own = alone && name === `${one.name}_check`;
      return `${own ? '' : `constraint ${qualifiedIdentifier(null, name)} `}check (${spelled(one, check.expression)})`;
    }),
  ].join(' ');
}

/** In parentheses where it is more than one word. */
function inClause(sql: string): string {
  return /\s/.test(sql.replaceAll(/'[^']*'/g, "''")) ? `(${sql})` : sql;
}

function longFormOf(
  one: Domain,
  comment: string | null,
  checkComments: (object: Domain, check: string) => string | null,
): Entries {
  const checks = one.checks.map(({ name, check, validated }): [string, Written] => {
    const said = checkComments(one, name);
    const expression = scalar(spelled(one, check.expression));
    const long = { expression, not_valid: validated ? undefined : true, comment: said ?? undefined };
    return [name, validated && said === null ? expression : long];
  });
  return {
    type: commonType(one.type),
    collate: one.collation === null ? undefined : collationName(one.collation),
    default: one.default === null ? undefined : scalar(spellDefault(one.default.expression, one.type)),
    not_null: one.notNull ? true : undefined,
    checks: checks.length === 0 ? undefined : Object.fromEntries(checks),
    comment: comment ?? undefined,
    owner: one.owner ?? undefined,
    grants: one.grants == null ? undefined : writeGrants(one.grants, 'domain'),
  };
}

/** A bare name as it is; SQL where it has a schema or quotes inside. */
function collationName(collation: string): string {
  const bare = /^"([^".]*)"$/.exec(collation)?.[1];
  return (
    bare ?? (collation.includes('.') && !collation.includes('"') ? collation.replaceAll(/[^.]+/g, '"$&"') : collation)
  );
}
