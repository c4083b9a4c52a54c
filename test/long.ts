/** How long tests search: usually enough to meet what is common, with SCHEMA_AUDIT_LONG=1 what is rare too, with 10 at random ten times that. */

/** 0: as usual. */
export const LONG = Number(process.env.SCHEMA_AUDIT_LONG ?? 0);

export function runs(usual: number, long: number): number {
  return LONG > 0 ? Math.ceil(long * LONG) : usual;
}
