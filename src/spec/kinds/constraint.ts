/** constraint: as it is to stand in a spec, in its column or beside the columns, named only where the name is its own. */
import type { Column, Constraint } from '../../catalog/types.js';
import { quoteIdent } from '../../expression/identifier.js';
import { mentionedNames } from '../expression.js';
import { fillTemplate } from '../names.js';
import { type ColumnTypes, nameList, parameterMap, scalar, spellExpression, writeParameter } from '../spelling.js';
import type { Entries, Written } from '../written.js';
import { writeElement } from './index.js';

/** How constraints without a name are called. */
export interface NameTemplates {
  readonly primaryKey: string;
  readonly unique: string;
  readonly foreignKey: string;
  readonly check: string;
}

export interface ConstraintStyle {
  readonly templates: NameTemplates;
  readonly columns: ColumnTypes;
  readonly comments: (object: Constraint) => string | null;
}

/**
 * The constraints that are written into a column: those of this column alone whose name goes without saying.
 * @param long whether the column is written in its long form, which has fewer words for them
 */
export function foldedInto(
  column: Column,
  constraints: readonly Constraint[],
  long: boolean,
  style: ConstraintStyle,
): readonly Constraint[] {
  const fitting = constraints.filter((one) => {
    if (one.type !== 'check' && (one.columns.length !== 1 || one.columns[0] !== column.name)) return false;
    if (style.comments(one) !== null || !isNamedByTemplate(one, style)) return false;
    if (one.with.length > 0 || one.include.length > 0 || !one.validated || !one.enforced) return false;
    const plain = one.deferrable === 'not deferrable' && !one.nullsNotDistinct && !one.noInherit;
    if (long && one.type !== 'foreign key' && !plain) return false;
    if (one.type !== 'check') return true;
    const names = mentioned(one, style);
    return names.length === 1 && names[0] === column.name;
  });
  // A column says each kind of thing once, in its long form.
  const first = (type: Constraint['type']) => fitting.filter((one) => one.type === type).slice(0, 1);
  return [...first('primary key'), ...first('unique'), ...first('check'), ...first('foreign key')];
}

/** `primary_key`, `unique`, `checks`, `foreign_keys`, `exclude` of those that are in no column. */
export function writeConstraints(constraints: readonly Constraint[], style: ConstraintStyle): Entries {
  const of = (type: Constraint['type']) => constraints.filter((one) => one.type === type);
  const [primary] = of('primary key');
  return {
    primary_key: primary === undefined ? undefined : writePrimaryKey(primary, style),
    unique: listOrMap(of('unique'), style, (key) => {
      const { columns, ...options } = keyOptions(key, style);
      return isEmpty(options) ? { whole: columns ?? null } : { fields: { columns, ...options } };
    }),
    checks: listOrMap(of('check'), style, (one) => {
      const expression = scalar(spellExpression(one.check?.expression ?? '', style.columns));
      const options = {
        no_inherit: one.noInherit ? true : undefined,
        ...validity(one),
        comment: style.comments(one) ?? undefined,
      };
      return isEmpty(options) ? { whole: expression } : { fields: { expression, ...options } };
    }),
    foreign_keys: listOrMap(of('foreign key'), style, (one) => {
      const options = { ...validity(one), comment: style.comments(one) ?? undefined };
      const references = foreignKeyTarget(one);
      return isEmpty(options)
        ? { whole: `${nameList(one.columns)} references ${references}` }
        : { fields: { columns: one.columns, references, ...options } };
    }),
    exclude: of('exclusion').length === 0 ? undefined : writeExclusions(of('exclusion'), style),
  };
}

function validity({ validated, enforced }: Constraint): Entries {
  return { not_valid: validated ? undefined : true, not_enforced: enforced ? undefined : true };
}

