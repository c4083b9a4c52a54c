/** role: belongs to the cluster, so it is read and never written. */
import type { Role } from '../../catalog/types.js';
import type { Kind } from '../kind.js';

export const role: Kind<Role> = {
  query: `
    with scope as (
      select oid, rolname, rolsuper, rolbypassrls from pg_catalog.pg_roles
      where rolname in (select json_array_elements_text(current_setting('schema_audit.roles')::json)))
    select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as "bypassRowSecurity",
      coalesce(d.uses -> 'o', '[]') as owns, coalesce(d.uses -> 'a', '[]') as granted,
      coalesce(d.uses -> 'r', '[]') as policies
    from scope r
      left join lateral (
        select json_object_agg(u.deptype, u.objects) as uses
        from (
          select d.deptype, json_agg(o.type || ' ' || o.identity order by o.type, o.identity) as objects
          from pg_catalog.pg_database db
            join pg_catalog.pg_shdepend d on d.dbid = db.oid
              or d.dbid = 0 and d.classid = 'pg_catalog.pg_database'::regclass and d.objid = db.oid
            cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) o
          where db.datname = current_database() and d.refclassid = 'pg_catalog.pg_authid'::regclass and d.refobjid = r.oid
          group by d.deptype) u) d on true
    order by r.rolname`,
  create: () => [],
  drop: () => [],
  alter: {
    superuser: () => [],
    bypassRowSecurity: () => [],
    owns: () => [],
    granted: () => [],
    policies: () => [],
  },
};
