/** The step's summary: appended to what is there, within GitHub's limit, and never in the way of the result. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendToStepSummary } from '../../src/commands/step-summary.js';
import { IO } from '../rehearsal/rehearsing.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'step-summary-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What it is asked for, and what it says. */
function append(file: string | undefined): { readonly limit: number | null; readonly said: string } {
  const asked: { limit: number | null; said: string } = { limit: null, said: '' };
  const env = file === undefined ? {} : { GITHUB_STEP_SUMMARY: file };
  const write = (limit: number) => {
    asked.limit = limit;
    return '### ours\n';
  };
  appendToStepSummary(write, { ...IO, env, err: (text) => (asked.said += text) });
  return asked;
}

test('it is appended to the file that GitHub names, apart from what is there', () => {
  const file = join(folder, 'summary.md');
  expect(append(file)).toEqual({ limit: 1024 * 1024, said: '' });
  expect(readFileSync(file, 'utf8')).toBe('### ours\n');
  expect(append(file)).toEqual({ limit: 1024 * 1024 - 11, said: '' });
  expect(readFileSync(file, 'utf8')).toBe('### ours\n\n\n### ours\n');
});

test('without a file nothing is done', () => {
  expect(append(undefined)).toEqual({ limit: null, said: '' });
  expect(append('')).toEqual({ limit: null, said: '' });
});

test('a summary that is full, or that cannot be written, is said and is no error', () => {
  const full = join(folder, 'full.md');
  writeFileSync(full, 'x'.repeat(1024 * 1024 - 100));
  expect(append(full)).toEqual({ limit: null, said: "the step's summary is full (1 MiB): nothing was added to it\n" });
  expect(append(join(folder, 'none', 'x.md')).said).toMatch(/GITHUB_STEP_SUMMARY\) cannot be written: ENOENT\n$/);
});
