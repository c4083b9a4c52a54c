-- Style: MusicBrainz: an encyclopedia, checks with names and expressions, own collation rules, triggers that keep counts, materialized tables.
create schema musicbrainz;
create schema cover_art_archive;
create extension cube schema musicbrainz;
create extension earthdistance schema musicbrainz;
create extension unaccent schema musicbrainz;
create type musicbrainz.cover_art_presence as enum ('absent', 'present', 'darkened');
create type musicbrainz.event_art_presence as enum ('absent', 'present', 'darkened');
create type musicbrainz.fluency as enum ('basic', 'intermediate', 'advanced', 'native');
create type musicbrainz.ratable_entity_type as enum ('artist', 'label', 'recording', 'release_group', 'work');
create function musicbrainz.controlled_for_whitespace(text) returns boolean language plpgsql immutable set search_path = musicbrainz, public as $$
begin
  return $1 !~ '\s{2,}' and $1 = btrim($1);
end $$;
create function musicbrainz.whitespace_collapsed(text) returns boolean language sql immutable strict as $$ select $1 ~ '^(\S+ )*\S+$' $$;
create function musicbrainz.mb_lower(input text) returns text language sql immutable parallel safe strict as $$ select lower(input collate "und-x-icu") $$;
create function musicbrainz.mb_simple_tsvector(input text) returns tsvector language sql immutable parallel safe strict as $$ select to_tsvector('pg_catalog.simple'::regconfig, lower(input)) $$;
create table musicbrainz.area_type (id serial, name varchar(255) not null, parent integer, child_order integer not null default 0, description text, gid uuid not null);
create table musicbrainz.area (
  id serial,
  gid uuid not null,
  name varchar not null,
  type integer,
  edits_pending integer not null default 0 check (edits_pending >= 0),
  last_updated timestamptz default now(),
  begin_date_year smallint,
  begin_date_month smallint,
  begin_date_day smallint,
  end_date_year smallint,
  end_date_month smallint,
  end_date_day smallint,
  ended boolean not null default false check (
    (end_date_year is not null or end_date_month is not null or end_date_day is not null) and ended = true
    or (end_date_year is null and end_date_month is null and end_date_day is null)
  ),
  comment varchar(255) not null default ''
);
create table musicbrainz.artist_type (id serial, name varchar(255) not null, parent integer, child_order integer not null default 0, description text, gid uuid not null);
create table musicbrainz.gender (id serial, name varchar(255) not null, parent integer, child_order integer not null default 0, description text, gid uuid not null);
create table musicbrainz.artist (
  id serial,
  gid uuid not null,
  name varchar not null,
  sort_name varchar not null,
  begin_date_year smallint,
  begin_date_month smallint,
  begin_date_day smallint,
  end_date_year smallint,
  type integer,
  area integer,
  gender integer,
  comment varchar(255) not null default '',
  edits_pending integer not null default 0 check (edits_pending >= 0),
  last_updated timestamptz default now(),
  ended boolean not null default false,
  begin_area integer,
  end_area integer,
  constraint artist_ended_check check (end_date_year is null or ended)
);
create table musicbrainz.artist_alias (id serial, artist integer not null, name varchar not null, locale text, edits_pending integer not null default 0, sort_name varchar not null, primary_for_locale boolean not null default false, ended boolean not null default false, constraint primary_check check ((locale is null and primary_for_locale is false) or (locale is not null)));
create table musicbrainz.artist_credit (id serial, name varchar not null, artist_count smallint not null, ref_count integer default 0, created timestamptz default now(), gid uuid not null);
create table musicbrainz.artist_credit_name (artist_credit integer not null, position smallint not null, artist integer not null, name varchar not null, join_phrase text not null default '');
create table musicbrainz.artist_meta (id integer not null, rating smallint check (rating >= 0 and rating <= 100), rating_count integer);
create table musicbrainz.artist_tag (artist integer not null, tag integer not null, count integer not null, last_updated timestamptz default now());
create table musicbrainz.tag (id serial, name varchar(255) not null, ref_count integer not null default 0);
create table musicbrainz.recording (id serial, gid uuid not null, name varchar not null, artist_credit integer not null, length integer check (length is null or length > 0), comment varchar(255) not null default '', edits_pending integer not null default 0, last_updated timestamptz default now(), video boolean not null default false);
create table musicbrainz.release_group (id serial, gid uuid not null, name varchar not null, artist_credit integer not null, type integer, comment varchar(255) not null default '', edits_pending integer not null default 0, last_updated timestamptz default now());
create table musicbrainz.release (id serial, gid uuid not null, name varchar not null, artist_credit integer not null, release_group integer not null, status integer, barcode varchar(255), comment varchar(255) not null default '', quality smallint not null default -1, last_updated timestamptz default now());
create table musicbrainz.medium (id serial, release integer not null, position integer not null, format integer, name varchar not null default '', track_count integer not null default 0, last_updated timestamptz default now(), gid uuid not null);
create table musicbrainz.track (
  id serial,
  gid uuid not null,
  recording integer not null,
  medium integer not null,
  position integer not null,
  number text not null,
  name varchar not null,
  artist_credit integer not null,
  length integer check (length is null or length > 0),
  is_data_track boolean not null default false
);
create table musicbrainz.editor (id serial, name varchar(64) not null, privs integer default 0, email varchar(64) default null, website varchar(255) default null, bio text, member_since timestamptz default now(), birth_date date, password varchar(128) not null, ha1 char(32) not null, deleted boolean not null default false);
create table musicbrainz.editor_language (editor integer not null, language text not null, fluency musicbrainz.fluency not null);
create table musicbrainz.place (id serial, gid uuid not null, name varchar not null, address varchar not null default '', area integer, coordinates point, comment varchar(255) not null default '');
create table musicbrainz.event (id serial, gid uuid not null, name varchar not null, time time without time zone, setlist text, cancelled boolean not null default false);
create table musicbrainz.url (id serial, gid uuid not null, url text not null, last_updated timestamptz default now());
create table musicbrainz.unreferenced_row_log (table_name varchar not null, row_id integer not null, inserted timestamptz default now());
create table cover_art_archive.art_type (id serial not null primary key, name text not null, parent integer, child_order integer not null default 0);
create table cover_art_archive.cover_art (id bigint not null, release integer not null, comment text not null default '', edit integer not null, ordering integer not null check (ordering > 0), date_uploaded timestamptz not null default now(), mime_type text not null, filesize integer);
create table cover_art_archive.cover_art_type (id bigint not null, type_id integer not null);
create table musicbrainz.link (id serial, link_type integer not null, begin_date_year smallint, attribute_count integer not null default 0, created timestamptz default now());
create table musicbrainz.l_artist_release (id serial, link integer not null, entity0 integer not null, entity1 integer not null, link_order integer not null default 0 check (link_order >= 0), entity0_credit text not null default '');

