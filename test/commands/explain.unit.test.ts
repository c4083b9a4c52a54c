/** explain: a check's documentation in the terminal. */
import { expect, it } from 'vitest';
import { checks } from '../../src/checks/index.js';
import { explain } from '../../src/commands/explain.js';
import type { Io } from '../../src/commands/io.js';

async function run(check?: string): Promise<{ code: number; out: string }> {
  let out = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: () => undefined,
    color: false,
    columns: 80,
    interactive: false,
    ask: async () => '',
    signal: new AbortController().signal,
    env: {},
  };
  return { code: await explain({ spec: '', ...(check === undefined ? {} : { check }) }, io), out };
}

it('lists every check with its issue and severity, one a line', async () => {
  const { code, out } = await run();
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n')).toHaveLength(checks.length + 1);
  for (const { id, title } of checks)
    expect(out).toMatch(new RegExp(`^${id} +(\\d+ )? *(error|warning|info) +${title}$`, 'm'));
});

it.each(checks.map((check) => [check.id, check] as const))('explains %s', async (id, { docs, title }) => {
  const { code, out } = await run(id);
  const plain = (text: string) => text.replace(/\s+/g, ' ');
  expect(code).toBe(0);
  for (const part of [id, title, docs.what, docs.story, docs.todo, docs.bad, docs.good, docs.link])
    expect(plain(out)).toContain(plain(part));
  for (const line of out.split('\n').filter((line) => !line.includes('https:')))
    expect(line.length).toBeLessThanOrEqual(80);
});

it('takes the number of a consolidation issue', async () => {
  expect((await run('4')).out).toBe((await run('rls-wrong-setting')).out);
});

it.each([
  ['rls-not-force', 'did you mean "rls-not-forced"?'],
  ['12', 'schema-audit explain lists them all'],
  ['null', 'schema-audit explain lists them all'],
])('refuses %s with a hint', async (name, hint) => {
  await expect(run(name)).rejects.toMatchObject({ name: 'UserError', message: `there is no check ${name}`, hint });
});
