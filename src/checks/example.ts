/** The spec that the checks' examples are about: one table, as right as can be. */

export const EXAMPLE_SPEC = `
schema: public
application_role: schema_audit_example_app
external:
  services:
    auth-service: [users]
tenancy:
  column: tenant_id
  tenants_table: tenants
  setting: app.current_tenant_id
  bypass: { setting: app.is_system_user, value: 'true' }
  policies:
    '{table}_tenant_isolation':
      using: |
        tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid
        or current_setting('app.is_system_user', true) = 'true'
      with_check: same as using
tables:
  bookings:
    formerly: reservations
    columns:
      id: uuid primary key default gen_random_uuid()
      number: integer generated always as identity
      tenant_id: uuid not null
      user_id: uuid external users(id)
      status: varchar(50) not null default 'active'
      is_public: boolean not null default false
    indexes:
      idx_bookings_tenant: tenant_id
      idx_bookings_status: status
forbidden:
  roles: { schema_audit_example_admin: infrastructure's concern }
  extensions: { uuid-ossp: gen_random_uuid() is built in }
audit:
  ignore:
    - { checks: [session-bypass, setting-per-row], objects: public, reason: an example of the pattern as it is widespread }
`;

/** The spec with some of its sections replaced. */
export function exampleSpec(sections: string): string {
  const partsOf = (text: string) => text.trim().split(/\n(?=\w)/);
  const nameOf = (part: string) => part.slice(0, part.indexOf(':'));
  const replaced = partsOf(sections);
  const names = replaced.map(nameOf);
  return [...partsOf(EXAMPLE_SPEC).filter((part) => !names.includes(nameOf(part))), ...replaced].join('\n');
}

/** What other services have in the same database. */
export const EXAMPLE_OTHERS = `
create table tenants (id uuid primary key);
create table users (id uuid primary key);
`;

/** The pattern's condition, for examples that change a part of it. */
const TENANT = "tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid";
const SYSTEM = "current_setting('app.is_system_user', true) = 'true'";

/** ALTER POLICY with both expressions the same. */
export function examplePolicy(tenant: string = TENANT, system: string | null = SYSTEM): string {
  const condition = system === null ? tenant : `${tenant} or ${system}`;
  return `alter policy bookings_tenant_isolation on bookings using (${condition}) with check (${condition})`;
}
