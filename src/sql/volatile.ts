/** Which defaults are computed row by row when a column is added: those that call what may answer anew each time. */
import { calls } from '../expression/inspect.js';

/** Functions of PostgreSQL's own, common in defaults, that answer once a statement. */
const STABLE: ReadonlySet<string> = new Set(
  `now transaction_timestamp statement_timestamp current_setting current_date current_time date_trunc coalesce nullif
   lower upper jsonb_build_object json_build_object jsonb_build_array json_build_array make_date make_interval
   to_timestamp timezone array_fill cast interval timestamp numeric decimal varchar char bit`.split(/\s+/),
);

/** Whether the server evaluates the expression for each row; a function that we do not know is taken for such a one. */
export function computedPerRow(expression: string): boolean {
  return calls(expression).some(({ schema, name }) => (schema ?? 'pg_catalog') !== 'pg_catalog' || !STABLE.has(name));
}
