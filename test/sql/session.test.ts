/** A session that is asked several things at once answers each, in their order, and without a word of its driver's. */
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../src/sql/session.js';
import { serverUrl } from '../postgres.js';

it('takes one after the other, and warns of nothing', async () => {
  const warned: string[] = [];
  const hear = ({ message }: Error) => void warned.push(message);
  process.on('warning', hear);
  onTestFinished(() => void process.off('warning', hear));
  const session = await connect({ url: await serverUrl() });
  onTestFinished(() => session.end());
  const done: string[] = [];
  const ask = (sql: string) => session.run([sql]).finally(() => done.push(sql));
  const answers = await Promise.allSettled([
    ask('select pg_catalog.pg_sleep(0.05)'),
    ask('select nonsense'),
    ask('select 3 as n'),
  ]);
  expect(done).toEqual(['select pg_catalog.pg_sleep(0.05)', 'select nonsense', 'select 3 as n']);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  // Warnings come by way of nextTick.
  await new Promise(setImmediate);
  expect(warned).toEqual([]);
});
