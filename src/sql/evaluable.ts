/** What may be executed while policies are judged: an allow-list, since evaluating an expression runs its functions. */
import { calls, IDENTITY, namesOnlyBuiltins, subselects } from '../expression/inspect.js';
import { lex, oneExpression, type Token } from '../expression/lexer.js';
import { quoteLiteral } from './quote.js';
import type { Session } from './session.js';

/** Functions that are not immutable and still only look at the session (its settings, its clock) or print a value. */
const HARMLESS: ReadonlySet<string> = new Set(
  `current_setting current_database now statement_timestamp clock_timestamp transaction_timestamp date_trunc date_part extract
  age timezone to_char concat concat_ws format array_to_string`.split(/\s+/),
);

/** What looks like a call and is PostgreSQL's own syntax. */
const SYNTAX: ReadonlySet<string> = new Set('coalesce nullif greatest least trim row cast array exists'.split(' '));

/** Types whose values name objects of the server or are parsed at length: nothing of theirs is executed. */
const TYPES: ReadonlySet<string> = new Set(
  'regclass regproc regprocedure regoper regoperator regtype regrole regnamespace regconfig regdictionary regcollation xml'.split(
    ' ',
  ),
);

/** Text search by `@@` runs whatever dictionaries default_text_search_config names. */
const OPERATORS: ReadonlySet<string> = new Set(['@@', '@@@']);

const SURROUNDINGS: ReadonlySet<string> = new Set('system_user current_schema'.split(' '));

/**
 * Whether an expression may be executed, as far as its text tells: one expression that names nothing outside
 * pg_catalog (under search_path = '' the lexer decides that) and reads no table.
 * @param role who current_user will be; null: not known
 * @returns why not, or null
 */
export function mayEvaluate(expression: string, role: string | null = null): string | null {
  if (oneExpression(expression) !== null) return 'it is not one expression';
  if (subselects(expression) === 'other') return 'it has a sub-select on a table';
  const tokens = lex(expression);
  if (
    !namesOnlyBuiltins(expression) ||
    tokens.some((token, i) => token.text === '.' && tokens[i - 1]?.value !== 'pg_catalog')
  ) {
    return "it names something outside PostgreSQL's own";
  }
  const names = tokens.filter((t) => t.kind === 'word' || t.kind === 'quoted identifier').map((t) => t.value);
  const type = names.find((name) => TYPES.has(name));
  if (type !== undefined) return `it uses the type ${type}`;
  const operator = tokens.find((token) => token.kind === 'operator' && OPERATORS.has(token.text));
  if (operator !== undefined) return `it uses the operator ${operator.text}`;
  const words = tokens.filter((t) => t.kind === 'word').map((t) => t.value);
  const identity = words.find((word) => SURROUNDINGS.has(word) || (role === null && IDENTITY.has(word)));
  if (identity !== undefined) return `it depends on ${identity}`;
  const read = tokens.filter((token) => token.value === 'current_setting' && token.kind !== 'string').length;
  return read === settingNames(tokens).length ? null : 'it computes the name of a setting';
}

/** Who the session is, as the application will be: `CURRENT_USER` becomes the role's name. */
export function asRole(expression: string, role: string | null): string {
  if (role === null) return expression;
  return replace(expression, (token) =>
    token.kind === 'word' && IDENTITY.has(token.value) ? `${quoteLiteral(role)}::pg_catalog.name` : null,
  );
}

/** Writes an expression anew with some of its tokens replaced. */
export function replace(
  expression: string,
  by: (token: Token, i: number, all: readonly Token[]) => string | null,
): string {
  let text = '';
  let at = 0;
  const tokens = lex(expression);
  for (const [i, token] of tokens.entries()) {
    const other = by(token, i, tokens);
    if (other === null) continue;
    text += expression.slice(at, token.start) + other;
    at = token.end;
  }
  return text + expression.slice(at);
}

/** The literals that name a setting: `current_setting('<name>'[::text] [, …])`. */
export function settingNames(tokens: readonly Token[]): Token[] {
  return tokens.filter((token, i) => {
    if (token.kind !== 'string' || !/^(E|U&)?'/i.test(token.text)) return false;
    if (tokens[i - 1]?.text !== '(' || tokens[i - 2]?.value !== 'current_setting' || tokens[i - 2]?.kind === 'string')
      return false;
    const isCast = tokens[i + 1]?.text === '::' && tokens[i + 2]?.value === 'text';
    const after = tokens[isCast ? i + 3 : i + 1]?.text;
    return after === ',' || after === ')';
  });
}

/** What only the server can say of the expressions of its policies. */
export interface Trust {
  /** Why nothing at all may be executed: PostgreSQL's own names may mean a stranger's code; null: they do not. */
  readonly nothing: string | null;
  readonly functions: ReadonlySet<string>;
}

/** Objects of initdb have smaller object ids (FirstNormalObjectId, access/transam.h). */
const FIRST_STRANGER = 16384;

/**
 * Asks the server which of the functions called are its own and immutable (pg_proc.provolatile), and whether somebody
 * has added casts, operators or types to what an unqualified name finds (types of the session's own pg_temp come first).
 */
export async function askTrust(session: Session, expressions: readonly string[]): Promise<Trust> {
  const called = new Set(expressions.flatMap((expression) => calls(expression).map(({ name }) => name)));
  const names = ['', ...called].map(quoteLiteral).join(', ');
  const added = (relation: string, namespace: string) =>
    `exists (select from pg_catalog.${relation} where oid >= ${FIRST_STRANGER} and ${namespace} = 'pg_catalog'::pg_catalog.regnamespace)`;
  const [result] = await session.run([
    `select array(
      select proname::text from pg_catalog.pg_proc
      where pronamespace = 'pg_catalog'::pg_catalog.regnamespace and proname in (${names})
      group by proname
      having bool_and(oid < ${FIRST_STRANGER} and prokind = 'f' and not proretset
        and (provolatile = 'i' or proname in (${[...HARMLESS].map(quoteLiteral).join(', ')})))) as functions,
      exists (select from pg_catalog.pg_type where typnamespace = pg_catalog.pg_my_temp_schema()) or
      ${added('pg_operator', 'oprnamespace')} or ${added('pg_type', 'typnamespace')} or exists (
        select from pg_catalog.pg_cast k
          join pg_catalog.pg_type s on s.oid = k.castsource
          join pg_catalog.pg_type t on t.oid = k.casttarget
        where k.castmethod = 'f' and k.oid >= ${FIRST_STRANGER}
          and s.typnamespace = 'pg_catalog'::pg_catalog.regnamespace
          and t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace) as strangers`,
  ]);
  const [row] = result?.rows ?? [];
  const functions = Array.isArray(row?.functions) ? row.functions.map(String) : [];
  return {
    nothing: row?.strangers === false ? null : "this database adds casts, operators or types to PostgreSQL's own",
    functions: new Set([...SYNTAX, ...functions]),
  };
}

/** A function it calls that we do not execute, or null. */
export function untrusted(expression: string, trust: Trust): string | null {
  return calls(expression).find(({ name }) => !trust.functions.has(name))?.name ?? null;
}
