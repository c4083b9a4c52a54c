/** check --no-spec: what most of a database's own tables do stands in for a spec; every departure is a finding. */
import { checks } from '../checks/index.js';
import { together } from '../checks/together.js';
import type { Check } from '../checks/types.js';
import { UserError } from '../errors.js';
import { expressionOf } from '../expression/inline.js';
import type { Pattern } from '../expression/pattern.js';
import type { CheckReport, InferredReport } from '../report/types.js';
import { countOf } from '../report/words.js';
import { plainExpression } from '../spec/plain-expression.js';
import { type AuditedWithoutSpec, auditWithoutSpec } from './audit-without-spec.js';
import { type CheckOptions, conclude, isOk, writerFor } from './check-report.js';
import { open } from './database.js';
import { type Inference, sourceInWords } from './inference.js';
import type { ExitCode, Io } from './io.js';
import { settlingFor } from './settings.js';

export async function checkWithoutSpec(
  options: CheckOptions,
  selected: readonly Check[] | undefined,
  io: Io,
): Promise<ExitCode> {
  const { migrations, strict, data, tenantColumn, schema } = options;
  for (const [option, given] of Object.entries({ '--migrations': migrations, '--strict': strict, '--data': data })) {
    if (given === undefined || given === false) continue;
    throw new UserError(`${option} goes with a spec, and not with --no-spec`, {
      hint: 'write the database down as one: schema-audit pull',
    });
  }
  const database = open(options, io);
  try {
    const writing = writerFor(options, selected, io);
    writing.catch(() => undefined);
    const wanted = {
      ...(schema === undefined ? {} : { schema }),
      ...(tenantColumn === undefined ? {} : { tenantColumn }),
    };
    const audited = await auditWithoutSpec(
      await database.session,
      wanted,
      { lock: options.lockTimeout, statement: options.statementTimeout },
      {
        settling: await settlingFor({ audit: { severity: new Map(), ignore: [] } }, options, new Date()),
        ...(selected === undefined ? {} : { selected }),
      },
    );
    void database.close();
    return conclude(reportOf(audited, options, selected), await writing, options, io);
  } finally {
    await database.close();
  }
}

function reportOf(
  { findings, suppressed, truth, database, serverVersion, inference }: AuditedWithoutSpec,
  options: CheckOptions,
  selected: readonly Check[] | undefined,
): CheckReport {
  const { tenantColumn, schema, only = [], updateBaseline = false } = options;
  const tables = inference.looked.flatMap(({ schema: name, surroundings }) =>
    surroundings.tables.filter(({ isPartition }) => !isPartition).map(({ table }) => `${name}.${table}`),
  );
  return {
    // A baseline knows each by itself: what is told in one would let the next one in.
    findings: updateBaseline ? findings : together(findings, shapesOf(inference), checks, only),
    ...{ suppressed, truth, tables },
    target: { database, serverVersion, schemas: inference.looked.map((one) => one.schema) },
    selected: selected?.map(({ id }) => id) ?? null,
    ok: isOk(findings, options),
    inferred: inferredReport(inference, tables, tenantColumn, schema),
    rehearsal: null,
  };
}

function inferredReport(
  inference: Inference,
  tables: readonly string[],
  tenantColumn: string | undefined,
  schema: string | undefined,
): InferredReport {
  const { pattern } = inference;
  const source = pattern?.source;
  return {
    said: [
      ...saidOfPattern(inference, tenantColumn),
      ...saidOfOthers(inference, tenantColumn),
      ...saidOfSchemas(inference, tables),
    ],
    next: `next: schema-audit pull${schema === undefined ? '' : ` --schema ${schema}`} --out schema.yaml writes down what is there as a spec. What is meant to be different gets its reason there, and from then on every change is noticed.`,
    column: pattern?.column ?? null,
    setting: source?.is === 'setting' ? source.setting : null,
    bypass: pattern?.bypass ?? null,
    conditions: pattern?.conditions ?? [],
    following: pattern?.following.size ?? 0,
    of: pattern?.of.length ?? 0,
  };
}

