import { afterAll, describe, expect, it } from 'vitest';
import { quotesOf, RecordedFiles, readFile } from './testing/recorded-files.ts';
import { zipOf } from './testing/zip-of.ts';

const files = new RecordedFiles();
afterAll(() => files.remove());

const quotes = (...rows: readonly string[]) => files.file('ibm_20131008_quote.csv', `${rows.join('\n')}\n`);
const bid = (ms: number, price: number, by: string, more = '1,0') => `${ms},${price},100,0,0,${by},${more}`;
const ask = (ms: number, price: number, by: string, more = '1,0') => `${ms},0,0,${price},200,${by},${more}`;
const START = [bid(34_200_000, 10_000, 'N'), ask(34_200_000, 10_100, 'P')];
/** The rows after the two that `START` makes. */
const after = async (...rows: readonly string[]) => {
  const recording = await readFile(quotes(...START, ...rows));
  return { rows: quotesOf(recording).slice(2), skipped: recording.skipped };
};

describe('LEAN’s quotes', () => {
  it('show one exchange a side, and take it away when another sets the best price', async () => {
    const pair = (ms: number, by: string) => `${bid(ms, 10_000, by)}\n${ask(ms, 10_100, by)}\n`;
    const path = files.file('ibm_20131008_quote.zip', zipOf(pair(34_200_000, 'N') + pair(34_200_001, 'Q')));
    const recording = await readFile(path);
    expect(quotesOf(recording)).toEqual([
      [34_200_000, 'XNYS', 10_000, 100, 10_100, 200],
      [34_200_001, 'XNYS', 0, 0, 0, 0],
      [34_200_001, 'XNAS', 10_000, 100, 10_100, 200],
    ]);
    expect(new Date(recording.market.midnightUs / 1_000).toISOString()).toBe('2013-10-08T04:00:00.000Z');
  });

  it('may have both sides in one row, or the one that changed', async () => {
    expect(await after(`34200001,10000,100,10100,200,N,1,0`)).toMatchObject({
      rows: [
        [34_200_001, 'ARCX', 0, 0, 0, 0],
        [34_200_001, 'XNYS', 10_000, 100, 10_100, 200],
      ],
    });
    expect((await after(bid(34_200_001, 10_010, 'N'), bid(34_200_002, 10_020, 'N'))).rows).toEqual([
      [34_200_001, 'XNYS', 10_010, 100, 0, 0],
      [34_200_002, 'XNYS', 10_020, 100, 0, 0],
    ]);
    expect((await after(ask(34_200_001, 10_110, 'P'))).rows).toEqual([[34_200_001, 'ARCX', 0, 0, 10_110, 200]]);
  });

  it('may say that an exchange shows nothing', async () => {
    expect(
      (await after('34200001,0,0,0,0,G,1,0', '34200001,0,0,0,0,Z,1,0', '34200001,10010,0,0,0,Z,1,0')).rows,
    ).toEqual([]);
    expect((await after('34200001,0,0,0,0,N,1,0')).rows).toEqual([[34_200_001, 'XNYS', 0, 0, 0, 0]]);
    expect((await after('34200001,10010,0,0,0,N,1,0')).rows).toEqual([[34_200_001, 'XNYS', 0, 0, 0, 0]]);
  });

  it('that the file marks suspicious change nothing', async () => {
    const found = await after(bid(34_200_001, 1, 'N', '1,1'), ask(34_200_001, 1_999_900, 'P', '1,1'));
    expect(found).toEqual({ rows: [], skipped: { 'suspicious quote': 2 } });
  });

  it('that are not firm take away what their exchange showed, and nothing else', async () => {
    const notFirm = '400,0';
    expect(await after(ask(34_200_001, 10_050, 'P', notFirm), ask(34_200_002, 10_040, 'Z', notFirm))).toEqual({
      rows: [[34_200_001, 'ARCX', 0, 0, 0, 0]],
      skipped: { 'quote flag non-firm': 2 },
    });
  });

  it('of an exchange that the catalogue lacks leave what may still be there, and take away what has gone', async () => {
    // 24X asks less: the offer of Arca may stand behind it. It asks more: that offer has gone.
    expect((await after(ask(34_200_001, 10_090, 'G'))).rows).toEqual([]);
    expect(await after(ask(34_200_001, 10_110, 'G'), bid(34_200_001, 9_990, 'W'))).toEqual({
      rows: [
        [34_200_001, 'ARCX', 0, 0, 0, 0],
        [34_200_001, 'XNYS', 0, 0, 0, 0],
      ],
      skipped: { 'exchange G (24X National Exchange)': 1, 'exchange W (Cboe Stock Exchange (CBSX))': 1 },
    });
  });

  it.each([
    ['has 7 fields, not 8', '34200001,10000,100,0,0,N,1'],
    ['goes back in time', bid(34_199_999, 10_000, 'N')],
    ["bid: '100.5' is not a price", '34200001,100.5,100,0,0,N,1,0'],
    ["conditions: 'xyz' is no hexadecimal", bid(34_200_001, 10_000, 'N', 'xyz,0')],
    ["suspicious: 'yes' is neither 0 nor 1", bid(34_200_001, 10_000, 'N', '1,yes')],
  ])('are refused by their line: %s', async (message, row) => {
    await expect(after(row)).rejects.toThrow(`ibm_20131008_quote.csv:3 ${message}`);
  });

  it.each([
    ['it holds 2 files', zipOf('1,10,100,0,0,N,1,0\n', 2)],
    ['it is not a zip file', Buffer.from('1,10,100,0,0,N,1,0\n'.repeat(3))],
    ['cannot be read', zipOf('1,10,100,0,0,N,1,0\n').fill(0xff, 35, 45)],
  ])('are refused in a broken zip: %s', async (message, content) => {
    await expect(readFile(files.file('x_20131008_quote.zip', content), { format: 'lean' })).rejects.toThrow(message);
  });

  it('are of a stock of NYSE, unless another tape is said, and of the symbol of their name', async () => {
    expect((await readFile(quotes(...START))).market.instrument.primaryVenueId).toBe('XNYS');
    expect((await readFile(quotes(...START), { tape: 'C' })).market.instrument.primaryVenueId).toBe('XNAS');
    const own = files.file('20131008_ibm_Quote_Tick.csv', `${START.join('\n')}\n`);
    expect((await readFile(own)).market.instrument.instrumentId).toBe('IBM');
  });
});

