/** There and back: a database pulled, its spec applied to an empty one, and the two held against each other. */
import type { Finding } from '../../src/checks/types.js';
import { audit } from '../../src/commands/audit.js';
import { type Pulled, type PullOptions, pulled } from '../../src/commands/pulled.js';
import { compile } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';
import { connect } from '../../src/sql/session.js';
import { createDatabase } from '../postgres.js';
import { applySpec, planSpec } from '../sql/spec-on-database.js';
import { differences, dumpOf, load, secondDump } from './dump.js';
import { objects } from './objects.js';

export interface RoundTrip {
  /** The pulled spec. */
  readonly text: string;
  readonly notes: readonly string[];
  /** How many objects the first database has, by the referee's count. */
  readonly objects: number;
  /** Those of them that the second lacks, or that it has beside them. */
  readonly lost: readonly string[];
  /** What a dump of the second says otherwise than one of the first. */
  readonly unequal: readonly string[];
  /** How the spec pulled from the second differs from the first's, and that of a third from the second's, line by line. */
  readonly otherText: readonly string[];
  /** What check objects to on the first database, warnings and above, beside what the spec accepts. */
  readonly findings: readonly string[];
  /** Statements that a second plan would still run on the second database. */
  readonly secondPlan: readonly string[];
  readonly dumpLines: number;
}

const OPTIONS: PullOptions = { spec: 'schema.yaml', lockTimeout: 5000, statementTimeout: 60_000 };

export async function pullFrom(url: string, options: Partial<PullOptions> = {}): Promise<Pulled> {
  const session = await connect({ url });
  try {
    return await pulled(session, { ...OPTIONS, ...options }, null);
  } finally {
    await session.end();
  }
}

/**
 * @param sql loads into an empty database
 * @param beforehand what the second database has before the spec is applied: kinds that are not covered, and needed
 */
export async function roundTrip(sql: string, version: number, beforehand = ''): Promise<RoundTrip> {
  const [first, second] = await Promise.all([createDatabase({ version }), createDatabase({ version })]);
  try {
    await load(first.url, sql);
    const { text, notes } = await pullFrom(first.url);
    if (beforehand !== '') await load(second.url, beforehand);
    await applySpec(second.url, text);
    const again = await planSpec(second.url, text);
    const back = await pullFrom(second.url);
    const findings = await settledFindings(first.url, text);
    const [dump, other] = [await dumpOf(first.url), await dumpOf(second.url)];
    // pg_dump is no fixpoint: what a reload spells otherwise is not held against us, nor against the text of a spec.
    const raw = differences(dump, other);
    const unequal = raw.length === 0 ? [] : differences(await secondDump(first.url), await secondDump(second.url));
    const otherText = differences(text.split('\n'), back.text.split('\n'));
    const [before, after] = [await objects(first.url), await objects(second.url)];
    return {
      text,
      notes,
      objects: before.length,
      lost: differences(before, after),
      unequal,
      otherText: otherText.length === 0 ? [] : await afterASecond(back.text, version, beforehand),
      findings: findings
        .filter(({ severity }) => severity !== 'info')
        .map(({ check, message }) => `${check}: ${message}`),
      secondPlan: again.statements.map(({ sql: statement }) => statement),
      dumpLines: dump.join('\n').split('\n').length,
    };
  } finally {
    await Promise.all([first.drop(), second.drop()]);
  }
}

/** Check as the command does it: with what the spec accepts. */
async function settledFindings(url: string, text: string): Promise<readonly Finding[]> {
  const spec = parseSpec(text, 'schema.yaml');
  const today = new Date().toISOString().slice(0, 10);
  const settling = { settings: spec.audit, baseline: null, today };
  const session = await connect({ url });
  try {
    const timeouts = { lock: 5000, statement: 60_000 };
    return (await audit(session, { spec, ...compile(spec) }, timeouts, { settling })).findings;
  } finally {
    await session.end();
  }
}

/** How a spec that was pulled from what a spec made differs from one that was pulled from what it made. */
async function afterASecond(text: string, version: number, beforehand: string): Promise<readonly string[]> {
  const third = await createDatabase({ version });
  try {
    if (beforehand !== '') await load(third.url, beforehand);
    await applySpec(third.url, text);
    return differences(text.split('\n'), (await pullFrom(third.url)).text.split('\n'));
  } finally {
    await third.drop();
  }
}
