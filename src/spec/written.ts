/** Values as they are to stand in a spec file: plain data, and the few things that say how it is laid out. */

import type { Address } from '../catalog/address.js';
import type { CatalogObject } from '../catalog/types.js';

/** The comment on an object, or on a column of a view; null where there is none. */
/** The comment on an object; of what is no object of its own (a domain's constraint), by the comment's address. */
export type Comments = (address: CatalogObject | Address) => string | null;

/** On one line: `{ schema: public, version: '1.3' }`, `[a, b]`. */
export class Inline {
  readonly value: Written;

  constructor(value: Written) {
    this.value = value;
  }
}

/** A value of the file. Text of several lines becomes a block; a list of scalars stands on one line where it fits. */
export type Written = string | number | boolean | null | readonly Written[] | Inline | Entries | Columns;

/** Columns in their order, which an object does not keep of names like "1". */
export type Columns = ReadonlyMap<string, Written>;

/** A map, in the order in which it is to be read. `undefined` stands for nothing. */
export interface Entries {
  readonly [key: string]: Written | undefined;
}

/** Whether it is columns. */
export function isColumns(value: Written | undefined): value is Columns {
  return value instanceof Map;
}