alter table musicbrainz.area_type add constraint area_type_pkey primary key (id);
alter table musicbrainz.area add constraint area_pkey primary key (id);
alter table musicbrainz.artist_type add constraint artist_type_pkey primary key (id);
alter table musicbrainz.gender add constraint gender_pkey primary key (id);
alter table musicbrainz.artist add constraint artist_pkey primary key (id);
alter table musicbrainz.artist_alias add constraint artist_alias_pkey primary key (id);
alter table musicbrainz.artist_credit add constraint artist_credit_pkey primary key (id);
alter table musicbrainz.artist_credit_name add constraint artist_credit_name_pkey primary key (artist_credit, position);
alter table musicbrainz.artist_meta add constraint artist_meta_pkey primary key (id);
alter table musicbrainz.tag add constraint tag_pkey primary key (id);
alter table musicbrainz.artist_tag add constraint artist_tag_pkey primary key (artist, tag);
alter table musicbrainz.recording add constraint recording_pkey primary key (id);
alter table musicbrainz.release_group add constraint release_group_pkey primary key (id);
alter table musicbrainz.release add constraint release_pkey primary key (id);
alter table musicbrainz.medium add constraint medium_pkey primary key (id);
alter table musicbrainz.track add constraint track_pkey primary key (id);
alter table musicbrainz.editor add constraint editor_pkey primary key (id);
alter table musicbrainz.editor_language add constraint editor_language_pkey primary key (editor, language);
alter table musicbrainz.place add constraint place_pkey primary key (id);
alter table musicbrainz.event add constraint event_pkey primary key (id);
alter table musicbrainz.url add constraint url_pkey primary key (id);
alter table musicbrainz.link add constraint link_pkey primary key (id);
alter table musicbrainz.l_artist_release add constraint l_artist_release_pkey primary key (id);
alter table cover_art_archive.cover_art add constraint cover_art_pkey primary key (id);
alter table cover_art_archive.cover_art_type add constraint cover_art_type_pkey primary key (id, type_id);
alter table musicbrainz.artist add constraint control_for_whitespace check (musicbrainz.controlled_for_whitespace(comment)), add constraint only_non_empty check (name != ''), add constraint only_non_empty_sort_name check (sort_name != '');
alter table musicbrainz.track add constraint control_for_whitespace check (musicbrainz.controlled_for_whitespace(number)), add constraint only_non_empty check (name != '');
alter table musicbrainz.artist add constraint group_type_implies_null_gender check ((gender is null and type in (2, 5, 6)) or type not in (2, 5, 6) or type is null);
alter table musicbrainz.medium add constraint medium_uniq unique (release, position) deferrable initially deferred;
alter table musicbrainz.track add constraint track_uniq_medium_position unique (medium, position) deferrable initially immediate;
alter table musicbrainz.artist add constraint artist_fk_area foreign key (area) references musicbrainz.area (id);
alter table musicbrainz.artist add constraint artist_fk_type foreign key (type) references musicbrainz.artist_type (id);
alter table musicbrainz.artist add constraint artist_fk_gender foreign key (gender) references musicbrainz.gender (id);
alter table musicbrainz.artist_alias add constraint artist_alias_fk_artist foreign key (artist) references musicbrainz.artist (id);
alter table musicbrainz.artist_credit_name add constraint artist_credit_name_fk_artist_credit foreign key (artist_credit) references musicbrainz.artist_credit (id) on delete cascade;
alter table musicbrainz.artist_credit_name add constraint artist_credit_name_fk_artist foreign key (artist) references musicbrainz.artist (id) on delete cascade;
alter table musicbrainz.artist_meta add constraint artist_meta_fk_id foreign key (id) references musicbrainz.artist (id) on delete cascade;
alter table musicbrainz.artist_tag add constraint artist_tag_fk_tag foreign key (tag) references musicbrainz.tag (id);
alter table musicbrainz.release add constraint release_fk_release_group foreign key (release_group) references musicbrainz.release_group (id);
alter table musicbrainz.medium add constraint medium_fk_release foreign key (release) references musicbrainz.release (id);
alter table musicbrainz.track add constraint track_fk_medium foreign key (medium) references musicbrainz.medium (id);
alter table musicbrainz.track add constraint track_fk_recording foreign key (recording) references musicbrainz.recording (id);
alter table cover_art_archive.cover_art add constraint cover_art_fk_release foreign key (release) references musicbrainz.release (id) on delete cascade;
alter table musicbrainz.area_type add constraint area_type_fk_parent foreign key (parent) references musicbrainz.area_type (id);
alter table musicbrainz.area add constraint area_fk_type foreign key (type) references musicbrainz.area_type (id);
create unique index artist_idx_gid on musicbrainz.artist (gid);
create index artist_idx_lower_name on musicbrainz.artist (lower(name));
create index artist_idx_musicbrainz_collate on musicbrainz.artist (name collate "und-x-icu", sort_name collate "de-x-icu" desc);
create index artist_idx_txt on musicbrainz.artist using gin (musicbrainz.mb_simple_tsvector(name));
create unique index artist_idx_null_comment on musicbrainz.artist (name) where comment = '';
create unique index artist_idx_uniq_name_comment on musicbrainz.artist (name, comment) where comment <> '';
create unique index artist_alias_idx_primary on musicbrainz.artist_alias (artist, locale) where primary_for_locale = true and locale is not null;
create unique index editor_idx_name on musicbrainz.editor (lower(name));
create index place_idx_geo on musicbrainz.place using gist (coordinates) where coordinates is not null;
create index track_idx_medium_position on musicbrainz.track (medium, position) include (recording);
create index url_idx_hash on musicbrainz.url using hash (url);
create index recording_idx_last on musicbrainz.recording using brin (last_updated) with (pages_per_range = 64);
create unique index l_artist_release_idx_uniq on musicbrainz.l_artist_release (entity0, entity1, link, link_order);
create view musicbrainz.artist_series as select a.id as artist, c.id as credit, row_number() over (partition by a.id order by c.created) as place from musicbrainz.artist a join musicbrainz.artist_credit_name n on n.artist = a.id join musicbrainz.artist_credit c on c.id = n.artist_credit;
create view musicbrainz.release_event (release, date_year, kind) as select r.id, m.track_count, 'medium'::text from musicbrainz.release r join musicbrainz.medium m on m.release = r.id union all select r.id, null::integer, 'none'::text from musicbrainz.release r where not exists (select 1 from musicbrainz.medium m where m.release = r.id);
create view cover_art_archive.index_listing as
  select cover_art.*, (coalesce((select c.type_id = 1 from cover_art_archive.cover_art_type c where c.id = cover_art.id limit 1), false)) as is_front,
    array(select t.name from cover_art_archive.cover_art_type ct join cover_art_archive.art_type t on ct.type_id = t.id where ct.id = cover_art.id order by t.id) as types
  from cover_art_archive.cover_art left join musicbrainz.release on release.id = cover_art.release;
