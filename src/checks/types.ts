/** What a check is, and what it finds. */
import type { Address } from '../catalog/address.js';
import type { Change } from '../catalog/diff.js';
import type { NotCovered } from '../catalog/not-covered.js';
import type { Planned } from '../catalog/planned.js';
import type { Surroundings } from '../catalog/surroundings.js';
import type { TruthCell, TruthTable } from '../catalog/truth.js';
import type { Catalog } from '../catalog/types.js';
import type { Location } from '../errors.js';
import type { Pattern } from '../expression/pattern.js';
import type { Spec } from '../spec/types.js';
import type { Alike } from './alike.js';
import type { PolicyReading } from './policies.js';

export type Severity = 'error' | 'warning' | 'info';

/** Worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** What stands in for a spec where there is none (`check --no-spec`). */
export interface Inferred {
  /** null: no policy tells whose a row is. */
  readonly pattern: Pattern | null;
  /** Whether most of the guarded tables of all schemas are forced. */
  readonly forced: boolean;
  /** Whether the column was named by the user, and not found. */
  readonly named: boolean;
  /** Schemas that hold the same tables, a tenant each; with the first schema that is looked at alone. */
  readonly alike: Alike | null;
}

/** All that a check may look at: data, never a connection. */
export interface Evidence {
  /** What a person wrote; without one, what most of the database does, in the same words. */
  readonly spec: Spec;
  /** null: a person wrote the spec. */
  readonly inferred: Inferred | null;
  readonly desired: Catalog;
  readonly actual: Catalog;
  /** Every difference between the two; for drift and those after it, what no other check has spoken for. */
  readonly changes: readonly Change[];
  readonly notCovered: readonly NotCovered[];
  /** Whether nothing but what the spec says may be there (`--strict`). */
  readonly strict?: boolean;
  /** Policies that are not as the spec has them, parsed. */
  readonly policies: readonly PolicyReading[];
  /** What the policies do, table by table. */
  readonly truth: readonly TruthTable[];
  /** Conditions of policies that cast the tenant's column, with the server's own plans. */
  readonly planned: readonly Planned[];
  /** What the rows said, where they were asked (`--data`). */
  readonly data: readonly {
    readonly what: 'placeholder' | 'crosses tenants' | 'orphans' | 'duplicates';
    readonly object: Address;
    readonly message: string;
    readonly keys: readonly string[];
    /** false: the message says why nothing is known. */
    readonly known: boolean;
  }[];
  /** What stands around the tables of the spec's schema; null: it was not looked at. */
  readonly surroundings: Surroundings | null;
  /** The same of every schema that has tables of the spec. */
  readonly around: ReadonlyMap<string, Surroundings>;
  /** What migrations did on a throw-away database; null: a live one is looked at. */
  readonly rehearsal: Rehearsed | null;
  /** Entries of settings and baselines that have no effect. */
  readonly leftovers: readonly Leftover[];
  /** Where the spec speaks of an object: keyOf(address) to place. */
  readonly locations: ReadonlyMap<string, Location>;
}

/** An entry that leaves nothing out of account. */
export interface Leftover {
  readonly severity: Severity;
  /** What tells it from others. */
  readonly what: string;
  readonly message: string;
  readonly location: Location | null;
}

/** A finding that is left out of account, and why. */
export interface Suppressed {
  readonly finding: Finding;
  readonly by:
    | { readonly kind: 'ignored'; readonly reason: string; readonly until: string | null; readonly location: Location }
    | { readonly kind: 'baseline'; readonly file: string };
}

/** A migration, and the line in it that speaks of what was found; null where none does by name. */
export interface MigrationPlace {
  /** As Knex's history has it. */
  readonly name: string;
  readonly file: string;
  readonly line: number | null;
}

/** What was seen while migrations ran (`check --migrations`). */
export interface Rehearsed {
  readonly failed: {
    readonly migration: MigrationPlace;
    readonly message: string;
    readonly statement: string | null;
    /** Forbidden or unknown roles that it names, … */
    readonly hint: string | null;
  } | null;
  /** Tables that a migration asked the catalog for, and that are nowhere before or after. */
  readonly inVain: readonly { readonly migration: MigrationPlace; readonly table: string }[];
  /** Migrations whose `down` fails, or does not restore what `up` found; with --check-down. */
  readonly down: readonly {
    readonly migration: MigrationPlace;
    readonly message: string;
    readonly statement: string | null;
    readonly differences: readonly string[];
  }[];
  /** What keeps others waiting where the table is in use. */
  readonly locks: readonly {
    readonly migration: MigrationPlace;
    readonly object: Address;
    readonly sql: string;
    readonly relation: string;
    readonly what: 'scan' | 'build' | 'rewrite' | 'destroy' | 'fail';
    readonly hazards: readonly string[];
    readonly instead: readonly string[];
    /** The baseline, and what it stands for: they have run wherever there are rows. */
    readonly past: boolean;
  }[];
}

