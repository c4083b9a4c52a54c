/** schema.yaml to Spec: everything wrong with it is said at once. Compiles nothing. */
import type { Location } from '../errors.js';
import { NO_SETTINGS, readAuditSettings } from './audit.js';
import { asList } from './constraint-definition.js';
import { filesOf, type ReadFile } from './files.js';
import { objectWithDefaults } from './kinds/access.js';
import { readDefaultPrivileges } from './kinds/default-privileges.js';
import { type SpecFields, specFields, type TenancyFields } from './language.js';
import { claim, linkTable, type Surroundings } from './link.js';
import { Mistakes } from './mistakes.js';
import { checkName, checkTemplate } from './names.js';
import { checkPatternReferences, type PolicyDraft, policySpec, readPolicies } from './policy-definition.js';
import { tableKey } from './references.js';
import { claimNames, readSections } from './sections.js';
import { serialSequences } from './serial.js';
import type { Entry } from './shape.js';
import { readPartitions, readShared, readTable, type TableDraft } from './table-definition.js';
import type { Text } from './text.js';
import { NO_TYPES } from './type-name.js';
import type { Forbidden, HistorySpec, RowSecurityPattern, Spec } from './types.js';
import { readYaml } from './yaml.js';

export interface ParseOptions {
  /** Takes the place of the spec's own (--schema). */
  readonly schema?: string;
  /** Reads files that the spec names, relative to itself; without it they are mistakes. */
  readonly readFile?: ReadFile;
}

/**
 * Parses and validates a spec.
 * @param text the file's content
 * @param file its name, for the places of mistakes
 * @throws MistakesError with every mistake, each at its place
 */
export function parseSpec(text: string, file: string, options: ParseOptions = {}): Spec {
  const mistakes = new Mistakes();
  const yaml = readYaml(text, file, mistakes);
  const start: Location = { file, line: 1, column: 1 };
  const fields = yaml === null ? undefined : specFields.read(yaml.root, yaml, start);
  const spec = fields === undefined ? null : readSpec(fields, file, options, mistakes);
  mistakes.throwAny();
  if (spec === null) throw new Error('a spec without mistakes was not read');
  return spec;
}

function readSpec(fields: SpecFields, file: string, options: ParseOptions, mistakes: Mistakes): Spec {
  const schema = options.schema ?? fields.schema?.value ?? 'public';
  if (fields.schema !== undefined) checkName(fields.schema, 'the schema', mistakes);
  if (fields.application_role !== undefined) checkName(fields.application_role, 'the role', mistakes);
  const external = readExternalTables(fields, mistakes);
  const tenantColumn = fields.tenancy?.column?.value ?? null;
  const pattern = readPolicies(fields.tenancy?.policies, mistakes);
  const sections = readSections(fields, schema, filesOf(options.readFile, mistakes), mistakes);
  const shared = readShared(fields, sections[0]?.types ?? NO_TYPES, mistakes);
  const drafts = new Map<string, TableDraft>();
  const put = (table: TableDraft) => {
    const key = tableKey(table.schema, table.name.value);
    if (drafts.has(key) && table.said.partitionOf !== null)
      mistakes.add(table.at, `there is a table "${table.name.value}" already`, `on line ${drafts.get(key)?.at.line}`);
    else drafts.set(key, table);
  };
  for (const { schema: name, tables, defaults, types } of sections) {
    for (const { key, value } of tables) {
      if (value === undefined) continue;
      const section = { schema: name, tenantColumn, defaults, types };
      const table = readTable(key, value, { ...shared, ...section }, mistakes);
      put(table);
      for (const partition of readPartitions(table, value.partitions, section, mistakes)) put(partition);
    }
  }

  const around: Surroundings = {
    schema,
    schemas: new Set(sections.map((section) => section.schema)),
    tables: drafts,
    external,
    tenantsTable: fields.tenancy?.tenants_table?.value ?? null,
    tenantColumn,
    patternPolicies: pattern,
    templates: readTemplates(fields, mistakes),
    relations: new Map(),
    mistakes,
  };
  const scoped = [...drafts.values()].filter(
    (table) =>
      tenantColumn !== null &&
      table.notTenantScoped === null &&
      table.pattern?.applies !== false &&
      table.said.partitionOf === null,
  );
  checkPatternReferences(pattern, scoped, mistakes);
  checkTableNames(fields, around);
  const defaults = new Map(sections.map((section) => [section.schema, section.defaults]));
  const serials = [...drafts.values()].flatMap((table) =>
    serialSequences(table).map((one) => {
      const said = defaults.get(table.schema);
      return said === undefined ? one : { ...one, object: objectWithDefaults(one.object, said) };
    }),
  );
  const objects = [...sections.flatMap((section) => section.objects), ...serials];
  claimNames(objects, around);
  return {
    file,
    schema,
    service: fields.service?.value ?? null,
    applicationRole: fields.application_role?.value ?? null,
    schemas: sections.map(({ declared }) => declared),
    objects: [...objects, ...readDefaultPrivileges(fields.default_privileges, schema, mistakes)],
    tables: [...drafts.values()].map((table) => linkTable(table, around)),
    rowSecurity: fields.tenancy === undefined ? null : readRowSecurity(fields.tenancy, pattern, mistakes),
    external,
    externalComment: fields.external?.comment?.value ?? 'FK: {table}.{column}',
    tenantsTable: around.tenantsTable,
    ...readExtensions(fields, mistakes),
    forbiddenRoles: readForbiddenRoles(
      fields,
      [pattern, ...[...drafts.values()].map((table) => table.policies)].flat(),
      mistakes,
    ),
    audit: fields.audit === undefined ? NO_SETTINGS : readAuditSettings(fields.audit, mistakes),
    history: readHistory(fields.history, mistakes),
    location: { file, line: 1, column: 1 },
  };
}