create materialized view musicbrainz.artist_release as select distinct on (n.artist, r.id) n.artist, r.id as release, (select min(t.position) from musicbrainz.track t join musicbrainz.medium m on m.id = t.medium where m.release = r.id) as first_track from musicbrainz.release r join musicbrainz.artist_credit_name n on n.artist_credit = r.artist_credit order by n.artist, r.id, n.position with no data;
create unique index artist_release_key on musicbrainz.artist_release (artist, release);
create function musicbrainz.b_upd_last_updated_table() returns trigger language plpgsql as $$ begin new.last_updated = now(); return new; end $$;
create function musicbrainz.inc_ref_count(tbl varchar, row_id integer, val integer) returns void language plpgsql as $$ begin execute format('update musicbrainz.%I set ref_count = ref_count + $2 where id = $1', tbl) using row_id, val; end $$;
create function musicbrainz.a_ins_recording() returns trigger language plpgsql as $$ begin perform musicbrainz.inc_ref_count('artist_credit', new.artist_credit, 1); return null; end $$;
create function musicbrainz.check_has_dates() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger b_upd_artist before update on musicbrainz.artist for each row execute function musicbrainz.b_upd_last_updated_table();
create trigger a_ins_recording after insert on musicbrainz.recording for each row execute function musicbrainz.a_ins_recording();
create constraint trigger ensure_links after delete on musicbrainz.l_artist_release deferrable initially deferred for each row when (old.link_order > 0) execute function musicbrainz.check_has_dates();
create constraint trigger apply_pending_updates after insert or delete or update on musicbrainz.release deferrable initially deferred for each row execute function musicbrainz.check_has_dates();
create trigger end_area_implies_ended before insert or update of begin_area, end_area on musicbrainz.artist for each row when (new.end_area is not null) execute function musicbrainz.b_upd_last_updated_table();
