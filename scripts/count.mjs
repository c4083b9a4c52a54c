/** Counts the tests in what vitest's json reporter wrote. A file that could not run counts as one failed test. */
import { readFileSync } from 'node:fs';

const counts = { passed: 0, failed: 0, skipped: 0 };
const text = readFileSync(process.argv[2], 'utf8');
const { success, testResults } = text === '' ? { success: false, testResults: [] } : JSON.parse(text);
for (const { status, assertionResults } of testResults) {
  for (const test of assertionResults) counts[test.status in counts ? test.status : 'skipped']++;
  if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) counts.failed++;
}
console.log(
  Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', '),
);
process.exitCode = success && counts.failed === 0 ? 0 : 1;
