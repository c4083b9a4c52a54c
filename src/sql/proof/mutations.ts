/** Ways to break a policy, one at a time: what a proof that is worth anything must notice. */
import type { Policy, Table } from '../../catalog/types.js';
import { lex } from '../../expression/lexer.js';
import { replace, settingNames } from '../evaluable.js';
import { policy as policyKind } from '../kinds/policy.js';
import type { Tenancy } from '../question.js';
import { quoteIdent, quoteLiteral, quoteQualified } from '../quote.js';

export interface Mutation {
  readonly name: string;
  /** The statements that break the policy; null: there is nothing of the kind in it. */
  readonly of: (on: Mutable) => readonly string[] | null;
  /** Why it breaks nothing on a policy, where it does not. */
  readonly equivalent?: (policy: Policy) => string | null;
  /** Why the truth table cannot see it; what does. */
  readonly beyondTruth?: string;
}

export interface Mutable {
  readonly table: Table;
  readonly policy: Policy;
  readonly tenancy: Tenancy;
  readonly tenantType: string;
  /** A role to which the tables may go: one that policies bind. */
  readonly owner: string | null;
}

const ZERO = '00000000-0000-0000-0000-000000000000';

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'FORCE left out',
    of: ({ table, owner }) => [
      ...(owner === null ? [] : [`${alter(table)} owner to ${quoteIdent(owner)}`]),
      `${alter(table)} no force row level security`,
    ],
    beyondTruth: 'whom policies bind is not the truth table’s subject: the check rls-not-forced finds it',
  },
  { name: 'row level security off', of: ({ table }) => [`${alter(table)} disable row level security`] },
  {
    name: 'WITH CHECK left out',
    of: (on) => (on.policy.withCheck === null ? null : changed(on, { withCheck: null })),
    equivalent: ({ command, using }) =>
      command !== 'insert' && using !== null ? 'PostgreSQL takes USING where WITH CHECK is left out' : null,
  },
  { name: 'WITH CHECK (true)', of: (on) => (writes(on) ? changed(on, { withCheck: TRUE }) : null) },
  { name: 'USING (true)', of: (on) => (on.policy.using === null ? null : changed(on, { using: TRUE })) },
  {
    name: 'the wrong setting',
    of: (on) => rewritten(on, (text) => text && renamed(text, on.tenancy.setting, 'app.schema_audit_wrong')),
  },
  {
    name: 'a placeholder where no tenant is set',
    of: (on) =>
      rewritten(on, (text) =>
        called(text, on.tenancy.setting, (call) => `coalesce(nullif(${call}, ''), ${quoteLiteral(placeholderOf(on))})`),
      ),
  },
  {
    name: 'the row’s own tenant where none is set',
    of: (on) =>
      rewritten(on, (text) =>
        called(
          text,
          on.tenancy.setting,
          (call) => `coalesce(nullif(${call}, ''), (${quoteIdent(on.tenancy.tenantColumn)})::text)`,
        ),
      ),
  },
  {
    name: 'OR for AND, AND for OR',
    of: (on) =>
      rewritten(on, (text) =>
        replace(text, (token) =>
          token.kind !== 'word' ? null : token.value === 'or' ? 'and' : token.value === 'and' ? 'or' : null,
        ),
      ),
  },
  {
    name: 'another permissive policy',
    of: (on) =>
      created({
        ...on.policy,
        name: 'schema_audit_extra',
        command: 'select',
        permissive: true,
        using: TRUE,
        withCheck: null,
      }),
  },
  {
    name: 'another permissive policy, for UPDATE',
    of: (on) =>
      created({
        ...on.policy,
        name: 'schema_audit_extra',
        command: 'update',
        permissive: true,
        using: TRUE,
        withCheck: TRUE,
      }),
  },
  {
    name: 'FOR SELECT only',
    of: (on) => (on.policy.command === 'all' ? changed(on, { command: 'select', withCheck: null }) : null),
  },
  { name: 'TO another role', of: (on) => changed(on, { roles: ['pg_monitor'] }) },
  {
    name: 'a bypass that is always open',
    of: (on) => {
      const { bypass } = on.tenancy;
      return bypass === null
        ? null
        : rewritten(on, (text) => called(text, bypass.setting, () => quoteLiteral(bypass.value)));
    },
  },
  {
    name: 'a bypass for whatever is set',
    of: (on) => {
      const { bypass } = on.tenancy;
      if (bypass === null) return null;
      const open = `current_setting(${quoteLiteral(bypass.setting)}, true) <> ''`;
      return rewritten(on, (text) => `(${text}) or ${open}`);
    },
  },
  {
    name: 'no bypass',
    of: (on) => {
      const { bypass } = on.tenancy;
      return bypass === null ? null : rewritten(on, (text) => called(text, bypass.setting, () => "''"));
    },
  },
  {
    name: 'a cast that fails on the empty setting',
    of: (on) => {
      if (!['uuid', 'integer', 'bigint', 'smallint', 'numeric'].includes(on.tenantType)) return null;
      const { setting, bypass, tenantColumn } = on.tenancy;
      const own = `${quoteIdent(tenantColumn)} = current_setting(${quoteLiteral(setting)}, true)::${on.tenantType}`;
      const system =
        bypass === null
          ? ''
          : ` or current_setting(${quoteLiteral(bypass.setting)}, true) = ${quoteLiteral(bypass.value)}`;
      return rewritten(on, () => own + system);
    },
  },
];

const TRUE = { expression: 'true' };

function alter({ schema, table }: Table): string {
  return `alter table ${quoteQualified(schema, table)}`;
}

function writes({ policy }: Mutable): boolean {
  return ['all', 'insert', 'update'].includes(policy.command) && policy.permissive;
}

function placeholderOf({ tenantType }: Mutable): string {
  return tenantType === 'uuid' ? ZERO : '0';
}

function created(policy: Policy): readonly string[] {
  return policyKind.create(policy, []).map(({ sql }) => sql);
}

/** The policy anew, with some of it different. */
function changed({ policy }: Mutable, more: Partial<Policy>): readonly string[] {
  return [...policyKind.drop(policy).map(({ sql }) => sql), ...created({ ...policy, ...more })];
}

/** The policy with its expressions rewritten; null where that changes nothing. */
function rewritten(on: Mutable, by: (expression: string) => string): readonly string[] | null {
  const { using, withCheck } = on.policy;
  const one = (expression: Policy['using']) => (expression === null ? null : { expression: by(expression.expression) });
  const more = { using: one(using), withCheck: one(withCheck) };
  const same = more.using?.expression === using?.expression && more.withCheck?.expression === withCheck?.expression;
  return same ? null : changed(on, more);
}

function renamed(expression: string, setting: string, to: string): string {
  const names = new Set(settingNames(lex(expression)).map(({ start }) => start));
  return replace(expression, (token) =>
    names.has(token.start) && token.value.toLowerCase() === setting.toLowerCase() ? quoteLiteral(to) : null,
  );
}

/** Each call that reads a setting, written anew. */
function called(expression: string, setting: string, by: (call: string) => string): string {
  let text = '';
  let at = 0;
  const tokens = lex(expression);
  const names = new Set(settingNames(tokens).map(({ start }) => start));
  for (const [i, token] of tokens.entries()) {
    const first = tokens[i - 2];
    if (!names.has(token.start) || token.value.toLowerCase() !== setting.toLowerCase() || first === undefined) continue;
    const last = tokens.slice(i).find(({ text: one }) => one === ')');
    if (last === undefined) continue;
    text += expression.slice(at, first.start) + by(expression.slice(first.start, last.end));
    at = last.end;
  }
  return text + expression.slice(at);
}
