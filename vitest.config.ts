import { defineConfig } from 'vitest/config';

/** Tests that need no database. They run without a server, in a moment. */
const unit = ['test/**/*.unit.test.ts', 'test/architecture.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: unit } },
      {
        extends: true,
        test: { name: 'database', include: ['test/**/*.test.ts'], exclude: unit, globalSetup: 'test/global-setup.ts' },
      },
    ],
  },
});
