/** What a truth table has to say where tenants are apart: the first cell that says otherwise. */
import type { TruthCell, TruthTable } from '../catalog/truth.js';

/** @returns the cell in words, or null; what is unknown is never taken for right */
export function whatIsWrong({ cells }: TruthTable): string | null {
  const wrong = cells.find((cell) => !isRight(cell));
  if (wrong === undefined) return null;
  const { verb, context, row, outcome } = wrong;
  return `${verb} ${row} row, ${context}: ${outcome.is}`;
}

function isRight({ context, row, outcome }: TruthCell): boolean {
  if (outcome.is === 'unknown') return false;
  switch (context) {
    case 'system flag on':
      return outcome.is === 'through';
    case 'tenant A':
      return outcome.is === (row === 'own' ? 'through' : 'held back');
    case 'placeholder':
      return row !== 'foreign' || outcome.is === 'held back';
    case 'garbage':
      return outcome.is === 'held back' || outcome.is === 'error';
    default:
      return outcome.is === 'held back';
  }
}
