/** What the server says of a condition, without running anything. */

/** How the server would find the rows that fulfil a condition, with sequential scans off. */
export interface Planned {
  readonly schema: string;
  readonly table: string;
  readonly condition: string;
  /** Whether an index is searched for it. */
  readonly served: boolean;
  /** As EXPLAIN says it: `Seq Scan on bookings, Filter: …` */
  readonly plan: string;
}
