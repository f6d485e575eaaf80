import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { QuoteBook } from '@fairlead/core/market/quote-book';
import { describe, expect, it } from 'vitest';
import { readReplayEnvironment } from '../../env.ts';
import { quoteQuality } from '../quote-quality.ts';
import { blankQuote, loadQuote } from '../quote-tape.ts';
import { readRecording } from './formats.ts';
import { eachNationalBest, type NationalBest } from './national-best.ts';
import type { Recording } from './recorded-market.ts';
import { Skipped } from './skipped.ts';
import { CLOSE_US, OPEN_US } from './us-equity-market.ts';

const data = join(readReplayEnvironment().shared, 'data');
const isThere = existsSync(data);
if (!isThere)
  console.warn(`skipped: no recorded data at ${data}; set FAIRLEAD_SHARED to have the readers held against it`);

const read = (quotes: string, trades: string | null = null, format: string | null = null) =>
  readRecording(
    {
      quotesPath: join(data, quotes),
      tradesPath: trades === null ? null : join(data, trades),
      symbol: null,
      tape: null,
      date: null,
      days: DEFAULT_MARKET_DAYS,
    },
    format,
  );

/** Row `index` of a tape with its venue's name; negative counts from the end. */
function rowOf({ tape, market }: Recording, index: number) {
  const at = index < 0 ? tape.count + index : index;
  const quote = blankQuote();
  loadQuote(tape, at, quote);
  const { bid, bidSize, ask, askSize, eventTimeUs } = quote;
  const venueId = market.venues[tape.row[at] ?? -1]?.venueId;
  return [new Date(eventTimeUs / 1_000).toISOString(), venueId, bid, bidSize, ask, askSize];
}

describe.skipIf(!isThere)('the CSV of us-equity-taq', () => {
  it('is read whole, with its trades', async () => {
    const recording = await read(
      'us-equity-taq/quotes_XXX_2018-01-02.csv.gz',
      'us-equity-taq/trades_XXX_2018-01-02.csv.gz',
    );
    expect([recording.format, recording.rows, recording.isFlagged]).toEqual(['taq-csv', 220_557, true]);
    const rows = Object.entries(quoteQuality(recording)).map(([venueId, { rows }]) => [venueId, rows]);
    expect(Object.fromEntries(rows)).toEqual({
      XNYS: 49_536,
      ARCX: 31_241,
      XBOS: 29_587,
      XNAS: 26_838,
      BATY: 24_550,
      BATS: 21_894,
      EDGX: 18_412,
      XPSX: 8_175,
      EDGA: 6_519,
      IEXG: 2_343,
      XASE: 1_206,
      XCHI: 256,
    });
    const { trades, market } = recording;
    expect(trades.length).toBe(38_858);
    expect(trades.filter((trade) => trade.row === null).length).toBeGreaterThan(10_000);
    expect(market.venues.filter((venue) => !venue.lit).map((venue) => venue.venueId)).toEqual([
      'SGMT',
      'UBSA',
      'MSPL',
      'ICBX',
      'BIDS',
    ]);
  });
});

describe.skipIf(!isThere)('the raw layout of Daily TAQ', () => {
  it('has the first and last row of the sample, its flag agrees with our NBBO in each, and its trades are of another symbol', async () => {
    const recording = await read(
      'us-equity-taq/format-sample_daily-taq_quotes_Z_2018-07-30.psv',
      'us-equity-taq/format-sample_daily-taq_trades_A_2018-07-30.psv',
    );
    expect([recording.format, recording.rows, recording.market.instrument.instrumentId]).toEqual([
      'daily-taq',
      100,
      'Z',
    ]);
    expect(rowOf(recording, 0)).toEqual(['2018-07-30T08:00:00.048Z', 'ARCX', 300_000, 100, 0, 0]);
    expect(rowOf(recording, -1)).toEqual(['2018-07-30T12:20:26.435Z', 'EDGX', 500_500, 100, 586_000, 100]);
    expect(recording.tape.timeUs[0]).toBe(14_400_048_494);
    expect(recording.market.instrument.primaryVenueId).toBe('XNAS');
    const { tape, market } = recording;
    const book = new QuoteBook(market.venues.map((venue) => venue.protectedQuote));
    const quote = blankQuote();
    const agreeing = Array.from({ length: tape.count }, (_, index) => {
      loadQuote(tape, index, quote);
      return (book.apply(tape.row[index] ?? 0, quote) !== 0) === (tape.changed[index] === 1);
    });
    // One row is of an exchange that is closed and has not quoted before.
    expect([agreeing.length, agreeing.filter(Boolean).length]).toEqual([99, 99]);
    expect(recording.trades).toEqual([]);
  });
});

