-- Style: Logto: identity for many tenants, a restrictive policy a table, one role in common
do $$ begin create role sa_tenants; exception when duplicate_object or unique_violation then null; end $$;
create type agree_to_terms_policy as enum ('Automatic', 'ManualRegistrationOnly', 'Manual');
create type application_type as enum ('Native', 'SPA', 'Traditional', 'MachineToMachine', 'Protected', 'SAML');
create type organization_invitation_status as enum ('Pending', 'Accepted', 'Expired', 'Revoked');
create type role_type as enum ('User', 'MachineToMachine');
create type sentinel_action_result as enum ('Success', 'Failed');
create type sentinel_decision as enum ('Undecided', 'Allowed', 'Blocked', 'Challenge');
create type sign_in_mode as enum ('SignIn', 'Register', 'SignInAndRegister');
create type users_password_encryption_method as enum ('Argon2i', 'Argon2id', 'Argon2d', 'SHA1', 'SHA256', 'MD5', 'Bcrypt', 'Legacy');
create function check_application_type(application_id character varying, VARIADIC target_type application_type[]) returns boolean language plpgsql set search_path to public as $$ begin return null; end $$;
create function check_organization_role_type(role_id character varying, target_type role_type) returns boolean language plpgsql set search_path to public as $$ begin return null; end $$;
create function check_role_type(role_id character varying, target_type role_type) returns boolean language plpgsql as $$ begin return null; end $$;
create function custom_profile_fields__increment_sie_order() returns trigger language plpgsql as $$ begin return new; end $$;
create function delete_secret_on_sso_identity_delete() returns trigger language plpgsql as $$ begin return new; end $$;
create function delete_secrets_on_social_connector_delete() returns trigger language plpgsql as $$ begin return new; end $$;
create function delete_secrets_on_social_identity_delete() returns trigger language plpgsql as $$ begin return new; end $$;
create function delete_secrets_on_sso_connector_delete() returns trigger language plpgsql as $$ begin return new; end $$;
create function set_tenant_id() returns trigger language plpgsql as $$ begin return new; end $$;
create function set_updated_at() returns trigger language plpgsql as $$ begin return new; end $$;
create table account_centers (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  enabled boolean default true not null,
  fields jsonb default '{}'::jsonb not null,
  webauthn_related_origins jsonb default '[]'::jsonb not null,
  delete_account_url character varying(2048),
  custom_css text,
  profile_fields jsonb,
  constraint account_centers_pkey primary key (tenant_id, id)
);
create table aggregated_daily_active_users (
  tenant_id character varying(21) not null,
  activity_date date not null,
  user_id character varying(21) not null,
  activity_count integer not null,
  constraint aggregated_daily_active_users_pkey primary key (tenant_id, activity_date, user_id)
);
create table application_access_control_org_role_relations (
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  organization_id character varying(21) not null,
  organization_role_id character varying(21) not null,
  constraint application_access_control_org_role_relations_pkey primary key (tenant_id, application_id, organization_id, organization_role_id),
  constraint application_access_control_org_role_relations__role_type check (check_organization_role_type(organization_role_id, 'User'::role_type))
);
create table application_access_control_organization_relations (
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  organization_id character varying(21) not null,
  constraint application_access_control_organization_relations_pkey primary key (tenant_id, application_id, organization_id)
);
create table application_access_control_user_relations (
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  user_id character varying(21) not null,
  constraint application_access_control_user_relations_pkey primary key (tenant_id, application_id, user_id)
);
create table application_access_control_user_role_relations (
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  role_id character varying(21) not null,
  constraint application_access_control_user_role_relations_pkey primary key (tenant_id, application_id, role_id),
  constraint application_access_control_user_role_relations__role_type check (check_role_type(role_id, 'User'::role_type))
);
create table application_secrets (
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  name character varying(256) not null,
  value character varying(64) not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone,
  constraint application_secrets_pkey primary key (tenant_id, application_id, name),
  constraint application_type check (check_application_type(application_id, VARIADIC ARRAY['MachineToMachine'::application_type, 'Traditional'::application_type, 'Protected'::application_type]))
);
create table application_sign_in_experiences (
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  color jsonb default '{}'::jsonb not null,
  branding jsonb default '{}'::jsonb not null,
  custom_css text,
  terms_of_use_url character varying(2048),
  privacy_policy_url character varying(2048),
  display_name character varying(256),
  constraint application_sign_in_experiences_pkey primary key (tenant_id, application_id)
);
create table application_user_consent_organization_resource_scopes (
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  scope_id character varying(21) not null,
  constraint application_user_consent_organization_resource_scopes_pkey primary key (application_id, scope_id)
);
create table application_user_consent_organization_scopes (
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  organization_scope_id character varying(21) not null,
  constraint application_user_consent_organization_scopes_pkey primary key (application_id, organization_scope_id)
);
create table application_user_consent_organizations (
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  organization_id character varying(21) not null,
  user_id character varying(21) not null,
  constraint application_user_consent_organizations_pkey primary key (tenant_id, application_id, organization_id, user_id)
);
create table application_user_consent_resource_scopes (
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  scope_id character varying(21) not null,
  constraint application_user_consent_resource_scopes_pkey primary key (application_id, scope_id)
);
create table application_user_consent_user_scopes (
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  user_scope character varying(64) not null,
  constraint application_user_consent_user_scopes_pkey primary key (application_id, user_scope)
);
create table applications (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  name character varying(256) not null,
  secret character varying(64) not null,
  description text,
  type application_type not null,
  oidc_client_metadata jsonb not null,
  custom_client_metadata jsonb default '{}'::jsonb not null,
  protected_app_metadata jsonb,
  custom_data jsonb default '{}'::jsonb not null,
  is_third_party boolean default false not null,
  app_level_access_control_enabled boolean default false not null,
  created_at timestamp with time zone default now() not null,
  constraint applications_pkey primary key (id)
);
create table applications_roles (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  application_id character varying(21) not null,
  role_id character varying(21) not null,
  constraint applications_roles_pkey primary key (id),
  constraint applications_roles__application_id_role_id unique (tenant_id, application_id, role_id),
  constraint applications_roles__role_type check (check_role_type(role_id, 'MachineToMachine'::role_type))
);
create table captcha_providers (
  tenant_id character varying(21) not null,
  id character varying(128) not null,
  config jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint captcha_providers_pkey primary key (id),
  constraint captcha_providers_tenant_id_key unique (tenant_id)
);
create table cimd_grant_client_snapshots (
  tenant_id character varying(21) not null,
  grant_id character varying(128) not null,
  grant_model_name character varying(64) default 'Grant'::character varying not null,
  client_id character varying(2048) not null,
  name character varying(256),
  logo_uri character varying(2048),
  created_at timestamp with time zone default now() not null,
  constraint cimd_grant_client_snapshots_pkey primary key (tenant_id, grant_id),
  constraint cimd_grant_client_snapshots__grant_model_name check (((grant_model_name)::text = 'Grant'::text))
);
create table cimd_grant_organizations (
  tenant_id character varying(21) not null,
  grant_id character varying(128) not null,
  grant_model_name character varying(64) default 'Grant'::character varying not null,
  organization_id character varying(21) not null,
  user_id character varying(21) not null,
  constraint cimd_grant_organizations_pkey primary key (tenant_id, grant_id),
  constraint cimd_grant_organizations__grant_model_name check (((grant_model_name)::text = 'Grant'::text))
);
create table cimd_organization_resource_scopes (
  tenant_id character varying(21) not null,
  scope_id character varying(21) not null,
  constraint cimd_organization_resource_scopes_pkey primary key (tenant_id, scope_id)
);
create table cimd_organization_scopes (
  tenant_id character varying(21) not null,
  organization_scope_id character varying(21) not null,
  constraint cimd_organization_scopes_pkey primary key (tenant_id, organization_scope_id)
);
create table cimd_resource_scopes (
  tenant_id character varying(21) not null,
  scope_id character varying(21) not null,
  constraint cimd_resource_scopes_pkey primary key (tenant_id, scope_id)
);
create table cimd_user_scopes (
  tenant_id character varying(21) not null,
  user_scope character varying(64) not null,
  constraint cimd_user_scopes_pkey primary key (tenant_id, user_scope)
);
create table connectors (
  tenant_id character varying(21) not null,
  id character varying(128) not null,
  sync_profile boolean default false not null,
  enable_token_storage boolean default false not null,
  connector_id character varying(128) not null,
  config jsonb default '{}'::jsonb not null,
  metadata jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint connectors_pkey primary key (id)
);
create table custom_phrases (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  language_tag character varying(16) not null,
  translation jsonb not null,
  constraint custom_phrases_pkey primary key (id),
  constraint custom_phrases__language_tag unique (tenant_id, language_tag)
);
create table custom_profile_fields (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  name character varying(128) not null,
  type character varying(128) not null,
  label character varying(128) default ''::character varying not null,
  description character varying(256),
  required boolean default false not null,
  config jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  sie_order smallint default 0 not null,
  constraint custom_profile_fields_pkey primary key (id),
  constraint custom_profile_fields__name unique (tenant_id, name)
);
create table daily_active_users (
  id character varying(21) not null,
  tenant_id character varying(21) not null,
  user_id character varying(21) not null,
  date timestamp with time zone default now() not null,
  constraint daily_active_users_pkey primary key (id),
  constraint daily_active_users__user_id_date unique (user_id, date)
);
create table daily_token_usage (
  id character varying(21) not null,
  tenant_id character varying(21) not null,
  usage bigint default 0 not null,
  user_token_usage bigint default 0 not null,
  m2m_token_usage bigint default 0 not null,
  date timestamp with time zone not null,
  constraint daily_token_usage_pkey primary key (id)
);
create table domains (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  domain character varying(256) not null,
  status character varying(32) default 'PendingVerification'::character varying not null,
  error_message character varying(1024),
  dns_records jsonb default '[]'::jsonb not null,
  verification_files jsonb default '[]'::jsonb not null,
  cloudflare_data jsonb,
  updated_at timestamp with time zone default now() not null,
  created_at timestamp with time zone default now() not null,
  constraint domains_pkey primary key (id),
  constraint domains__domain unique (tenant_id, domain)
);
create table email_templates (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  language_tag character varying(16) not null,
  template_type character varying(64) not null,
  details jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint email_templates_pkey primary key (tenant_id, id),
  constraint email_templates__tenant_id__language_tag__template_type unique (tenant_id, language_tag, template_type)
);
create table hooks (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  name character varying(256) default ''::character varying not null,
  event character varying(128),
  events jsonb default '[]'::jsonb not null,
  config jsonb not null,
  signing_key character varying(64) default ''::character varying not null,
  enabled boolean default true not null,
  created_at timestamp with time zone default now() not null,
  constraint hooks_pkey primary key (id)
);
create table idp_initiated_saml_sso_sessions (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  connector_id character varying(128) not null,
  assertion_content jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint idp_initiated_saml_sso_sessions_pkey primary key (tenant_id, id)
);
create table logs (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  key character varying(128) not null,
  payload jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint logs_pkey primary key (id)
);
create table logto_configs (
  tenant_id character varying(21) not null,
  key character varying(256) not null,
  value jsonb default '{}'::jsonb not null,
  constraint logto_configs_pkey primary key (tenant_id, key)
);
create table oidc_model_instances (
  tenant_id character varying(21) not null,
  model_name character varying(64) not null,
  id character varying(128) not null,
  payload jsonb not null,
  expires_at timestamp with time zone not null,
  consumed_at timestamp with time zone,
  constraint oidc_model_instances_pkey primary key (id),
  constraint oidc_model_instances__model_name_id unique (tenant_id, model_name, id)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_analyze_scale_factor=0.02, autovacuum_vacuum_threshold=5000, autovacuum_analyze_threshold=2000);
