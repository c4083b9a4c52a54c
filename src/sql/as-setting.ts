/** Policies with what tells the tenant written as a setting, so that they can be judged by what they do. */
import type { Catalog, Expression, Policy } from '../catalog/types.js';
import { type Helper, inlined, replaceCalls } from '../expression/inline.js';
import { IDENTITY } from '../expression/inspect.js';
import { lex } from '../expression/lexer.js';
import { remember } from '../expression/remember.js';
import type { Source } from '../expression/tenant-source.js';
import { replace } from './evaluable.js';

/** Stands for a tenant that no setting holds. No session has ever set it. */
export const STAND_IN = 'schema_audit.tenant';

export interface Rewritten {
  readonly catalog: Catalog;
  /** A part of a rewritten policy as its author wrote it, as far as that can be told. */
  readonly asWritten: (text: string) => string;
}

/** The catalog with its policies' helpers written out; a function that we cannot look into, and the role, as STAND_IN. */
export function asSetting(catalog: Catalog, source: Source, helpers: readonly Helper[]): Rewritten {
  const rewritten = remember((text) => withStandIn(inlined(text, helpers), source, helpers));
  const expression = (one: Expression | null) => (one === null ? null : { expression: rewritten(one.expression) });
  const policies = catalog.policy.map(
    (policy): Policy => ({ ...policy, using: expression(policy.using), withCheck: expression(policy.withCheck) }),
  );
  const calls = helpers
    .filter((one) => one.arguments === 0)
    .map(({ schema, name }) => {
      const call = `${schema}.${name}()`;
      return { call, text: rewritten(call) };
    });
  const asWritten = (text: string) =>
    calls.reduce((all, one) => (one.text === one.call ? all : all.replaceAll(one.text, one.call)), text);
  return { catalog: { ...catalog, policy: policies }, asWritten };
}

function withStandIn(text: string, source: Source, helpers: readonly Helper[]): string {
  if (source.is === 'function') {
    return replaceCalls(text, (schema, name) => {
      const helper = helpers.find((one) => one.schema === schema && one.name === name);
      return helper !== undefined && `${schema}.${name}` === source.name ? read(helper.returns) : null;
    });
  }
  if (source.is !== 'role') return text;
  const called = new Set(lex(text).flatMap((token, i, all) => (all[i + 1]?.text === '(' ? [token.start] : [])));
  return replace(text, (token) =>
    token.kind === 'word' && IDENTITY.has(token.value) && !called.has(token.start) ? `(${read('name')})` : null,
  );
}

function read(type: string): string {
  return `nullif(current_setting('${STAND_IN}', true), '')::${type}`;
}
