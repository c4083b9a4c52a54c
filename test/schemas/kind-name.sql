-- Style: PostgreSQL's regression tests of delimited identifiers, unicode and reserved words, put on every kind of object.
create schema "Schema; with ""everything"" in.it";
create schema "select";
create type "Type A" as enum ('x', '"y"');
create domain "dom.ain" as int constraint "a constraint" check (value > 0);
create table "table" ("select" int, "table" int, "user" int, "order" int, "group" int, "from" int, "where" int, "all" int, "default" int, "check" int, "primary" int, "references" int, "constraint" int, "column" int, "end" int, "case" int, "null" int, "true" int, "current_user" int, "analyze" int, "limit" int, "offset" int, "window" int, "union" int, "with" int, "grant" int, "only" int, "using" int, "array" int, "cast" int, primary key ("select", "table"));
create index "index" on "table" ("user", "order") where "null" > 0;
create table "select"."select" ("select" int primary key, "from" int references "select"."select" ("select"), check ("select" > "from"));
create table "Mixed; Names" (
  "CamelCase" text,
  "UPPER" text,
  "lower" text,
  "mIxEd" text,
  "with space" text,
  " leading" text,
  "trailing " text,
  "  " text,
  "dot.ted" text,
  "a.b.c" text,
  "quo""te" text,
  """" text,
  "'" text,
  "it's" text,
  "semi;colon" text,
  "dash-ed" text,
  "--comment" text,
  "/*star*/" text,
  "back\slash" text,
  "percent%s" text,
  "dollar$" text,
  "$1" text,
  "$$" text,
  "123" text,
  "1a" text,
  "_" text,
  "__proto__" text,
  "constructor" text,
  "toString" text,
  "tab	here" text,
  "new
line" text,
  "crhere" text,
  "@at" text,
  "#hash" text,
  "a:b" text,
  "{a: 1}" text,
  "[x]" text,
  "a, b" text,
  "* " text,
  "&anchor" text,
  "!tag" text,
  "|" text,
  "> " text,
  "? " text,
  "`tick`" text,
  "true" text,
  "false" text,
  "null" text,
  "~" text,
  "yes" text,
  "no" text,
  "on" text,
  "off" text,
  "0x1F" text,
  "1e3" text,
  "1_000" text,
  "2020-01-01" text,
  "=" text,
  "<<" text
);
create table "Ünïcödé" (
  "größe" int,
  "ÄÖÜß" int,
  "éèê" int,
  "é" int,
  "Å" int,
  "Å" int,
  "ñ" int,
  "çà" int,
  "łódź" int,
  "İi" int,
  "ığ" int,
  "ŒÆ" int,
  "ƒ" int,
  "Ωμέγα" int,
  "кириллица" int,
  "Ђ" int,
  "עברית" int,
  "العربية" int,
  "हिन्दी" int,
  "ไทย" int,
  "日本語" int,
  "中文" int,
  "한국어" int,
  "ᄒ" int,
  "ﬁ" int,
  "①" int,
  "½" int,
  "²" int,
  "€" int,
  "¥" int,
  "—" int,
  "…" int,
  "“quoted”" int,
  "«x»" int,
  " nbsp" int,
  "​zero" int,
  "‏mark" int,
  "﻿bom" int,
  "😀" int,
  "👩‍👩‍👧" int,
  "𝒜𝓑" int,
  "𐍈" int,
  " line" int,
  "nel" int,
  "ẞ" int,
  "ſ" int,
  "K" int,
  "ǅ" int,
  "ꙮ" int,
  "ⅷ" int,
  "°" int
);
create index "ïndex ✓" on "Ünïcödé" ("größe", "日本語");
create table "Größe""n;.x" ("ä" int constraint "chéck; ""it""" check ("ä" > 0), "ß" int constraint "ünique" unique);
create table "table_abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefg" ("column_01234567890123456789012345678901234567890123456789012345" int primary key, "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü" text unique, "日本語日本語日本語日本語日本語日本語日本語" serial, "C xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" int generated always as identity, check ("column_01234567890123456789012345678901234567890123456789012345" > 0));
create table "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü" ("column_01234567890123456789012345678901234567890123456789012345" int references "table_abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefg", "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü" int, foreign key ("üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü") references "table_abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefg" ("column_01234567890123456789012345678901234567890123456789012345"), unique ("column_01234567890123456789012345678901234567890123456789012345", "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü"));
create index on "table_abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefg" ("üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü", "column_01234567890123456789012345678901234567890123456789012345");
create index on "table_abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefg" ("column_01234567890123456789012345678901234567890123456789012345", "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü");
create index "index_yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy" on "table_abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefg" (lower("üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü"));
create view "view_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz" as select "column_01234567890123456789012345678901234567890123456789012345" as "as_wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww" from "table_abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefg";
create function "function_qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"("argument_rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr" int) returns int language sql as 'select "argument_rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr"';
create policy "policy_pppppppppppppppppppppppppppppppppppppppppppppppppppppppp" on "table_abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefg" using ("column_01234567890123456789012345678901234567890123456789012345" > 0);
create sequence "sequence_ssssssssssssssssssssssssssssssssssssssssssssssssssssss";
create table "Schema; with ""everything"" in.it"."Table ""x"".y" ("Col ""a""" int, "Col;b" "Type A" default '"y"', "c.d" "dom.ain", "e f" "Type A"[] default '{"\"y\"",x}', constraint "pri.mary ""key""" primary key ("Col ""a""")) with (fillfactor = 90);
create table "Schema; with ""everything"" in.it"."Child; x" ("Ref ""to""" int constraint "foreign; ""key""" references "Schema; with ""everything"" in.it"."Table ""x"".y" on delete cascade, "Name" text collate "de-x-icu");
create unique index "uni.que; ""index""" on "Schema; with ""everything"" in.it"."Table ""x"".y" ("Col;b", ("c.d" + 1)) where "Col;b" <> '"y"';
create view "Schema; with ""everything"" in.it"."View; ""v""" ("Out ""1""", "select", "ü") as select t."Col ""a""", t."Col;b", c."Name" as "na.me" from "Schema; with ""everything"" in.it"."Table ""x"".y" t join "Schema; with ""everything"" in.it"."Child; x" c on c."Ref ""to""" = t."Col ""a""";
create materialized view "Schema; with ""everything"" in.it"."Mat.view" as select "Out ""1""" as "A", "ü" from "Schema; with ""everything"" in.it"."View; ""v""" with no data;
create function "Schema; with ""everything"" in.it"."Func; ""f"""("In ""1""" int, "select" text default 'x"y''z', variadic "va.r" "Type A"[] default '{}') returns "Schema; with ""everything"" in.it"."Child; x" language plpgsql as $$ declare "x y" "Schema; with ""everything"" in.it"."Child; x"; begin return "x y"; end $$;
create procedure "Schema; with ""everything"" in.it"."Proc.x"("A" int) language sql as '';
create function "Schema; with ""everything"" in.it"."trigger"() returns trigger language plpgsql as 'begin return new; end';
create trigger "Trigger; ""t""" before update of "Col ""a""", "c.d" on "Schema; with ""everything"" in.it"."Table ""x"".y" for each row when (old."Col ""a""" <> new."Col ""a""") execute function "Schema; with ""everything"" in.it"."trigger"('a"b', 'c''d', 'é');
create policy "Policy; ""p""" on "Schema; with ""everything"" in.it"."Table ""x"".y" using ("Col ""a""" = 1 and "Col;b" = 'x');
create sequence "Schema; with ""everything"" in.it"."Seq; ""s""" owned by "Schema; with ""everything"" in.it"."Table ""x"".y"."Col ""a""";
alter table "Schema; with ""everything"" in.it"."Table ""x"".y" alter column "Col ""a""" set default nextval('"Schema; with ""everything"" in.it"."Seq; ""s"""');
create table "Schema; with ""everything"" in.it"."Par.ted" ("K; ""k""" text collate "C", "N" int) partition by list ("K; ""k""");
create table "Schema; with ""everything"" in.it"."Par.ted ""1""" partition of "Schema; with ""everything"" in.it"."Par.ted" for values in ('a"b', 'c''d', 'e;f', 'ü');
create table "Schema; with ""everything"" in.it"."T" ("T" "Schema; with ""everything"" in.it"."Child; x", "t" int);
comment on table "Schema; with ""everything"" in.it"."Table ""x"".y" is 'A "table"';
comment on column "Schema; with ""everything"" in.it"."Table ""x"".y"."Col ""a""" is 'A column';
comment on constraint "foreign; ""key""" on "Schema; with ""everything"" in.it"."Child; x" is 'A key';
comment on trigger "Trigger; ""t""" on "Schema; with ""everything"" in.it"."Table ""x"".y" is 'A trigger';
comment on policy "Policy; ""p""" on "Schema; with ""everything"" in.it"."Table ""x"".y" is 'A policy';
comment on function "Schema; with ""everything"" in.it"."Func; ""f"""(int, text, "Type A"[]) is 'A function';
create table same (a int, "A" int, "a " int, " a" int, "É" int, "é" int, "é" int);
create table "Same" (a int); create table "SAME" (a int); create table "same " (a int);
create table public."public.same" (a int); create table "same.a" (a int);
create table "pg_names" (oid_ int, "ctid_" int, "information_schema" int);
