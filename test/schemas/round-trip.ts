/** There and back: a database pulled, its spec applied to an empty one, and the two held against each other. */
import { type Pulled, type PullOptions, pulled } from '../../src/commands/pulled.js';
import { connect } from '../../src/sql/session.js';
import { createDatabase } from '../postgres.js';
import { applySpec, checkSpec } from '../sql/spec-on-database.js';
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
  /** How the spec pulled from the second differs from the first's, line by line. */
  readonly otherText: readonly string[];
  /** What check objects to on the first database, warnings and above. */
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

/** @param sql loads into an empty database */
export async function roundTrip(sql: string, version: number): Promise<RoundTrip> {
  const [first, second] = await Promise.all([createDatabase({ version }), createDatabase({ version })]);
  try {
    await load(first.url, sql);
    const { text, notes } = await pullFrom(first.url);
    await applySpec(second.url, text);
    const again = await applySpec(second.url, text);
    const back = await pullFrom(second.url);
    const findings = await checkSpec(first.url, text);
    const [dump, other] = [await dumpOf(first.url), await dumpOf(second.url)];
    // pg_dump is no fixpoint: what a reload spells otherwise is not held against us.
    const raw = differences(dump, other);
    const unequal = raw.length === 0 ? [] : differences(await secondDump(first.url), await secondDump(second.url));
    const [before, after] = [await objects(first.url), await objects(second.url)];
    return {
      text,
      notes,
      objects: before.length,
      lost: differences(before, after),
      unequal,
      otherText: differences(text.split('\n'), back.text.split('\n')),
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
