/** The order of the test files: what takes long begins first, so that all workers are at work to the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Below `test/`, the longest first. Where nothing is known of a file, it comes after these. */
const SLOW: readonly string[] = [
  ...[
    'corpus/corpus',
    'schemas/round-trip',
    'sql/faults-existing',
    'sql/one-change',
    'sql/truth',
    'rehearsal/findings',
  ],
  ...['ci/docs', 'checks/data', 'prove/spec', 'adopt/situations', 'cli', 'schemas/pairs', 'demo', 'sql/converge'],
];

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = SLOW.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at === -1 ? SLOW.length : at;
    };
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => place(a) - place(b));
  }
}
