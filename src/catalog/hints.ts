/** What a spec says of the way from what a database is to what it is to be, beside the result. */

/** Of one object. */
export interface Hint {
  /** Earlier names: what bears one of them is renamed. */
  readonly formerly: readonly string[];
  /** How a column's values become those of its new type, as in ALTER TABLE … USING. */
  readonly using: string | null;
  /** Of an enum: its values with the names that they had before. */
  readonly values?: ReadonlyMap<string, readonly string[]>;
}

/** By keyOf the address of the desired object. */
export type Hints = ReadonlyMap<string, Hint>;
