-- a
create table events (id bigint, created_at timestamptz not null, kind text, primary key (id, created_at)) partition by range (created_at);
create table events_2023 partition of events for values from ('2023-01-01') to ('2024-01-01');
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01') with (fillfactor = 70);
create table events_rest partition of events default;
create index events_kind on events (kind);
create index only_2024 on events_2024 (kind) where kind is not null;
alter table events_2024 add constraint known check (kind <> '');
comment on table events_2024 is 'Of 2024';
-- b
create table events (id bigint, created_at timestamptz not null, kind text, tag text check (tag <> ''), primary key (id, created_at)) partition by range (created_at);
create table events_2024 partition of events for values from ('2024-01-01') to ('2024-07-01');
create unlogged table events_2024b partition of events for values from ('2024-07-01') to ('2025-01-01');
create table events_2025 partition of events for values from ('2025-01-01') to (maxvalue);
create table events_rest partition of events default;
create index events_kind on events (kind, tag);
create unique index events_one on events (created_at, tag);
