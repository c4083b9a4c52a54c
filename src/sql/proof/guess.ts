/** What policies say of tenants, where no spec does: the setting that most compare the tenant's column with, and the bypass. */
import { lex } from '../../expression/lexer.js';
import { settingNames } from '../evaluable.js';
import type { Tenancy } from '../question.js';

/** @returns null where no policy compares the column with a setting */
export function guessTenancy(policies: readonly string[], tenantColumn: string): Tenancy | null {
  const settings: string[] = [];
  const flags: { readonly setting: string; readonly value: string }[] = [];
  for (const policy of policies) {
    const tokens = lex(policy);
    const names = new Map(settingNames(tokens).map((token) => [token.start, token.value]));
    // A setting belongs to what was compared last: the column, or the literal that follows.
    let column = false;
    for (const [i, token] of tokens.entries()) {
      if (token.kind === 'word' && ['or', 'and'].includes(token.value)) column = false;
      if (token.kind !== 'string' && token.value === tenantColumn) column = true;
      const name = names.get(token.start);
      if (name === undefined) continue;
      const end = tokens.findIndex((one, j) => j > i && one.text === ')');
      const value = tokens[end + 2];
      if (column) settings.push(name);
      else if (tokens[end + 1]?.text === '=' && value?.kind === 'string')
        flags.push({ setting: name, value: value.value });
    }
  }
  const setting = mostFrequent(settings);
  if (setting === null) return null;
  const flag = mostFrequent(flags.filter((one) => one.setting !== setting).map((one) => JSON.stringify(one)));
  return { tenantColumn, setting, bypass: flag === null ? null : (JSON.parse(flag) as Tenancy['bypass']) };
}

function mostFrequent(texts: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