function readExternalTables(fields: SpecFields, mistakes: Mistakes): ReadonlyMap<string, string> {
  const external = new Map<string, string>();
  const template = fields.external?.comment;
  if (template !== undefined) checkTemplate(template, ['table', 'column', 'service'], mistakes);
  for (const { key: service, value } of fields.external?.services ?? []) {
    for (const table of asList(value)) {
      const other = external.get(table.value);
      if (other !== undefined) mistakes.add(table.at(), `"${table.value}" is a table of "${other}" already`);
      external.set(table.value, service.value);
    }
  }
  return external;
}

function readTemplates({ names }: SpecFields, mistakes: Mistakes): Surroundings['templates'] {
  for (const template of [names?.primary_key, names?.unique, names?.foreign_key, names?.check]) {
    if (template !== undefined) checkTemplate(template, ['table', 'columns'], mistakes);
  }
  return {
    'primary key': names?.primary_key?.value ?? '{table}_pkey',
    unique: names?.unique?.value ?? '{table}_{columns}_key',
    'foreign key': names?.foreign_key?.value ?? '{table}_{columns}_fkey',
    check: names?.check?.value ?? '{table}_{columns}_check',
    exclusion: '{table}_{columns}_excl',
  };
}

/** Tables take their names before indexes do; a table is not another service's, nor another one's former self. */
function checkTableNames(fields: SpecFields, around: Surroundings): void {
  const { tables, external, mistakes } = around;
  const former = new Map<string, string>();
  const tenants = fields.tenancy?.tenants_table;
  if (tenants !== undefined && tables.has(tableKey(around.schema, tenants.value))) {
    mistakes.add(
      tenants.at(),
      `"${tenants.value}" is a table of this spec`,
      'tenants_table names one of another service: leave it out',
    );
  }
  for (const table of tables.values()) {
    const name = table.name.value;
    claim(table.schema, name, 'the table', table.at, around);
    const service = external.get(name);
    if (service !== undefined)
      mistakes.add(table.at, `"${name}" is a table of "${service}" as well`, 'it belongs to one service');
    for (const old of table.formerly) {
      checkName(old, 'the former name', mistakes);
      const owner = former.get(tableKey(table.schema, old.value));
      if (tables.has(tableKey(table.schema, old.value)))
        mistakes.add(old.at(), `"${old.value}" is a table of the spec still, not a former name`);
      else if (owner !== undefined) mistakes.add(old.at(), `"${old.value}" is a former name of "${owner}" already`);
      former.set(tableKey(table.schema, old.value), name);
    }
  }
}

