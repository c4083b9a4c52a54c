-- schemas: public, we "ird
-- a
create schema "we ""ird";
create function "we ""ird"."f(""x"(int, "char", text[]) returns int language sql as 'select 1';
create type "we ""ird"."a(b" as enum ('x');
create function "we ""ird"."of ""it"("we ""ird"."a(b", int) returns int language sql as 'select 1';
comment on function "we ""ird"."f(""x"(int, "char", text[]) is 'a';
comment on function "we ""ird"."of ""it"("we ""ird"."a(b", int) is 'b';
comment on schema "we ""ird" is 'c';
-- b
create schema "we ""ird";
create function "we ""ird"."f(""x"(int, "char", text[]) returns int language sql as 'select 1';
create type "we ""ird"."a(b" as enum ('x');
create function "we ""ird"."of ""it"("we ""ird"."a(b", int) returns int language sql as 'select 1';
