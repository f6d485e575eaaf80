import { afterAll, describe, expect, it } from 'vitest';
import { quotesOf, RecordedFiles, readFile } from './testing/recorded-files.ts';

const files = new RecordedFiles();
afterAll(() => files.remove());

const HEADER = 'time_ms,seq,ex,bid,bid_lots,ask,ask_lots,cond,nbbo_ind';
const TRADES = 'time_ms,seq,ex,price,size,cond,corr,trf';
const quotes = (...rows: readonly string[]) => files.file('quotes_A_2018-01-12.csv', [HEADER, ...rows, ''].join('\n'));
const trades = (...rows: readonly string[]) => files.file('trades_A_2018-01-12.csv', [TRADES, ...rows, ''].join('\n'));
const TWO = ['34200000,1,N,10,5,10.02,5,R,G', '34200001,2,P,10,5,10.02,5,R,A'];

describe('quotes of the recorded day’s CSV', () => {
  it('are in exact units, with the tape’s flag', async () => {
    const recording = await readFile(quotes('34200000,1,N,136.5,1,175.9,3,R,G', '34200001,2,P,136.5001,2,0,0,R,A'));
    expect(quotesOf(recording)).toEqual([
      [34_200_000, 'XNYS', 1_365_000, 100, 1_759_000, 300],
      [34_200_001, 'ARCX', 1_365_001, 200, 0, 0],
    ]);
    expect([...recording.tape.changed, recording.isFlagged]).toEqual([1, 0, true]);
  });

  it('need not say what changed the NBBO: then there is nothing to compare with', async () => {
    const path = files.file('quotes_A_x.csv', 'time_ms,ex,bid,bid_lots,ask,ask_lots,cond\n1,N,10,1,11,1,R\n');
    expect((await readFile(path)).isFlagged).toBe(false);
  });

  it('may have times finer than a millisecond and numbers as other programs write them', async () => {
    const [first] = quotesOf(await readFile(quotes('34200000.1239,1,N,.5,5.0,1.020000,10,,')));
    expect(first).toEqual([34_200_000.123, 'XNYS', 5_000, 500, 10_200, 1_000]);
  });

  it('show a side where both its price and its size are there', async () => {
    const rows = ['1,1,N,10,0,10.02,5,R,', '2,2,N,0,5,10.02,5,R,', '3,3,N,10,5,,,R,', '4,4,N,0,0,0,0,R,'];
    expect(quotesOf(await readFile(quotes(...rows)))).toEqual([
      [1, 'XNYS', 0, 0, 100_200, 500],
      [2, 'XNYS', 0, 0, 100_200, 500],
      [3, 'XNYS', 100_000, 500, 0, 0],
      [4, 'XNYS', 0, 0, 0, 0],
    ]);
  });

  it('that are not firm or closed take their exchange’s quote away', async () => {
    const recording = await readFile(
      quotes(...TWO, '34200002,3,P,10.01,5,10.02,5,N,', '34200003,4,Z,10.01,5,10.02,5,L,'),
    );
    expect(quotesOf(recording).slice(2)).toEqual([[34_200_002, 'ARCX', 0, 0, 0, 0]]);
    expect(recording.skipped).toEqual({ 'quote condition N': 1, 'quote condition L': 1 });
  });

  it('of an exchange that the catalogue lacks are passed over and counted', async () => {
    const recording = await readFile(
      quotes(...TWO, '34200002,3,G,11,5,9,5,R,', '34200003,3,?,11,5,9,5,R,', '34200003,3,NYSE,1,1,2,1,R,'),
    );
    expect(quotesOf(recording).length).toBe(2);
    expect([recording.rows, recording.skipped]).toEqual([
      5,
      { 'exchange G (24X National Exchange)': 1, 'exchange ? (unknown)': 1, 'exchange without a letter': 1 },
    ]);
    await expect(readFile(quotes('34200002,3,G,11,5,9,5,R,'))).rejects.toThrow(
      'can be used: rows not used: exchange G (24X National Exchange) 1',
    );
  });

  it.each([
    ["bid: '136.55555' is not a price of at most 4 decimals", '34200000,1,N,136.55555,1,175.9,3,R,G'],
    ["bid_lots: '1.5' is not a whole number", '34200000,1,N,136.5,1.5,175.9,3,R,G'],
    ["bid_lots: '99999999999' is more than", '34200000,1,N,136.5,99999999999,175.9,3,R,G'],
    ["time_ms: 'soon' is not a number", 'soon,1,N,136.5,1,175.9,3,R,G'],
    ["time_ms: '86400000' is no time of a day", '86400000,1,N,136.5,1,175.9,3,R,G'],
    ['8 fields, not 9', '34200000,1,N,136.5,1,175.9,3,R'],
  ])('are refused by their line: %s', async (message, row) => {
    await expect(readFile(quotes(TWO[0] ?? '', row))).rejects.toThrow(
      `quotes_A_2018-01-12.csv:3 ${message.startsWith('8') ? 'has ' : ''}${message}`,
    );
  });

  it('of several symbols are of the one that is asked for', async () => {
    const path = files.file('many.csv', `${HEADER},symbol\n1,1,N,1,1,2,1,R,,AB\n2,1,N,3,1,4,1,R,,BRK B\n`);
    const recording = await readFile(path, { symbol: 'BRK.B' });
    expect([recording.market.instrument.instrumentId, quotesOf(recording)[0]?.[2]]).toEqual(['BRK.B', 30_000]);
    await expect(readFile(path)).rejects.toThrow('many.csv:3 is of another symbol than the rows before');
  });
});