describe('LEAN’s prints', () => {
  const read = async (...rows: readonly string[]) =>
    readFile(quotes(...START), { trades: files.file('ibm_20131008_trade.csv', `${rows.join('\n')}\n`) });

  it('serve a queue by every one of their flags', async () => {
    const flags = [
      '1',
      '20',
      '20000020',
      '80000000',
      '80000020',
      '0',
      '',
      '40',
      '80',
      '2000',
      '4000000',
      '20100200',
      '1000000',
      '0x8',
    ];
    const found = await read(
      ...flags.map((each, at) => `${34_200_001 + at},10050,100,N,${each},0`),
      '34200020,10050,100,N,1,1',
    );
    expect(found.trades.map((trade) => trade.timeUs / 1_000 - 34_200_001)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(found.skipped).toEqual({
      'trade flag opening prints': 1,
      'trade flag closing prints': 1,
      'trade flag extended hours': 1,
      'trade flag official open': 1,
      'trade flag derivatively priced': 1,
      'trade flag official close': 1,
      'trade flag seller': 1,
      'suspicious print': 1,
    });
  });

  it('keep every decimal of their prices', async () => {
    expect((await read('34200001,7000000000,1,N,1,0')).trades[0]?.price).toBe(7_000_000_000);
    await expect(read('34200001,7000000000000,1,N,1,0')).rejects.toThrow('ibm_20131008_trade.csv:1 price');
    const { trades } = await read('34200001,10050.5,100,N,1,0', '34200002.25,10050,100,D,1,0');
    expect(trades).toEqual([
      { timeUs: 34_200_001_000, row: 0, price: 10_050, isBetween: true, size: 100 },
      { timeUs: 34_200_002_250, row: null, price: 10_050, isBetween: false, size: 100 },
    ]);
  });
});
