/** Whether two queries mean the same: what the server makes of the one is held against what it says of the other. */
import { type Address, addressOf } from '../catalog/address.js';
import type { Change, ExpressionPair } from '../catalog/diff.js';
import type { CatalogObject, Function } from '../catalog/types.js';
import { oneBody, oneQuery } from '../expression/one-query.js';
import { is, lex } from '../expression/scan.js';
import { definitionOfFunction, routine } from './kinds/function.js';
import { quoteLiteral, quoteQualified } from './quote.js';
import { relationsIn } from './relations.js';
import type { Session } from './session.js';
import { type Trial, tryOut } from './try-out.js';

export interface QueryAnswer {
  readonly is: 'same' | 'different' | 'unknown';
  /** Whether CREATE OR REPLACE VIEW would be refused: a column would go or change. */
  readonly anew: boolean;
}

const SAME: QueryAnswer = { is: 'same', anew: false };
const UNKNOWN: QueryAnswer = { is: 'unknown', anew: false };

/**
 * Answers each pair. CREATE VIEW analyses a query and runs nothing of it, but for the input functions of types, which
 * only a superuser can have made; so no stranger's code runs, whoever asks.
 * @param changing the relations whose columns the plan changes: what `*` stands for is not known before
 */
export async function askQueries(
  session: Session,
  pairs: readonly ExpressionPair[],
  changing: readonly Address[],
  baseOf: (type: string) => string,
): Promise<readonly QueryAnswer[]> {
  const answers = new Map<ExpressionPair, QueryAnswer>();
  for (const pair of pairs) if (isOpen(pair.desired, changing)) answers.set(pair, { is: 'different', anew: true });
  const asked = pairs.filter((pair) => !answers.has(pair) && isOne(pair.desired));
  /** Not as things are now: over a table that the plan renames, or really another. */
  const invalid = new Set<ExpressionPair>();
  const tried = asked.length === 0 ? null : await tryOut(session, asked.map(trialOf));
  for (const [i, pair] of asked.entries()) {
    const one = tried?.[i];
    if (one === undefined) continue;
    if ('result' in one) {
      const [row] = one.result.rows;
      answers.set(pair, row?.text === pair.actual ? SAME : { is: 'different', anew: row?.fits !== true });
    } else if (/^(?:42(?!501)|0A)/.test(one.refused)) invalid.add(pair);
  }
  const left = pairs.filter((pair) => !answers.has(pair));
  if (left.length > 0) {
    const { sameQuery } = await import('../expression/normal-query.js');
    const relations = await relationsIn(
      session,
      left.flatMap(({ desired, actual }) => [desired, actual]),
      baseOf,
    );
    for (const pair of left)
      answers.set(
        pair,
        (await sameQuery(pair.desired, pair.actual, relations))
          ? SAME
          : invalid.has(pair)
            ? { is: 'different', anew: true }
            : UNKNOWN,
      );
  }
  return pairs.map((pair) => answers.get(pair) ?? UNKNOWN);
}

function isOne(query: string): boolean {
  return oneQuery(query) === null || oneBody(query) === null;
}

/** `*` over a relation that is to have other columns. */
function isOpen(query: string, changing: readonly Address[]): boolean {
  if (changing.length === 0 || !isOne(query)) return false;
  const tokens = lex(query);
  const star = tokens.some((token, i) => is(token, '*') && is(tokens[i - 1], 'select', 'distinct', 'all', ',', '.'));
  const whole = star || tokens.some((token) => is(token, 'table'));
  return whole && changing.some(({ table }) => tokens.some(({ kind, value }) => kind !== 'string' && value === table));
}

const TRIAL = 'schema_audit_trial';

function trialOf(pair: ExpressionPair, i: number): Trial {
  return pair.to.kind === 'function' ? functionTrial(pair.to, pair.desired) : viewTrial(pair, `${TRIAL}_${i}`);
}

function viewTrial({ desired, from }: ExpressionPair, name: string): Trial {
  const { schema = '', table = '' } = addressOf(from);
  const columns = (relation: string) => `array(
    select row(attname, atttypid, atttypmod, attcollation)::text from pg_catalog.pg_attribute
    where attrelid = pg_catalog.to_regclass(${quoteLiteral(relation)}) and attnum > 0 and not attisdropped order by attnum)`;
  return {
    make: [`create view pg_temp.${name} as ${desired}`],
    read: `select pg_catalog.regexp_replace(pg_catalog.ltrim(pg_catalog.pg_get_viewdef('pg_temp.${name}'::pg_catalog.regclass)), ';\\s*$', '') as text,
      (select is_now[1:cardinality(was)] = was from (select ${columns(`pg_temp.${name}`)} as is_now,
        ${columns(quoteQualified(schema, table))} as was) c) as fits`,
  };
}

/** Under its own name, by which its body may call its arguments. */
function functionTrial(to: Function, query: string): Trial {
  const made = { ...to, schema: 'pg_temp', sqlBody: { query } };
  return {
    make: [definitionOfFunction(made)],
    read: `select pg_catalog.pg_get_function_sqlbody(oid) as text, true as fits from pg_catalog.pg_proc
      where proname = ${quoteLiteral(to.function)} and pronamespace = pg_catalog.pg_my_temp_schema()`,
    undo: routine.drop(made).map(({ sql }) => sql),
  };
}

/** The relations whose columns come, go or change: by the names that the spec gives them. */
export function changingRelations(changes: readonly Change[]): readonly Address[] {
  const objects = changes.flatMap((change): CatalogObject[] => {
    if (change.change === 'drop') return change.from.kind === 'column' ? [change.from] : [];
    const whole = change.to.kind === 'column' || (change.change !== 'alter' && change.to.kind === 'table');
    const query = change.change === 'alter' && change.field === 'definition';
    return whole || query ? [change.to] : [];
  });
  return objects.map(({ kind: _, ...object }) => addressOf({ kind: 'table', ...(object as Omit<Address, 'kind'>) }));
}