describe('the tape of the recorded day’s CSV', () => {
  it('is C where Nasdaq quotes as Q, else A, else the one that is said', async () => {
    const nasdaq = quotes('1,1,N,10,5,11,5,W,', '2,2,Q,10,5,11,5,R,');
    expect((await readFile(nasdaq)).market.instrument.primaryVenueId).toBe('XNAS');
    // W is a slow quote of CTA's tapes and nothing on that of UTP.
    expect((await readFile(nasdaq)).skipped).toEqual({ 'quote condition W (unknown)': 1 });
    const asked = await readFile(nasdaq, { tape: 'B' });
    expect([asked.market.instrument.primaryVenueId, asked.skipped]).toEqual(['ARCX', {}]);
    expect((await readFile(quotes(...TWO))).market.instrument.primaryVenueId).toBe('XNYS');
  });
});

describe('the day of the recorded day’s CSV', () => {
  const LONG = ['1000,1,N,1,1,2,1,R,A', '72000000,2,N,1,1,2,1,R,A'];
  const of = (name: string, rows = LONG) => files.file(name, [HEADER, ...rows, ''].join('\n'));

  it.each([
    ['a whole day', 'quotes_A_2018-07-02.csv', 9.5, 16],
    ['a half day', 'quotes_A_2018-07-03.csv', 9.5, 13],
    ['a half day of 1991 that closed at two', 'quotes_A_19911224.csv', 9.5, 14],
    ['a day that nobody says', 'quotes_A_x.csv', 9.5, 16],
  ])('has its hours: %s', async (_, name, opens, closes) => {
    const { session } = (await readFile(of(name))).market;
    expect(session).toEqual({ openUs: opens * 3_600_000_000, closeUs: closes * 3_600_000_000 });
  });

  it('is told to be a guess where nobody says which it is, or no table holds its year', async () => {
    const hoursOf = async (name: string) => (await readFile(of(name))).assumptions.hours;
    expect(await hoursOf('quotes_A_x.csv')).toMatch('Nobody says which day');
    expect(await hoursOf('quotes_A_1989-07-05.csv')).toMatch('does not hold the year of 1989-07-05');
    expect(await hoursOf('quotes_A_2018-07-02.csv')).toBeUndefined();
  });

  it('is the one that is said, whatever its name says', async () => {
    const { market } = await readFile(of('quotes_A_2018-07-02.csv'), { date: '2018-07-03' });
    expect([market.session.closeUs, new Date(market.midnightUs / 1_000).toISOString()]).toEqual([
      13 * 3_600_000_000,
      '2018-07-03T04:00:00.000Z',
    ]);
  });

  it.each([
    ['quotes_A_2018-12-05.csv', '2018-12-05, on which US equities did not trade (Mourning for President G.H.W. Bush)'],
    ['quotes_A_2018-01-13.csv', '2018-01-13, on which US equities did not trade (a Saturday)'],
  ])('is refused where nothing traded: %s', async (name, message) => {
    await expect(readFile(of(name))).rejects.toThrow(message);
  });

  it('takes orders no longer than it was recorded, and never out of its hours', async () => {
    const short = await readFile(quotes('1000,1,N,1,1,2,1,R,A', '34300000,2,N,1,1,2,1,R,A'));
    expect(short.market.session).toEqual({ openUs: 34_200_000_000, closeUs: 34_300_000_001 });
    const early = await readFile(quotes('1000,1,N,1,1,2,1,R,A'));
    expect(early.market.session.closeUs).toBe(early.market.session.openUs);
  });
});

