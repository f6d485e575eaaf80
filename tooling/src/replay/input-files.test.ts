import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOrderFile } from './order-file.ts';
import { readQuoteTape } from './quote-tape.ts';
import { dayOfFile } from './recorded-day.ts';
import { readTradeTape } from './trade-tape.ts';

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

const QUOTES = 'time_ms,seq,ex,bid,bid_lots,ask,ask_lots,cond,nbbo_ind\n';
const quotes = (rows: string) => readQuoteTape(file('quotes.csv', QUOTES + rows), 0);

describe('a file of quotes', () => {
  it('is read in exact units, plain or gzipped', () => {
    const rows = `${QUOTES}34200000,1,N,136.5,1,175.9,3,R,G\n34200001,2,P,136.5001,2,0,0,R,A\n`;
    for (const path of [file('a.csv', rows), file('a.csv.gz', gzipSync(rows))]) {
      const tape = readQuoteTape(path, 0);
      expect([tape.count, ...tape.bid, ...tape.ask]).toEqual([2, 1_365_000, 1_365_001, 1_759_000, 0]);
      expect([...tape.row, ...tape.bidSize, ...tape.changed]).toEqual([0, 1, 100, 200, 1, 0]);
    }
  });

  it.each([
    ['field 4', '34200000,1,N,136.55555,1,175.9,3,R,G'],
    ['field 4', '34200000,1,N,-1,1,175.9,3,R,G'],
    ['field 5', '34200000,1,N,136.5,1.5,175.9,3,R,G'],
    ['field 1', 'soon,1,N,136.5,1,175.9,3,R,G'],
    ["exchange 'Q'", '34200000,1,Q,136.5,1,175.9,3,R,G'],
    ['8 fields, not 9', '34200000,1,N,136.5,1,175.9,3,R'],
    ['back in time', '34199999,1,N,136.5,1,175.9,3,R,G'],
  ])('is refused by its line number: %s', (message, row) => {
    expect(() => quotes(`34200000,1,N,136.5,1,175.9,3,R,G\n${row}\n`)).toThrow(message);
    expect(() => quotes(`34200000,1,N,136.5,1,175.9,3,R,G\n${row}\n`)).toThrow('quotes.csv:3');
  });

  it('is refused where it is missing, empty, no gzip or something else', () => {
    expect(() => readQuoteTape(join(folder, 'none.csv'), 0)).toThrow('there is no file');
    expect(() => readQuoteTape(file('empty.csv', ''), 0)).toThrow('is empty');
    expect(() => readQuoteTape(file('no.csv.gz', QUOTES), 0)).toThrow('cannot be read');
    expect(() => readQuoteTape(file('other.csv', 'a,b\n'), 0)).toThrow('other.csv:1 is not the header');
  });
});

describe('a file of trades', () => {
  it('gives the prints of exchange books, in time order', () => {
    const header = 'time_ms,seq,ex,price,size,cond,corr,trf\n';
    const rows = '2,2,P,10.5,20,FI,0,\n3,3,D,10.5,20,I,0,T\n4,4,N,10.5,20,FTI,0,\n1,9,N,10.5,7,O,0,\n';
    expect(readTradeTape(file('trades.csv', header + rows))).toEqual([
      { timeMs: 1, row: 0, price: 105_000, size: 7 },
      { timeMs: 2, row: 1, price: 105_000, size: 20 },
    ]);
    expect(() => readTradeTape(file('bad.csv', `${header}1,1,N,x,1,,0,\n`))).toThrow('bad.csv:2 field 4');
  });
});

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

describe('the name of a file of quotes', () => {
  it.each([
    ['winter', '/data/quotes_XXX_2018-01-02.csv.gz', 'XXX', '2018-01-02T05:00:00.000Z'],
    ['summer', 'quotes_BRK.B_2018-07-30.csv', 'BRK.B', '2018-07-30T04:00:00.000Z'],
    ['another name', 'day.csv', 'XXX', '1970-01-01T00:00:00.000Z'],
  ])('says instrument and midnight New York: %s', (_, path, symbol, midnight) => {
    const { instrument, midnightUs } = dayOfFile(path);
    expect([instrument.instrumentId, new Date(midnightUs / 1_000).toISOString()]).toEqual([symbol, midnight]);
  });
});
