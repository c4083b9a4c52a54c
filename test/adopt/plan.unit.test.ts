/** What adopt decides, by what the history has, what the folder has, and what is wanted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAdopt, type Wanted } from '../../src/sql/adopt-plan.js';
import { runs } from '../long.js';

const rows = (...names: string[]) => names.map((name, i) => ({ id: String(i + 1), name }));
const wanted = (more: Partial<Wanted> = {}): Wanted => ({
  mark: ['base.ts'],
  isBaseline: true,
  archived: ['old.ts'],
  files: ['base.ts'],
  shared: false,
  ordered: false,
  migrate: 'knex migrate:latest',
  ...more,
});
const gone = (plan: ReturnType<typeof planAdopt>) => plan.archive.map(({ id }) => id);

describe('planAdopt', () => {
  it('marks the name that the folder has, and archives the row of the other spelling', () => {
    const plan = planAdopt(rows('base.ts'), wanted({ files: ['base.js', 'next.js'] }));
    expect([plan.mark, gone(plan), plan.pending]).toEqual([['base.js'], ['1'], ['next.js']]);
  });

  it('refuses a name that the folder has twice in other spellings, or not at all', () => {
    for (const files of [['base.js', 'base.cjs'], ['other.ts'], []]) {
      const { refusals } = planAdopt([], wanted({ files }));
      expect(refusals.map(({ message }) => message).join()).toContain('base.ts is to count as complete');
    }
  });

  it('does not archive a file whose other spelling ran, but asks whether it is the right folder', () => {
    const { refusals, archive } = planAdopt(rows('002.js'), wanted({ files: ['base.ts', '002.ts'] }));
    expect(archive).toEqual([]);
    expect(refusals[0]?.message).toContain('002.js lies there under another extension');
  });

  it('keeps the row of an archived migration whose file still lies in the folder', () => {
    const plan = planAdopt(rows('old.ts'), wanted({ files: ['base.ts', 'old.ts'] }));
    expect([plan.mark, plan.unchanged, plan.refusals]).toEqual([['base.ts'], ['old.ts'], []]);
  });

  it('without a folder takes a history of builds for another spelling, and one of both for neither', () => {
    const refused = (...names: string[]) => planAdopt(rows(...names), wanted({ files: null })).refusals.length > 0;
    expect(refused('old.js')).toBe(true);
    expect(refused('base.js', 'next.ts')).toBe(true);
    expect(refused('old.js', 'next.ts')).toBe(false);
    expect(refused('old.js', 'base.ts')).toBe(false);
    expect(refused()).toBe(false);
  });

  it('without a folder says that the files of archived rows must be gone; with one it knows', () => {
    const warned = (files: readonly string[] | null) =>
      planAdopt(rows('old.ts'), wanted({ files })).warnings.some((text) => text.includes('would run them again'));
    expect([warned(null), warned(['base.ts'])]).toEqual([true, false]);
    expect(planAdopt(rows('base.ts', 'base.ts'), wanted({ files: null })).warnings).toHaveLength(1);
  });

  it('of a name that is archived and there twice both rows go', () => {
    expect(gone(planAdopt(rows('old.ts', 'base.ts', 'old.ts', 'base.ts'), wanted()))).toEqual(['1', '3', '4']);
  });

  it('is done when it is done: a second plan has nothing to do, and every row has a file', () => {
    const name: fc.Arbitrary<string> = fc.constantFrom(
      'base.ts',
      'base.js',
      'old.ts',
      'old.js',
      'next.ts',
      'next.js',
      'new.ts',
      'x.ts',
    );
    fc.assert(
      fc.property(
        fc.array(name, { maxLength: 6 }),
        fc.option(fc.uniqueArray(name, { maxLength: 5 })),
        fc.uniqueArray(name, { maxLength: 4 }),
        fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
        (names, files, archived, mark) => {
          const before = rows(...names);
          const how = wanted({ files, archived, mark });
          const plan = planAdopt(before, how);
          expect(new Set(plan.unchanged).size).toBe(plan.unchanged.length);
          expect(plan.mark.filter((one) => plan.unchanged.includes(one))).toEqual([]);
          if (plan.refusals.length > 0) return;
          // Nothing is lost, and nothing is both.
          expect([...plan.unchanged, ...plan.archive.map((row) => row.name)].sort()).toEqual([...names].sort());
          const after = [...plan.unchanged, ...plan.mark];
          if (files !== null) expect(after.filter((one) => !files.includes(one))).toEqual([]);
          const again = planAdopt(rows(...after), how);
          expect([again.mark, again.archive, again.refusals]).toEqual([[], [], []]);
          expect([...plan.order].sort()).toEqual([...after].sort());
        },
      ),
      { numRuns: runs(400, 2000) },
    );
  });
});
