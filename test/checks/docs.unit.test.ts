/** docs/checks is what the checks' own files say. Written anew by `npx vitest run --project unit test/checks/docs -u`. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checks } from '../../src/checks/index.js';
import { checkAsPage, checksAsPage } from '../../src/report/explain-markdown.js';

const folder = fileURLToPath(new URL('../../docs/checks/', import.meta.url));

it('lists the checks in docs/checks/README.md', async () => {
  await expect(checksAsPage(checks)).toMatchFileSnapshot(`${folder}README.md`);
});

it.each(checks.map((check) => [check.id, check] as const))('has the page of %s', async (id, check) => {
  await expect(checkAsPage(check)).toMatchFileSnapshot(`${folder}${id}.md`);
});

it('has no page of a check that is no more', () => {
  expect(readdirSync(folder).sort()).toEqual(['README.md', ...checks.map(({ id }) => `${id}.md`)].sort());
});

it('has a word on everything for every check', () => {
  for (const { id, docs, title } of checks) {
    for (const [part, text] of Object.entries({ ...docs, title }))
      expect([id, part, text.trim() === text && text !== '']).toEqual([id, part, true]);
    expect(docs.link).toMatch(/^https:\/\/www\.postgresql\.org\/docs\/current\//);
  }
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  const issues = checks.flatMap(({ consolidationIssue }) => consolidationIssue ?? []);
  expect(issues).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});