function readRowSecurity(
  tenancy: TenancyFields,
  pattern: readonly PolicyDraft[],
  mistakes: Mistakes,
): RowSecurityPattern {
  const { bypass } = tenancy;
  checkSetting(tenancy.setting, mistakes);
  checkSetting(bypass?.setting, mistakes);
  return {
    tenantColumn: tenancy.column?.value ?? '',
    setting: tenancy.setting?.value ?? '',
    bypass: bypass === undefined ? null : { setting: bypass.setting?.value ?? '', value: bypass.value?.value ?? '' },
    force: tenancy.force ?? true,
    policies: pattern.map((policy) => policySpec(policy, null)),
    location: tenancy.at,
  };
}

/** Settings of one's own have a prefix; without one, PostgreSQL refuses to set them. */
function checkSetting(setting: Text | undefined, mistakes: Mistakes): void {
  if (setting === undefined || /^[\p{L}_][\p{L}\p{N}_$]*(?:\.[\p{L}_][\p{L}\p{N}_$]*)+$/u.test(setting.value)) return;
  const what = setting.value.includes('.')
    ? 'is no name of a setting'
    : 'has no dot: a setting of your own needs a prefix';
  mistakes.add(setting.at(), `"${setting.value}" ${what}`, 'for example app.current_tenant_id');
}

function readForbidden(
  entries: readonly Entry<Text>[] | undefined,
  what: string,
  mistakes: Mistakes,
): readonly Forbidden[] {
  return (entries ?? []).map(({ key, value }) => {
    checkName(key, what, mistakes);
    return { name: key.value, reason: value?.value ?? '', location: key.at() };
  });
}

function readExtensions(
  fields: SpecFields,
  mistakes: Mistakes,
): Pick<Spec, 'requiredExtensions' | 'forbiddenExtensions'> {
  const forbiddenExtensions = readForbidden(fields.forbidden?.extensions, 'the extension', mistakes);
  const names = new Set<string>();
  const entries = (fields.extensions ?? []).map((item) => ('key' in item ? item : { key: item, value: undefined }));
  for (const { key: name } of entries) {
    checkName(name, 'the extension', mistakes);
    if (names.has(name.value)) mistakes.add(name.at(), `"${name.value}" stands here twice`);
    names.add(name.value);
    if (forbiddenExtensions.some((forbidden) => forbidden.name === name.value)) {
      mistakes.add(name.at(), `the extension "${name.value}" is required and forbidden`);
    }
  }
  const requiredExtensions = entries.map(({ key: name, value }) => {
    if (value?.schema !== undefined) checkName(value.schema, 'the schema', mistakes);
    const said = {
      ...(value?.schema === undefined ? {} : { inSchema: value.schema.value }),
      ...(value?.version === undefined ? {} : { version: value.version.value }),
    };
    const object = { kind: 'extension' as const, name: name.value, ...said };
    return { object, comment: value?.comment?.value ?? null, formerly: [], location: name.at() };
  });
  return { requiredExtensions, forbiddenExtensions };
}

function readForbiddenRoles(
  fields: SpecFields,
  policies: readonly PolicyDraft[],
  mistakes: Mistakes,
): readonly Forbidden[] {
  const forbidden = readForbidden(fields.forbidden?.roles, 'the role', mistakes);
  const names = new Set(forbidden.map(({ name }) => name));
  const application = fields.application_role;
  if (application !== undefined && names.has(application.value)) {
    mistakes.add(application.at(), `the role "${application.value}" is forbidden under forbidden.roles`);
  }
  for (const policy of policies) {
    const role = policy.roles.find((name) => names.has(name));
    if (role !== undefined)
      mistakes.add(policy.at, `the policy is for "${role}", which is forbidden under forbidden.roles`);
  }
  return forbidden;
}

function readHistory(history: SpecFields['history'], mistakes: Mistakes): HistorySpec | null {
  if (history === undefined) return null;
  const archived = history.archived ?? [];
  const { table, schema, baseline } = history;
  if (table !== undefined) checkName(table, 'the table name', mistakes);
  if (schema !== undefined) checkName(schema, 'the schema', mistakes);
  for (const [index, name] of archived.entries()) {
    if (archived.findIndex(({ value }) => value === name.value) < index) {
      mistakes.add(name.at(), `"${name.value}" stands here twice`);
    }
  }
  return {
    tool: history.tool ?? null,
    table: table?.value ?? null,
    schema: schema?.value ?? null,
    baseline: baseline?.value ?? '',
    archived: archived.map(({ value }) => value),
    location: history.at,
  };
}
