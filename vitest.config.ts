import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/sequencer.js';

/** Tests that need no database. They run without a server, in a moment. */
const unit = ['test/**/*.unit.test.ts', 'test/architecture.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A test waits for its server half of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: SlowFirst },
    projects: [
      { extends: true, test: { name: 'unit', include: unit } },
      {
        extends: true,
        test: { name: 'database', include: ['test/**/*.test.ts'], exclude: unit, globalSetup: 'test/global-setup.ts' },
      },
    ],
  },
});
