-- Style: a Prisma service as Cal.com or Langfuse are: enums and columns in mixed case, timestamp(3), text keys without defaults.
create type "SchedulingType" as enum ('roundRobin', 'collective', 'managed');
create type "PeriodType" as enum ('unlimited', 'rolling', 'rolling_window', 'range');
create type "MembershipRole" as enum ('MEMBER', 'ADMIN', 'OWNER');
create type "BookingStatus" as enum ('cancelled', 'accepted', 'rejected', 'pending', 'awaiting_host');
create type "WebhookTriggerEvents" as enum ('BOOKING_CREATED', 'BOOKING_RESCHEDULED', 'BOOKING_CANCELLED', 'FORM_SUBMITTED', 'MEETING_ENDED');
create type "IdentityProvider" as enum ('CAL', 'GOOGLE', 'SAML');
create type "UserPermissionRole" as enum ('USER', 'ADMIN');
create type "TimeUnit" as enum ('day', 'hour', 'minute');
create type "WorkflowTriggerEvents" as enum ('BEFORE_EVENT', 'EVENT_CANCELLED', 'NEW_EVENT', 'AFTER_EVENT');
alter type "WebhookTriggerEvents" add value 'BOOKING_PAID' before 'FORM_SUBMITTED';
create table "_prisma_migrations" (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
);
create table "users" (
  "id" serial not null,
  "uuid" text not null,
  "username" text,
  "name" text,
  "email" text not null,
  "emailVerified" timestamp(3),
  "bio" text,
  "timeZone" text not null default 'Europe/London',
  "weekStart" text not null default 'Sunday',
  "bufferTime" integer not null default 0,
  "hideBranding" boolean not null default false,
  "theme" text,
  "created" timestamp(3) not null default current_timestamp,
  "twoFactorSecret" text,
  "identityProvider" "IdentityProvider" not null default 'CAL',
  "metadata" jsonb,
  "role" "UserPermissionRole" not null default 'USER',
  "disableImpersonation" boolean not null default false,
  "organizationId" integer,
  "allowDynamicBooking" boolean default true,
  "movedToProfileId" integer,
  constraint "users_pkey" primary key ("id")
);
create table "UserPassword" ("hash" text not null, "userId" integer not null);
create table "Team" (
  "id" serial not null,
  "name" text not null,
  "slug" text,
  "parentId" integer,
  "isOrganization" boolean not null default false,
  "metadata" jsonb,
  "createdAt" timestamp(3) not null default current_timestamp,
  "smsLockState" text not null default 'UNLOCKED',
  "timeFormat" integer,
  "bannerUrl" text,
  constraint "Team_pkey" primary key ("id")
);
create table "Membership" (
  "id" serial not null,
  "teamId" integer not null,
  "userId" integer not null,
  "accepted" boolean not null default false,
  "role" "MembershipRole" not null,
  constraint "Membership_pkey" primary key ("id")
);
create table "EventType" (
  "id" serial not null,
  "title" text not null,
  "slug" text not null,
  "description" text,
  "position" integer not null default 0,
  "locations" jsonb,
  "length" integer not null,
  "hidden" boolean not null default false,
  "userId" integer,
  "teamId" integer,
  "periodType" "PeriodType" not null default 'unlimited',
  "periodStartDate" timestamp(3),
  "schedulingType" "SchedulingType",
  "price" integer not null default 0,
  "currency" text not null default 'usd',
  "slotInterval" integer,
  "bookingLimits" jsonb,
  "successRedirectUrl" text,
  "parentId" integer,
  "scheduleId" integer,
  "seatsShowAttendees" boolean default false,
  "rrSegmentQueryValue" jsonb,
  "durationOptions" integer[] default array[]::integer[],
  constraint "EventType_pkey" primary key ("id")
);
create table "Host" ("userId" integer not null, "eventTypeId" integer not null, "isFixed" boolean not null default false, "priority" integer, "weight" double precision, "createdAt" timestamp(3) default current_timestamp, constraint "Host_pkey" primary key ("userId", "eventTypeId"));
create table "Booking" (
  "id" serial not null,
  "uid" text not null,
  "idempotencyKey" text,
  "userId" integer,
  "eventTypeId" integer,
  "title" text not null,
  "description" text,
  "customInputs" jsonb,
  "responses" jsonb,
  "startTime" timestamp(3) not null,
  "endTime" timestamp(3) not null,
  "location" text,
  "createdAt" timestamp(3) not null default current_timestamp,
  "updatedAt" timestamp(3),
  "status" "BookingStatus" not null default 'accepted',
  "paid" boolean not null default false,
  "fromReschedule" text,
  "rating" integer,
  "noShowHost" boolean default false,
  "tags" text[],
  "iCalUID" text default '',
  "iCalSequence" integer not null default 0,
  constraint "Booking_pkey" primary key ("id")
);
create table "Attendee" ("id" serial not null, "email" text not null, "name" text not null, "timeZone" text not null, "locale" text default 'en', "bookingId" integer, "noShow" boolean default false, constraint "Attendee_pkey" primary key ("id"));
create table "BookingReference" ("id" serial not null, "type" text not null, "uid" text not null, "meetingUrl" text, "bookingId" integer, "credentialId" integer, "deleted" boolean, constraint "BookingReference_pkey" primary key ("id"));
create table "Schedule" ("id" serial not null, "userId" integer not null, "name" text not null, "timeZone" text, constraint "Schedule_pkey" primary key ("id"));
create table "Availability" ("id" serial not null, "userId" integer, "eventTypeId" integer, "days" integer[], "startTime" time not null, "endTime" time not null, "date" date, "scheduleId" integer, constraint "Availability_pkey" primary key ("id"));
create table "App" ("slug" text not null, "dirName" text not null, "keys" jsonb, "categories" text[], "createdAt" timestamp(3) not null default current_timestamp, "updatedAt" timestamp(3) not null, "enabled" boolean not null default false, constraint "App_pkey" primary key ("slug"));
create table "Credential" ("id" serial not null, "type" text not null, "key" jsonb not null, "userId" integer, "teamId" integer, "appId" text, "invalid" boolean default false, constraint "Credential_pkey" primary key ("id"));
create table "Webhook" ("id" text not null, "userId" integer, "teamId" integer, "eventTypeId" integer, "subscriberUrl" text not null, "payloadTemplate" text, "createdAt" timestamp(3) not null default current_timestamp, "active" boolean not null default true, "eventTriggers" "WebhookTriggerEvents"[], "time" integer, "timeUnit" "TimeUnit", constraint "Webhook_pkey" primary key ("id"));
create table "Workflow" ("id" serial not null, "name" text not null, "userId" integer, "teamId" integer, "trigger" "WorkflowTriggerEvents" not null, "time" integer, "timeUnit" "TimeUnit", constraint "Workflow_pkey" primary key ("id"));
create table "WorkflowsOnEventTypes" ("id" serial not null, "workflowId" integer not null, "eventTypeId" integer not null, constraint "WorkflowsOnEventTypes_pkey" primary key ("id"));
create table "_user_eventtype" ("A" integer not null, "B" integer not null);
create table "traces" (
  "id" text not null,
  "timestamp" timestamp(3) not null default current_timestamp,
  "name" text,
  "project_id" text not null,
  "metadata" jsonb,
  "cost" decimal(65, 30),
  "duration" double precision generated always as (("metadata" ->> 'duration')::double precision) stored,
  "tags" text[] default array[]::text[],
  constraint "traces_pkey" primary key ("id")
);
create unique index "users_email_key" on "users" ("email");
create unique index "users_username_organizationId_key" on "users" ("username", "organizationId");
create unique index "users_uuid_key" on "users" ("uuid");
create unique index "UserPassword_userId_key" on "UserPassword" ("userId");
create unique index "Team_slug_parentId_key" on "Team" ("slug", "parentId");
create unique index "Team_slug_null_key" on "Team" ("slug") where "parentId" is null;
create unique index "Membership_userId_teamId_key" on "Membership" ("userId", "teamId");
create unique index "EventType_userId_slug_key" on "EventType" ("userId", "slug");
create unique index "EventType_teamId_slug_key" on "EventType" ("teamId", "slug");
create index "EventType_teamId_idx" on "EventType" ("teamId");
create unique index "Booking_uid_key" on "Booking" ("uid");
create unique index "Booking_idempotencyKey_key" on "Booking" ("idempotencyKey");
create index "Booking_userId_status_startTime_idx" on "Booking" ("userId", "status", "startTime" desc);
create index "Booking_startTime_endTime_status_idx" on "Booking" ("startTime", "endTime", "status");
create index "Attendee_email_idx" on "Attendee" ("email");
create unique index "Webhook_userId_subscriberUrl_key" on "Webhook" ("userId", "subscriberUrl");
create unique index "_user_eventtype_AB_unique" on "_user_eventtype" ("A", "B");
create index "_user_eventtype_B_index" on "_user_eventtype" ("B");
create index "traces_project_id_timestamp_idx" on "traces" ("project_id", "timestamp");
create index "traces_tags_idx" on "traces" using gin ("tags" array_ops);
create index "traces_id_hash_idx" on "traces" using hash ("id");
alter table "users" add constraint "users_organizationId_fkey" foreign key ("organizationId") references "Team" ("id") on delete set null on update cascade;
alter table "UserPassword" add constraint "UserPassword_userId_fkey" foreign key ("userId") references "users" ("id") on delete cascade on update cascade;
alter table "Team" add constraint "Team_parentId_fkey" foreign key ("parentId") references "Team" ("id") on delete cascade on update cascade;
alter table "Membership" add constraint "Membership_teamId_fkey" foreign key ("teamId") references "Team" ("id") on delete cascade on update cascade;
alter table "Membership" add constraint "Membership_userId_fkey" foreign key ("userId") references "users" ("id") on delete cascade on update cascade;
alter table "EventType" add constraint "EventType_userId_fkey" foreign key ("userId") references "users" ("id") on delete cascade on update cascade;
alter table "EventType" add constraint "EventType_teamId_fkey" foreign key ("teamId") references "Team" ("id") on delete cascade on update cascade;
alter table "EventType" add constraint "EventType_parentId_fkey" foreign key ("parentId") references "EventType" ("id") on delete cascade on update cascade;
alter table "EventType" add constraint "EventType_scheduleId_fkey" foreign key ("scheduleId") references "Schedule" ("id") on delete set null on update cascade;
alter table "Host" add constraint "Host_userId_fkey" foreign key ("userId") references "users" ("id") on delete cascade on update cascade;
alter table "Host" add constraint "Host_eventTypeId_fkey" foreign key ("eventTypeId") references "EventType" ("id") on delete cascade on update cascade;
alter table "Booking" add constraint "Booking_userId_fkey" foreign key ("userId") references "users" ("id") on delete cascade on update cascade;
alter table "Booking" add constraint "Booking_eventTypeId_fkey" foreign key ("eventTypeId") references "EventType" ("id") on delete set null on update cascade;
alter table "Attendee" add constraint "Attendee_bookingId_fkey" foreign key ("bookingId") references "Booking" ("id") on delete cascade on update cascade;
alter table "BookingReference" add constraint "BookingReference_bookingId_fkey" foreign key ("bookingId") references "Booking" ("id") on delete cascade on update cascade;
alter table "BookingReference" add constraint "BookingReference_credentialId_fkey" foreign key ("credentialId") references "Credential" ("id") on delete set null on update cascade;
alter table "Schedule" add constraint "Schedule_userId_fkey" foreign key ("userId") references "users" ("id") on delete cascade on update cascade;
alter table "Availability" add constraint "Availability_scheduleId_fkey" foreign key ("scheduleId") references "Schedule" ("id") on delete cascade on update cascade;
alter table "Credential" add constraint "Credential_appId_fkey" foreign key ("appId") references "App" ("slug") on delete cascade on update cascade;
alter table "Webhook" add constraint "Webhook_eventTypeId_fkey" foreign key ("eventTypeId") references "EventType" ("id") on delete cascade on update cascade;
alter table "WorkflowsOnEventTypes" add constraint "WorkflowsOnEventTypes_workflowId_fkey" foreign key ("workflowId") references "Workflow" ("id") on delete cascade on update cascade;
alter table "_user_eventtype" add constraint "_user_eventtype_A_fkey" foreign key ("A") references "EventType" ("id") on delete cascade on update cascade;
alter table "_user_eventtype" add constraint "_user_eventtype_B_fkey" foreign key ("B") references "users" ("id") on delete cascade on update cascade;
create view "BookingTimeStatus" as
  select "Booking".id, "Booking".uid, "Booking"."eventTypeId", "Booking".title, "Booking"."startTime", et."teamId", et."userId" is not null as "ownedByUser",
    case
      when "Booking".rating is not null and "Booking".status <> 'cancelled'::"BookingStatus" then 'rated'::text
      when "Booking".status = 'cancelled'::"BookingStatus" then 'cancelled'::text
      when "Booking"."endTime" < now() then 'completed'::text
      else 'uncompleted'::text
    end as "timeStatus"
  from "Booking" left join "EventType" et on "Booking"."eventTypeId" = et.id;