describe('prints of the recorded day’s CSV', () => {
  const read = async (...rows: readonly string[]) => readFile(quotes(...TWO), { trades: trades(...rows) });

  it('are those of exchange books and those off the exchanges, in time order', async () => {
    const { trades: found } = await read(
      '2,2,P,10.5,20,FI,0,',
      '3,3,D,10.5,20,I,00,T',
      '1,9,N,10.5,7,,,',
      '5,5,K,10.5,7,,0,',
    );
    expect(found).toEqual([
      { timeUs: 1_000, row: 0, price: 105_000, isBetween: false, size: 7 },
      { timeUs: 2_000, row: 1, price: 105_000, isBetween: false, size: 20 },
      { timeUs: 3_000, row: null, price: 105_000, isBetween: false, size: 20 },
    ]);
  });

  it('keep every decimal of their prices', async () => {
    const { trades: found } = await read(
      '1,1,N,10.0150,5,,00,',
      '2,2,N,10.01505,5,,00,',
      '3,3,N,10.015000001,5,,00,',
      '4,4,N,.00005,5,,00,',
    );
    expect(found.map(({ price, isBetween }) => [price, isBetween])).toEqual([
      [100_150, false],
      [100_150, true],
      [100_150, true],
      [0, true],
    ]);
  });

  it('count the whole shares of their size', async () => {
    const { trades: found, skipped } = await read('1,1,N,10,1.75,,00,', '2,2,N,10,0.5,,00,', '3,3,N,10,100.0,,00,');
    expect([found.map(({ size }) => size), skipped]).toEqual([[1, 100], { 'print without a size': 1 }]);
    await expect(read('1,1,N,10,-1,,00,')).rejects.toThrow('trades_A_2018-01-12.csv:2 size');
  });

  it('that were no trades with a book are counted by why', async () => {
    const found = await read(
      '1,1,N,10,5,W,00,',
      '2,2,N,10,5,,08,',
      '3,3,N,10,0,,00,',
      '4,4,N,0,5,,00,',
      '5,5,G,10,5,,00,',
      '6,6,N,10,5, F I,00,',
    );
    expect(found.trades.length).toBe(1);
    expect(found.skipped).toEqual({
      'sale condition W (unknown)': 1,
      'correction 08': 1,
      'print without a size': 1,
      'print without a price': 1,
      'exchange G (24X National Exchange)': 1,
    });
  });

  it('may be none at all, but not those of another day or symbol', async () => {
    expect((await read()).trades).toEqual([]);
    const other = files.file('trades_A_2018-01-16.csv', `${TRADES}\n`);
    await expect(readFile(quotes(...TWO), { trades: other })).rejects.toThrow(
      'is of 2018-01-16, the quotes are of 2018-01-12',
    );
    const foreign = files.file('trades_B_2018-01-12.csv', `${TRADES}\n`);
    await expect(readFile(quotes(...TWO), { trades: foreign })).rejects.toThrow('is of B, the quotes are of A');
    expect((await readFile(quotes(...TWO), { trades: foreign, symbol: 'A' })).trades).toEqual([]);
    await expect(read('1,1,N,x,1,,0,')).rejects.toThrow("trades_A_2018-01-12.csv:2 price: 'x' is not a price");
    await expect(read('1,1,N,-1,1,,0,')).rejects.toThrow("trades_A_2018-01-12.csv:2 price: '-1' is not a price");
  });
});
