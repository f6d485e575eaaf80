import { expect, it } from 'vitest';
import { Closers } from './closers.ts';

const closed: string[] = [];
const told: object[] = [];
const log = { info: () => {}, warn: () => {}, error: (facts: object) => void told.push(facts) };

it('closes the newest first, one after the other, each once, also where one fails', async () => {
  const closers = new Closers(log);
  closers.add('database', () => void closed.push('database'));
  closers.add('journal', () => Promise.reject(new Error('away')));
  closers.add('app', async () => {
    await Promise.resolve();
    closed.push('app');
  });
  await Promise.all([closers.close(), closers.close()]);
  await closers.close();
  expect(closed).toEqual(['app', 'database']);
  expect(told).toEqual([{ what: 'journal', error: 'Error: away' }]);
});
