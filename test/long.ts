/** How long random tests search: in every run enough to meet what is common, with SCHEMA_AUDIT_LONG=1 what is rare too, with 10 ten times that. */
const LONG = Number(process.env.SCHEMA_AUDIT_LONG ?? 0);

export function runs(usual: number, long: number): number {
  return LONG > 0 ? Math.ceil(long * LONG) : usual;
}
