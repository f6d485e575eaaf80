import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { InstrumentBook } from '@fairlead/core/market/instrument-book';
import type { Quote } from '@fairlead/core/market/quote';

import { Refusal } from '../refusal.ts';
import { blankQuote, loadQuote, type QuoteTape } from '../replay/quote-tape.ts';
import { readTaqCsv } from '../replay/recording/taq-csv.ts';
import { atLeast, atMost, type Benchmark, compared, distribution, figure } from './benchmark.ts';
import { garbageCollector } from './collector.ts';
import { FullScanNbbo } from './full-scan-nbbo.ts';

const DAY = 'data/us-equity-taq/quotes_XXX_2018-01-02.csv.gz';
const QUOTES_PER_SECOND_MIN = 5_000_000;
const WARM_UP_DAYS = 3;
const DAYS = 30;
/** Less than one object of the smallest size for every hundred quotes: nothing is allocated per quote. */
const BYTES_PER_QUOTE_MAX = 0.16;

/** A way to keep the NBBO. */
interface Keeper {
  apply(row: number, quote: Readonly<Quote>): unknown;
  readonly bidRow: number;
  readonly askRow: number;
}

/** What the router does with a quote: the NBBO, and how fast the queues flow out. */
class RouterBook implements Keeper {
  readonly #book: InstrumentBook;

  constructor(book: InstrumentBook) {
    this.#book = book;
  }

  get bidRow(): number {
    return this.#book.quotes.bidRow;
  }

  get askRow(): number {
    return this.#book.quotes.askRow;
  }

  apply(row: number, quote: Readonly<Quote>): void {
    this.#book.applyQuote(row, quote);
  }
}

/** Applies the recorded day many times, reading the best of both sides after each quote: quotes a second, and bytes a quote. */
export const nbbo: Benchmark = async ({ shared, progress }) => {
  const path = join(shared, DAY);
  if (!existsSync(path)) throw new Refusal(`the recorded day is not at ${path}; set FAIRLEAD_SHARED`);
  const { tape, market } = await readTaqCsv({
    quotesPath: path,
    tradesPath: null,
    symbol: null,
    tape: null,
    date: null,
    days: DEFAULT_MARKET_DAYS,
  });
  const book = () => new RouterBook(new InstrumentBook(market.instrument, market.venues));
  const scan = () => new FullScanNbbo(market.venues.length);
  for (let day = 0; day < WARM_UP_DAYS; day++) rateOf(tape, book());
  for (let day = 0; day < WARM_UP_DAYS; day++) rateOf(tape, scan());
  const rates: number[] = [];
  const scanRates: number[] = [];
  for (let day = 0; day < DAYS; day++) {
    if (day % 10 === 0) progress(`nbbo: day ${day + 1} of ${DAYS}`);
    rates.push(rateOf(tape, book()));
    scanRates.push(rateOf(tape, scan()));
  }
  const allocated = await allocation(tape, book());
  const rate = distribution('quotes applied and best read', 'quotes/s', rates);
  const scanRate = distribution('full scan of all venues', 'quotes/s', scanRates);
  const perQuote = allocated.bytes / allocated.quotes;
  return {
    metrics: [
      rate,
      scanRate,
      figure('time per quote', 'ns', { value: 1e9 / (rate.p50 ?? 0), n: tape.count * DAYS }),
      figure('heap growth per quote', 'bytes', { value: perQuote, n: allocated.quotes }),
      figure('garbage collections', 'count', { value: allocated.collections, n: allocated.quotes }),
    ],
    ratios: [
      atLeast(`median rate / ${QUOTES_PER_SECOND_MIN} quotes/s`, (rate.p50 ?? 0) / QUOTES_PER_SECOND_MIN, 1),
      atMost(`heap growth per quote / ${BYTES_PER_QUOTE_MAX} bytes`, perQuote / BYTES_PER_QUOTE_MAX, 1),
      compared('median rate / full scan', (rate.p50 ?? 0) / (scanRate.p50 ?? 1)),
    ],
  };
};

function rateOf(tape: QuoteTape, keeper: Keeper): number {
  const quote = blankQuote();
  let read = 0;
  const begun = performance.now();
  for (let index = 0; index < tape.count; index++) {
    loadQuote(tape, index, quote);
    keeper.apply(tape.row[index] ?? 0, quote);
    read += keeper.bidRow + keeper.askRow;
  }
  const seconds = (performance.now() - begun) / 1_000;
  if (read === 0) throw new Error('nobody was ever best');
  return tape.count / seconds;
}

/** Many days on one book between two readings of the heap; collections meanwhile would hide garbage, so they are counted. */
async function allocation(
  tape: QuoteTape,
  book: Keeper,
): Promise<{ bytes: number; quotes: number; collections: number }> {
  const collect = garbageCollector();
  let collections = 0;
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length;
  });
  collect();
  observer.observe({ entryTypes: ['gc'] });
  const before = process.memoryUsage().heapUsed;
  for (let day = 0; day < DAYS; day++) rateOf(tape, book);
  const bytes = process.memoryUsage().heapUsed - before;
  // The observer is told of what happened in a later turn.
  await turn();
  await turn();
  observer.disconnect();
  return { bytes, quotes: tape.count * DAYS, collections };
}
