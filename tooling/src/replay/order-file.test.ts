import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOrderFile } from './order-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairlead-replay-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('a file of orders', () => {
  const body = { order_id: 'a', instrument_id: 'XXX', side: 'buy', quantity: 100, order_type: 'MARKET' };
  const read = (...lines: readonly unknown[]) =>
    readOrderFile(
      file('orders.jsonl', lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')),
      0,
    );

  it('has the fields of the API and a time, and comes back by time', () => {
    const orders = read({ ...body, time_ms: 20 }, '', { ...body, order_id: 'b', time_ms: 10, quantity: '1.50' });
    expect(orders.map((order) => [order.atUs, order.request.orderId, order.request.quantity])).toEqual([
      [10_000, 'b', '1.50'],
      [20_000, 'a', '100'],
    ]);
    expect(orders[1]?.request).toMatchObject({ side: 'BUY', routingObjective: 'BEST_PRICE', timeInForce: 'DAY' });
  });

  it.each([
    ['orders.jsonl:2 is not JSON', '{'],
    ['orders.jsonl:2 is not a JSON object', '[1]'],
    ['orders.jsonl:2 time_ms', body],
    ['orders.jsonl:2 time_ms', { ...body, time_ms: 86_400_000 }],
    ['orders.jsonl:2 side', { ...body, time_ms: 1, side: 'HOLD' }],
    ['orders.jsonl:2', { ...body, time_ms: 1, limitprice: 3 }],
  ])('is refused by its line number: %s', (message, line) => {
    expect(() => read({ ...body, time_ms: 1 }, line)).toThrow(message);
  });
});
