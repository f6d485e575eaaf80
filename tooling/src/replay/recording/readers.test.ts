import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecording } from './formats.ts';
import { newYorkMidnightUs } from './us-equity-market.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairlead-recording-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const read = (quotesPath: string, more: { trades?: string; symbol?: string; format?: string } = {}) =>
  readRecording(
    { quotesPath, tradesPath: more.trades ?? null, symbol: more.symbol ?? null, days: DEFAULT_MARKET_DAYS },
    more.format ?? null,
  );

/** A zip file as its specification has it, with one entry or two. */
function zipOf(content: string, entries = 1): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30 + 5);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(5, 26);
  local.write('q.csv', 30);
  const central = Buffer.alloc(46 + 5);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, central, end]);
}

const TAQ = 'time_ms,seq,ex,bid,bid_lots,ask,ask_lots,cond,nbbo_ind\n';

describe('a file of the recorded day’s CSV', () => {
  it('is read in exact units, plain or gzipped, with line ends of any system', async () => {
    const rows = `${TAQ}34200000,1,N,136.5,1,175.9,3,R,G\n34200001,2,P,136.5001,2,0,0,R,A\n`;
    for (const path of [
      file('a.csv', rows),
      file('a.csv.gz', gzipSync(rows)),
      file('b.csv', rows.replaceAll('\n', '\r\n')),
    ]) {
      const { tape, market } = await read(path);
      expect([tape.count, ...tape.bid, ...tape.ask]).toEqual([2, 1_365_000, 1_365_001, 1_759_000, 0]);
      expect([...tape.row, ...tape.bidSize, ...tape.changed]).toEqual([0, 1, 100, 200, 1, 0]);
      expect(market.venues.slice(0, 2).map((venue) => venue.venueId)).toEqual(['XNYS', 'ARCX']);
    }
  });

  it('takes orders no longer than it was recorded, and never out of regular hours', async () => {
    const { market } = await read(file('c.csv', `${TAQ}1000,1,N,1,1,2,1,R,A\n34300000,2,N,1,1,2,1,R,A\n`));
    expect(market.session).toEqual({ openUs: 34_200_000_000, closeUs: 34_300_000_001 });
    const early = await read(file('d.csv', `${TAQ}1000,1,N,1,1,2,1,R,A\n`));
    expect(early.market.session.closeUs).toBe(early.market.session.openUs);
  });

  it.each([
    ['a whole day', 'quotes_A_2018-07-02.csv', 9.5, 16],
    ['a half day', 'quotes_A_2018-07-03.csv', 9.5, 13],
    ['a half day of 1991 that closed at two', 'quotes_A_1991-12-24.csv', 9.5, 14],
    ['a day whose file does not say which it is', 'quotes.csv', 9.5, 16],
  ])('takes orders in the hours of its day: %s', async (_, name, opens, closes) => {
    const rows = '1000,1,N,1,1,2,1,R,A\n72000000,2,N,1,1,2,1,R,A\n';
    const { market } = await read(file(name, `${TAQ}${rows}`));
    expect(market.session).toEqual({ openUs: opens * 3_600_000_000, closeUs: closes * 3_600_000_000 });
  });

  it('takes no order on a day without trading', async () => {
    const { market } = await read(file('quotes_A_2018-12-05.csv', `${TAQ}34300000,1,N,1,1,2,1,R,A\n`));
    expect(market.session.openUs).toBe(market.session.closeUs);
  });

  it.each([
    ['field 4', '34200000,1,N,136.55555,1,175.9,3,R,G'],
    ['field 4', '34200000,1,N,-1,1,175.9,3,R,G'],
    ['field 5', '34200000,1,N,136.5,1.5,175.9,3,R,G'],
    ['field 1', 'soon,1,N,136.5,1,175.9,3,R,G'],
    ["field 3: 'S' is no exchange", '34200000,1,S,136.5,1,175.9,3,R,G'],
    ['8 fields, not 9', '34200000,1,N,136.5,1,175.9,3,R'],
    ['back in time', '34199999,1,N,136.5,1,175.9,3,R,G'],
  ])('is refused by its line number: %s', async (message, row) => {
    const path = file('quotes.csv', `${TAQ}34200000,1,N,136.5,1,175.9,3,R,G\n${row}\n`);
    await expect(read(path)).rejects.toThrow(message);
    await expect(read(path)).rejects.toThrow('quotes.csv:3');
  });

  it('is refused where it is missing, empty, no gzip or something else', async () => {
    await expect(read(join(folder, 'none.csv'))).rejects.toThrow('there is no file');
    await expect(read(file('empty.csv', ''))).rejects.toThrow('is empty');
    await expect(read(file('no.csv.gz', TAQ))).rejects.toThrow('cannot be read');
    await expect(read(file('other.csv', 'a,b\n'))).rejects.toThrow('of no format that is known');
    await expect(read(file('other.csv', 'a,b\n'), { format: 'taq-csv' })).rejects.toThrow(
      'other.csv:1 is not the header',
    );
  });

  it('has the prints of exchange books and those off the exchanges, in time order', async () => {
    const quotes = file('e.csv', `${TAQ}1,1,N,1,1,2,1,R,A\n1,2,P,1,1,2,1,R,A\n`);
    const header = 'time_ms,seq,ex,price,size,cond,corr,trf\n';
    const rows =
      '2,2,P,10.5,20,FI,0,\n3,3,D,10.5,20,I,0,T\n4,4,N,10.5,20,FTI,0,\n1,9,N,10.5,7,O,0,\n5,5,K,10.5,7,,0,\n';
    expect((await read(quotes, { trades: file('trades.csv', header + rows) })).trades).toEqual([
      { timeUs: 1_000, row: 0, price: 105_000, size: 7 },
      { timeUs: 2_000, row: 1, price: 105_000, size: 20 },
      { timeUs: 3_000, row: null, price: 105_000, size: 20 },
    ]);
    const bad = read(quotes, { trades: file('bad.csv', `${header}1,1,N,x,1,,0,\n`) });
    await expect(bad).rejects.toThrow('bad.csv:2 field 4');
  });
});

