-- a
create table m (tenant uuid, at date, v numeric) partition by list (tenant);
create table m_a partition of m for values in ('00000000-0000-4000-8000-00000000000a') partition by range (at);
create table m_a_1 partition of m_a for values from (minvalue) to ('2024-01-01');
create table m_a_2 partition of m_a for values from ('2024-01-01') to (maxvalue);
create table m_rest partition of m default;
create table h (k int, v text) partition by hash (k, lower(v) collate "C");
create table h0 partition of h for values with (modulus 2, remainder 0);
create table h1 partition of h for values with (modulus 2, remainder 1);
-- b
create table m (tenant uuid, at date, v numeric) partition by list (tenant);
create table m_a partition of m for values in ('00000000-0000-4000-8000-00000000000a');
create table m_rest partition of m default partition by hash (v);
create table m_rest_0 partition of m_rest for values with (modulus 1, remainder 0);
create table h (k int, v text) partition by hash (k);
create table h0 partition of h for values with (modulus 2, remainder 0);
create table h1 partition of h for values with (modulus 2, remainder 1);
