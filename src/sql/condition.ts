/** The whole condition that decides over a row, made ready to be evaluated: what cannot be evaluated is a variable in it. */
import type { TruthOutcome, TruthVerb } from '../catalog/truth.js';
import type { Catalog, Policy, Table } from '../catalog/types.js';
import { lex, oneExpression, type Token } from '../expression/lexer.js';
import { leavesOf, type Skeleton, skeleton, writeSkeleton } from '../expression/skeleton.js';
import { asRole, mayEvaluate, replace, type Trust, untrusted } from './evaluable.js';
import { quoteIdent } from './quote.js';
import { type Tenants, tenantsOf } from './tenants.js';

/** A part of a condition that is tried true, false and null. */
export interface Variable {
  readonly text: string;
  /** Why it is not known what it is; null: it is about the row's other columns, and may be anything. */
  readonly unknown: string | null;
}

/** One condition to be judged: of one verb on one table, or of several that share it. */
export interface Condition {
  /** Over the tenant's column and the variables (see `nameOfVariable`). */
  readonly sql: string;
  readonly variables: readonly Variable[];
  /** Whether it filters rows (WHERE) or is looked at (WITH CHECK). */
  readonly filters: boolean;
  readonly tenantColumn: string;
  readonly tenantType: string;
  readonly tenants: Tenants;
}

/** For whom the policies are judged. */
export interface Application {
  /** The role that it connects as; null: not known. */
  readonly role: string | null;
  /** The roles whose policies apply to it. */
  readonly memberOf: ReadonlySet<string>;
}

/** More than this many variables are too many to try: each has three values. */
const MOST_VARIABLES = 5;

const SYSTEM_COLUMNS = ['ctid', 'tableoid', 'xmin', 'xmax', 'cmin', 'cmax'];

const APPLIES: Readonly<Record<TruthVerb, readonly Policy['command'][]>> = {
  select: ['all', 'select'],
  insert: ['all', 'insert'],
  update: ['all', 'update'],
  'update to': ['all', 'update'],
  delete: ['all', 'delete'],
};

export function nameOfVariable(i: number): string {
  return quoteIdent(`schema_audit ${i}`);
}

/** What a table's conditions are made of: its columns and its policies. */
export type OnTable = Pick<Catalog, 'column' | 'policy'>;

/** The policies of a table that have a say in a verb, to whomever they are. */
export function policiesOf(verb: TruthVerb, on: OnTable): Policy[] {
  return on.policy.filter((p) => APPLIES[verb].includes(p.command));
}

/**
 * What decides whether a row passes a verb: all restrictive policies and one of the permissive ones (CREATE POLICY).
 * A policy that lacks the expression asked for is as if it were not there; without a permissive one nothing passes.
 */
