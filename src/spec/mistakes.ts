/** Where mistakes are gathered, so that all are reported at once. */
import { type Location, type Mistake, MistakesError } from '../errors.js';

export class Mistakes {
  readonly #mistakes: Mistake[] = [];
  readonly #seen = new Set<string>();

  /** The same words at the same place are one mistake: a shared column is read for every table. */
  add(location: Location, message: string, hint?: string): void {
    const key = `${location.line}:${location.column}:${message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#mistakes.push(hint === undefined ? { location, message } : { location, message, hint });
  }

  /** Is something wrong on these lines already? Then what follows from it is not said as well. */
  on(firstLine: number, lastLine: number): boolean {
    return this.#mistakes.some(({ location: { line } }) => line >= firstLine && line <= lastLine);
  }

  /** @throws MistakesError with all mistakes in the order of the file, if there are any */
  throwAny(): void {
    if (this.#mistakes.length === 0) return;
    throw new MistakesError(
      this.#mistakes.toSorted((a, b) => a.location.line - b.location.line || a.location.column - b.location.column),
    );
  }
}
