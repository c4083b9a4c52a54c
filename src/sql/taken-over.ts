/** serial to identity and back: one sequence goes on where the other stands, and takes its name. */
import type { Change } from '../catalog/diff.js';
import type { CatalogObject, Column, Sequence } from '../catalog/types.js';
import { is, lex } from '../expression/scan.js';
import type { Draft } from './kind.js';
import { sequenceOf } from './kinds/identity.js';
import { passingName } from './passing-name.js';
import { quoteIdent, quoteLiteral, quoteQualified } from './quote.js';

interface Name {
  readonly schema: string;
  readonly name: string;
}

/** What a default counts on: `nextval('public.t_id_seq'::regclass)`. */
function countedOn(column: Column): Name | null {
  const tokens = column.default === null ? [] : lex(column.default.expression);
  const [call, open, text] = tokens;
  if (!is(call, 'nextval') || !is(open, '(') || text?.kind !== 'string') return null;
  const [schema, dot, name, ...more] = lex(text.value);
  if (schema === undefined || !is(dot, '.') || name === undefined || more.length > 0) return null;
  return { schema: schema.value, name: name.value };
}

function goOn(to: Name, from: Name): Draft {
  const [name, old] = [quoteQualified(to.schema, to.name), quoteQualified(from.schema, from.name)];
  return { sql: `select pg_catalog.setval(${quoteLiteral(name)}, last_value, is_called) from ${old}` };
}

function rename({ schema, name }: Name, to: string): Draft {
  const sql = `alter sequence ${quoteQualified(schema, name)} rename to ${quoteIdent(to)}`;
  return { sql, locks: [{ schema, table: name, mode: 'ACCESS EXCLUSIVE' }] };
}

/**
 * Around the statement that makes a column an identity, where it counted on a sequence before. One of the name that
 * serial gives has done its work; any other may be needed elsewhere.
 */
export function identityFrom(
  to: Column,
  from: Column,
): { readonly before: readonly Draft[]; readonly after: readonly Draft[] } {
  const old = countedOn(from);
  if (old === null) return { before: [], after: [] };
  const own = { schema: to.schema, name: sequenceOf(to) };
  if (old.schema !== own.schema || old.name !== own.name) return { before: [], after: [goOn(own, old)] };
  const aside = { schema: old.schema, name: passingName(old.name) };
  const drop: Draft = { sql: `drop sequence ${quoteQualified(aside.schema, aside.name)}` };
  return { before: [rename(old, aside.name)], after: [goOn(own, aside), drop] };
}

/** Whether a sequence that is to go has gone already, when its column became an identity. */
export function isTakenOver(gone: CatalogObject, changes: readonly Change[]): boolean {
  if (gone.kind !== 'sequence') return false;
  return changes.some((change) => {
    if (change.change !== 'alter' || change.field !== 'identity') return false;
    const { to, from } = change;
    if (to.kind !== 'column' || from.kind !== 'column' || from.identity !== null) return false;
    const old = countedOn(from);
    return old?.schema === gone.schema && old.name === gone.name && sequenceOf(to) === gone.name;
  });
}

/** How a sequence is made for a column that is an identity still, and where it goes on from. null: it is none's. */
export function sequenceFrom(
  to: CatalogObject,
  changes: readonly Change[],
  create: (to: Sequence) => readonly Draft[],
): readonly Draft[] | null {
  const owner = to.kind === 'sequence' ? to.ownedBy : null;
  if (to.kind !== 'sequence' || owner === null) return null;
  const [column] = changes
    .flatMap((change) =>
      change.change === 'alter' && change.field === 'identity' && change.from.kind === 'column' ? [change] : [],
    )
    .filter(
      ({ to: now, from }) =>
        now.kind === 'column' &&
        from.kind === 'column' &&
        now.identity === null &&
        from.identity !== null &&
        now.schema === owner.schema &&
        now.table === owner.table &&
        now.name === owner.column,
    );
  if (column === undefined || column.from.kind !== 'column') return null;
  const old = { schema: owner.schema, name: sequenceOf(column.from) };
  if (old.schema !== to.schema || old.name !== to.name) return [...create(to), goOn(to, old)];
  const aside = { schema: old.schema, name: passingName(old.name) };
  return [rename(old, aside.name), ...create(to), goOn(to, aside)];
}
