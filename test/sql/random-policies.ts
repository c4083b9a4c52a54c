/** Policies made up at random, the same ones for the same seed. */
import type { Variant } from './policy-variants.js';

const SETTING = "current_setting('app.current_tenant_id', true)";
const TENANT = `nullif(${SETTING}, '')::uuid`;
const FLAG = "current_setting('app.is_system_user', true)";
const NOBODY = "'00000000-0000-0000-0000-000000000000'";

const CONDITIONS = [
  `tenant_id = ${TENANT}`,
  `tenant_id = ${SETTING}::uuid`,
  `tenant_id::text = ${SETTING}`,
  `tenant_id <> ${TENANT}`,
  `tenant_id = coalesce(${TENANT}, ${NOBODY})`,
  `tenant_id = coalesce(${TENANT}, tenant_id)`,
  `tenant_id is not distinct from ${TENANT}`,
  `tenant_id = ${NOBODY}`,
  `tenant_id in (${TENANT}, ${NOBODY})`,
  `tenant_id = any (string_to_array(${SETTING}, ',')::uuid[])`,
  `tenant_id between ${TENANT} and ${TENANT}`,
  `(select ${TENANT}) = tenant_id`,
  `tenant_id = (case when ${SETTING} = '' then null else ${SETTING} end)::uuid`,
  `${SETTING} is null`,
  `${SETTING} = ''`,
  `length(${SETTING}) > 3`,
  `${FLAG} = 'true'`,
  `${FLAG}::boolean`,
  `${FLAG} is not null`,
  "current_setting('app.other', true) is null",
  "current_setting('app.current_tenant', true) = ''",
  'is_public',
  'is_public is not null',
  "status = 'active'",
  'true',
  'false',
];
const COMMANDS = ['all', 'all', 'select', 'insert', 'update', 'delete'];
const TESTS = ['true', 'not true', 'false', 'not false', 'null', 'unknown'];

export function randomVariants(count: number, seed: number): Variant[] {
  let state = seed;
  // A linear congruential generator: any sequence does that is the same everywhere.
  const random = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const condition = (depth: number): string => {
    if (depth === 0 || random() < 0.2) return pick(CONDITIONS);
    const next = () => condition(depth - 1);
    const forms = [
      () => `(${next()} and ${next()})`,
      () => `(${next()} and ${next()})`,
      () => `(${next()} or ${next()})`,
      () => `(${next()} or ${next()})`,
      () => `not (${next()})`,
      () => `case when ${next()} then ${next()} else ${next()} end`,
      () => `coalesce(${next()}, ${next()})`,
      () => `(${next()}) is ${pick(TESTS)}`,
      () => `(select ${next()})`,
    ];
    return pick(forms)();
  };
  const policy = (name: string): string => {
    const command = pick(COMMANDS);
    const restrictive = random() < 0.3 ? 'as restrictive' : '';
    const to = random() < 0.2 ? `to ${pick(['$role', '$group', '$stranger'])}` : '';
    const using = command === 'insert' ? '' : `using (${condition(2)})`;
    const check = command === 'select' || command === 'delete' || random() < 0.5 ? '' : `with check (${condition(2)})`;
    return `create policy ${name} on $t ${restrictive} for ${command} ${to} ${using} ${check};`;
  };
  return Array.from({ length: count }, (_, i) => {
    const sql = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, k) => policy(`p${k}`)).join(' ');
    const columns = (['status', 'is_public'] as const).filter((column) => sql.includes(column));
    return { name: `random policies ${i} of seed ${seed} (${sql})`, sql, columns, random: true };
  });
}
