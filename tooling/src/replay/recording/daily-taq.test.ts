import { afterAll, describe, expect, it } from 'vitest';
import { quotesOf, RecordedFiles, readFile } from './testing/recorded-files.ts';

const files = new RecordedFiles();
afterAll(() => files.remove());

const HEADER =
  'Time|Exchange|Symbol|Bid_Price|Bid_Size|Offer_Price|Offer_Size|Quote_Condition|Sequence_Number|National_BBO_Ind|FINRA_BBO_Indicator|FINRA_ADF_MPID_Indicator|Quote_Cancel_Correction|Source_Of_Quote|Retail_Interest_Indicator|Short_Sale_Restriction_Indicator|LULD_BBO_Indicator|SIP_Generated_Message_Identifier|National_BBO_LULD_Indicator|Participant_Timestamp|FINRA_ADF_Timestamp|FINRA_ADF_Market_Participant_Quote_Indicator|Security_Status_Indicator';
const TRADES =
  'Time|Exchange|Symbol|Sale Condition|Trade Volume|Trade Price|Trade Stop Stock Indicator|Trade Correction Indicator|Sequence Number|Trade Id|Source of Trade|Trade Reporting Facility|Participant Timestamp|Trade Reporting Facility TRF Timestamp|Trade Through Exempt Indicator';

interface Quote {
  readonly time?: string;
  readonly exchange?: string;
  readonly symbol?: string;
  readonly size?: number;
  readonly bid?: string;
  readonly condition?: string;
  readonly cancel?: string;
  readonly source?: string;
}

function quote({ time = '093000123456789', exchange = 'P', symbol = 'A', size = 3, bid = '.5', ...more }: Quote = {}) {
  const { condition = 'R', cancel = '', source = 'C' } = more;
  return `${time}|${exchange}|${symbol}|${bid}|${size}|1.25|${size}|${condition}|1|U|||${cancel}|${source}||0||||0||| `;
}

const quotes = (name: string, ...rows: readonly string[]) => files.file(name, [HEADER, ...rows, ''].join('\n'));
const trade = (condition: string, correction = '00', source = 'C', price = '1') =>
  `093001000000000|P|A|${condition}|10|${price}|N|${correction}|1|1|${source}||0||0`;

describe('quotes of Daily TAQ', () => {
  it('are read in microseconds, of one symbol or of the one that is named', async () => {
    const one = await readFile(quotes('one.psv', quote()));
    expect(quotesOf(one)).toEqual([[34_200_123.456, 'ARCX', 5_000, 300, 12_500, 300]]);
    expect([...one.tape.changed, one.market.instrument.primaryVenueId]).toEqual([1, 'XNYS']);
    const two = quotes('two.psv', quote(), quote({ symbol: 'B', time: '040000000000000', source: 'N' }));
    const { instrument } = (await readFile(two, { symbol: 'B' })).market;
    expect([instrument.instrumentId, instrument.primaryVenueId]).toEqual(['B', 'XNAS']);
    await expect(readFile(two)).rejects.toThrow('two.psv:3 is of another symbol');
    await expect(readFile(two, { symbol: 'C' })).rejects.toThrow('no quotes of C');
  });

  it('may have the times of older files, in milli- and microseconds', async () => {
    const times = ['093000123', '093000123456', '093000123456789'];
    const recording = await readFile(quotes('times.psv', ...times.map((time) => quote({ time }))));
    expect([...recording.tape.timeUs]).toEqual([34_200_123_000, 34_200_123_456, 34_200_123_456]);
    for (const time of ['240000000000000', '93000123456789', '0930001234', '09:30:00.123456'])
      await expect(readFile(quotes('bad.psv', quote({ time }))), time).rejects.toThrow('bad.psv:2 time:');
  });

  it('end with the line that ends a file', async () => {
    const path = quotes('end.psv', quote(), 'END|20180730|1||||');
    expect((await readFile(path)).rows).toBe(1);
    await expect(readFile(quotes('after.psv', quote(), 'END|20180730', quote()))).rejects.toThrow(
      'after.psv:4 comes after the line that ends the file',
    );
  });

  it('that are not firm, or were taken back, leave their exchange without one', async () => {
    const rows = [
      quote({ exchange: 'N' }),
      quote({ exchange: 'N', cancel: 'B' }),
      quote({ cancel: 'C' }),
      quote({ exchange: 'Z', condition: 'N' }),
      quote({ exchange: 'N', cancel: 'A' }),
      quote({ exchange: 'N', cancel: '?' }),
    ];
    const recording = await readFile(quotes('firm.psv', ...rows));
    expect(quotesOf(recording).map(([, venue, , bidSize]) => [venue, bidSize])).toEqual([
      ['XNYS', 300],
      ['XNYS', 0],
      ['ARCX', 300],
      ['XNYS', 300],
      ['XNYS', 0],
    ]);
    expect(recording.skipped).toEqual({ 'quote cancel B': 1, 'quote condition N': 1, 'quote cancel ? (unknown)': 1 });
  });

  it('have the conditions of their own tape, row by row, or of the one that is said', async () => {
    const path = quotes('tapes.psv', quote({ condition: 'W' }), quote({ condition: 'W', source: 'N' }));
    expect((await readFile(path)).skipped).toEqual({ 'quote condition W (unknown)': 1 });
    expect((await readFile(path, { tape: 'B' })).skipped).toEqual({});
  });

  it.each([
    ['before the tapes counted shares', 'EQY_20251031.psv', 500, 50_000],
    ['since they do', 'EQY_20251103.psv', 500, 500],
    ['since they do, in a file that still counts lots', 'EQY_20251104.psv', 5, 500],
  ])('are in lots or in shares: %s', async (_, name, size, shares) => {
    const recording = await readFile(quotes(name, quote({ size }), quote({ size: 100 })));
    expect(recording.tape.bidSize[0]).toBe(shares);
  });
});

describe('prints of Daily TAQ', () => {
  const read = async (...rows: readonly string[]) =>
    readFile(quotes('EQY_20180730.psv', quote()), {
      trades: files.file('T_20180730.psv', [TRADES, ...rows, ''].join('\n')),
    });

  it('serve a queue where they stand as they were reported, by each of their letters', async () => {
    const found = await read(
      trade('@'),
      trade(' F I'),
      trade('@  I'),
      trade('@ T'),
      trade('   M'),
      trade('', '08'),
      trade('', '12'),
      trade('J'),
    );
    expect(found.trades.length).toBe(3);
    expect(found.skipped).toEqual({
      'sale condition T': 1,
      'sale condition M': 1,
      'correction 08': 1,
      'correction 12': 1,
      'sale condition J (unknown)': 1,
    });
  });

  it('have the letters of their own tape: an automatic execution of CTA is nothing on UTP', async () => {
    const found = await read(trade('E'), trade('E', '00', 'N'), trade('B'), trade('B', '00', 'N'));
    expect([found.trades.length, found.skipped]).toEqual([1, { 'sale condition E': 1, 'sale condition B': 2 }]);
  });

  it('keep every decimal of their prices', async () => {
    const { trades } = await read(trade('', '00', 'C', '1.00505'));
    expect(trades).toMatchObject([{ price: 10_050, isBetween: true }]);
  });
});