function writeExclusions(constraints: readonly Constraint[], style: ConstraintStyle): Entries {
  return Object.fromEntries(
    constraints.map((one) => {
      const elements = (one.exclusion?.elements ?? []).map(
        (element) => `${writeElement(element, style.columns)} with ${element.operator}`,
      );
      const where = one.exclusion?.where ?? null;
      const condition = where === null ? null : spellExpression(where.expression, style.columns);
      const method = one.exclusion?.method ?? 'btree';
      const comment = style.comments(one);
      if (comment === null) {
        const short = [
          method === 'btree' ? '' : `using ${quoteIdent(method)}`,
          `(${elements.join(', ')})`,
          one.include.length === 0 ? '' : `include ${nameList(one.include)}`,
          one.with.length === 0 ? '' : `with (${one.with.map(writeParameter).join(', ')})`,
          condition === null ? '' : `where (${condition})`,
          deferrableClause(one),
        ];
        return [one.name, short.filter((part) => part !== '').join(' ')];
      }
      const long = {
        method: method === 'btree' ? undefined : method,
        elements,
        include: one.include.length === 0 ? undefined : one.include,
        with: parameterMap(one.with),
        where: condition === null ? undefined : scalar(condition),
        deferrable: one.deferrable === 'not deferrable' ? undefined : one.deferrable,
        comment,
      };
      return [one.name, long];
    }),
  );
}

/** `integrations (id) on delete cascade`: what stands behind the word `references`. */
export function foreignKeyTarget(key: Constraint): string {
  const { references, onDelete, onUpdate } = key;
  if (references === null) return '';
  const schema = references.schema === key.schema ? '' : `${quoteIdent(references.schema)}.`;
  return [
    `${schema}${quoteIdent(references.table)} ${nameList(references.columns)}`,
    key.match === 'full' ? 'match full' : '',
    onDelete === null || onDelete === 'no action' ? '' : `on delete ${onDelete}`,
    key.onDeleteColumns.length === 0 ? '' : nameList(key.onDeleteColumns),
    onUpdate === null || onUpdate === 'no action' ? '' : `on update ${onUpdate}`,
    deferrableClause(key),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

export function deferrableClause({ deferrable }: Constraint): string {
  if (deferrable === 'not deferrable') return '';
  return deferrable === 'initially deferred' ? 'deferrable initially deferred' : 'deferrable';
}

/** Whether the name is the one that a constraint without a name gets. */
export function isNamedByTemplate(one: Constraint, style: Pick<ConstraintStyle, 'templates' | 'columns'>): boolean {
  const { templates } = style;
  const names = one.type === 'check' ? mentioned(one, style) : one.columns;
  const columns = (one.type === 'check' && names.length !== 1 ? [] : names).join('_');
  const template = {
    'primary key': templates.primaryKey,
    unique: templates.unique,
    'foreign key': templates.foreignKey,
    check: templates.check,
    exclusion: null,
  }[one.type];
  return template !== null && fillTemplate(template, { table: one.table, columns }) === one.name;
}

/** The columns that a check speaks of, as it is going to be written. */
function mentioned(one: Constraint, { columns }: Pick<ConstraintStyle, 'columns'>): readonly string[] {
  const written = spellExpression(one.check?.expression ?? '', columns);
  return [...new Set(mentionedNames(written))].filter((name) => columns.has(name));
}

function writePrimaryKey(key: Constraint, style: ConstraintStyle): Written {
  const { columns, ...options } = keyOptions(key, style);
  const name = isNamedByTemplate(key, style) ? undefined : key.name;
  return name === undefined && isEmpty(options) ? (columns ?? null) : { name, columns, ...options };
}

function keyOptions(key: Constraint, style: ConstraintStyle): Entries {
  return {
    columns: key.columns,
    include: key.include.length === 0 ? undefined : key.include,
    nulls_not_distinct: key.nullsNotDistinct ? true : undefined,
    with: parameterMap(key.with),
    deferrable: key.deferrable === 'not deferrable' ? undefined : key.deferrable,
    comment: style.comments(key) ?? undefined,
  };
}

type Said = { readonly whole: Written } | { readonly fields: Entries };

/** A list where every name goes without saying, else a map by name. */
function listOrMap(
  constraints: readonly Constraint[],
  style: ConstraintStyle,
  write: (one: Constraint) => Said,
): Written | undefined {
  if (constraints.length === 0) return undefined;
  const value = (one: Constraint): Written => {
    const said = write(one);
    return 'whole' in said ? said.whole : said.fields;
  };
  if (constraints.every((one) => isNamedByTemplate(one, style))) return constraints.map(value);
  return Object.fromEntries(constraints.map((one) => [one.name, value(one)]));
}

export function isEmpty(entries: Entries): boolean {
  return Object.values(entries).every((value) => value === undefined);
}