/** One place where a check objects, as the check says it. */
export interface Objection {
  readonly object: Address;
  readonly severity?: Severity;
  /** One sentence without a full stop: what is wrong. */
  readonly message: string;
  /** What to do, where the fix does not say it. */
  readonly hint?: string;
  /** What the spec says and what the database has, where two texts are worth seeing side by side. */
  readonly expected?: string;
  readonly actual?: string;
  /** The differences that this objection speaks for: drift is silent about them, and carrying them out is its fix. */
  readonly changes?: readonly Change[];
  /** Its differences cannot be carried out before somebody has mended the rows: there is no fix. */
  readonly byHand?: true;
  /** Checks of the truth table whose findings on the same table this one is the cause of: they join it. */
  readonly explains?: readonly string[];
  /** The cells of the truth table that show it. */
  readonly cells?: readonly TruthCell[];
  /** Where it is written down, if not where the spec speaks of the object. */
  readonly location?: Location;
  /** The migration that is to blame, where the check itself knows. */
  readonly migration?: MigrationPlace;
  /** Tells objections of one check on one object apart, in the fingerprint. */
  readonly facet?: string;
}

/** What a check has to say for itself: `explain` and docs/checks print it. */
export interface Docs {
  /** What it finds. */
  readonly what: string;
  /** What goes wrong, told in two lines. */
  readonly story: string;
  readonly todo: string;
  /** PostgreSQL's manual. */
  readonly link: string;
  /** Sections that the spec of the examples has instead of those of example.ts, in YAML. */
  readonly spec?: string;
  /** SQL on the example schema (example.ts): the first gives exactly one finding, the second none of this check's. */
  readonly bad: string;
  readonly good: string;
  /** SQL that mends the bad example where no statement of ours may (a role, an extension). */
  readonly byHand?: string;
}

export interface Check {
  readonly id: string;
  readonly severity: Severity;
  /** The consolidation issue (1 to 11) that the check stands for. */
  readonly consolidationIssue: number | null;
  /** What it finds, in a few words. */
  readonly title: string;
  /** How many of its findings are told in one, after their number: `unique keys leave the tenant out`. */
  readonly plural?: string;
  /** Whether it speaks of rows, and only where they are asked (`check --data`). */
  readonly data?: true;
  /** Whether it looks at what stands around the tables, which is read only where such a check runs. */
  readonly around?: true;
  /** Whether it speaks of what the spec itself says: its examples are sections of one, and applying the good one mends the bad. */
  readonly design?: true;
  /** Whether it speaks only where there is no spec: its examples are looked at without one. */
  readonly withoutSpec?: true;
  /** Whether it speaks only of what a spec says. */
  readonly withSpec?: true;
  /** Whether it speaks of the tables of one schema, and is given each alone (see by-schema.ts). */
  readonly bySchema?: true;
  /** Whether it speaks of settings: its examples are those. */
  readonly settings?: true;
  /**
   * Whether it speaks of how migrations run, and only where they do (`check --migrations`). Its examples are migrations
   * after one that builds the example schema: parts that begin with `-- migration` or `-- migration without a
   * transaction`, each with a `-- down` where that matters.
   */
  readonly rehearsal?: true;
  readonly docs: Docs;
  readonly find: (evidence: Evidence) => readonly Objection[];
}

/** One place where a check objects, as it is reported. */
export interface Finding {
  /** The check's id, e.g. `drift`, `rls-not-forced`. */
  readonly check: string;
  readonly consolidationIssue: number | null;
  readonly severity: Severity;
  readonly object: Address;
  readonly message: string;
  readonly hint: string | null;
  readonly expected: string | null;
  readonly actual: string | null;
  /** What the policies were seen to do, cell by cell. */
  readonly cells: readonly TruthCell[];
  /** Where the spec speaks of it. */
  readonly location: Location | null;
  /** The migration that brought it about; null: none did, or a live database was looked at. */
  readonly migration: MigrationPlace | null;
  /** The statements that would mend it; empty where none of ours can. */
  readonly fix: readonly string[];
  /** Stable over runs and over unrelated edits of the spec. */
  readonly fingerprint: string;
}