describe.skipIf(!isThere)('LEAN’s ticks of the consolidated NBBO', () => {
  const day = 'us-equity-nbbo-lean/ibm_20131008_quote.zip';

  it('have the updates, locked and crossed shares and spread that were counted independently', async () => {
    const counts = { updates: 0, locked: 0, crossed: 0, spread: 0, twoSided: 0 };
    const { rows } = await eachNationalBest(join(data, day), new Skipped('2013-10-08'), ({ timeUs, bid, ask }) => {
      if (timeUs < OPEN_US || timeUs >= CLOSE_US) return;
      counts.updates += 1;
      // Where CBSX, which the catalogue lacks, set a side that had gone elsewhere, nobody is shown.
      if (bid.size === 0 || ask.size === 0) return;
      counts.twoSided += 1;
      counts.spread += ask.price - bid.price;
      if (bid.price === ask.price) counts.locked += 1;
      if (bid.price > ask.price) counts.crossed += 1;
    });
    expect([rows, counts.updates]).toEqual([125_750, 62_121]);
    expect(counts.updates - counts.twoSided).toBeLessThan(100);
    expect((counts.locked / counts.twoSided) * 100).toBeCloseTo(0.808, 2);
    expect((counts.crossed / counts.twoSided) * 100).toBeCloseTo(0.064, 3);
    expect(counts.spread / counts.twoSided / 10_000).toBeCloseTo(0.038, 3);
  });

  it('become a market that shows the recorded best prices and nothing else', async () => {
    const recording = await read(day, 'us-equity-nbbo-lean/ibm_20131008_trade.zip');
    expect([recording.format, recording.rows, recording.isFlagged]).toEqual(['lean', 125_750, false]);
    const { tape, market } = recording;
    expect(market.venues.filter((venue) => venue.lit).length).toBe(11);
    const updates: NationalBest[] = [];
    await eachNationalBest(join(data, day), new Skipped('2013-10-08'), (best) => updates.push(best));
    const book = new QuoteBook(market.venues.map(() => true));
    const quote = blankQuote();
    let next = 0;
    const compared = { shown: 0, other: 0 };
    for (const [index, { timeUs, bid, ask }] of updates.entries()) {
      if (updates[index + 1]?.timeUs === timeUs) continue;
      for (; next < tape.count && (tape.timeUs[next] ?? 0) <= timeUs; next++) {
        loadQuote(tape, next, quote);
        book.apply(tape.row[next] ?? 0, quote);
      }
      // The book leaves out an exchange that is crossed against itself.
      if (bid.venueId === ask.venueId && bid.price > ask.price) continue;
      const shown = [book.bid, book.bidSize, book.ask, book.askSize].join();
      compared[shown === [bid.price, bid.size, ask.price, ask.size].join() ? 'shown' : 'other'] += 1;
    }
    expect(next).toBe(tape.count);
    expect(compared.other).toBe(0);
    expect(compared.shown).toBeGreaterThan(40_000);
    expect(recording.trades.length).toBeGreaterThan(30_000);
  });

  it('are read of the larger days too', async () => {
    const bac = join(data, 'us-equity-nbbo-lean/bac_20131008_quote.zip');
    const { rows } = await eachNationalBest(bac, new Skipped('2013-10-08'), () => undefined);
    expect(rows).toBe(576_096);
  }, 60_000);
});

