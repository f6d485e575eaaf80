import { expect, it } from 'vitest';
import { RecoveryWatch } from './recovery-watch.ts';

function bench(state: { failingSinceMs: number | null; lastError: string | null }) {
  const alerts: object[] = [];
  const watch = new RecoveryWatch({
    projector: { state: () => state },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    publisher: { publish: (_, data) => void alerts.push(data) },
  });
  return { watch, alerts };
}

it.each([
  ['READING', 'reading the orders that are alive'],
  ['PROJECTING', 'waiting for the readable tables'],
  ['ASKING', 'asking the venues'],
  ['JOURNAL', 'waiting for the journal'],
] as const)('says what is so while it is %s', (step, words) => {
  const { watch } = bench({ failingSinceMs: null, lastError: null });
  watch.begins(step);
  expect([watch.describe(), watch.isWhole]).toEqual([words, true]);
});

it('says why the tables that it waits for do not come, and only while it waits for them', () => {
  const { watch } = bench({ failingSinceMs: 1, lastError: 'RECORD_UNREADABLE: entry 2' });
  watch.begins('PROJECTING');
  expect(watch.describe()).toBe('waiting for the readable tables, which fail: RECORD_UNREADABLE: entry 2');
  watch.begins('ASKING');
  expect(watch.describe()).toBe('asking the venues');
});

it('names the first order that cannot be read and counts the others; of each it tells people', () => {
  const { watch, alerts } = bench({ failingSinceMs: null, lastError: null });
  for (const name of ['a', 'b', 'c']) watch.unreadable(`order-${name}`, new Error(`why ${name}`));
  expect(watch.describe()).toMatch(/^RECORD_UNREADABLE: order order-a cannot be read, and 2 more; the log says why\./);
  expect(watch.isWhole).toBe(false);
  expect(alerts).toMatchObject(
    ['a', 'b', 'c'].map((name) => ({
      severity: 'CRITICAL',
      code: 'RECORD_UNREADABLE',
      message: expect.stringContaining(`Order order-${name} cannot be read: why ${name}.`),
    })),
  );
});
