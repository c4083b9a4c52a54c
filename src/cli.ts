/** The command line: options, help, exit codes; the only file that prints. What commands do is in commands/. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './commands/io.js';
import { MistakesError, UserError } from './errors.js';
import { printable } from './report/printable.js';
import { version } from './version.js';

const INTERRUPTED = 130;
const interrupt = new AbortController();

process.once('SIGINT', () => {
  process.exitCode = INTERRUPTED;
  interrupt.abort();
  // A command that has something to put right does it now; the others end at once.
  if (!handlesInterrupt) process.exit(INTERRUPTED);
});
let handlesInterrupt = false;

// A reader that has seen enough (`| head`) is no error: what follows is not printed, and the exit code tells the truth.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
  });
}

// What packages have to say to programmers (pg on its next version) is nothing to a user.
process.removeAllListeners('warning');

function makeIo(options: { readonly quiet?: boolean; readonly color?: boolean }): Io {
  const { env } = process;
  const forced = Boolean(env.FORCE_COLOR) && env.FORCE_COLOR !== '0';
  const color =
    options.color !== false && !env.NO_COLOR && (forced || (process.stdout.isTTY === true && env.TERM !== 'dumb'));
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    color,
    // Through a pipe to a pager it is still that terminal.
    columns: process.stdout.columns ?? process.stderr.columns ?? 100,
    interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    ask: async (question) => {
      const { createInterface } = await import('node:readline/promises');
      const prompt = createInterface({ input: process.stdin, output: process.stderr });
      // While it asks, Ctrl-C comes here and not as a signal; Ctrl-D closes it without an answer.
      prompt.once('SIGINT', () => process.emit('SIGINT'));
      const closed = new Promise<string>((resolve) => prompt.once('close', () => resolve('')));
      const answered = prompt.question(question, { signal: interrupt.signal });
      try {
        const answer = await Promise.race([answered, closed]);
        if (answer === '') process.stderr.write('\n');
        return answer.trim();
      } catch {
        process.stderr.write('\n');
        return '';
      } finally {
        prompt.close();
      }
    },
    signal: interrupt.signal,
    env,
  };
}

/** Runs a command and turns what it returns or throws into an exit code. */
async function perform<O extends CommonOptions & { color?: boolean }>(
  options: O,
  load: () => Promise<(options: O, io: Io) => Promise<ExitCode>>,
): Promise<void> {
  // Until it is known: a process that ended because nothing was left to wait for must not look like success.
  process.exitCode = EXIT.couldNotRun;
  process.once('beforeExit', endedEarly);
  try {
    const command = await load();
    const code = await command(options, makeIo(options));
    process.exitCode = interrupt.signal.aborted ? INTERRUPTED : code;
  } catch (error) {
    process.stderr.write(errorText(error));
    process.exitCode = interrupt.signal.aborted ? INTERRUPTED : EXIT.couldNotRun;
  } finally {
    process.removeListener('beforeExit', endedEarly);
  }
}

/** Migrations may leave a timer or a pool behind, which would keep the process; what is printed goes out first. */
function endAnyway(): void {
  process.stdout.write('', () => process.exit());
}

function endedEarly(): void {
  process.stderr.write(errorText(new Error('the command ended without a result')));
}

