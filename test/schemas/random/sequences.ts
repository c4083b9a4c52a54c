/** Random sequences of their own, and the options that identity columns share with them. */
import { type ColumnType, qualified, take, type World } from './world.js';

const LIMITS: Readonly<Record<string, number>> = { smallint: 32000, integer: 2000000, bigint: 9000000000 };

/** Options that go together: what starts lies between the limits. */
export function sequenceOptions({ dice }: World, type: string): string {
  const limit = LIMITS[type] ?? 32000;
  const down = dice.chance(0.2);
  const options = [
    ...(down ? ['increment by -1'] : dice.chance(0.3) ? [`increment by ${dice.pick([1, 2, 10])}`] : []),
    ...(dice.chance(0.3) ? [down ? `minvalue ${-limit} maxvalue 100` : `minvalue 3 maxvalue ${limit}`] : []),
    ...(dice.chance(0.3) ? [`start with ${down ? -5 : dice.pick([3, 7, 1000])}`] : []),
    ...(dice.chance(0.2) ? ['cache 10'] : []),
    ...(dice.chance(0.2) ? ['cycle'] : []),
  ];
  return options.join(' ');
}

export function createSequence(world: World, schema: string, name: string): void {
  if (!take(world, schema, name)) return;
  const { dice } = world;
  const type = dice.pick(['smallint', 'integer', 'bigint']);
  const sql = qualified({ schema, name });
  world.sql.push(`create sequence ${sql} as ${type} ${sequenceOptions(world, type)}`.trim());
  world.sequences.push(sql);
  world.commentable.push(`sequence ${sql}`);
}

/** A default from one of the sequences, for a column of whole numbers. */
export function nextValue({ dice, sequences }: World, type: ColumnType): string | null {
  if (sequences.length === 0 || !/^(?:integer|bigint)$/.test(type.sql) || !dice.chance(0.2)) return null;
  return `nextval('${dice.pick(sequences).replaceAll("'", "''")}')`;
}
