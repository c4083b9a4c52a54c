-- a
create table s (tenant_id uuid, id int) partition by hash (id);
create table s0 partition of s for values with (modulus 1, remainder 0);
alter table s enable row level security;
alter table s force row level security;
create policy own on s using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
-- b
create table s (tenant_id uuid, id int) partition by hash (id);
create table s0 partition of s for values with (modulus 1, remainder 0);
alter table s0 enable row level security;
create policy own on s0 using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