function saidOfPattern({ pattern, looked, alike }: Inference, tenantColumn: string | undefined): readonly string[] {
  if (pattern === null) {
    const policies = looked.reduce((sum, { snapshot }) => sum + snapshot.catalog.policy.length, 0);
    if (policies > 0)
      return [
        `${countOf(policies, 'policy')}, and none compares ${tenantColumn ?? 'a column'} with a setting, a function or the role: what keeps tenants apart is not known`,
      ];
    if (alike !== null) return [];
    const none = 'no table has a policy: row level security does not keep tenants apart here';
    if (tenantColumn !== undefined) return [none];
    const likely = likelyColumn(looked);
    const name = likely?.column ?? 'tenant_id';
    const hint = `look again with --tenant-column ${name} to see what has none`;
    return [
      none,
      likely === null
        ? `if a column says whose a row is, ${hint}`
        : `${countOf(likely.tables, 'table')} have a column ${name}: if it says whose a row is, ${hint}`,
    ];
  }
  const { column, source, bypass, conditions, following, of, role } = pattern;
  const all = of.length;
  const share = `${following.size} of ${countOf(all, 'table')} with policies and a column ${column} follow${all === 1 ? 's' : ''}`;
  return [
    conditions.length > 0
      ? `${share}: ${conditions.map(plain).join('; ')}`
      : `no condition is shared by most of the ${countOf(all, 'table')} with policies and a column ${column}`,
    `the tenant is ${sourceInWords(source)}${source.is === 'setting' ? throughFunctions(looked, source.setting) : ''}${bypass === null ? '' : `; '${bypass.value}' in ${bypass.setting} opens everything`}${role === null ? '' : `; the policies are for ${role}`}`,
    ...saidOfTruth(pattern),
  ];
}

/** Schemas that keep tenants apart in a way of their own. */
function saidOfOthers(inference: Inference, tenantColumn: string | undefined): readonly string[] {
  return inference.looked
    .filter(({ pattern }) => pattern !== inference.pattern)
    .flatMap((one) =>
      saidOfPattern({ ...inference, looked: [one], pattern: one.pattern }, tenantColumn).map(
        (line) => `${one.schema}: ${line}`,
      ),
    );
}

/** What the policies of each table are made of, whichever pattern it was held against. */
function shapesOf({ looked }: Inference): ReadonlyMap<string, string> {
  return new Map(looked.flatMap(({ pattern }) => [...(pattern?.shapes ?? [])]));
}

/** A condition as a person would write it, in one line. */
function plain(condition: string): string {
  if (condition.startsWith('to ')) return condition;
  const [, word = '', expression = condition] = /^(restrictive )?([\s\S]*)$/.exec(condition) ?? [];
  // The table's own name is none while it is read.
  const text = plainExpression(expression.replaceAll('{table}.', '"{table}".')).replaceAll('"{table}".', '{table}.');
  return word + text.replaceAll(/\s+/g, ' ').trim();
}

/** How such a column is called. */
const LIKELY =
  /^(?:tenant|org|organi[sz]ation|account|company|workspace|team|customer|client|site|shop|store|user|owner)_?(?:id|uuid|key)$/;

/** The column that may well say whose a row is, by its name and in how many tables it is. */
function likelyColumn(looked: Inference['looked']): { readonly column: string; readonly tables: number } | null {
  const counts = new Map<string, number>();
  for (const { snapshot } of looked)
    for (const { name } of snapshot.catalog.column)
      if (LIKELY.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most === undefined || most[1] < 2 ? null : { column: most[0], tables: most[1] };
}

/** Functions that are written out. */
function throughFunctions(looked: Inference['looked'], setting: string): string {
  const reads = looked.flatMap(({ surroundings }) =>
    surroundings.policyFunctions.flatMap(({ schema, name, arguments: taken, body }) =>
      taken === 0 && body?.includes(`'${setting}'`) === true && expressionOf(body) !== null
        ? [`${schema}.${name}()`]
        : [],
    ),
  );
  const names = [...new Set(reads)];
  return names.length === 0 ? '' : ` (${names.join(', ')} read${names.length === 1 ? 's' : ''} it)`;
}

/** How far policies were tried: what was not is never taken for right. */
function saidOfTruth({ source }: Pattern): readonly string[] {
  if (source.is === 'setting') return [];
  if (source.is === 'query')
    return ['policies that look into other tables are not tried here: what they let through is not known'];
  const what = source.is === 'role' ? 'the role' : `${source.name}()`;
  return [`tried as if ${what} were tenant A: what is let through without a tenant is not known`];
}

function saidOfSchemas({ looked, alike, platform }: Inference, tables: readonly string[]): readonly string[] {
  const same =
    alike === null
      ? []
      : [
          `${alike.schemas.length} schemas hold the same ${countOf(alike.tables.length, 'table')}: a schema a tenant, kept apart by who may use which schema and by search_path, not by policies; ${alike.representative} is looked at for all of them`,
        ];
  const skipped = platform.length === 0 ? [] : [`not looked at, the platform's own: ${platform.join(', ')}`];
  const where = `${countOf(tables.length, 'table')} in ${looked.map(({ schema }) => schema).join(', ')}`;
  return [...same, `looked at: ${where}`, ...skipped];
}
