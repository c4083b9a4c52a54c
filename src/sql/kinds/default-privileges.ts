/** default privileges: what objects that a role makes are granted of themselves. */
import type { DefaultPrivileges } from '../../catalog/types.js';
import { withoutDefaultPrivileges } from '../access-statements.js';
import { aclOf, SCHEMAS } from '../in-scope.js';
import type { Kind } from '../kind.js';

/** Rows of pg_default_acl. */
const select = (where: string) => `
    select rolname || ' on ' || objects || coalesce(' in ' || nspname, '') as name,
      rolname as role, nspname as "inSchema", objects,
      ${aclOf('defaclacl', 'type', 'defaclrole', 'nspname is not null')} as grants
    from (
      select d.*, r.rolname, n.nspname, case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end as type,
        case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types'
          when 'n' then 'schemas' else 'large objects' end as objects
      from pg_catalog.pg_default_acl d
        join pg_catalog.pg_roles r on r.oid = d.defaclrole
        left join pg_catalog.pg_namespace n on n.oid = d.defaclnamespace) d
    where ${where}
    order by rolname, objects, nspname`;

/** What the role that is connected grants of itself on what it makes. */
export const OWN_DEFAULTS = select(`rolname = current_user and (defaclnamespace = 0 or defaclnamespace = ${SCHEMAS})`);

export const defaultPrivileges: Kind<DefaultPrivileges> = {
  query: select(`(defaclnamespace = 0 or defaclnamespace = ${SCHEMAS})
      and (current_setting('schema_audit.default_roles') = '' or rolname in (
        select json_array_elements_text(nullif(current_setting('schema_audit.default_roles'), '')::json)))`),
  create: () => [],
  drop: (from) => withoutDefaultPrivileges(from).map((draft) => ({ ...draft, beyond: true })),
  stays: () => true,
  alter: {
    // All of these are in its name.
    role: 'recreate',
    inSchema: 'recreate',
    objects: 'recreate',
    grants: 'access',
  },
};
