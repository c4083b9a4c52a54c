/** What adopt is to do: from the options, the spec's history section and a knexfile, in this order. */
import { existsSync, statSync } from 'node:fs';
import { UserError } from '../errors.js';
import { type FolderOptions, migrationNames } from '../knex/folder.js';
import { type KnexConfig, readKnexfile } from '../knex/knexfile.js';
import { nodePgMigrationNames } from '../knex/node-pg-migrate.js';
import type { HistorySpec } from '../spec/types.js';
import type { Adoption } from '../sql/adopt.js';
import type { History } from '../sql/history/history.js';
import { knex } from '../sql/history/knex.js';
import { nodePgMigrate } from '../sql/history/node-pg-migrate.js';
import type { CommonOptions } from './io.js';
import { goalOf } from './plan-report.js';
import type { Loaded } from './spec.js';

export interface AdoptOptions extends CommonOptions {
  readonly format: 'text' | 'json';
  /** Names that count as complete, instead of the spec's baseline. */
  readonly mark?: readonly string[];
  /** Every migration of the folder up to this one counts as complete. */
  readonly through?: string;
  /** The folder of migrations that this environment runs. */
  readonly migrations?: string;
  /** Names of migrations that the baseline replaces, or folders of them. */
  readonly archived?: readonly string[];
  readonly tool?: 'knex' | 'node-pg-migrate';
  readonly table?: string;
  readonly tableSchema?: string;
  readonly knexfile?: string;
  readonly env?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly restore?: boolean;
  readonly allow?: readonly string[];
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

export interface Settings {
  readonly adoption: Adoption;
  readonly warnings: readonly string[];
}

/**
 * Puts the settings together; reads a knexfile and folders where they are named.
 * @throws UserError where they contradict each other, or something is missing
 */
export async function settingsOf(options: AdoptOptions, loaded: Loaded): Promise<Settings> {
  mustAgree(options);
  const { history: spec } = loaded.spec;
  const knexfile = options.knexfile === undefined ? null : await readKnexfile(options.knexfile, options.env);
  const history = historyOf(options, spec);
  const named = (
    what: string,
    option: string,
    given: string | undefined,
    inSpec: string | null,
    inFile: string | null,
  ) => {
    if (given !== undefined) return given;
    if (inSpec !== null && inFile !== null && inSpec !== inFile)
      throw new UserError(`the spec says that the history's ${what} is ${inSpec}, and the knexfile says ${inFile}`, {
        hint: `decide with ${option}, and mend one of them`,
      });
    return inSpec ?? inFile;
  };
  const { migrations } = knexfile ?? {};
  const at = {
    table:
      named('table', '--table', options.table, spec?.table ?? null, migrations?.tableName ?? null) ?? history.table,
    schema: named(
      'schema',
      '--table-schema',
      options.tableSchema,
      spec?.schema ?? null,
      migrations?.schemaName ?? null,
    ),
    searchPath: knexfile?.searchPath ?? history.searchPath,
  };
  const wanted =
    options.restore === true
      ? { mark: [], isBaseline: false, archived: [], files: null }
      : await wantedOf(options, spec, knexfile, history);
  return {
    adoption: {
      goal: goalOf(loaded, { prune: true }),
      history,
      at,
      wanted: {
        ...wanted,
        shared: migrations?.disableMigrationsListValidation === true,
        ordered: history.ordered,
        migrate: history.words.migrate,
      },
      allowDrift: options.allow?.includes('drift') === true,
    },
    warnings:
      migrations?.disableTransactions === true
        ? [
            'the knexfile sets disableTransactions: a run that starts at the same moment reads the history before it waits, and may run again what is marked here. adopt looks afterwards; better let none start meanwhile',
          ]
        : [],
  };
}

function historyOf({ tool, knexfile }: AdoptOptions, spec: HistorySpec | null): History {
  const history = { knex, 'node-pg-migrate': nodePgMigrate }[tool ?? spec?.tool ?? 'knex'];
  if (knexfile !== undefined && history !== knex)
    throw new UserError(`a knexfile says nothing about ${history.tool}`, { hint: 'leave --knexfile out' });
  return history;
}

function mustAgree(options: AdoptOptions): void {
  const { mark, through, restore, env, knexfile, allow = [] } = options;
  const other = allow.find((name) => name !== 'drift');
  if (other !== undefined) throw new UserError(`adopt cannot allow "${other}"`, { hint: '--allow takes drift' });
  if (mark !== undefined && through !== undefined)
    throw new UserError('--mark and --through exclude each other', { hint: 'say it with one of them' });
  if (restore === true && (mark !== undefined || through !== undefined || options.archived !== undefined))
    throw new UserError(
      '--restore undoes the last run of adopt: it goes with neither --mark, --through nor --archived',
    );
  if (env !== undefined && knexfile === undefined)
    throw new UserError('--env is an environment of a knexfile', { hint: 'name the file with --knexfile' });
}

async function wantedOf(
  options: AdoptOptions,
  spec: HistorySpec | null,
  knexfile: KnexConfig | null,
  { nameOf, tool }: History,
) {
  const files = await filesOf(options, knexfile, tool);
  const named = [...(spec?.archived ?? []), ...(await archivedNames(options.archived ?? [], tool))];
  const archived = [...new Set(named.map(nameOf))];
  if (options.through !== undefined)
    return { mark: upTo(nameOf(options.through), files), isBaseline: false, archived, files };
  if (options.mark !== undefined)
    return { mark: [...new Set(options.mark.map(nameOf))], isBaseline: false, archived, files };
  if (spec === null)
    throw new UserError('the spec has no section "history", so that the name of the baseline is not known', {
      hint: `add to ${options.spec}: "history: { baseline: <file name>, archived: [<file name>, …] }", or say --mark <file name>`,
    });
  return { mark: [nameOf(spec.baseline)], isBaseline: true, archived, files };
}

/** The migrations that the tool would find; null: nobody said where they are. */
async function filesOf(
  { migrations }: AdoptOptions,
  knexfile: KnexConfig | null,
  tool: History['tool'],
): Promise<readonly string[] | null> {
  if (migrations === undefined) return knexfile === null ? null : knexfile.names();
  const { loadExtensions = null, sortDirsSeparately = false } = knexfile?.migrations ?? {};
  return namesIn(migrations, tool, {
    sortDirsSeparately,
    ...(loadExtensions === null ? {} : { loadExtensions }),
  });
}

async function namesIn(folder: string, tool: History['tool'], options: FolderOptions = {}): Promise<readonly string[]> {
  if (tool === 'node-pg-migrate') return nodePgMigrationNames(folder);
  return (await migrationNames([folder], options)).map(({ name }) => name);
}

function upTo(name: string, files: readonly string[] | null): readonly string[] {
  if (files === null)
    throw new UserError('--through needs to know the migrations', {
      hint: 'name their folder with --migrations, or a --knexfile',
    });
  const place = files.indexOf(name);
  if (place === -1)
    throw new UserError(`there is no migration ${name}`, { hint: `there are ${files.join(', ') || 'none'}` });
  return files.slice(0, place + 1);
}

async function archivedNames(given: readonly string[], tool: History['tool']): Promise<readonly string[]> {
  const names = await Promise.all(
    given.map(async (one) => {
      if (existsSync(one) && statSync(one).isDirectory()) return namesIn(one, tool);
      if (/[/\\]/.test(one))
        throw new UserError(`there is no folder ${one}`, { hint: '--archived takes folders and names' });
      return [one];
    }),
  );
  return names.flat();
}