export function conditionOf(
  table: Table,
  verb: TruthVerb,
  on: OnTable,
  tenantColumn: string,
  application: Application,
  trust: Trust,
): Condition | TruthOutcome {
  if (!table.rowSecurity) return { is: 'through' };
  const ours = on.column;
  const type = ours.find((c) => c.name === tenantColumn)?.type;
  if (type === undefined) return { is: 'unknown', reason: `the tenant column ${tenantColumn} is missing` };
  const checks = verb === 'insert' || verb === 'update to';
  const unknown = new Map<string, string>();
  const parts: { readonly permissive: Skeleton[]; readonly restrictive: Skeleton[] } = {
    permissive: [],
    restrictive: [],
  };
  for (const policy of policiesOf(verb, on)) {
    const expression = (checks ? (policy.withCheck ?? policy.using) : policy.using)?.expression;
    const applies = appliesTo(policy, application);
    if (expression === undefined || applies === false) continue;
    const part = partOf(expression, policy, unknown);
    const list = parts[policy.permissive ? 'permissive' : 'restrictive'];
    if (applies === true) list.push(part);
    else {
      const who = { is: 'leaf', text: `the role is ${policy.roles.join(' or ')}` } as const;
      unknown.set(
        who.text,
        `policy ${policy.name} is for ${policy.roles.join(', ')}, and the spec names no application_role`,
      );
      list.push(
        policy.permissive ? { is: 'and', parts: [who, part] } : { is: 'or', parts: [{ is: 'not', part: who }, part] },
      );
    }
  }
  // In the order in which the server evaluates them (rowsecurity.c: get_policies_for_relation, add_with_check_options).
  const one: Skeleton = { is: 'or', parts: parts.permissive.reverse() };
  const whole: Skeleton = { is: 'and', parts: checks ? [one, ...parts.restrictive] : [...parts.restrictive, one] };
  const others = new Set([...ours.map((c) => c.name).filter((name) => name !== tenantColumn), ...SYSTEM_COLUMNS]);
  const isColumn = (name: string) => name === tenantColumn || others.has(name);
  const written = new Map<string, string>();
  const variables: Variable[] = [];
  for (const leaf of new Set(leavesOf(whole))) {
    const text = unqualified(leaf, table.table, isColumn);
    const reason = unknown.get(leaf) ?? trust.nothing ?? mayEvaluate(text, application.role);
    const called = reason === null ? untrusted(text, trust) : null;
    const free = reason === null && columnsIn(text).some((name) => others.has(name));
    if (reason === null && called === null && !free) {
      written.set(leaf, asRole(text, application.role));
      continue;
    }
    const why = reason ?? (called !== null && !free ? `it calls ${called}(), which we do not execute` : null);
    written.set(leaf, nameOfVariable(variables.length));
    variables.push({ text, unknown: why === null ? null : `${why}: ${text}` });
  }
  if (variables.length > MOST_VARIABLES) return { is: 'unknown', reason: 'it depends on too many conditions' };
  const sql = writeSkeleton(whole, (leaf) => written.get(leaf) ?? 'null');
  const tenants = tenantsOf(type, sql, tenantColumn);
  if (tenants === null) return { is: 'unknown', reason: `the tenant column ${tenantColumn} is of type ${type}` };
  return { sql, variables, filters: !checks, tenantColumn, tenantType: type, tenants };
}

/** Whether a policy is for the application; null: not known. */
function appliesTo({ roles }: Policy, { role, memberOf }: Application): boolean | null {
  if (roles.includes('public')) return true;
  return role === null ? null : roles.some((one) => memberOf.has(one));
}

/** The skeleton of a policy's expression; as a whole one unknown where it is not proven to be an expression. */
function partOf(expression: string, policy: Policy, unknown: Map<string, string>): Skeleton {
  if (oneExpression(expression) === null) return skeleton(expression);
  const text = `policy ${policy.name}`;
  unknown.set(text, 'it is not one expression');
  return { is: 'leaf', text };
}

/** `sync_queue.tenant_id` as `tenant_id`: equal conditions of different tables are then asked once. */
function unqualified(leaf: string, table: string, isColumn: (name: string) => boolean): string {
  const qualifies = (tokens: readonly Token[], i: number) =>
    isName(tokens[i]) &&
    tokens[i]?.value === table &&
    tokens[i - 1]?.text !== '.' &&
    tokens[i + 1]?.text === '.' &&
    isName(tokens[i + 2]) &&
    isColumn(tokens[i + 2]?.value ?? '') &&
    !['(', '.'].includes(tokens[i + 3]?.text ?? '');
  return replace(leaf, (_, i, tokens) => (qualifies(tokens, i) || (i > 0 && qualifies(tokens, i - 1)) ? '' : null));
}

/** The names that may be columns: neither called nor a type. */
function columnsIn(leaf: string): string[] {
  const tokens = lex(leaf);
  return tokens
    .filter((token, i) => isName(token) && tokens[i + 1]?.text !== '(' && tokens[i - 1]?.text !== '::')
    .map(({ value }) => value);
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'quoted identifier';
}
