/** role: belongs to the cluster, so it is read and never written. */
import type { Role } from '../../catalog/types.js';
import type { Kind } from '../kind.js';

/** What of this database a role has to do with, by pg_shdepend's kind of dependency. */
const depends = (type: string) => `
  coalesce((select json_agg(o.type || ' ' || o.identity order by o.type, o.identity)
    from pg_catalog.pg_shdepend d
      cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) o
    where d.refclassid = 'pg_catalog.pg_authid'::regclass and d.refobjid = r.oid and d.deptype = '${type}'
      and (d.dbid = (select oid from pg_catalog.pg_database where datname = current_database())
        or d.classid = 'pg_catalog.pg_database'::regclass and d.objid = (
          select oid from pg_catalog.pg_database where datname = current_database()))), '[]')`;

export const role: Kind<Role> = {
  query: `
    with scope as (
      select oid, rolname, rolsuper, rolbypassrls from pg_catalog.pg_roles
      where rolname in (select json_array_elements_text(current_setting('schema_audit.roles')::json)))
    select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as "bypassRowSecurity",
      ${depends('o')} as owns, ${depends('a')} as granted, ${depends('r')} as policies,
      (select json_agg(m.rolname order by m.rolname) from scope m where pg_has_role(r.oid, m.oid, 'USAGE')) as "memberOf"
    from scope r
    order by r.rolname`,
  create: () => [],
  drop: () => [],
  alter: {
    superuser: () => [],
    bypassRowSecurity: () => [],
    owns: () => [],
    granted: () => [],
    policies: () => [],
    memberOf: () => [],
  },
};
