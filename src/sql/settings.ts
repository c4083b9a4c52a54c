/** The settings under which every transaction of ours runs: what a server prints and how it reads must not depend on the caller. */
import { quoteLiteral } from './quote.js';

export interface Timeouts {
  /** lock_timeout in milliseconds */
  readonly lock: number;
  /** statement_timeout in milliseconds; 0: none */
  readonly statement: number;
}

const PINNED: Readonly<Record<string, string>> = {
  // Names come back qualified, and an unqualified name in an expression can only be PostgreSQL's own.
  search_path: '',
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  extra_float_digits: '1',
  transform_null_equals: 'off',
  standard_conforming_strings: 'on',
  quote_all_identifiers: 'off',
  bytea_output: 'hex',
  lc_monetary: 'C',
  // A function may come before what its text speaks of, and two may speak of each other.
  check_function_bodies: 'off',
  // Who holds the turn for `apply --online` is idle for as long as an index takes to build.
  idle_in_transaction_session_timeout: '0',
  // Compiling a catalog query takes longer than running it.
  jit: 'off',
};

/** Everything that a transaction of ours is begun with. */
export const PINNED_NAMES: readonly string[] = [...Object.keys(PINNED), 'lock_timeout', 'statement_timeout'];

/** One statement that pins them for the transaction (`set_config` with is_local). */
export function pin(timeouts: Timeouts, more: Readonly<Record<string, string>> = {}): string {
  return configure({ ...timed(timeouts), ...PINNED, ...more }, true);
}

/** One that pins them for the session: for what may not run in a transaction. */
export function pinSession(timeouts: Timeouts): string {
  return configure({ ...timed(timeouts), ...PINNED }, false);
}

function timed({ lock, statement }: Timeouts): Readonly<Record<string, string>> {
  return { lock_timeout: String(lock), statement_timeout: String(statement) };
}

function configure(settings: Readonly<Record<string, string>>, local: boolean): string {
  const calls = Object.entries(settings).map(
    ([name, value]) => `pg_catalog.set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, ${local})`,
  );
  return `select ${calls.join(', ')}`;
}