describe('a raw file of Daily TAQ', () => {
  const header =
    'Time|Exchange|Symbol|Bid_Price|Bid_Size|Offer_Price|Offer_Size|Quote_Condition|Sequence_Number|National_BBO_Ind|FINRA_BBO_Indicator|FINRA_ADF_MPID_Indicator|Quote_Cancel_Correction|Source_Of_Quote|Retail_Interest_Indicator|Short_Sale_Restriction_Indicator|LULD_BBO_Indicator|SIP_Generated_Message_Identifier|National_BBO_LULD_Indicator|Participant_Timestamp|FINRA_ADF_Timestamp|FINRA_ADF_Market_Participant_Quote_Indicator|Security_Status_Indicator\n';
  const row = (symbol: string, time = '093000123456789', source = 'C') =>
    `${time}|P|${symbol}|.5|1|1.25|3|R|1|U||||${source}||0||||0||| \n`;

  it('is read in microseconds, of one symbol or of the one that is named', async () => {
    const one = await read(file('one.psv', header + row('A')));
    expect([one.tape.timeUs[0], one.tape.bid[0], one.tape.askSize[0]]).toEqual([34_200_123_456, 5_000, 300]);
    expect([one.tape.changed[0], one.market.instrument.primaryVenueId]).toEqual([1, 'XNYS']);
    const two = file('two.psv', header + row('A') + row('B', '040000000000000', 'N'));
    expect((await read(two, { symbol: 'B' })).market.instrument).toMatchObject({
      instrumentId: 'B',
      primaryVenueId: 'XNAS',
    });
    await expect(read(two)).rejects.toThrow('two.psv:3 is of another symbol');
    await expect(read(two, { symbol: 'C' })).rejects.toThrow('no quotes of C');
    await expect(read(file('late.psv', header + row('A', '240000000000000')))).rejects.toThrow('late.psv:2 field 1');
  });
});

