/** step: what is done with one object, before anything is ordered. */
import type { CatalogObject } from '../catalog/types.js';
import type { Draft } from './kind.js';

export type Verb = 'create' | 'drop' | 'alter' | 'rename';

/** What is done with one object at one place of the order. */
export interface Step {
  readonly verb: Verb;
  readonly object: CatalogObject;
  readonly drafts: readonly Draft[];
  /** Of what is there already: what it was. */
  readonly from?: CatalogObject;
  /** Has to be out of the way before anything else is touched. */
  readonly first?: boolean;
  /** PostgreSQL refuses it while anything stands on the object. */
  readonly disturbs?: boolean;
  /** Goes before what happens to the objects of these keys, or comes after them. */
  readonly around?: { readonly on: string; readonly when: 'before' | 'after' };
  /** When a partition changes its place, or a new one takes in what was there (`join new`: in a table that the plan creates); when a table is logged or not. */
  readonly moment?: 'leave' | 'join' | 'join new' | 'persist';
  /** Owner and grants: when everything else is done. */
  readonly access?: boolean;
  /** Makes whole what was made in two. */
  readonly completes?: boolean;
  /** Takes it back to a form that stands on less, before it goes. */
  readonly loosens?: boolean;
  /** Of something that the spec does not know. */
  readonly stranger?: boolean;
  /** The key of what goes and comes back in one transaction, with all that goes along. */
  readonly returns?: string;
  /** Of what goes to come back under another name: the key of that one, by which the database is asked about it. */
  readonly becomes?: string;
  /** Of a type that has made room for the one of its name. */
  readonly aside?: true;
}
