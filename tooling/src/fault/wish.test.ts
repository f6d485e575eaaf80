import { expect, test } from 'vitest';
import { readFaultWish } from './wish.ts';

test('nothing said lists what there is', () => {
  expect(readFaultWish([])).toEqual({ kind: 'LIST' });
});

test.each([
  [['XNYS', 'silence'], { kind: 'ON', venueId: 'XNYS', fault: 'silence', settings: {} }],
  [
    ['XNYS', 'duplicate_fill', 'on', '--for', '30s', '--rate', '0.5'],
    { kind: 'ON', venueId: 'XNYS', fault: 'duplicate_fill', forMs: 30_000, rate: 0.5, settings: {} },
  ],
  [
    ['all', 'slow', '--for', '500ms', '--set', 'factor=20'],
    { kind: 'ON', venueId: null, fault: 'slow', forMs: 500, settings: { factor: 20 } },
  ],
  [
    ['XNYS', 'lost_message', '--set', 'only=["fill","ack"]'],
    { kind: 'ON', venueId: 'XNYS', fault: 'lost_message', settings: { only: ['fill', 'ack'] } },
  ],
  [['XNYS', 'silence', 'off'], { kind: 'OFF', venueId: 'XNYS', fault: 'silence' }],
  [['all', 'all', 'off'], { kind: 'OFF', venueId: null, fault: null }],
])('%j is understood', (args, wish) => {
  expect(readFaultWish(args)).toEqual(wish);
});

test.each([
  [['XNYS'], 'npm run fault'],
  [['XNYS', 'silence', 'maybe'], 'npm run fault'],
  [['XNYS', 'all'], 'npm run fault'],
  [['XNYS', 'silence', 'on', 'more'], 'npm run fault'],
  [['XNYS', 'silence', '--for', '30'], '--for 30'],
  [['XNYS', 'silence', '--for', '0s'], '--for 0s'],
  [['XNYS', 'duplicate_fill', '--rate', '2'], '--rate 2'],
  [['XNYS', 'duplicate_fill', '--rate', ''], '--rate '],
  [['XNYS', 'slow', '--set', 'factor'], '--set factor'],
  [['XNYS', 'slow', '--loud'], 'loud'],
])('%j is refused with what is wrong', (args, told) => {
  expect(() => readFaultWish(args)).toThrow(told);
});
