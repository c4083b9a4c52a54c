/** What every Knex migration of ours has beside its tables: the schema that names mean, and a `down` that keeps rows. */
import { quoteIdent } from '../sql/quote.js';
import { stringLiteral } from './javascript.js';

/** `async function name(knex: Knex): Promise<void> {` */
export function signature(before: string, name: string, js: boolean): string {
  return `${before}async function ${name}(knex${js ? '' : ': Knex'})${js ? '' : ': Promise<void>'} {`;
}

/**
 * `down`, and how it looks for rows. One statement drops all: in whichever order they refer to each other.
 * @param others lines that drop what is no table
 */
export function downLines(js: boolean, others: readonly string[]): readonly string[] {
  return `
/**
 * Drops the tables, all or none. Refuses where one of them holds a row, unless the environment allows it: where an old
 * environment adopted this baseline, it is the newest batch, and a careless \`knex migrate:rollback\` comes here.
 */
${signature('export ', 'down', js)}
  await inSchema(knex, async (trx) => {
    if (process.env[ALLOW_DATA_LOSS] !== 'true') await refuseToLoseRows(trx);
    await trx.raw('drop table if exists ??', [TABLES]);${others.map((line) => `\n  ${line}`).join('')}
  });
}

${signature('', 'refuseToLoseRows', js)}
  const filled${js ? '' : ': string[]'} = [];
  for (const name of TABLES) {
    if (!(await knex.schema.hasTable(name))) continue;
    // Policies that are forced hide rows from the owner too. This lets the owner see them all, locks the table, and is
    // undone with the transaction; whoever is not the owner is stopped here.
    await knex.raw('alter table ?? no force row level security', [name]);
    const { rows } = await knex.raw('select exists (select from ??) as filled', [name]);
    if (rows[0].filled) filled.push(name);
  }
  if (filled.length > 0) {
    throw new Error(
      \`Refused: this would drop tables that hold rows (\${filled.join(', ')}). \` +
        \`If they are to go, set \${ALLOW_DATA_LOSS}=true.\`,
    );
  }
}`.split('\n');
}

/** The transaction around all of it. */
export function inSchemaLines(schema: string, js: boolean): readonly string[] {
  const parameters = js ? 'knex, work' : 'knex: Knex, work: (trx: Knex.Transaction) => Promise<void>';
  return `
/** One transaction, in which names mean the schema's, whatever search_path the connection has; Knex gets its own back. */
async function inSchema(${parameters})${js ? '' : ': Promise<void>'} {
  await knex.transaction(async (trx) => {
    const { rows } = await trx.raw("select current_setting('search_path') as before");
    await trx.raw("select set_config('search_path', ?, true)", [${stringLiteral(quoteIdent(schema))}]);
    await work(trx);
    await trx.raw("select set_config('search_path', ?, true)", [rows[0].before]);
  });
}`.split('\n');
}
