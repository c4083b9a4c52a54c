/** explain: a check's documentation in the terminal. Needs neither a spec nor a database. */
import { checks } from '../checks/index.js';
import { UserError } from '../errors.js';
import { checkAsExplanation, checksAsList } from '../report/explain-text.js';
import { didYouMean } from '../spec/did-you-mean.js';
import { type CommonOptions, EXIT, type ExitCode, type Io } from './io.js';
import { emit } from './output.js';

export interface ExplainOptions extends CommonOptions {
  /** A check's id or the number of a consolidation issue; without one, all are listed. */
  readonly check?: string;
}

/** @throws UserError where there is no such check */
export async function explain(options: ExplainOptions, io: Io): Promise<ExitCode> {
  const text = { color: io.color && options.output === undefined, columns: io.columns };
  const wanted = options.check;
  if (wanted === undefined) {
    emit(checksAsList(checks, text), options, io);
    return EXIT.clean;
  }
  const check = checks.find(({ id, consolidationIssue }) => id === wanted || consolidationIssue?.toString() === wanted);
  if (check === undefined) {
    const hint =
      didYouMean(
        wanted,
        checks.map(({ id }) => id),
      ) ?? 'schema-audit explain lists them all';
    throw new UserError(`there is no check ${wanted}`, { hint });
  }
  emit(checkAsExplanation(check, text), options, io);
  return EXIT.clean;
}
