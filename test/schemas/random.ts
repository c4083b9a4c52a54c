/** Random schemas: scripts over all kinds, always valid, the same for the same seed, alike enough for changes between two. */
import { changeOwners, comment, createPolicies, defaultPrivileges, grant } from './random/access.js';
import { dice as diceOf } from './random/dice.js';
import { createIndexes } from './random/indexes.js';
import { createReferences } from './random/references.js';
import { createCalled, createFunction, createProcedure, createTriggerFunction } from './random/routines.js';
import { createSequence } from './random/sequences.js';
import { createTable } from './random/tables.js';
import { createTriggers } from './random/triggers.js';
import { createTypes } from './random/types.js';
import { createView } from './random/views.js';
import { LONG, quoted, ROLES, type World } from './random/world.js';

/** A name may be a table in one script and a view in the next. */
const NAMES: readonly (readonly [schema: string, name: string])[] = [
  ['public', 'accounts'],
  ['public', 'orders'],
  ['public', 'Mixed; "Items"'],
  ['public', 'größe'],
  ['public', 'select'],
  ['public', LONG],
  ['app', 'accounts'],
  ['app', 'events'],
  ['Odd "s"', 'dot.ted'],
];
const SEQUENCES = ['numbers', 'Odd; numbers'];
const EXTENSIONS = ['citext', 'hstore', 'pg_trgm', 'btree_gist'];

export interface RandomOptions {
  /** The major version that is to run the script. */
  readonly version: number;
}

/** A script for an empty database, to be run as superuser in one message. Its two roles it makes itself, and keeps. */
export function randomSchema(seed: number, { version }: RandomOptions): string {
  const dice = diceOf(seed);
  const schemas = ['public', 'app', 'Odd "s"'];
  const world: World = {
    version,
    dice,
    sql: [],
    schemas,
    types: [],
    typeNames: [],
    relations: [],
    sequences: [],
    routines: [],
    triggerFunctions: [],
    called: [],
    commentable: schemas.map((name) => `schema ${quoted(name)}`),
    taken: new Set(),
  };
  for (const role of ROLES)
    world.sql.push(
      `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$`,
    );
  for (const schema of schemas.slice(1)) world.sql.push(`create schema ${quoted(schema)}`);
  if (dice.chance(0.15)) {
    const name = dice.pick(EXTENSIONS);
    world.sql.push(`create extension ${name} schema ${quoted(dice.pick(schemas))}`);
  }
  if (dice.chance(0.2)) defaultPrivileges(world);
  createTypes(world);
  for (const name of dice.some(SEQUENCES, 0.5)) createSequence(world, dice.pick(schemas), name);
  for (let i = 0; i < dice.below(3); i++) createFunction(world);
  for (const name of dice.some(['rate', 'Rate; "it"'], 0.5)) createCalled(world, name);
  createRelations(world);
  createReferences(world);
  createIndexes(world);
  for (let i = 0; i < dice.below(4); i++) createFunction(world);
  if (dice.chance(0.5)) createProcedure(world);
  for (const name of dice.some(['on_change', 'On "change"'], 0.6)) createTriggerFunction(world, name);
  createTriggers(world);
  createPolicies(world);
  grant(world);
  changeOwners(world);
  defaultPrivileges(world);
  comment(world);
  return `${world.sql.join(';\n')};\n`;
}

/** Tables before the views over them, else in any order. */
function createRelations(world: World): void {
  const { dice } = world;
  const chosen = dice.shuffled(dice.sample(NAMES, 4 + dice.below(NAMES.length - 3)));
  const views = chosen.slice(0, Math.floor(chosen.length * 0.4));
  for (const [schema, name] of chosen.slice(views.length)) createTable(world, schema, name);
  for (const [schema, name] of views) createView(world, schema, name);
}
