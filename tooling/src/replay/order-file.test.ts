import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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
      { midnightUs: 0, session: { openUs: 0, closeUs: 1 } },
    );

  it('has the fields of the API and a time, and comes back by time', async () => {
    const orders = await read({ ...body, time_ms: 20 }, '', { ...body, order_id: 'b', time_ms: 10, quantity: '1.50' });
    expect(orders.map((order) => [order.atUs, order.request.orderId, order.request.quantity])).toEqual([
      [10_000, 'b', '1.5'],
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
  ])('is refused by its line number: %s', async (message, line) => {
    await expect(read({ ...body, time_ms: 1 }, line)).rejects.toThrow(message);
  });

  it.each(['36000000', '36000000.0', '3.6e7', '"36000000"'])(
    'has its time in any form of a number: %s',
    async (time) => {
      expect((await read(JSON.stringify(body).replace('{', `{"time_ms":${time},`)))[0]?.atUs).toBe(36_000_000_000);
    },
  );

  it('keeps the digits of a quantity and a price that a double would change, to be refused by order as the API does', async () => {
    const fields = '"quantity":100.00000000000000001,"limit_price":10.020000000000000001';
    const [order] = await read(
      `{"order_id":"a","instrument_id":"XXX","side":"BUY","order_type":"LIMIT","time_ms":1,${fields}}`,
    );
    expect(order?.request).toMatchObject({ quantity: '100.00000000000000001', limitPrice: '10.020000000000000001' });
  });

  it.each([
    ['a number that a double would change', 'urgency', '"quantity":1,"urgency":0.50000000000000000001'],
    ['a time that a double would change', 'time_ms', '"quantity":1,"time_ms":36000000.00000000001'],
    ['a key with two values', 'Duplicate key', '"quantity":1,"quantity":2'],
    ['a text that no record can hold', 'tag: holds U+0000', '"quantity":1,"tag":"a\\u0000"'],
  ])('is refused as the API refuses it: %s', async (_, why, fields) => {
    const head = '"order_id":"a","instrument_id":"XXX","side":"BUY","order_type":"MARKET"';
    const time = fields.includes('time_ms') ? '' : ',"time_ms":1';
    await expect(read(`{${head},${fields}${time}}`)).rejects.toThrow(why);
  });

  it('is refused where a line far down is no UTF-8', async () => {
    const good = Array.from(
      { length: 2_000 },
      (_, at) => `${JSON.stringify({ ...body, order_id: `${at}`, time_ms: 1 })}\n`,
    );
    const bad = Buffer.from(JSON.stringify({ ...body, time_ms: 1, tag: '\u00e9' }), 'latin1');
    const path = file('latin.jsonl', Buffer.concat([Buffer.from(good.join('')), bad]));
    const clock = { midnightUs: 0, session: { openUs: 0, closeUs: 1 } };
    await expect(readOrderFile(path, clock)).rejects.toThrow('latin.jsonl:2001 is no text in UTF-8');
  });

  it('may not say an id twice', async () => {
    const twice = read({ ...body, time_ms: 1 }, { ...body, order_id: 'b', time_ms: 2 }, '', { ...body, time_ms: 3 });
    await expect(twice).rejects.toThrow("orders.jsonl:4 repeats the order_id 'a' of line 1");
  });

  it('is read with a byte order mark, the line ends of any system and packed', async () => {
    const text = `\ufeff${JSON.stringify({ ...body, time_ms: 1 })}\r\n\r\n`;
    const clock = { midnightUs: 0, session: { openUs: 0, closeUs: 1 } };
    for (const path of [file('o.jsonl', text), file('o.jsonl.gz', gzipSync(text))])
      expect((await readOrderFile(path, clock)).map((order) => order.where)).toEqual([`${path}:1`]);
    await expect(readOrderFile(file('empty.jsonl', '\n\n'), clock)).rejects.toThrow('empty.jsonl is empty');
  });

  it('may run past midnight as long as its recording does', async () => {
    const late = file('late.jsonl', JSON.stringify({ ...body, time_ms: 86_400_001 }));
    const clock = { midnightUs: 0, session: { openUs: 0, closeUs: 90_000_000_000 } };
    expect((await readOrderFile(late, clock))[0]?.atUs).toBe(86_400_001_000);
  });
});
