/** Policies as written, of the pattern or of one table; and whether the columns they name are there. */
import type { PolicyCommand } from '../catalog/types.js';
import type { Location } from '../errors.js';
import { asList } from './constraint-definition.js';
import { didYouMean } from './did-you-mean.js';
import { checkFrozen, readExpression, type SqlExpression } from './expression.js';
import type { PolicyFields } from './language.js';
import type { Mistakes } from './mistakes.js';
import { checkName, checkTemplate, fillTemplate } from './names.js';
import type { Entry } from './shape.js';
import type { Text } from './text.js';
import type { PolicySpec } from './types.js';

export interface PolicyDraft {
  readonly name: Text;
  readonly command: PolicyCommand;
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using: SqlExpression | null;
  readonly withCheck: SqlExpression | null;
  readonly comment: string | null;
  readonly at: Location;
}

const SAME_AS_USING = /^same\s+as\s+using$/i;

export function readPolicies(entries: readonly Entry<PolicyFields>[] | undefined, mistakes: Mistakes): PolicyDraft[] {
  return (entries ?? []).map(({ key, value }) => readPolicy(key, value, mistakes)).filter((draft) => draft !== null);
}

function readPolicy(name: Text, fields: PolicyFields | undefined, mistakes: Mistakes): PolicyDraft | null {
  checkTemplate(name, ['table'], mistakes);
  if (fields === undefined) return null;
  const command = fields.for ?? 'all';
  const { using, with_check: withCheck } = fields;
  const at = (key: string) => fields.keys.get(key)?.at() ?? fields.at;
  if (!fields.keys.has('using') && !fields.keys.has('with_check')) {
    mistakes.add(name.at(), `policy "${name.value}" says neither "using" nor "with_check"`);
  }
  if (command === 'insert' && fields.keys.has('using')) {
    mistakes.add(at('using'), 'a policy for insert has no "using"', 'the rows to be written are judged by with_check');
  }
  if ((command === 'select' || command === 'delete') && fields.keys.has('with_check')) {
    mistakes.add(at('with_check'), `a policy for ${command} has no "with_check"`, 'no row is written');
  }
  const read = (text: Text | undefined) => {
    const expression = text === undefined ? null : readExpression(text, 'policy', mistakes);
    if (expression !== null) checkFrozen(expression, {}, mistakes);
    return expression;
  };
  const usingExpression = read(using);
  const same = withCheck !== undefined && SAME_AS_USING.test(withCheck.value);
  if (same && !fields.keys.has('using')) mistakes.add(withCheck.at(), 'there is no "using" to be the same as');
  return {
    name,
    command,
    permissive: fields.as !== 'restrictive',
    roles: readRoles(asList(fields.to), mistakes),
    using: usingExpression,
    withCheck: same ? usingExpression : read(withCheck),
    comment: fields.comment?.value ?? null,
    at: name.at(),
  };
}

function readRoles(roles: readonly Text[], mistakes: Mistakes): readonly string[] {
  for (const role of roles) {
    checkName(role, 'the role', mistakes);
    if (/^(?:current_user|session_user|current_role)$/.test(role.value)) {
      mistakes.add(role.at(), `${role.value} would be whoever creates the policy`, 'name the role');
    }
    if (role.value === 'public' && roles.length > 1)
      mistakes.add(role.at(), 'public is everyone: no other role beside it');
  }
  return roles.length === 0 ? ['public'] : [...new Set(roles.map((role) => role.value))].toSorted();
}

/** The policy as the spec holds it; `{table}` is filled in where a table is given. */
export function policySpec(draft: PolicyDraft, table: string | null): PolicySpec {
  const { command, permissive, roles, comment } = draft;
  return {
    name: table === null ? draft.name.value : fillTemplate(draft.name.value, { table }),
    command,
    permissive,
    roles,
    using: draft.using?.text.value ?? null,
    withCheck: draft.withCheck?.text.value ?? null,
    comment,
    location: draft.at,
  };
}

/** A table as far as expressions can refer to it. */
export interface Columns {
  readonly name: Text;
  readonly columnNames: ReadonlySet<string>;
  /** Whether all its columns could be read: else what seems missing may be there. */
  readonly complete: boolean;
  readonly dateTimeColumns: ReadonlySet<string>;
}

const SYSTEM_COLUMNS = new Set(['ctid', 'tableoid', 'xmin', 'xmax', 'cmin', 'cmax']);

/** Adds a mistake for each word of an expression that can only be a column, and that the table lacks. */
export function checkReferences(expression: SqlExpression | null, table: Columns, mistakes: Mistakes): void {
  for (const name of unknownColumns(expression, table)) {
    mistakes.add(
      name.at(),
      `table "${table.name.value}" has no column "${name.value}"`,
      didYouMean(name.value, table.columnNames),
    );
  }
}

/** The same for the pattern: what no table has is one mistake, not one a table. */
export function checkPatternReferences(
  policies: readonly PolicyDraft[],
  tables: readonly Columns[],
  mistakes: Mistakes,
): void {
  const missing = new Map<string, { name: Text; tables: Columns[] }>();
  // A Set: with_check: same as using is one expression.
  const expressions = new Set(policies.flatMap(({ using, withCheck }) => [using, withCheck]));
  for (const expression of expressions) {
    if (expression === null) continue;
    for (const table of tables) {
      checkFrozen(expression, table, mistakes);
      for (const name of unknownColumns(expression, table)) {
        const { line, column } = name.at();
        const entry = missing.get(`${line}:${column}`) ?? { name, tables: [] };
        entry.tables.push(table);
        missing.set(`${line}:${column}`, entry);
      }
    }
  }
  for (const { name, tables: lacking } of missing.values()) {
    const who = lacking.length === tables.length ? 'no tenant-scoped table has' : `${describe(lacking)} lacks`;
    mistakes.add(name.at(), `${who} the column "${name.value}"`, didYouMean(name.value, lacking[0]?.columnNames ?? []));
  }
}

function describe(tables: readonly Columns[]): string {
  const names = tables.slice(0, 3).map((table) => `"${table.name.value}"`);
  return tables.length > 3 ? `each of ${names.join(', ')} and ${tables.length - 3} more` : names.join(' and ');
}

function unknownColumns(expression: SqlExpression | null, table: Columns): Text[] {
  const own = table.name.value;
  if (expression === null || !table.complete) return [];
  return expression.references
    .filter(({ name, table: qualifier, certain }) => {
      if (!certain || table.columnNames.has(name) || SYSTEM_COLUMNS.has(name)) return false;
      return qualifier === null ? name !== own : qualifier === own;
    })
    .map(({ name, offset }) => expression.text.slice(offset).as(name));
}