create table oidc_session_extensions (
  tenant_id character varying(21) not null,
  session_uid character varying(128) not null,
  account_id character varying(12) not null,
  last_submission jsonb default '{}'::jsonb not null,
  client_id character varying(21),
  cimd_client_id character varying(2048),
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint oidc_session_extensions_pkey primary key (tenant_id, session_uid)
);
create table one_time_tokens (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  email character varying(128) not null,
  token character varying(256) not null,
  context jsonb default '{}'::jsonb not null,
  status character varying(64) default 'active'::character varying not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint one_time_tokens_pkey primary key (id)
);
create table organization_application_relations (
  tenant_id character varying(21) not null,
  organization_id character varying(21) not null,
  application_id character varying(21) not null,
  constraint organization_application_relations_pkey primary key (tenant_id, organization_id, application_id),
  constraint application_type check (check_application_type(application_id, VARIADIC ARRAY['MachineToMachine'::application_type]))
);
create table organization_invitation_role_relations (
  tenant_id character varying(21) not null,
  organization_invitation_id character varying(21) not null,
  organization_role_id character varying(21) not null,
  constraint organization_invitation_role_relations_pkey primary key (tenant_id, organization_invitation_id, organization_role_id)
);
create table organization_invitations (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  inviter_id character varying(21),
  invitee character varying(256) not null,
  accepted_user_id character varying(21),
  organization_id character varying(21) not null,
  status organization_invitation_status not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint organization_invitations_pkey primary key (id)
);
create table organization_jit_email_domains (
  tenant_id character varying(21) not null,
  organization_id character varying(21) not null,
  email_domain character varying(128) not null,
  constraint organization_jit_email_domains_pkey primary key (tenant_id, organization_id, email_domain)
);
create table organization_jit_roles (
  tenant_id character varying(21) not null,
  organization_id character varying(21) not null,
  organization_role_id character varying(21) not null,
  constraint organization_jit_roles_pkey primary key (tenant_id, organization_id, organization_role_id)
);
create table organization_jit_sso_connectors (
  tenant_id character varying(21) not null,
  organization_id character varying(21) not null,
  sso_connector_id character varying(128) not null,
  constraint organization_jit_sso_connectors_pkey primary key (tenant_id, organization_id, sso_connector_id)
);
create table organization_role_application_relations (
  tenant_id character varying(21) not null,
  organization_id character varying(21) not null,
  organization_role_id character varying(21) not null,
  application_id character varying(21) not null,
  constraint organization_role_application_relations_pkey primary key (tenant_id, organization_id, organization_role_id, application_id),
  constraint organization_role_application_relations__role_type check (check_organization_role_type(organization_role_id, 'MachineToMachine'::role_type))
);
create table organization_role_resource_scope_relations (
  tenant_id character varying(21) not null,
  organization_role_id character varying(21) not null,
  scope_id character varying(21) not null,
  constraint organization_role_resource_scope_relations_pkey primary key (tenant_id, organization_role_id, scope_id)
);
create table organization_role_scope_relations (
  tenant_id character varying(21) not null,
  organization_role_id character varying(21) not null,
  organization_scope_id character varying(21) not null,
  constraint organization_role_scope_relations_pkey primary key (tenant_id, organization_role_id, organization_scope_id)
);
create table organization_role_user_relations (
  tenant_id character varying(21) not null,
  organization_id character varying(21) not null,
  organization_role_id character varying(21) not null,
  user_id character varying(21) not null,
  constraint organization_role_user_relations_pkey primary key (tenant_id, organization_id, organization_role_id, user_id),
  constraint organization_role_user_relations__role_type check (check_organization_role_type(organization_role_id, 'User'::role_type))
);
create table organization_roles (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  name character varying(128) not null,
  description character varying(256),
  type role_type default 'User'::role_type not null,
  constraint organization_roles_pkey primary key (id),
  constraint organization_roles__name unique (tenant_id, name)
);
create table organization_scopes (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  name character varying(128) not null,
  description character varying(256),
  constraint organization_scopes_pkey primary key (id),
  constraint organization_scopes__name unique (tenant_id, name)
);
create table organization_user_relations (
  tenant_id character varying(21) not null,
  organization_id character varying(21) not null,
  user_id character varying(21) not null,
  constraint organization_user_relations_pkey primary key (tenant_id, organization_id, user_id)
);
create table organizations (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  name character varying(128) not null,
  description character varying(256),
  custom_data jsonb default '{}'::jsonb not null,
  is_mfa_required boolean default false not null,
  is_trusted_device_allowed boolean default true not null,
  color jsonb default '{}'::jsonb not null,
  branding jsonb default '{}'::jsonb not null,
  custom_css text,
  created_at timestamp with time zone default now() not null,
  constraint organizations_pkey primary key (id)
);
create table passcodes (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  interaction_jti character varying(128),
  phone character varying(32),
  email character varying(128),
  type character varying(32) not null,
  code character varying(6) not null,
  consumed boolean default false not null,
  try_count smallint default 0 not null,
  created_at timestamp with time zone default now() not null,
  constraint passcodes_pkey primary key (id)
);
create table personal_access_tokens (
  tenant_id character varying(21) not null,
  user_id character varying(21) not null,
  name character varying(256) not null,
  value character varying(64) not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone,
  constraint personal_access_tokens_pkey primary key (tenant_id, user_id, name)
);
create table resources (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  name text not null,
  indicator text not null,
  is_default boolean default false not null,
  access_token_ttl bigint default 3600 not null,
  constraint resources_pkey primary key (id),
  constraint resources__indicator unique (tenant_id, indicator)
);
create table roles (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  name character varying(128) not null,
  description character varying(128) not null,
  type role_type default 'User'::role_type not null,
  is_default boolean default false not null,
  constraint roles_pkey primary key (id),
  constraint roles__name unique (tenant_id, name)
);
create table roles_scopes (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  role_id character varying(21) not null,
  scope_id character varying(21) not null,
  constraint roles_scopes_pkey primary key (id),
  constraint roles_scopes__role_id_scope_id unique (tenant_id, role_id, scope_id)
);
create table saml_application_configs (
  application_id character varying(21) not null,
  tenant_id character varying(21) not null,
  attribute_mapping jsonb default '{}'::jsonb not null,
  entity_id character varying(128),
  acs_url jsonb,
  encryption jsonb,
  name_id_format character varying(128) not null,
  constraint saml_application_configs_pkey primary key (tenant_id, application_id),
  constraint saml_application_configs__application_type check (check_application_type(application_id, VARIADIC ARRAY['SAML'::application_type]))
);
create table saml_application_secrets (
  id character varying(21) not null,
  tenant_id character varying(21) not null,
  application_id character varying(21) not null,
  private_key text not null,
  certificate text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  active boolean not null,
  constraint saml_application_secrets_pkey primary key (tenant_id, application_id, id),
  constraint saml_application_secrets__application_type check (check_application_type(application_id, VARIADIC ARRAY['SAML'::application_type]))
);
create table saml_application_sessions (
  tenant_id character varying(21) not null,
  id character varying(32) not null,
  application_id character varying(21) not null,
  saml_request_id character varying(128) not null,
  oidc_state character varying(32),
  relay_state character varying(512),
  raw_auth_request text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint saml_application_sessions_pkey primary key (tenant_id, id),
  constraint saml_application_sessions__application_type check (check_application_type(application_id, VARIADIC ARRAY['SAML'::application_type]))
);
create table saml_sso_connector_signing_keys (
  id character varying(21) not null,
  tenant_id character varying(21) not null,
  sso_connector_id character varying(128) not null,
  private_key text not null,
  certificate text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  active boolean not null,
  constraint saml_sso_connector_signing_keys_pkey primary key (tenant_id, sso_connector_id, id)
);
create table scopes (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  resource_id character varying(21) not null,
  name character varying(256) not null,
  description text,
  created_at timestamp with time zone default now() not null,
  constraint scopes_pkey primary key (id),
  constraint scopes__resource_id_name unique (tenant_id, resource_id, name)
);
create table secret_enterprise_sso_connector_relations (
  tenant_id character varying(21) not null,
  secret_id character varying(21) not null,
  sso_connector_id character varying(128) not null,
  issuer character varying(256) not null,
  identity_id character varying(128) not null,
  constraint secret_enterprise_sso_connector_relations_pkey primary key (tenant_id, secret_id)
);
create table secret_social_connector_relations (
  tenant_id character varying(21) not null,
  secret_id character varying(21) not null,
  connector_id character varying(128) not null,
  target character varying(256) not null,
  identity_id character varying(128) not null,
  constraint secret_social_connector_relations_pkey primary key (tenant_id, secret_id),
  constraint secret_social_connector_relations__target__identity_id unique (tenant_id, target, identity_id)
);
create table secrets (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  user_id character varying(21) not null,
  type character varying(256) not null,
  encrypted_dek bytea not null,
  iv bytea not null,
  auth_tag bytea not null,
  ciphertext bytea not null,
  metadata jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint secrets_pkey primary key (id)
);
create table sentinel_activities (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  target_type character varying(32) not null,
  target_hash character varying(64) not null,
  action character varying(64) not null,
  action_result sentinel_action_result not null,
  payload jsonb not null,
  decision sentinel_decision not null,
  decision_expires_at timestamp with time zone default now() not null,
  created_at timestamp with time zone default now() not null,
  constraint sentinel_activities_pkey primary key (id)
);
create table service_logs (
  id character varying(21) not null,
  tenant_id character varying(21) not null,
  type character varying(64) not null,
  payload jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint service_logs_pkey primary key (id)
);
create table sign_in_experiences (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  color jsonb not null,
  branding jsonb not null,
  hide_logto_branding boolean default false not null,
  language_info jsonb not null,
  terms_of_use_url character varying(2048),
  privacy_policy_url character varying(2048),
  agree_to_terms_policy agree_to_terms_policy default 'Automatic'::agree_to_terms_policy not null,
  sign_in jsonb not null,
  sign_up jsonb not null,
  social_sign_in jsonb default '{}'::jsonb not null,
  social_sign_in_connector_targets jsonb default '[]'::jsonb not null,
  sign_in_mode sign_in_mode default 'SignInAndRegister'::sign_in_mode not null,
  custom_css text,
  custom_content jsonb default '{}'::jsonb not null,
  custom_ui_assets jsonb,
  custom_ui_csp jsonb default '{}'::jsonb not null,
  password_policy jsonb default '{}'::jsonb not null,
  mfa jsonb default '{}'::jsonb not null,
  adaptive_mfa jsonb default '{}'::jsonb not null,
  trusted_device jsonb default '{}'::jsonb not null,
  single_sign_on_enabled boolean default false not null,
  support_email text,
  support_website_url text,
  unknown_session_redirect_url text,
  captcha_policy jsonb default '{}'::jsonb not null,
  sentinel_policy jsonb default '{}'::jsonb not null,
  email_blocklist_policy jsonb default '{}'::jsonb not null,
  verification_code_policy jsonb default '{}'::jsonb not null,
  forgot_password_methods jsonb default '[]'::jsonb,
  passkey_sign_in jsonb default '{}'::jsonb not null,
  sign_up_profile_fields jsonb default '[]'::jsonb,
  password_expiration jsonb default '{}'::jsonb not null,
  username_policy jsonb default '{"maxLength": 128, "minLength": 1, "allowedChars": {"numbers": true, "lowercase": true, "uppercase": true, "underscore": true}, "caseSensitive": true}'::jsonb not null,
  constraint sign_in_experiences_pkey primary key (tenant_id, id)
);
create table sso_connector_idp_initiated_auth_configs (
  tenant_id character varying(21) not null,
  connector_id character varying(128) not null,
  default_application_id character varying(21) not null,
  redirect_uri text,
  auth_parameters jsonb default '{}'::jsonb not null,
  auto_send_authorization_request boolean default false not null,
  client_idp_initiated_auth_callback_uri text,
  created_at timestamp with time zone default now() not null,
  constraint sso_connector_idp_initiated_auth_configs_pkey primary key (tenant_id, connector_id),
  constraint application_type check (check_application_type(default_application_id, VARIADIC ARRAY['Traditional'::application_type, 'SPA'::application_type, 'SAML'::application_type]))
);
create table sso_connectors (
  tenant_id character varying(21) not null,
  id character varying(128) not null,
  provider_name character varying(128) not null,
  connector_name character varying(128) not null,
  config jsonb default '{}'::jsonb not null,
  domains jsonb default '[]'::jsonb not null,
  branding jsonb default '{}'::jsonb not null,
  sync_profile boolean default false not null,
  enable_token_storage boolean default false not null,
  created_at timestamp with time zone default now() not null,
  constraint sso_connectors_pkey primary key (id),
  constraint sso_connectors__connector_name__unique unique (tenant_id, connector_name)
);
create table subject_tokens (
  tenant_id character varying(21) not null,
  id character varying(25) not null,
  context jsonb default '{}'::jsonb not null,
  expires_at timestamp with time zone not null,
  consumed_at timestamp with time zone,
  user_id character varying(21) not null,
  created_at timestamp with time zone default now() not null,
  creator_id character varying(32) not null,
  constraint subject_tokens_pkey primary key (id)
);
create table systems (
  key character varying(256) not null,
  value jsonb default '{}'::jsonb not null,
  constraint systems_pkey primary key (key)
);
create table tenants (
  id character varying(21) not null,
  db_user character varying(128),
  db_user_password character varying(128),
  name character varying(128) default 'My Project'::character varying not null,
  tag character varying(64) default 'development'::character varying not null,
  created_at timestamp with time zone default now() not null,
  is_suspended boolean default false not null,
  constraint tenants_pkey primary key (id),
  constraint tenants__db_user unique (db_user)
);
create table trusted_devices (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  user_id character varying(12) not null,
  secret_hash bytea not null,
  user_agent text,
  ip text,
  country character varying(16),
  city text,
  created_at timestamp with time zone default now() not null,
  last_used_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint trusted_devices_pkey primary key (id)
);
create table user_geo_locations (
  tenant_id character varying(21) not null,
  user_id character varying(12) not null,
  latitude numeric(9,6),
  longitude numeric(9,6),
  updated_at timestamp with time zone default now() not null,
  constraint user_geo_locations_pkey primary key (tenant_id, user_id),
  constraint user_geo_locations_check check (((latitude IS NULL) = (longitude IS NULL)))
);
create table user_sign_in_countries (
  tenant_id character varying(21) not null,
  user_id character varying(12) not null,
  country character varying(16) not null,
  last_sign_in_at timestamp with time zone default now() not null,
  constraint user_sign_in_countries_pkey primary key (tenant_id, user_id, country)
);
create table user_sso_identities (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  user_id character varying(12) not null,
  issuer character varying(256) not null,
  identity_id character varying(128) not null,
  detail jsonb default '{}'::jsonb not null,
  created_at timestamp without time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  sso_connector_id character varying(128) not null,
  constraint user_sso_identities_pkey primary key (id),
  constraint user_sso_identities__issuer__identity_id unique (tenant_id, issuer, identity_id)
);
create table users (
  tenant_id character varying(21) not null,
  id character varying(12) not null,
  username character varying(128),
  primary_email character varying(128),
  primary_phone character varying(128),
  password_encrypted character varying(256),
  password_encryption_method users_password_encryption_method,
  name character varying(128),
  avatar character varying(2048),
  profile jsonb default '{}'::jsonb not null,
  application_id character varying(21),
  cimd_client_id character varying(2048),
  identities jsonb default '{}'::jsonb not null,
  custom_data jsonb default '{}'::jsonb not null,
  logto_config jsonb default '{}'::jsonb not null,
  mfa_verifications jsonb default '[]'::jsonb not null,
  is_suspended boolean default false not null,
  is_password_expired boolean default false not null,
  last_sign_in_at timestamp with time zone,
  password_updated_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint users_pkey primary key (id),
  constraint users__primary_email unique (tenant_id, primary_email),
  constraint users__primary_phone unique (tenant_id, primary_phone),
  constraint users__username unique (tenant_id, username)
);
create table users_roles (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  user_id character varying(21) not null,
  role_id character varying(21) not null,
  constraint users_roles_pkey primary key (id),
  constraint users_roles__user_id_role_id unique (tenant_id, user_id, role_id),
  constraint users_roles__role_type check (check_role_type(role_id, 'User'::role_type))
);
create table verification_records (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  user_id character varying(21),
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  data jsonb default '{}'::jsonb not null,
  constraint verification_records_pkey primary key (id)
);
create table verification_statuses (
  tenant_id character varying(21) not null,
  id character varying(21) not null,
  user_id character varying(21) not null,
  created_at timestamp with time zone default now() not null,
  verified_identifier character varying(255),
  constraint verification_statuses_pkey primary key (id)
);
create index aggregated_daily_active_users__tenant_date on aggregated_daily_active_users (tenant_id, activity_date);
create index aggregated_daily_active_users__tenant_user_date on aggregated_daily_active_users (tenant_id, user_id, activity_date DESC);
create index applications__id on applications (tenant_id, id);
create index applications__is_third_party on applications (tenant_id, is_third_party);
create unique index applications__protected_app_metadata_custom_domain on applications (((((protected_app_metadata -> 'customDomains'::text) -> 0) ->> 'domain'::text)));
create unique index applications__protected_app_metadata_host on applications (((protected_app_metadata ->> 'host'::text)));
create index applications__type on applications (tenant_id, type);
create index applications_roles__id on applications_roles (tenant_id, id);
create index captcha_providers__id on captcha_providers (tenant_id, id);
create index cimd_grant_organizations__organization_id_user_id on cimd_grant_organizations (tenant_id, organization_id, user_id);
create index connectors__id on connectors (tenant_id, id);
create index custom_phrases__id on custom_phrases (tenant_id, id);
create index daily_active_users__date on daily_active_users (tenant_id, date);
create index daily_active_users__date_brin on daily_active_users using brin (date);
create index daily_active_users__tenant_date_user on daily_active_users (tenant_id, date, user_id);
create unique index daily_token_usage__date on daily_token_usage (tenant_id, date);
create index domains__id on domains (tenant_id, id);
create index email_templates__tenant_id__language_tag on email_templates (tenant_id, language_tag);
create index email_templates__tenant_id__template_type on email_templates (tenant_id, template_type);
create index hooks__id on hooks (tenant_id, id);
create index logs__application_id on logs (tenant_id, ((payload ->> 'applicationId'::text)));
create index logs__created_at_id on logs (tenant_id, created_at, id);
create index logs__hook_id on logs (tenant_id, ((payload ->> 'hookId'::text)));
create index logs__key on logs (tenant_id, key);
create index logs__user_id on logs (tenant_id, ((payload ->> 'userId'::text)));
create index oidc_model_instances__expires_at on oidc_model_instances (tenant_id, expires_at);
create index oidc_model_instances__grant_payload_account_id_expires_at on oidc_model_instances (tenant_id, ((payload ->> 'accountId'::text)), expires_at) where ((model_name)::text = 'Grant'::text);
create index oidc_model_instances__model_name_payload_account_id_partial on oidc_model_instances (tenant_id, model_name, ((payload ->> 'accountId'::text))) where (payload ? 'accountId'::text);
create index oidc_model_instances__model_name_payload_grant_id_partial on oidc_model_instances (tenant_id, model_name, ((payload ->> 'grantId'::text))) where (payload ? 'grantId'::text);
create index oidc_model_instances__model_name_payload_uid on oidc_model_instances (tenant_id, model_name, ((payload ->> 'uid'::text)));
create index oidc_model_instances__model_name_payload_user_code on oidc_model_instances (tenant_id, model_name, ((payload ->> 'userCode'::text)));
create index oidc_model_instances__session_payload_account_id_expires_at on oidc_model_instances (tenant_id, ((payload ->> 'accountId'::text)), expires_at) where ((model_name)::text = 'Session'::text);
create index oidc_session_extensions__account_id on oidc_session_extensions (account_id);
create index one_time_token__email_status on one_time_tokens (tenant_id, email, status);
create unique index one_time_token__token on one_time_tokens (tenant_id, token);
create unique index organization_invitations__invitee_organization_id on organization_invitations (tenant_id, invitee, organization_id) where (status = 'Pending'::organization_invitation_status);
create index organization_role_user_relations__tenant_id_org_id_user_id on organization_role_user_relations (tenant_id, organization_id, user_id);
create index organization_roles__id on organization_roles (tenant_id, id);
create index organization_roles__type on organization_roles (tenant_id, type);
create index organization_scopes__id on organization_scopes (tenant_id, id);
create unique index organization_scopes__tenant_id_id on organization_scopes (tenant_id, id);
create index organization_user_relations__tenant_id_user_id on organization_user_relations (tenant_id, user_id);
create index organizations__id on organizations (tenant_id, id);
create index passcodes__email_type on passcodes (tenant_id, email, type);
create index passcodes__id on passcodes (tenant_id, id);
create index passcodes__interaction_jti_type on passcodes (tenant_id, interaction_jti, type);
create index passcodes__phone_type on passcodes (tenant_id, phone, type);
create index personal_access_token__value on personal_access_tokens (tenant_id, value);
create index resources__id on resources (tenant_id, id);
create unique index resources__is_default_true on resources (tenant_id) where (is_default = true);
create index roles__id on roles (tenant_id, id);
create index roles__type on roles (tenant_id, type);
create index roles_scopes__id on roles_scopes (tenant_id, id);
create unique index saml_application_secrets__unique_active_secret on saml_application_secrets (tenant_id, application_id, active) where active;
create unique index saml_sso_connector_signing_keys__unique_active on saml_sso_connector_signing_keys (tenant_id, sso_connector_id, active) where active;
create index scopes__id on scopes (tenant_id, id);
create unique index scopes__tenant_id_id on scopes (tenant_id, id);
create index sentinel_activities__created_at on sentinel_activities (created_at);
create index sentinel_activities__id on sentinel_activities (tenant_id, id);
create index sentinel_activities__target_type_target_hash on sentinel_activities (tenant_id, target_type, target_hash);
create index sentinel_activities__target_type_target_hash_action_action_resu on sentinel_activities (tenant_id, target_type, target_hash, action, action_result, decision);
create index service_logs__created_at on service_logs (created_at);
create index service_logs__email__tenant_id__created_at__id on service_logs (tenant_id, created_at DESC, id DESC) where ((type)::text = ANY ((ARRAY['sendEmail'::character varying, 'sendEmailFailed'::character varying])::text[]));
create index service_logs__email__tenant_id__recipient__created_at__id on service_logs (tenant_id, lower(((payload -> 'data'::text) ->> 'to'::text)), created_at DESC, id DESC) where ((type)::text = ANY ((ARRAY['sendEmail'::character varying, 'sendEmailFailed'::character varying])::text[]));
create index service_logs__id on service_logs (id);
create index service_logs__tenant_id__type__created_at on service_logs (tenant_id, type, created_at);
create index sso_connectors__id on sso_connectors (tenant_id, id);
create index sso_connectors__id__provider_name on sso_connectors (tenant_id, id, provider_name);
create index subject_token__id on subject_tokens (tenant_id, id);
create index trusted_devices__tenant_expires_at on trusted_devices (tenant_id, expires_at);
create index trusted_devices__tenant_user_expires_at on trusted_devices (tenant_id, user_id, expires_at);
create index user_sign_in_countries__tenant_user_last_sign_in_at on user_sign_in_countries (tenant_id, user_id, last_sign_in_at DESC);
create unique index users__id on users (tenant_id, id);
create index users__name on users (tenant_id, name);
create index users__tenant_lower_username on users (tenant_id, lower((username)::text)) where (username IS NOT NULL);
create index users_mfa_verifications_gin on users using gin (mfa_verifications jsonb_path_ops);
create index users_roles__id on users_roles (tenant_id, id);
create index verification_records__id on verification_records (tenant_id, id);
create index verification_statuses__id on verification_statuses (tenant_id, id);
create index verification_statuses__user_id on verification_statuses (tenant_id, user_id);
alter table account_centers add constraint account_centers_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table application_access_control_org_role_relations add constraint application_access_control_org_role_r_organization_role_id_fkey foreign key (organization_role_id) references organization_roles(id) on update CASCADE on delete CASCADE;
alter table application_access_control_org_role_relations add constraint application_access_control_org_role_relati_organization_id_fkey foreign key (organization_id) references organizations(id) on update CASCADE on delete CASCADE;
alter table application_access_control_org_role_relations add constraint application_access_control_org_role_relatio_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table application_access_control_org_role_relations add constraint application_access_control_org_role_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table application_access_control_organization_relations add constraint application_access_control_organization_re_organization_id_fkey foreign key (organization_id) references organizations(id) on update CASCADE on delete CASCADE;
alter table application_access_control_organization_relations add constraint application_access_control_organization_rel_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table application_access_control_organization_relations add constraint application_access_control_organization_relation_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table application_access_control_user_relations add constraint application_access_control_user_relations_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table application_access_control_user_relations add constraint application_access_control_user_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table application_access_control_user_relations add constraint application_access_control_user_relations_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
alter table application_access_control_user_role_relations add constraint application_access_control_user_role_relati_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table application_access_control_user_role_relations add constraint application_access_control_user_role_relations_role_id_fkey foreign key (role_id) references roles(id) on update CASCADE on delete CASCADE;
alter table application_access_control_user_role_relations add constraint application_access_control_user_role_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table application_secrets add constraint application_secrets_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table application_secrets add constraint application_secrets_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table application_sign_in_experiences add constraint application_sign_in_experiences_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table application_sign_in_experiences add constraint application_sign_in_experiences_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_organization_resource_scopes add constraint application_user_consent_organization_resou_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_organization_resource_scopes add constraint application_user_consent_organization_resource_s_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_organization_resource_scopes add constraint application_user_consent_organization_resource_sc_scope_id_fkey foreign key (scope_id) references scopes(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_organization_scopes add constraint application_user_consent_organizatio_organization_scope_id_fkey foreign key (organization_scope_id) references organization_scopes(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_organization_scopes add constraint application_user_consent_organization_scope_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_organization_scopes add constraint application_user_consent_organization_scopes_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_organizations add constraint application_user_consent_orga_tenant_id_organization_id_us_fkey foreign key (tenant_id, organization_id, user_id) references organization_user_relations(tenant_id, organization_id, user_id) on update CASCADE on delete CASCADE;
alter table application_user_consent_organizations add constraint application_user_consent_organizations_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_organizations add constraint application_user_consent_organizations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_resource_scopes add constraint application_user_consent_resource_scopes_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_resource_scopes add constraint application_user_consent_resource_scopes_scope_id_fkey foreign key (scope_id) references scopes(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_resource_scopes add constraint application_user_consent_resource_scopes_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_user_scopes add constraint application_user_consent_user_scopes_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table application_user_consent_user_scopes add constraint application_user_consent_user_scopes_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table applications add constraint applications_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table applications_roles add constraint applications_roles_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table applications_roles add constraint applications_roles_role_id_fkey foreign key (role_id) references roles(id) on update CASCADE on delete CASCADE;
alter table applications_roles add constraint applications_roles_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table captcha_providers add constraint captcha_providers_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table cimd_grant_client_snapshots add constraint cimd_grant_client_snapshots_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table cimd_grant_client_snapshots add constraint cimd_grant_client_snapshots_tenant_id_grant_model_name_gra_fkey foreign key (tenant_id, grant_model_name, grant_id) references oidc_model_instances(tenant_id, model_name, id) on update CASCADE on delete CASCADE;
alter table cimd_grant_organizations add constraint cimd_grant_organizations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table cimd_grant_organizations add constraint cimd_grant_organizations_tenant_id_grant_model_name_grant__fkey foreign key (tenant_id, grant_model_name, grant_id) references oidc_model_instances(tenant_id, model_name, id) on update CASCADE on delete CASCADE;
alter table cimd_grant_organizations add constraint cimd_grant_organizations_tenant_id_organization_id_user_id_fkey foreign key (tenant_id, organization_id, user_id) references organization_user_relations(tenant_id, organization_id, user_id) on update CASCADE on delete CASCADE;
alter table cimd_organization_resource_scopes add constraint cimd_organization_resource_scopes_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table cimd_organization_resource_scopes add constraint cimd_organization_resource_scopes_tenant_id_scope_id_fkey foreign key (tenant_id, scope_id) references scopes(tenant_id, id) on update CASCADE on delete CASCADE;
alter table cimd_organization_scopes add constraint cimd_organization_scopes_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table cimd_organization_scopes add constraint cimd_organization_scopes_tenant_id_organization_scope_id_fkey foreign key (tenant_id, organization_scope_id) references organization_scopes(tenant_id, id) on update CASCADE on delete CASCADE;
alter table cimd_resource_scopes add constraint cimd_resource_scopes_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table cimd_resource_scopes add constraint cimd_resource_scopes_tenant_id_scope_id_fkey foreign key (tenant_id, scope_id) references scopes(tenant_id, id) on update CASCADE on delete CASCADE;
alter table cimd_user_scopes add constraint cimd_user_scopes_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table connectors add constraint connectors_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table custom_phrases add constraint custom_phrases_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table custom_profile_fields add constraint custom_profile_fields_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table domains add constraint domains_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table email_templates add constraint email_templates_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table hooks add constraint hooks_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table idp_initiated_saml_sso_sessions add constraint idp_initiated_saml_sso_sessions_connector_id_fkey foreign key (connector_id) references sso_connectors(id) on update CASCADE on delete CASCADE;
alter table idp_initiated_saml_sso_sessions add constraint idp_initiated_saml_sso_sessions_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table logs add constraint logs_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table logto_configs add constraint logto_configs_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table oidc_model_instances add constraint oidc_model_instances_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table oidc_session_extensions add constraint oidc_session_extensions_account_id_fkey foreign key (account_id) references users(id) on update CASCADE on delete CASCADE;
alter table oidc_session_extensions add constraint oidc_session_extensions_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table one_time_tokens add constraint one_time_tokens_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_application_relations add constraint organization_application_relations_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table organization_application_relations add constraint organization_application_relations_organization_id_fkey foreign key (organization_id) references organizations(id) on update CASCADE on delete CASCADE;
alter table organization_application_relations add constraint organization_application_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_invitation_role_relations add constraint organization_invitation_role_re_organization_invitation_id_fkey foreign key (organization_invitation_id) references organization_invitations(id) on update CASCADE on delete CASCADE;
alter table organization_invitation_role_relations add constraint organization_invitation_role_relation_organization_role_id_fkey foreign key (organization_role_id) references organization_roles(id) on update CASCADE on delete CASCADE;
alter table organization_invitation_role_relations add constraint organization_invitation_role_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_invitations add constraint organization_invitations_accepted_user_id_fkey foreign key (accepted_user_id) references users(id) on update CASCADE on delete CASCADE;
alter table organization_invitations add constraint organization_invitations_inviter_id_fkey foreign key (inviter_id) references users(id) on update CASCADE on delete CASCADE;
alter table organization_invitations add constraint organization_invitations_organization_id_fkey foreign key (organization_id) references organizations(id) on update CASCADE on delete CASCADE;
alter table organization_invitations add constraint organization_invitations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_jit_email_domains add constraint organization_jit_email_domains_organization_id_fkey foreign key (organization_id) references organizations(id) on update CASCADE on delete CASCADE;
alter table organization_jit_email_domains add constraint organization_jit_email_domains_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_jit_roles add constraint organization_jit_roles_organization_id_fkey foreign key (organization_id) references organizations(id) on update CASCADE on delete CASCADE;
alter table organization_jit_roles add constraint organization_jit_roles_organization_role_id_fkey foreign key (organization_role_id) references organization_roles(id) on update CASCADE on delete CASCADE;
alter table organization_jit_roles add constraint organization_jit_roles_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_jit_sso_connectors add constraint organization_jit_sso_connectors_organization_id_fkey foreign key (organization_id) references organizations(id) on update CASCADE on delete CASCADE;
alter table organization_jit_sso_connectors add constraint organization_jit_sso_connectors_sso_connector_id_fkey foreign key (sso_connector_id) references sso_connectors(id) on update CASCADE on delete CASCADE;
alter table organization_jit_sso_connectors add constraint organization_jit_sso_connectors_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_role_application_relations add constraint organization_role_application_relatio_organization_role_id_fkey foreign key (organization_role_id) references organization_roles(id) on update CASCADE on delete CASCADE;
alter table organization_role_application_relations add constraint organization_role_application_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_role_application_relations add constraint organization_role_application_tenant_id_organization_id_ap_fkey foreign key (tenant_id, organization_id, application_id) references organization_application_relations(tenant_id, organization_id, application_id) on update CASCADE on delete CASCADE;
alter table organization_role_resource_scope_relations add constraint organization_role_resource_scope_rela_organization_role_id_fkey foreign key (organization_role_id) references organization_roles(id) on update CASCADE on delete CASCADE;
alter table organization_role_resource_scope_relations add constraint organization_role_resource_scope_relations_scope_id_fkey foreign key (scope_id) references scopes(id) on update CASCADE on delete CASCADE;
alter table organization_role_resource_scope_relations add constraint organization_role_resource_scope_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_role_scope_relations add constraint organization_role_scope_relations_organization_role_id_fkey foreign key (organization_role_id) references organization_roles(id) on update CASCADE on delete CASCADE;
alter table organization_role_scope_relations add constraint organization_role_scope_relations_organization_scope_id_fkey foreign key (organization_scope_id) references organization_scopes(id) on update CASCADE on delete CASCADE;
alter table organization_role_scope_relations add constraint organization_role_scope_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_role_user_relations add constraint organization_role_user_relati_tenant_id_organization_id_us_fkey foreign key (tenant_id, organization_id, user_id) references organization_user_relations(tenant_id, organization_id, user_id) on update CASCADE on delete CASCADE;
alter table organization_role_user_relations add constraint organization_role_user_relations_organization_role_id_fkey foreign key (organization_role_id) references organization_roles(id) on update CASCADE on delete CASCADE;
alter table organization_role_user_relations add constraint organization_role_user_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_roles add constraint organization_roles_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_scopes add constraint organization_scopes_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_user_relations add constraint organization_user_relations__user_id__fk foreign key (tenant_id, user_id) references users(tenant_id, id) on update CASCADE on delete CASCADE;
alter table organization_user_relations add constraint organization_user_relations_organization_id_fkey foreign key (organization_id) references organizations(id) on update CASCADE on delete CASCADE;
alter table organization_user_relations add constraint organization_user_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table organization_user_relations add constraint organization_user_relations_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
alter table organizations add constraint organizations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table passcodes add constraint passcodes_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table personal_access_tokens add constraint personal_access_tokens_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table personal_access_tokens add constraint personal_access_tokens_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
alter table resources add constraint resources_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table roles add constraint roles_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table roles_scopes add constraint roles_scopes_role_id_fkey foreign key (role_id) references roles(id) on update CASCADE on delete CASCADE;
alter table roles_scopes add constraint roles_scopes_scope_id_fkey foreign key (scope_id) references scopes(id) on update CASCADE on delete CASCADE;
alter table roles_scopes add constraint roles_scopes_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table saml_application_configs add constraint saml_application_configs_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table saml_application_configs add constraint saml_application_configs_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table saml_application_secrets add constraint saml_application_secrets_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table saml_application_secrets add constraint saml_application_secrets_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table saml_application_sessions add constraint saml_application_sessions_application_id_fkey foreign key (application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table saml_application_sessions add constraint saml_application_sessions_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table saml_sso_connector_signing_keys add constraint saml_sso_connector_signing_keys_sso_connector_id_fkey foreign key (sso_connector_id) references sso_connectors(id) on update CASCADE on delete CASCADE;
alter table saml_sso_connector_signing_keys add constraint saml_sso_connector_signing_keys_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table scopes add constraint scopes_resource_id_fkey foreign key (resource_id) references resources(id) on update CASCADE on delete CASCADE;
alter table scopes add constraint scopes_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table secret_enterprise_sso_connector_relations add constraint secret_enterprise_sso_connect_tenant_id_issuer_identity_id_fkey foreign key (tenant_id, issuer, identity_id) references user_sso_identities(tenant_id, issuer, identity_id) on update CASCADE;
alter table secret_enterprise_sso_connector_relations add constraint secret_enterprise_sso_connector_relations_secret_id_fkey foreign key (secret_id) references secrets(id) on update CASCADE on delete CASCADE;
alter table secret_enterprise_sso_connector_relations add constraint secret_enterprise_sso_connector_relations_sso_connector_id_fkey foreign key (sso_connector_id) references sso_connectors(id) on update CASCADE;
alter table secret_enterprise_sso_connector_relations add constraint secret_enterprise_sso_connector_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table secret_social_connector_relations add constraint secret_social_connector_relations_connector_id_fkey foreign key (connector_id) references connectors(id) on update CASCADE;
alter table secret_social_connector_relations add constraint secret_social_connector_relations_secret_id_fkey foreign key (secret_id) references secrets(id) on update CASCADE on delete CASCADE;
alter table secret_social_connector_relations add constraint secret_social_connector_relations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table secrets add constraint secrets_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table secrets add constraint secrets_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
alter table sentinel_activities add constraint sentinel_activities_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table sign_in_experiences add constraint sign_in_experiences_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table sso_connector_idp_initiated_auth_configs add constraint sso_connector_idp_initiated_auth_co_default_application_id_fkey foreign key (default_application_id) references applications(id) on update CASCADE on delete CASCADE;
alter table sso_connector_idp_initiated_auth_configs add constraint sso_connector_idp_initiated_auth_configs_connector_id_fkey foreign key (connector_id) references sso_connectors(id) on update CASCADE on delete CASCADE;
alter table sso_connector_idp_initiated_auth_configs add constraint sso_connector_idp_initiated_auth_configs_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table sso_connectors add constraint sso_connectors_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table subject_tokens add constraint subject_tokens_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table subject_tokens add constraint subject_tokens_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
alter table trusted_devices add constraint trusted_devices_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table trusted_devices add constraint trusted_devices_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
alter table user_geo_locations add constraint user_geo_locations_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table user_geo_locations add constraint user_geo_locations_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
alter table user_sign_in_countries add constraint user_sign_in_countries_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table user_sign_in_countries add constraint user_sign_in_countries_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
alter table user_sso_identities add constraint user_sso_identities_sso_connector_id_fkey foreign key (sso_connector_id) references sso_connectors(id) on update CASCADE on delete CASCADE;
alter table user_sso_identities add constraint user_sso_identities_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table user_sso_identities add constraint user_sso_identities_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
alter table users add constraint users_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table users_roles add constraint users_roles_role_id_fkey foreign key (role_id) references roles(id) on update CASCADE on delete CASCADE;
alter table users_roles add constraint users_roles_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table users_roles add constraint users_roles_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
alter table verification_records add constraint verification_records_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table verification_records add constraint verification_records_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
alter table verification_statuses add constraint verification_statuses_tenant_id_fkey foreign key (tenant_id) references tenants(id) on update CASCADE on delete CASCADE;
alter table verification_statuses add constraint verification_statuses_user_id_fkey foreign key (user_id) references users(id) on update CASCADE on delete CASCADE;
create TRIGGER set_tenant_id BEFORE INSERT ON account_centers FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON aggregated_daily_active_users FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON application_access_control_org_role_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON application_access_control_organization_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON application_access_control_user_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON application_access_control_user_role_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON application_secrets FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON application_sign_in_experiences FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON application_user_consent_organization_resource_scopes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON application_user_consent_organization_scopes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON application_user_consent_organizations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON application_user_consent_resource_scopes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON application_user_consent_user_scopes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON applications FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON applications_roles FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON captcha_providers FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON cimd_grant_client_snapshots FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON cimd_grant_organizations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON cimd_organization_resource_scopes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON cimd_organization_scopes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON cimd_resource_scopes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON cimd_user_scopes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER delete_secrets_before_social_connector_delete BEFORE DELETE ON connectors FOR EACH ROW EXECUTE FUNCTION delete_secrets_on_social_connector_delete();
create TRIGGER set_tenant_id BEFORE INSERT ON connectors FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON custom_phrases FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER custom_profile_fields__increment_sie_order BEFORE INSERT ON custom_profile_fields FOR EACH ROW EXECUTE FUNCTION custom_profile_fields__increment_sie_order();
create TRIGGER set_tenant_id BEFORE INSERT ON custom_profile_fields FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON daily_active_users FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON daily_token_usage FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON domains FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON email_templates FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON hooks FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON idp_initiated_saml_sso_sessions FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON logs FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON logto_configs FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON oidc_model_instances FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON oidc_session_extensions FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_updated_at BEFORE UPDATE ON oidc_session_extensions FOR EACH ROW EXECUTE FUNCTION set_updated_at();
create TRIGGER set_tenant_id BEFORE INSERT ON one_time_tokens FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_application_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_invitation_role_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_invitations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_jit_email_domains FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_jit_roles FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_jit_sso_connectors FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_role_application_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_role_resource_scope_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_role_scope_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_role_user_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_roles FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_scopes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organization_user_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON organizations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON passcodes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON personal_access_tokens FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON resources FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON roles FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON roles_scopes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON saml_application_configs FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON saml_application_secrets FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON saml_application_sessions FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON saml_sso_connector_signing_keys FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON scopes FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON secret_enterprise_sso_connector_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON secret_social_connector_relations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON secrets FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_updated_at BEFORE UPDATE ON secrets FOR EACH ROW EXECUTE FUNCTION set_updated_at();
create TRIGGER set_tenant_id BEFORE INSERT ON sentinel_activities FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON sign_in_experiences FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON sso_connector_idp_initiated_auth_configs FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER delete_secrets_before_sso_connector_delete BEFORE DELETE ON sso_connectors FOR EACH ROW EXECUTE FUNCTION delete_secrets_on_sso_connector_delete();
create TRIGGER set_tenant_id BEFORE INSERT ON sso_connectors FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON subject_tokens FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON trusted_devices FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON user_geo_locations FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON user_sign_in_countries FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER delete_secret_before_sso_identity_delete BEFORE DELETE ON user_sso_identities FOR EACH ROW EXECUTE FUNCTION delete_secret_on_sso_identity_delete();
create TRIGGER set_tenant_id BEFORE INSERT ON user_sso_identities FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_updated_at BEFORE UPDATE ON user_sso_identities FOR EACH ROW EXECUTE FUNCTION set_updated_at();
create TRIGGER delete_secrets_before_social_identity_delete BEFORE UPDATE OF identities ON users FOR EACH ROW EXECUTE FUNCTION delete_secrets_on_social_identity_delete();
create TRIGGER set_tenant_id BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_updated_at BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION set_updated_at();
create TRIGGER set_tenant_id BEFORE INSERT ON users_roles FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON verification_records FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create TRIGGER set_tenant_id BEFORE INSERT ON verification_statuses FOR EACH ROW EXECUTE FUNCTION set_tenant_id();
create policy tenants_tenant_id on tenants for all to public using (((db_user)::text = CURRENT_USER));
create policy applications_modification on applications for all to public using (true);
create policy applications_tenant_id on applications as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy connectors_modification on connectors for all to public using (true);
create policy connectors_tenant_id on connectors as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy oidc_model_instances_modification on oidc_model_instances for all to public using (true);
create policy oidc_model_instances_tenant_id on oidc_model_instances as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_scopes_modification on organization_scopes for all to public using (true);
create policy organization_scopes_tenant_id on organization_scopes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organizations_modification on organizations for all to public using (true);
create policy organizations_tenant_id on organizations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy resources_modification on resources for all to public using (true);
create policy resources_tenant_id on resources as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy roles_modification on roles for all to public using (true);
create policy roles_tenant_id on roles as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy sso_connectors_modification on sso_connectors for all to public using (true);
create policy sso_connectors_tenant_id on sso_connectors as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy users_modification on users for all to public using (true);
create policy users_tenant_id on users as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_roles_modification on organization_roles for all to public using (true);
create policy organization_roles_tenant_id on organization_roles as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy application_access_control_org_role_relations_modification on application_access_control_org_role_relations for all to public using (true);
create policy application_access_control_org_role_relations_tenant_id on application_access_control_org_role_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy application_access_control_organization_relations_modification on application_access_control_organization_relations for all to public using (true);
create policy application_access_control_organization_relations_tenant_id on application_access_control_organization_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy application_access_control_user_relations_modification on application_access_control_user_relations for all to public using (true);
create policy application_access_control_user_relations_tenant_id on application_access_control_user_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy application_access_control_user_role_relations_modification on application_access_control_user_role_relations for all to public using (true);
create policy application_access_control_user_role_relations_tenant_id on application_access_control_user_role_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy application_secrets_modification on application_secrets for all to public using (true);
create policy application_secrets_tenant_id on application_secrets as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy application_sign_in_experiences_modification on application_sign_in_experiences for all to public using (true);
create policy application_sign_in_experiences_tenant_id on application_sign_in_experiences as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy application_user_consent_organization_scopes_modification on application_user_consent_organization_scopes for all to public using (true);
create policy application_user_consent_organization_scopes_tenant_id on application_user_consent_organization_scopes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy application_user_consent_user_scopes_modification on application_user_consent_user_scopes for all to public using (true);
create policy application_user_consent_user_scopes_tenant_id on application_user_consent_user_scopes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy applications_roles_modification on applications_roles for all to public using (true);
create policy applications_roles_tenant_id on applications_roles as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy cimd_grant_client_snapshots_modification on cimd_grant_client_snapshots for all to public using (true);
create policy cimd_grant_client_snapshots_tenant_id on cimd_grant_client_snapshots as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy cimd_organization_scopes_modification on cimd_organization_scopes for all to public using (true);
create policy cimd_organization_scopes_tenant_id on cimd_organization_scopes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy cimd_user_scopes_modification on cimd_user_scopes for all to public using (true);
create policy cimd_user_scopes_tenant_id on cimd_user_scopes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy idp_initiated_saml_sso_sessions_modification on idp_initiated_saml_sso_sessions for all to public using (true);
create policy idp_initiated_saml_sso_sessions_tenant_id on idp_initiated_saml_sso_sessions as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy logs_modification on logs for all to public using (true);
create policy logs_tenant_id on logs as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy oidc_session_extensions_modification on oidc_session_extensions for all to public using (true);
create policy oidc_session_extensions_tenant_id on oidc_session_extensions as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy one_time_tokens_modification on one_time_tokens for all to public using (true);
create policy one_time_tokens_tenant_id on one_time_tokens as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_application_relations_modification on organization_application_relations for all to public using (true);
create policy organization_application_relations_tenant_id on organization_application_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_jit_email_domains_modification on organization_jit_email_domains for all to public using (true);
create policy organization_jit_email_domains_tenant_id on organization_jit_email_domains as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_jit_roles_modification on organization_jit_roles for all to public using (true);
create policy organization_jit_roles_tenant_id on organization_jit_roles as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_jit_sso_connectors_modification on organization_jit_sso_connectors for all to public using (true);
create policy organization_jit_sso_connectors_tenant_id on organization_jit_sso_connectors as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_role_scope_relations_modification on organization_role_scope_relations for all to public using (true);
create policy organization_role_scope_relations_tenant_id on organization_role_scope_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_user_relations_modification on organization_user_relations for all to public using (true);
create policy organization_user_relations_tenant_id on organization_user_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy personal_access_tokens_modification on personal_access_tokens for all to public using (true);
create policy personal_access_tokens_tenant_id on personal_access_tokens as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy saml_application_configs_modification on saml_application_configs for all to public using (true);
create policy saml_application_configs_tenant_id on saml_application_configs as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy saml_application_secrets_modification on saml_application_secrets for all to public using (true);
create policy saml_application_secrets_tenant_id on saml_application_secrets as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy saml_application_sessions_modification on saml_application_sessions for all to public using (true);
create policy saml_application_sessions_tenant_id on saml_application_sessions as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy saml_sso_connector_signing_keys_modification on saml_sso_connector_signing_keys for all to public using (true);
create policy saml_sso_connector_signing_keys_tenant_id on saml_sso_connector_signing_keys as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy scopes_modification on scopes for all to public using (true);
create policy scopes_tenant_id on scopes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy secrets_modification on secrets for all to public using (true);
create policy secrets_tenant_id on secrets as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy sso_connector_idp_initiated_auth_configs_modification on sso_connector_idp_initiated_auth_configs for all to public using (true);
create policy sso_connector_idp_initiated_auth_configs_tenant_id on sso_connector_idp_initiated_auth_configs as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy trusted_devices_modification on trusted_devices for all to public using (true);
create policy trusted_devices_tenant_id on trusted_devices as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy user_geo_locations_modification on user_geo_locations for all to public using (true);
create policy user_geo_locations_tenant_id on user_geo_locations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy user_sign_in_countries_modification on user_sign_in_countries for all to public using (true);
create policy user_sign_in_countries_tenant_id on user_sign_in_countries as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy user_sso_identities_modification on user_sso_identities for all to public using (true);
create policy user_sso_identities_tenant_id on user_sso_identities as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy users_roles_modification on users_roles for all to public using (true);
create policy users_roles_tenant_id on users_roles as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy application_user_consent_organization_resource_scopes_modificat on application_user_consent_organization_resource_scopes for all to public using (true);
create policy application_user_consent_organization_resource_scopes_tenant_id on application_user_consent_organization_resource_scopes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy application_user_consent_organizations_modification on application_user_consent_organizations for all to public using (true);
create policy application_user_consent_organizations_tenant_id on application_user_consent_organizations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy application_user_consent_resource_scopes_modification on application_user_consent_resource_scopes for all to public using (true);
create policy application_user_consent_resource_scopes_tenant_id on application_user_consent_resource_scopes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy cimd_grant_organizations_modification on cimd_grant_organizations for all to public using (true);
create policy cimd_grant_organizations_tenant_id on cimd_grant_organizations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy cimd_organization_resource_scopes_modification on cimd_organization_resource_scopes for all to public using (true);
create policy cimd_organization_resource_scopes_tenant_id on cimd_organization_resource_scopes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy cimd_resource_scopes_modification on cimd_resource_scopes for all to public using (true);
create policy cimd_resource_scopes_tenant_id on cimd_resource_scopes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_invitations_modification on organization_invitations for all to public using (true);
create policy organization_invitations_tenant_id on organization_invitations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_role_application_relations_modification on organization_role_application_relations for all to public using (true);
create policy organization_role_application_relations_tenant_id on organization_role_application_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_role_resource_scope_relations_modification on organization_role_resource_scope_relations for all to public using (true);
create policy organization_role_resource_scope_relations_tenant_id on organization_role_resource_scope_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_role_user_relations_modification on organization_role_user_relations for all to public using (true);
create policy organization_role_user_relations_tenant_id on organization_role_user_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy secret_enterprise_sso_connector_relations_modification on secret_enterprise_sso_connector_relations for all to public using (true);
create policy secret_enterprise_sso_connector_relations_tenant_id on secret_enterprise_sso_connector_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy secret_social_connector_relations_modification on secret_social_connector_relations for all to public using (true);
create policy secret_social_connector_relations_tenant_id on secret_social_connector_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy organization_invitation_role_relations_modification on organization_invitation_role_relations for all to public using (true);
create policy organization_invitation_role_relations_tenant_id on organization_invitation_role_relations as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy account_centers_modification on account_centers for all to public using (true);
create policy account_centers_tenant_id on account_centers as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy aggregated_daily_active_users_modification on aggregated_daily_active_users for all to public using (true);
create policy aggregated_daily_active_users_tenant_id on aggregated_daily_active_users as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy captcha_providers_modification on captcha_providers for all to public using (true);
create policy captcha_providers_tenant_id on captcha_providers as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy custom_phrases_modification on custom_phrases for all to public using (true);
create policy custom_phrases_tenant_id on custom_phrases as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy custom_profile_fields_modification on custom_profile_fields for all to public using (true);
create policy custom_profile_fields_tenant_id on custom_profile_fields as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy daily_active_users_modification on daily_active_users for all to public using (true);
create policy daily_active_users_tenant_id on daily_active_users as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy daily_token_usage_modification on daily_token_usage for all to public using (true);
create policy daily_token_usage_tenant_id on daily_token_usage as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy domains_modification on domains for all to public using (true);
create policy domains_tenant_id on domains as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy email_templates_modification on email_templates for all to public using (true);
create policy email_templates_tenant_id on email_templates as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy hooks_modification on hooks for all to public using (true);
create policy hooks_tenant_id on hooks as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy logto_configs_modification on logto_configs for all to public using (true);
create policy logto_configs_tenant_id on logto_configs as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy passcodes_modification on passcodes for all to public using (true);
create policy passcodes_tenant_id on passcodes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy roles_scopes_modification on roles_scopes for all to public using (true);
create policy roles_scopes_tenant_id on roles_scopes as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy sentinel_activities_modification on sentinel_activities for all to public using (true);
create policy sentinel_activities_tenant_id on sentinel_activities as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy sign_in_experiences_modification on sign_in_experiences for all to public using (true);
create policy sign_in_experiences_tenant_id on sign_in_experiences as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy subject_tokens_modification on subject_tokens for all to public using (true);
create policy subject_tokens_tenant_id on subject_tokens as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy verification_records_modification on verification_records for all to public using (true);
create policy verification_records_tenant_id on verification_records as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
create policy verification_statuses_modification on verification_statuses for all to public using (true);
create policy verification_statuses_tenant_id on verification_statuses as restrictive for all to public using (((tenant_id)::text = (( SELECT tenants.id
   FROM tenants
  WHERE ((tenants.db_user)::text = CURRENT_USER)))::text));
alter table account_centers enable row level security;
alter table aggregated_daily_active_users enable row level security;
alter table application_access_control_org_role_relations enable row level security;
alter table application_access_control_organization_relations enable row level security;
alter table application_access_control_user_relations enable row level security;
alter table application_access_control_user_role_relations enable row level security;
alter table application_secrets enable row level security;
alter table application_sign_in_experiences enable row level security;
alter table application_user_consent_organization_resource_scopes enable row level security;
alter table application_user_consent_organization_scopes enable row level security;
alter table application_user_consent_organizations enable row level security;
alter table application_user_consent_resource_scopes enable row level security;
alter table application_user_consent_user_scopes enable row level security;
alter table applications enable row level security;
alter table applications_roles enable row level security;
alter table captcha_providers enable row level security;
alter table cimd_grant_client_snapshots enable row level security;
alter table cimd_grant_organizations enable row level security;
alter table cimd_organization_resource_scopes enable row level security;
alter table cimd_organization_scopes enable row level security;
alter table cimd_resource_scopes enable row level security;
alter table cimd_user_scopes enable row level security;
alter table connectors enable row level security;
alter table custom_phrases enable row level security;
alter table custom_profile_fields enable row level security;
alter table daily_active_users enable row level security;
alter table daily_token_usage enable row level security;
alter table domains enable row level security;
alter table email_templates enable row level security;
alter table hooks enable row level security;
alter table idp_initiated_saml_sso_sessions enable row level security;
alter table logs enable row level security;
alter table logto_configs enable row level security;
alter table oidc_model_instances enable row level security;
alter table oidc_session_extensions enable row level security;
alter table one_time_tokens enable row level security;
alter table organization_application_relations enable row level security;
alter table organization_invitation_role_relations enable row level security;
alter table organization_invitations enable row level security;
alter table organization_jit_email_domains enable row level security;
alter table organization_jit_roles enable row level security;
alter table organization_jit_sso_connectors enable row level security;
alter table organization_role_application_relations enable row level security;
alter table organization_role_resource_scope_relations enable row level security;
alter table organization_role_scope_relations enable row level security;
alter table organization_role_user_relations enable row level security;
alter table organization_roles enable row level security;
alter table organization_scopes enable row level security;
alter table organization_user_relations enable row level security;
alter table organizations enable row level security;
alter table passcodes enable row level security;
alter table personal_access_tokens enable row level security;
alter table resources enable row level security;
alter table roles enable row level security;
alter table roles_scopes enable row level security;
alter table saml_application_configs enable row level security;
alter table saml_application_secrets enable row level security;
alter table saml_application_sessions enable row level security;
alter table saml_sso_connector_signing_keys enable row level security;
alter table scopes enable row level security;
alter table secret_enterprise_sso_connector_relations enable row level security;
alter table secret_social_connector_relations enable row level security;
alter table secrets enable row level security;
alter table sentinel_activities enable row level security;
alter table sign_in_experiences enable row level security;
alter table sso_connector_idp_initiated_auth_configs enable row level security;
alter table sso_connectors enable row level security;
alter table subject_tokens enable row level security;
alter table tenants enable row level security;
alter table trusted_devices enable row level security;
alter table user_geo_locations enable row level security;
alter table user_sign_in_countries enable row level security;
alter table user_sso_identities enable row level security;
alter table users enable row level security;
alter table users_roles enable row level security;
alter table verification_records enable row level security;
alter table verification_statuses enable row level security;
grant delete, insert, select, update on account_centers to sa_tenants;
grant delete, insert, select, update on aggregated_daily_active_users to sa_tenants;
grant delete, insert, select, update on application_access_control_org_role_relations to sa_tenants;
grant delete, insert, select, update on application_access_control_organization_relations to sa_tenants;
grant delete, insert, select, update on application_access_control_user_relations to sa_tenants;
grant delete, insert, select, update on application_access_control_user_role_relations to sa_tenants;
grant delete, insert, select, update on application_secrets to sa_tenants;
grant delete, insert, select, update on application_sign_in_experiences to sa_tenants;
grant delete, insert, select, update on application_user_consent_organization_resource_scopes to sa_tenants;
grant delete, insert, select, update on application_user_consent_organization_scopes to sa_tenants;
grant delete, insert, select, update on application_user_consent_organizations to sa_tenants;
grant delete, insert, select, update on application_user_consent_resource_scopes to sa_tenants;
grant delete, insert, select, update on application_user_consent_user_scopes to sa_tenants;
grant delete, insert, select, update on applications to sa_tenants;
grant delete, insert, select, update on applications_roles to sa_tenants;
grant delete, insert, select, update on captcha_providers to sa_tenants;
grant delete, insert, select, update on cimd_grant_client_snapshots to sa_tenants;
grant delete, insert, select, update on cimd_grant_organizations to sa_tenants;
grant delete, insert, select, update on cimd_organization_resource_scopes to sa_tenants;
grant delete, insert, select, update on cimd_organization_scopes to sa_tenants;
grant delete, insert, select, update on cimd_resource_scopes to sa_tenants;
grant delete, insert, select, update on cimd_user_scopes to sa_tenants;
grant delete, insert, select, update on connectors to sa_tenants;
grant delete, insert, select, update on custom_phrases to sa_tenants;
grant delete, insert, select, update on custom_profile_fields to sa_tenants;
grant delete, insert, select, update on daily_active_users to sa_tenants;
grant delete, insert, select, update on daily_token_usage to sa_tenants;
grant delete, insert, select, update on domains to sa_tenants;
grant delete, insert, select, update on email_templates to sa_tenants;
grant delete, insert, select, update on hooks to sa_tenants;
grant delete, insert, select, update on idp_initiated_saml_sso_sessions to sa_tenants;
grant delete, insert, select, update on logs to sa_tenants;
grant delete, insert, select, update on logto_configs to sa_tenants;
grant delete, insert, select, update on oidc_model_instances to sa_tenants;
grant delete, insert, select, update on oidc_session_extensions to sa_tenants;
grant delete, insert, select, update on one_time_tokens to sa_tenants;
grant delete, insert, select, update on organization_application_relations to sa_tenants;
grant delete, insert, select, update on organization_invitation_role_relations to sa_tenants;
grant delete, insert, select, update on organization_invitations to sa_tenants;
grant delete, insert, select, update on organization_jit_email_domains to sa_tenants;
grant delete, insert, select, update on organization_jit_roles to sa_tenants;
grant delete, insert, select, update on organization_jit_sso_connectors to sa_tenants;
grant delete, insert, select, update on organization_role_application_relations to sa_tenants;
grant delete, insert, select, update on organization_role_resource_scope_relations to sa_tenants;
grant delete, insert, select, update on organization_role_scope_relations to sa_tenants;
grant delete, insert, select, update on organization_role_user_relations to sa_tenants;
grant delete, insert, select, update on organization_roles to sa_tenants;
grant delete, insert, select, update on organization_scopes to sa_tenants;
grant delete, insert, select, update on organization_user_relations to sa_tenants;
grant delete, insert, select, update on organizations to sa_tenants;
grant delete, insert, select, update on passcodes to sa_tenants;
grant delete, insert, select, update on personal_access_tokens to sa_tenants;
grant delete, insert, select, update on resources to sa_tenants;
grant delete, insert, select, update on roles to sa_tenants;
grant delete, insert, select, update on roles_scopes to sa_tenants;
grant delete, insert, select, update on saml_application_configs to sa_tenants;
grant delete, insert, select, update on saml_application_secrets to sa_tenants;
grant delete, insert, select, update on saml_application_sessions to sa_tenants;
grant delete, insert, select, update on saml_sso_connector_signing_keys to sa_tenants;
grant delete, insert, select, update on scopes to sa_tenants;
grant delete, insert, select, update on secret_enterprise_sso_connector_relations to sa_tenants;
grant delete, insert, select, update on secret_social_connector_relations to sa_tenants;
grant delete, insert, select, update on secrets to sa_tenants;
grant delete, insert, select, update on sentinel_activities to sa_tenants;
grant delete, insert, select, update on sign_in_experiences to sa_tenants;
grant delete, insert, select, update on sso_connector_idp_initiated_auth_configs to sa_tenants;
grant delete, insert, select, update on sso_connectors to sa_tenants;
grant delete, insert, select, update on subject_tokens to sa_tenants;
grant delete, insert, select, update on trusted_devices to sa_tenants;
grant delete, insert, select, update on user_geo_locations to sa_tenants;
grant delete, insert, select, update on user_sign_in_countries to sa_tenants;
grant delete, insert, select, update on user_sso_identities to sa_tenants;
grant delete, insert, select, update on users to sa_tenants;
grant delete, insert, select, update on users_roles to sa_tenants;
grant delete, insert, select, update on verification_records to sa_tenants;
grant delete, insert, select, update on verification_statuses to sa_tenants;
