import { afterAll, describe, expect, it } from 'vitest';
import { readReplayOptions } from './options.ts';
import { DIALECTS, textOf } from './recording/testing/dialects.ts';
import { RecordedFiles } from './recording/testing/recorded-files.ts';
import { replay } from './replay.ts';

const files = new RecordedFiles();
afterAll(() => files.remove());

const at = (hours: number, minutes = 0, seconds = 0) => ((hours * 60 + minutes) * 60 + seconds) * 1_000;
const order = (changes: object = {}) =>
  JSON.stringify({
    order_id: 'o1',
    instrument_id: 'TST',
    side: 'BUY',
    quantity: 1,
    order_type: 'MARKET',
    time_ms: at(10),
    ...changes,
  });
const ordersOf = (...lines: readonly string[]) => files.file('o.jsonl', lines.join('\n'));

/** Runs the replay as a person would, and returns its report and what it told. */
async function run(...args: readonly string[]) {
  const told: string[] = [];
  const options = readReplayOptions(args, { from: '/', shared: '/none' });
  const report = await replay(options, { nowMs: () => 0, progress: (line) => told.push(line) });
  return { report, told };
}

describe.each(DIALECTS)('a small recording in $format', (dialect) => {
  // Each day begins at midnight where its market is, and books and dealers are stale after some seconds.
  const open = at(9, 30, 2);
  const quotes = () => files.file(dialect.name, textOf(dialect));
  // A dealer takes no less than its smallest ticket.
  const quantity = dialect.format === 'fx-two-source' ? 100_000 : 1;
  const ofIt = (changes: object = {}) => order({ instrument_id: dialect.symbol, quantity, time_ms: open, ...changes });

  it('fills an order of its file while it trades', async () => {
    const { report } = await run('--quotes', quotes(), '--orders', ordersOf(ofIt()));
    expect([report.format, report.filled_quantity, report.rejected]).toEqual([dialect.format, quantity, {}]);
    expect([report.trade_throughs, report.invariant_violations]).toEqual([0, 0]);
  });

  it('fills nothing before its first quote, after its last and after the close, and says so by line', async () => {
    const times = [at(9, 29), at(15, 59, 1), at(17)];
    const lines = times.map((time_ms, index) => ofIt({ order_id: `o${index}`, time_ms }));
    const { report, told } = await run('--quotes', quotes(), '--orders', ordersOf(...lines));
    expect([report.filled_quantity, report.rejected]).toEqual([0, { MARKET_CLOSED: 3 }]);
    expect(report.refused_orders.map(({ order_id, code }) => [order_id, code])).toEqual([
      ['o0', 'MARKET_CLOSED'],
      ['o1', 'MARKET_CLOSED'],
      ['o2', 'MARKET_CLOSED'],
    ]);
    expect(told.filter((line) => line.includes('is refused: MARKET_CLOSED')).length).toBe(3);
  });

  it('refuses an order in something else by its line, and routes the others', async () => {
    const lines = [ofIt(), ofIt({ order_id: 'other', instrument_id: 'ABC' })];
    const { report, told } = await run('--quotes', quotes(), '--orders', ordersOf(...lines));
    expect([report.filled_quantity, report.rejected]).toEqual([quantity, { UNKNOWN_INSTRUMENT: 1 }]);
    expect(told).toContainEqual(
      expect.stringMatching(
        `o.jsonl:2 order other is refused: UNKNOWN_INSTRUMENT. The recording is of ${dialect.symbol}`,
      ),
    );
  });

  it('is called as it is asked to be', async () => {
    const symbol = dialect.symbol === 'TSTUSD' ? 'ABCUSD' : dialect.format === 'daily-taq' ? 'TST' : 'ABC';
    const { report } = await run(
      '--quotes',
      quotes(),
      '--symbol',
      symbol.toLowerCase(),
      '--orders',
      ordersOf(ofIt({ instrument_id: symbol })),
    );
    expect(report.filled_quantity).toBe(quantity);
  });
});

describe('a half day', () => {
  const rows = (close: string) =>
    [
      'time_ms,ex,bid,bid_lots,ask,ask_lots,cond',
      `${at(9, 30)},N,10,5,10.02,5,R`,
      `${at(12, 59)},N,10,5,10.02,5,R`,
      `${at(13, 5)},N,9,5,11,5,R`,
      `${close},N,9,5,11,5,R`,
    ].join('\n');

  it.each([
    ['2018-07-03', 210],
    ['1992-12-24', 270],
    ['2018-07-02', 389],
  ])('ends when it ended: %s has room for %i orders, one a minute', async (date, count) => {
    const path = files.file(`quotes_TST_${date}.csv`, rows(String(at(15, 59))));
    const { report } = await run('--quotes', path, '--orders-per-minute', '1');
    expect(report.orders).toBe(count);
    const { report: late } = await run('--quotes', path, '--orders', ordersOf(order({ time_ms: at(14) })));
    expect(late.filled_quantity).toBe(date === '2018-07-02' ? 1 : 0);
  });
});

describe('a queue', () => {
  const header = 'time_ms,seq,ex,price,size,cond,corr,trf';
  const quotes = () =>
    files.file(
      'quotes_TST_2018-01-10.csv',
      [
        'time_ms,ex,bid,bid_lots,ask,ask_lots,cond',
        `${at(9, 30)},N,10,5,10.02,5,R`,
        `${at(9, 30)},P,10,5,10.02,5,R`,
        `${at(15, 59)},N,10,5,10.02,5,R`,
      ].join('\n'),
    );
  const filled = async (print: string) => {
    const trades = files.file('trades_TST_2018-01-10.csv', `${header}\n${at(10, 0, 5)},1,N,${print},\n`);
    const resting = order({
      side: 'SELL',
      quantity: 100,
      order_type: 'LIMIT',
      limit_price: '10.02',
      venue_preferences: ['XNYS'],
    });
    return (await run('--quotes', quotes(), '--trades', trades, '--orders', ordersOf(resting))).report.filled_quantity;
  };

  it('is served by trades with the book and by nothing else', async () => {
    for (const letters of ['', '@', 'F', 'E', '@F I'])
      expect(await filled(`10.02,3000,${letters},00`), letters).toBe(100);
    for (const letters of [
      'Z',
      'U',
      'T',
      'Q',
      'M',
      'W',
      'B',
      'P',
      'C',
      'N',
      'R',
      'L',
      '4',
      '7',
      'V',
      'X',
      'K',
      'H',
      'O',
      '5',
      '6',
      '9',
      '@F T',
    ])
      expect(await filled(`10.02,3000,${letters},00`), letters).toBe(0);
    for (const code of ['01', '07', '08', '10', '11', '12', '99'])
      expect(await filled(`10.02,3000,F,${code}`), code).toBe(0);
  });

  it('is gone through by a print a fraction better than it, and not served by one a fraction worse', async () => {
    expect([await filled('10.020001,100,F,00'), await filled('10.019999,3000,F,00')]).toEqual([100, 0]);
  });
});
