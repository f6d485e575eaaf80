import { afterAll, describe, expect, it } from 'vitest';
import { RecordedFiles, readFile } from './testing/recorded-files.ts';

const files = new RecordedFiles();
afterAll(() => files.remove());

const book = { ts_ms: 1_592_726_829_674, venue: 'EX1', bids: [[100.5, 0.1]], asks: [[101, 1e-8]] };
const lines = (...books: readonly unknown[]) =>
  files.file(
    'btcbrl_x.jsonl',
    books.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n'),
  );
const depthOf = async (changed: object) => (await readFile(lines({ ...book, ...changed }))).tape.depths?.[0];

describe('JSON lines of books', () => {
  it('are exact, as numbers and as the texts that exchanges send', async () => {
    const exact = { bids: [{ price: 10_050_000, size: 10_000_000 }], asks: [{ price: 10_100_000, size: 1 }] };
    expect(await depthOf({})).toEqual(exact);
    expect(await depthOf({ bids: [['100.50000', '0.10']], asks: [['101', '0.00000001']] })).toEqual(exact);
    expect(await depthOf({ bids: [[49763.29001, 123456.00000001]] })).toMatchObject({
      bids: [{ price: 4_976_329_001, size: 12_345_600_000_001 }],
    });
  });

  it('have no level without a price and a size, and may have one side alone', async () => {
    const levels = [
      [102, 0],
      [0, 1],
      [100.5, 0.1],
    ];
    expect(await depthOf({ bids: levels, asks: [] })).toEqual({
      bids: [{ price: 10_050_000, size: 10_000_000 }],
      asks: [],
    });
  });

  it.each([
    ['is not JSON', '{'],
    ['is not a JSON object', '[1]'],
    ['ts_ms must be', { ...book, ts_ms: 1.5 }],
    ['ts_ms must be', { ...book, ts_ms: 1_592_726_829 }],
    ['ts_ms must be', { ...book, ts_ms: '1592726829674' }],
    ['venue must be', { ...book, venue: 'a b' }],
    ['must be lists', { ...book, bids: null }],
    ['must be lists', { ts_ms: book.ts_ms, venue: 'EX1', asks: [] }],
    ['not [price, quantity]', { ...book, bids: [[1, -1]] }],
    ['not [price, quantity]', { ...book, bids: [[100, 5, 1]] }],
    ['not [price, quantity]', { ...book, bids: [null] }],
    ['more than 5 decimals', { ...book, bids: [[1.123456, 1]] }],
    ["'100,5' is no number", { ...book, bids: [['100,5', 1]] }],
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
    ['is of another symbol', { ...book, symbol: 'ETHBRL' }],
  ])('are refused by their number: %s', async (message, line) => {
    const reading = readFile(lines({ ...book, symbol: 'BTCBRL' }, line));
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toThrow('btcbrl_x.jsonl:2');
  });

  it('are priced in the currency at the end of their pair, and refused where there is none', async () => {
    const currencyOf = async (symbol: string) => (await readFile(lines(book), { symbol })).market.instrument.currency;
    expect([await currencyOf('BTCBRL'), await currencyOf('BTCUSDT'), await currencyOf('ETH-EUR')]).toEqual([
      'BRL',
      'USDT',
      'EUR',
    ]);
    await expect(currencyOf('BTC')).rejects.toThrow("'BTC' is no pair");
  });

  it('are of the exchanges that the catalogue has terms for, and no more', async () => {
    const many = lines(...Array.from({ length: 40 }, (_, at) => ({ ...book, venue: `EX${at}` })));
    await expect(readFile(many)).rejects.toThrow(/btcbrl_x\.jsonl:\d+ is of one exchange more than/);
  });
});
