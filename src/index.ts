/** The library's face: a spec in, findings or statements out. The command line is built on the same. */
export type { Address } from './catalog/address.js';
export type { Change } from './catalog/diff.js';
export type { TruthCell, TruthTable } from './catalog/truth.js';
export type { Catalog, CatalogObject, KindName } from './catalog/types.js';
export { checks } from './checks/index.js';
export type { Check, Finding, Severity } from './checks/types.js';
export { type Audited, audit } from './commands/audit.js';
export { type Location, type Mistake, MistakesError, UserError } from './errors.js';
export { type Compiled, compile, scopeOf } from './spec/compile.js';
export { parseSpec } from './spec/parse.js';
export type { Spec } from './spec/types.js';
export { type Goal, type Planned, planFor } from './sql/goal.js';
export type { Hazard, Lock, Scope, Statement } from './sql/kind.js';
export { read, type Snapshot } from './sql/read.js';
export { type RunOptions, run } from './sql/run.js';
export { connect, type Session, type Target } from './sql/session.js';
export type { Timeouts } from './sql/settings.js';