describe('a zip of LEAN ticks', () => {
  const pair = (ms: number, bid: number, ask: number, by: string) =>
    `${ms},${bid},100,0,0,${by},1,0\n${ms},0,0,${ask},200,${by},1,0\n`;

  it('shows one exchange a side, and takes it away when another sets the best price', async () => {
    const path = file(
      'ibm_20131008_quote.zip',
      zipOf(pair(34_200_000, 10_000, 10_100, 'N') + pair(34_200_001, 10_000, 10_100, 'Q')),
    );
    const { tape, market } = await read(path);
    const rows = Array.from({ length: tape.count }, (_, index) => [
      market.venues[tape.row[index] ?? 0]?.venueId,
      tape.bidSize[index],
      tape.askSize[index],
    ]);
    expect(rows).toEqual([
      ['XNYS', 100, 200],
      ['XNYS', 0, 0],
      ['XNAS', 100, 200],
    ]);
    expect(new Date(market.midnightUs / 1_000).toISOString()).toBe('2013-10-08T04:00:00.000Z');
  });

  it.each([
    ['is a bid without its ask', zipOf('1,10,100,0,0,N,1,0\n')],
    ['not a bid and an ask of one time', zipOf('1,10,100,0,0,N,1,0\n2,0,0,11,100,N,1,0\n')],
    ['it holds 2 files', zipOf('1,10,100,0,0,N,1,0\n', 2)],
    ['it is not a zip file', Buffer.from('1,10,100,0,0,N,1,0\n'.repeat(3))],
    ['cannot be read', zipOf('1,10,100,0,0,N,1,0\n').fill(0xff, 35, 45)],
  ])('is refused: %s', async (message, content) => {
    await expect(read(file('x_20131008_quote.zip', content), { format: 'lean' })).rejects.toThrow(message);
  });
});

describe('JSON lines of books', () => {
  const book = { ts_ms: 1_592_726_829_674, venue: 'EX1', bids: [[100.5, 0.1]], asks: [[101, 1e-8]] };
  const lines = (...books: readonly unknown[]) =>
    file('btcbrl_x.jsonl', books.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n'));

  it('are exact, and levels of nothing are left out', async () => {
    const { tape } = await read(
      lines({
        ...book,
        bids: [
          [101, 0],
          [100.5, 0.1],
        ],
      }),
    );
    expect(tape.depths).toEqual([
      { bids: [{ price: 10_050_000, size: 10_000_000 }], asks: [{ price: 10_100_000, size: 1 }] },
    ]);
    expect([tape.bid[0], tape.bidSize[0]]).toEqual([10_050_000, 10_000_000]);
  });

  it.each([
    ['is not JSON', '{'],
    ['ts_ms must be', { ...book, ts_ms: 1.5 }],
    ['venue must be', { ...book, venue: 'a b' }],
    ['must be lists', { ...book, bids: null }],
    ['not [price, quantity]', { ...book, bids: [[1, -1]] }],
    ['more than 5 decimals', { ...book, bids: [[1.123456, 1]] }],
    [
      'not sorted best first',
      {
        ...book,
        asks: [
          [2, 1],
          [1, 1],
        ],
      },
    ],
    ['back in time', { ...book, ts_ms: 1_592_726_829_673 }],
  ])('are refused by their number: %s', async (message, line) => {
    await expect(read(lines(book, line))).rejects.toThrow(message);
    await expect(read(lines(book, line))).rejects.toThrow('btcbrl_x.jsonl:2');
  });

  it('have no trades, like the quotes of dealers', async () => {
    await expect(read(lines(book), { trades: 'x' })).rejects.toThrow('--trades');
    const fx = file('EURUSD_x.csv', 'ts_ms_utc,venue,bid,ask\n1399420800131,FXCM,1.39293,1.39294\n');
    await expect(read(fx, { trades: 'x' })).rejects.toThrow('--trades');
    const bad = file('EURUSD_y.csv', 'ts_ms_utc,venue,bid,ask\n1,a b,1,2\n');
    await expect(read(bad)).rejects.toThrow('EURUSD_y.csv:2 field 2');
  });
});

describe('the date in a file’s name', () => {
  it.each([
    ['winter', '/data/quotes_XXX_2018-01-02.csv.gz', '2018-01-02T05:00:00.000Z'],
    ['summer', 'quotes_BRK.B_20180730.csv', '2018-07-30T04:00:00.000Z'],
    ['no date', 'day.csv', '1970-01-01T00:00:00.000Z'],
  ])('is midnight New York: %s', (_, path, midnight) => {
    expect(new Date(newYorkMidnightUs(path) / 1_000).toISOString()).toBe(midnight);
  });
});
