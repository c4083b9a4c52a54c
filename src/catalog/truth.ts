/** What the policies of a table do: for each context, row and verb, whether the row is let through. */
import type { Address } from './address.js';

/** What the session has set when it asks. */
export const TRUTH_CONTEXTS = [
  'never set',
  'empty',
  'tenant A',
  'garbage',
  'placeholder',
  'system flag on',
  'system flag other',
] as const;
export type TruthContext = (typeof TRUTH_CONTEXTS)[number];

/** `update` is which rows may be touched (USING), `update to` what they may become (WITH CHECK). */
export const TRUTH_VERBS = ['select', 'insert', 'update', 'update to', 'delete'] as const;
export type TruthVerb = (typeof TRUTH_VERBS)[number];

/** Whose the row is: the tenant's that is set in the context (A where none is), another's, or a placeholder's. */
export const TRUTH_ROWS = ['own', 'foreign', 'placeholder'] as const;
export type TruthRow = (typeof TRUTH_ROWS)[number];

/** The condition under which a bypass that is read as a boolean opens: the value that is meant, written differently. */
export const OTHER_SPELLING = 'the flag is true in another spelling';

export type TruthOutcome =
  | { readonly is: 'through' }
  | { readonly is: 'held back' }
  /** Let through under some values of the row's other columns, or of the flag. */
  | { readonly is: 'sometimes'; readonly when: string }
  | { readonly is: 'error'; readonly message: string }
  | { readonly is: 'unknown'; readonly reason: string };

export interface TruthCell {
  readonly verb: TruthVerb;
  readonly context: TruthContext;
  readonly row: TruthRow;
  readonly outcome: TruthOutcome;
}

/** The truth table of one table, for the application's role. */
export interface TruthTable {
  readonly table: Address;
  readonly cells: readonly TruthCell[];
}