function errorText(error: unknown): string {
  if (error instanceof MistakesError) {
    const lines = error.mistakes.map(({ location, message, hint }) => {
      const place = `${location.file}:${location.line}:${location.column}`;
      return `${place}: ${message}${hint === undefined ? '' : `\n    hint: ${hint}`}`;
    });
    const count = error.mistakes.length;
    return `${printable(lines.join('\n'))}\nerror: ${count} ${count === 1 ? 'mistake' : 'mistakes'} in the spec; nothing was done\n`;
  }
  if (error instanceof UserError) {
    return printable(`error: ${error.message}\n${error.hint === undefined ? '' : `  hint: ${error.hint}\n`}`);
  }
  if (error instanceof Error && 'severity' in error) {
    return printable(`error: the server says: ${error.message}\n`);
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${printable(trace)}\nThis is a bug in schema-audit ${version}. Please report it, with the lines above.\n`;
}

function oneOf<const T extends string>(flags: string, description: string, choices: readonly T[], fallback: T): Option {
  return new Option(flags, description).choices([...choices]).default(fallback);
}

/** `5s`, `500ms`, `2min`, or a number of milliseconds; as PostgreSQL writes durations. */
function duration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|min|h)?$/.exec(text.trim());
  const unit = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }[match?.[2] ?? 'ms'] ?? 1;
  const value = Math.round(Number(match?.[1]) * unit);
  if (match === null || value > 2_147_483_647)
    throw new InvalidArgumentError('write a duration such as 500ms, 5s or 2min.');
  return value;
}

/** The statements' hazards (sql/kind.ts; loading it here would cost start-up). */
const HAZARDS = 'data-loss, table-rewrite, blocks-reads, blocks-writes, widens-access, drops-index';

function nonEmpty(text: string): string {
  if (text === '') throw new InvalidArgumentError('it is empty.');
  return text;
}

/** `a,b` and `a b`. */
function list(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(/[\s,]+/).filter((name) => name !== '')];
}

function tenantColumn(): Option {
  return new Option(
    '--tenant-column <name>',
    'with --no-spec: the column that says whose a row is (default: the one that most policies compare)',
  ).argParser(nonEmpty);
}

/** What `--spec` and `--no-spec` have left. */
function specOf(spec: string | false): { readonly spec: string; readonly noSpec?: true } {
  return spec === false ? { spec: '', noSpec: true } : { spec };
}

function databaseOptions(command: Command): Command {
  return command.option(
    '--database-url <url>',
    'the database (default: DATABASE_URL, then PGHOST, PGUSER, … and .pgpass)',
  );
}

function timeouts(command: Command, lock: number, statement: number): Command {
  const shown = (ms: number) => (ms === 0 ? 'none' : `${ms / 1000}s`);
  return command
    .addOption(
      new Option('--lock-timeout <duration>', 'how long to wait for a lock')
        .default(lock, shown(lock))
        .argParser(duration),
    )
    .addOption(
      new Option('--statement-timeout <duration>', 'how long a statement may take')
        .default(statement, shown(statement))
        .argParser(duration),
    );
}

function verb(program: Command, name: string, description: string, examples: readonly string[]): Command {
  return program
    .command(name)
    .description(description)
    .option('--spec <file>', 'the spec', 'schema.yaml')
    .addOption(
      new Option('--schema <name>', 'the schema, where it is not the one that the spec names').argParser(nonEmpty),
    )
    .option('--output <file>', 'write the result to a file')
    .option('--quiet', 'no progress, no prose')
    .option('--no-color', 'no colour (NO_COLOR does the same)')
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ ${example}`).join('\n')}`);
}

function build(): Command {
  const program = new Command('schema-audit')
    .description('Says where a PostgreSQL database differs from its spec, and brings it there.')
    .version(version)
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      'after',
      `
