/** What a session may have set when it asks, and the statements that set it. */
import { lex } from '../../expression/lexer.js';
import { settingNames } from '../evaluable.js';
import type { Tenancy } from '../question.js';
import { quoteLiteral } from '../quote.js';
import type { Session } from '../session.js';
import type { Tenants } from '../tenants.js';

export interface ProofContext {
  readonly name: string;
  /** The tenant's setting; null: as the session has it, at first never set. */
  readonly tenant: string | null;
  /** The system flag; null: as the session has it. */
  readonly flag: string | null;
  /** Other settings that the policies read, as a pooled connection leaves them: empty. */
  readonly emptied?: readonly string[];
  /** Whose rows are its own: a tenant's, nobody's, or everybody's. */
  readonly sees: { readonly tenant: string } | 'nothing' | 'everything';
  /** A setting that is no tenant at all: an error is as good as nothing found. */
  readonly mayFail: boolean;
  /** Asked with fewer verbs: one of several that stand for one. */
  readonly few: boolean;
}

/** A flag that a careless comparison might take for the right one. */
const OTHER_FLAGS = ['false', 'TRUE', '1', 'on', 'yes', 't'];

/** The settings that policies read and the spec does not know. */
export function otherSettings({ setting, bypass }: Tenancy, policies: readonly string[]): readonly string[] {
  const known = [setting, bypass?.setting].map((name) => name?.toLowerCase());
  const names = policies.flatMap((policy) => settingNames(lex(policy)).map(({ value }) => value));
  // Without a dot it is one of the server's own.
  return [...new Set(names)].filter((name) => name.includes('.') && !known.includes(name.toLowerCase()));
}

/** Never set comes first: once a session has known a setting, it is empty and never again unset. */
export function contextsOf(
  { bypass }: Tenancy,
  { a, b, placeholders }: Tenants,
  emptied: readonly string[],
): readonly ProofContext[] {
  const context = (
    name: string,
    tenant: string | null,
    flag: string | null,
    more: Partial<ProofContext>,
  ): ProofContext => ({
    ...{ name, tenant, flag, sees: 'nothing', mayFail: false, few: false },
    ...more,
  });
  const [placeholder] = placeholders;
  return [
    context('never set', null, null, {}),
    context('tenant A', a, null, { sees: { tenant: a } }),
    context('tenant B', b, null, { sees: { tenant: b } }),
    context('garbage', 'no-such-tenant', null, { mayFail: true }),
    ...(placeholder === undefined || placeholder === ''
      ? []
      : [context('placeholder', placeholder, null, { sees: { tenant: placeholder } })]),
    context('empty', '', bypass === null ? null : '', { emptied }),
    ...(bypass === null
      ? []
      : [
          context('system flag on', a, bypass.value, { sees: 'everything' }),
          context('flag without tenant', '', bypass.value, { sees: 'everything' }),
          ...OTHER_FLAGS.filter((flag) => flag !== bypass.value).map((flag, i) =>
            context(`flag ${quoteLiteral(flag)}`, '', flag, { few: i > 0 }),
          ),
        ]),
  ];
}

/** One statement, or none. It holds to the end of the transaction, or until a rollback takes it back. */
export function settingsOf(
  { setting, bypass }: Tenancy,
  { tenant, flag, emptied = [] }: Pick<ProofContext, 'tenant' | 'flag' | 'emptied'>,
): readonly string[] {
  const set = (name: string, value: string) =>
    `pg_catalog.set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, true)`;
  const calls = [
    ...(tenant === null ? [] : [set(setting, tenant)]),
    ...(bypass === null || flag === null ? [] : [set(bypass.setting, flag)]),
    ...emptied.map((name) => set(name, '')),
  ];
  return calls.length === 0 ? [] : [`select ${calls.join(', ')}`];
}

/** Whether the session knows neither setting: what "never set" means. */
export async function isUntouched(session: Session, { setting, bypass }: Tenancy): Promise<boolean> {
  const names = [setting, ...(bypass === null ? [] : [bypass.setting])];
  const [result] = await session.run([
    `select ${names.map((name) => `pg_catalog.current_setting(${quoteLiteral(name)}, true) is null`).join(' and ')} as untouched`,
  ]);
  return result?.rows[0]?.untouched === true;
}