describe.skipIf(!isThere)('the quotes of two FX dealers', () => {
  it.each([
    ['EURUSD', 89_724, 41_367, 11.1, 14.1],
    ['NZDUSD', 100_029, 41_960, 2.4, 1.8],
  ])(
    '%s are kept as they came, with the shares in which one crosses itself',
    async (pair, fxcm, oanda, crossed, locked) => {
      const recording = await read(`fx-two-source/${pair}_2014-05-07_utc.csv.gz`);
      const quality = quoteQuality(recording);
      expect([recording.format, recording.market.instrument.instrumentId]).toEqual(['fx-two-source', pair]);
      expect([quality.FXCM?.rows, quality.OANDA?.rows, quality.OANDA?.self_crossed]).toEqual([fxcm, oanda, 0]);
      expect((quality.FXCM?.self_crossed ?? 0) * 100).toBeCloseTo(crossed, 1);
      expect((quality.FXCM?.self_locked ?? 0) * 100).toBeCloseTo(locked, 1);
    },
  );

  it('are in exact units, with the stated size', async () => {
    const recording = await read('fx-two-source/EURUSD_2014-05-07_utc.csv.gz');
    expect(rowOf(recording, 0)).toEqual(['2014-05-07T00:00:00.131Z', 'FXCM', 139_293, 1_000_000, 139_294, 1_000_000]);
    expect(rowOf(recording, 3)).toEqual(['2014-05-07T00:00:07.135Z', 'OANDA', 139_286, 1_000_000, 139_298, 1_000_000]);
  });
});

describe.skipIf(!isThere)('the order books of two crypto exchanges', () => {
  it('are read with all their levels', async () => {
    const recording = await read('crypto-two-venue/btcbrl_2020-06-21_a.jsonl.gz');
    const quality = quoteQuality(recording);
    expect([recording.format, recording.rows, recording.market.instrument.instrumentId]).toEqual([
      'depth-jsonl',
      12_664,
      'BTCBRL',
    ]);
    expect([quality.EX1?.rows, quality.EX2?.rows]).toEqual([6_307, 6_357]);
    expect(rowOf(recording, 0)).toEqual([
      '2020-06-21T08:07:09.674Z',
      'EX2',
      4_978_800_000,
      6_581_847,
      4_989_998_000,
      1_444_640,
    ]);
    const { depths } = recording.tape;
    expect([depths?.[0]?.bids.length, depths?.[0]?.asks.length]).toEqual([20, 20]);
    expect(depths?.[0]?.bids[1]).toEqual({ price: 4_976_329_001, size: 10_047_557 });
  });

  it('cross each other as often as was counted independently', async () => {
    const { tape } = await read('crypto-two-venue/btcbrl_2020-06-21_a.jsonl.gz');
    const last = [0, 1].map(() => ({ bid: 0, ask: Number.POSITIVE_INFINITY }));
    let crossed = 0;
    for (let index = 0; index < tape.count; index++) {
      last[tape.row[index] ?? 0] = { bid: tape.bid[index] ?? 0, ask: tape.ask[index] ?? 0 };
      if (Math.max(...last.map((each) => each.bid)) > Math.min(...last.map((each) => each.ask))) crossed += 1;
    }
    expect((crossed / tape.count) * 100).toBeCloseTo(30.7, 1);
  });
});

describe.skipIf(!isThere)('the format of a recording', () => {
  it('can be named, and a wrong name is refused with those there are', async () => {
    const named = await read('crypto-two-venue/btcbrl_2020-06-21_a.jsonl.gz', null, 'depth-jsonl');
    expect(named.rows).toBe(12_664);
    const wrong = read('crypto-two-venue/btcbrl_2020-06-21_a.jsonl.gz', null, 'parquet');
    await expect(wrong).rejects.toThrow(
      "--format is 'parquet': there are taq-csv, daily-taq, fx-two-source, depth-jsonl, lean",
    );
    await expect(read('us-equity-taq/trades_XXX_2018-01-02.csv.gz')).rejects.toThrow('of no format that is known');
  });
});