Exit codes: 0 clean or done, 1 findings or refused, 2 could not run.`,
    );

  timeouts(
    databaseOptions(
      verb(program, 'check', 'where the database differs from the spec (read-only, needs CONNECT alone)', [
        'schema-audit check --database-url postgres://localhost/app',
        'schema-audit check --format json --fail-on error > report.json',
        'schema-audit check --format html --output report.html',
        'schema-audit check --migrations migrations',
        'schema-audit check --no-spec',
      ]),
    ),
    3000,
    30_000,
  )
    .addOption(
      oneOf(
        '--format <format>',
        'how to report',
        ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html'],
        'text',
      ),
    )
    .addOption(
      oneOf('--fail-on <severity>', 'exit 1 from this severity on', ['error', 'warning', 'info', 'never'], 'warning'),
    )
    .option('--only <checks>', 'report what these checks find, separated by commas', list)
    .option('--skip <checks>', 'leave these checks out', list)
    .addOption(
      new Option(
        '--config <file>',
        "settings beside the spec's: severities, what is accepted (default: schema-audit.config.yaml, if there)",
      ).argParser(nonEmpty),
    )
    .option('--baseline [file]', 'fail only for what this file does not know (default: schema-audit.baseline.json)')
    .option('--update-baseline', 'write down what is found as known, and exit 0')
    .option(
      '--strict',
      'also report tables of the schema that the spec does not name (with --migrations they always are)',
    )
    .option(
      '--data',
      'also ask the rows: placeholder tenants, references across tenants, orphans, duplicates (needs SELECT)',
    )
    .option('--explain-policies', 'show what the policies let through, in every context')
    .addOption(
      new Option(
        '--migrations <dir>',
        'check what these Knex migrations build on a throw-away PostgreSQL, instead of a database',
      ).argParser(nonEmpty),
    )
    .addOption(
      new Option(
        '--scratch-url <url>',
        'with --migrations: the server to make the throw-away database on (default: an embedded one)',
      ).argParser(nonEmpty),
    )
    .addOption(
      new Option(
        '--knexfile <file>',
        'with --migrations: the settings that they run with; never the database or the history',
      ).argParser(nonEmpty),
    )
    .addOption(
      new Option('--env <name>', "the knexfile's environment (default: NODE_ENV, then development)").argParser(
        nonEmpty,
      ),
    )
    .option('--check-down', 'with --migrations: also take each migration back, and see whether all is as it was')
    .option('--no-spec', 'without a spec: every schema (or --schema), held against what most of its own tables do')
    .addOption(tenantColumn())
    .action(({ spec, ...given }) => {
      const options = { ...given, ...specOf(spec) };
      handlesInterrupt = options.migrations !== undefined;
      // So does a pipeline that is cancelled end it: the throw-away database goes all the same.
      if (handlesInterrupt) for (const end of ['SIGTERM', 'SIGHUP']) process.once(end, () => process.emit('SIGINT'));
      const performed = perform(options, async () => (await import('./commands/check.js')).check);
      return options.migrations === undefined ? performed : performed.then(endAnyway);
    });

  timeouts(
    databaseOptions(
      verb(program, 'plan', 'the statements that would bring the database to the spec (read-only)', [
        'schema-audit plan --database-url postgres://localhost/app',
        'schema-audit plan --format sql --output migrate.sql',
      ]),
    ),
    3000,
    30_000,
  )
    .addOption(oneOf('--format <format>', 'how to write the plan', ['text', 'sql', 'json'], 'text'))
    .option('--prune', "also remove from the spec's tables what the spec does not know")
    .option('--online', 'in several transactions that keep neither readers nor writers waiting')
    .option('--out <plan.json>', 'write the plan to a file, for review and apply --plan')
    .option('--exit-code', 'exit 1 where statements are pending')
    .action((options) => perform(options, async () => (await import('./commands/plan.js')).plan));

  timeouts(
    databaseOptions(
      verb(program, 'apply', 'bring the database to the spec: one transaction, verified before it commits', [
        'schema-audit apply --database-url postgres://localhost/new_environment',
        'schema-audit apply --yes --lock-timeout 2s',
      ]),
    ),
    5000,
    0,
  )
    .addOption(oneOf('--format <format>', 'how to report', ['text', 'sql', 'json'], 'text'))
    .option('--recreate', "drop the spec's tables and make them anew: their rows are lost")
    .option('--prove', 'before it commits, prove that tenants are apart (see prove); else roll back')
    .option('--plan <plan.json>', 'run exactly this reviewed plan, or nothing')
    .option('--dry-run', 'show the plan and write nothing')
    .option('--yes', 'do not ask')
    .option('--allow <hazards>', `what may happen, by name, separated by commas: ${HAZARDS}`, list)
    .option('--prune', "also remove from the spec's tables what the spec does not know")
    .option('--online', 'in several transactions that keep neither readers nor writers waiting; may be run again')
    .option('--exit-code', 'with --dry-run: exit 1 where statements are pending')
    .action((options) => {
      handlesInterrupt = true;
      return perform(options, async () => (await import('./commands/apply.js')).apply);
    });

  timeouts(
    databaseOptions(
      verb(program, 'adopt', 'make the history of the migrations say what is true of the schema', [
        'schema-audit adopt --dry-run --migrations migrations',
        'schema-audit adopt --knexfile knexfile.js --env production --yes',
        'schema-audit adopt --through 20260103_add_rls_policies.ts --migrations migrations',
        'schema-audit adopt --restore',
      ]),
    ),
    5000,
    0,
  )
    .addOption(oneOf('--format <format>', 'how to report', ['text', 'json'], 'text'))
    .addOption(
      new Option('--tool <tool>', "the migration tool (default: the spec's, else knex)").choices([
        'knex',
        'node-pg-migrate',
      ]),
    )
    .option('--mark <names>', "what counts as complete, instead of the spec's baseline, separated by commas", list)
    .option('--through <name>', 'every migration of the folder up to this one counts as complete')
    .option('--migrations <folder>', 'the migrations that this environment runs: rows without a file are found by it')
    .option(
      '--archived <names>',
      'migrations, or folders of them, that the baseline replaces, besides those of the spec',
      list,
    )
    .addOption(
      new Option(
        '--table <name>',
        "the history's table (default: the spec's, the knexfile's, else the tool's)",
      ).argParser(nonEmpty),
    )
    .addOption(
      new Option('--table-schema <name>', "the history's schema (default: where the search path puts it)").argParser(
        nonEmpty,
      ),
    )
    .option('--knexfile <file>', 'takes table, schema, search path and migrations from it; never the database')
    .option('--env <name>', "the knexfile's environment (default: NODE_ENV, then development)")
    .option('--dry-run', 'show what would be done and write nothing')
    .option('--yes', 'do not ask')
    .option('--restore', 'put back what the history said before the last adopt')
    .option('--allow <what>', 'drift: also where the schema differs from the spec', list)
    .action((options) => {
      handlesInterrupt = true;
      return perform(options, async () => (await import('./commands/adopt.js')).adopt);
    });

  timeouts(
    databaseOptions(
      verb(program, 'prove', 'shows that tenants are apart: real rows, real roles, every verb; always rolled back', [
        'schema-audit prove --database-url postgres://localhost/app',
        'schema-audit prove --as app --table bookings --fail-on abstained',
        'schema-audit prove --format junit --output proof.xml',
      ]),
    ),
    3000,
    30_000,
  )
    .addOption(oneOf('--format <format>', 'how to report', ['text', 'json', 'junit'], 'text'))
    .addOption(
      new Option(
        '--as <role>',
        "the role to act as (default: the spec's application_role, else one made for the proof)",
      ).argParser(nonEmpty),
    )
    .option('--table <names>', 'these tables alone, separated by commas', list)
    .addOption(new Option('--fail-on <outcome>', 'exit 1 also where the proof could not tell').choices(['abstained']))
    .option('--no-spec', "prove every table that has the tenant's column, as its policies have it")
    .addOption(tenantColumn())
    .option('--mutants', 'break the policies in every way, and show that it is noticed (locks the tables; needs --yes)')
    .option('--yes', 'with --mutants: do it')
    .action(({ spec, ...options }) => {
      handlesInterrupt = true;
      return perform({ ...options, ...specOf(spec) }, async () => (await import('./commands/prove.js')).prove);
    });

  verb(program, 'compile', 'the spec as SQL, or as a Knex migration (needs no database)', [
    'schema-audit compile --output schema.sql',
    'schema-audit compile --format knex --output migrations/001_baseline.ts',
  ])
    .addOption(oneOf('--format <format>', 'what to write', ['sql', 'knex'], 'sql'))
    .option('--js', 'with --format knex: JavaScript instead of TypeScript')
    .action((options) => perform(options, async () => (await import('./commands/compile.js')).compile));

  timeouts(
    databaseOptions(
      verb(program, 'pull', 'a live database as a spec (read-only)', [
        'schema-audit pull --database-url postgres://localhost/app --out schema.yaml',
        'schema-audit pull --schema app,audit --no-owner --no-privileges',
        'schema-audit pull --merge --spec schema.yaml',
      ]),
    ),
    3000,
    30_000,
  )
    .addOption(
      new Option('--out <file>', 'the file to write; it must not be there yet (default: standard output)').argParser(
        nonEmpty,
      ),
    )
    .option('--merge', 'bring the file of --spec up to date: what it says in other words stays as it is')
    .option(
      '--tables <names>',
      'only these tables, with what they cannot be without: bookings, audit.*; with --merge: these too',
      list,
    )
    .option('--no-owner', 'leave owners out')
    .option('--no-privileges', 'leave grants and default privileges out')
    .action((options) => perform(options, async () => (await import('./commands/pull.js')).pull));

  program
    .command('explain')
    .argument('[check]', 'a check, or the number of a consolidation issue; all are listed without one')
    .description("a check's documentation: what it finds, why that matters, what to do")
    .option('--output <file>', 'write the result to a file')
    .option('--no-color', 'no colour (NO_COLOR does the same)')
    .addHelpText('after', '\nExamples:\n  $ schema-audit explain\n  $ schema-audit explain rls-not-forced')
    .action((check, options) =>
      perform({ spec: '', check, ...options }, async () => (await import('./commands/explain.js')).explain),
    );

  program
    .command('demo')
    .description('the whole story on an embedded PostgreSQL, in a throw-away folder')
    .option('--keep', 'leave the server running until Ctrl-C')
    .option('--no-color', 'no colour (NO_COLOR does the same)')
    .addHelpText('after', '\nExamples:\n  $ schema-audit demo')
    .action((options) => {
      handlesInterrupt = true;
      return perform({ spec: '', ...options }, async () => (await import('./commands/demo.js')).demo);
    });

  return program;
}

/** Settles when the command has ended. */
export const done: Promise<unknown> = build()
  .parseAsync()
  .catch((error: unknown) => {
    // Commander has printed what was wrong; help and version are no errors.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? EXIT.clean : EXIT.couldNotRun;
  });
