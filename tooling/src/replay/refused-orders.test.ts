import { expect, it } from 'vitest';
import { nothingRouted, refusedWords } from './refused-orders.ts';

it('are told with their line and why, and no more of them than anybody reads', () => {
  const refused = Array.from({ length: 25 }, (_, at) => ({
    where: `o.jsonl:${at + 1}`,
    orderId: `o${at + 1}`,
    code: 'MARKET_CLOSED' as const,
  }));
  const lines = refusedWords(refused, 'TST');
  expect(lines[0]).toBe(
    'o.jsonl:1 order o1 is refused: MARKET_CLOSED. The market is closed, and the order cannot wait for the open.',
  );
  expect([lines.length, lines.at(-1)]).toEqual([21, 'and 5 orders more are refused; refused_orders has them all']);
  const foreign = refusedWords([{ where: 'o.jsonl:3', orderId: 'x', code: 'UNKNOWN_INSTRUMENT' }], 'TST');
  expect(foreign).toEqual(['o.jsonl:3 order x is refused: UNKNOWN_INSTRUMENT. The recording is of TST.']);
});

it('make a run without a result where there is none but them', () => {
  const found = { orders: 2, decisions: 0, rejected: { UNKNOWN_INSTRUMENT: 1, MARKET_CLOSED: 1 } };
  expect(nothingRouted(found, true)).toBe(
    'no order could be routed: all 2 are refused (UNKNOWN_INSTRUMENT 1, MARKET_CLOSED 1)',
  );
  expect(nothingRouted({ ...found, decisions: 1 }, true)).toBeNull();
  expect(nothingRouted({ orders: 0, decisions: 0, rejected: {} }, false)).toBeNull();
  expect(nothingRouted({ orders: 0, decisions: 0, rejected: {} }, true)).toMatch('no order came');
});
