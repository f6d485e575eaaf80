import { QuoteBook } from '@fairlead/core/market/quote-book';
import type { Price } from '@fairlead/core/money/units';
import { blankQuote, loadQuote, type QuoteTape, timeUsOf } from './quote-tape.ts';
import { CLOSE_MS, OPEN_MS, RECORDED_VENUES } from './recorded-day.ts';

/** The NBBO of the tape when an order arrived: what every run's executions of that order are measured against. */
export interface ArrivalMarket {
  /** Null where nobody bids. */
  readonly bid: Price | null;
  readonly ask: Price | null;
}

/** What one pass over the day without orders finds. */
export interface NbboPass {
  readonly rowsCompared: number;
  readonly rowsAgreeing: number;
  /** One market an arrival time, in their order. */
  readonly arrivals: readonly ArrivalMarket[];
  /** Wall time of the pass in seconds. */
  readonly seconds: number;
}

/**
 * Applies every quote of the day to one book. In regular hours each row is compared with the tape's own flag: flagged must mean that our NBBO
 * changed in price, size or venue. `arrivalsUs` (ascending) are moments at which the market is kept; a quote of the same moment comes first.
 */
export function nbboPass(tape: QuoteTape, arrivalsUs: readonly number[], nowMs: () => number): NbboPass {
  const book = new QuoteBook(RECORDED_VENUES.map((venue) => venue.protectedQuote));
  const quote = blankQuote();
  const arrivals: ArrivalMarket[] = [];
  let rowsCompared = 0;
  let rowsAgreeing = 0;
  let dueUs = arrivalsUs[0] ?? Number.POSITIVE_INFINITY;
  const keepUntil = (timeUs: number) => {
    while (dueUs < timeUs) {
      arrivals.push({ bid: book.bidRow < 0 ? null : book.bid, ask: book.askRow < 0 ? null : book.ask });
      dueUs = arrivalsUs[arrivals.length] ?? Number.POSITIVE_INFINITY;
    }
  };
  const begunMs = nowMs();
  for (let index = 0; index < tape.count; index++) {
    if (dueUs !== Number.POSITIVE_INFINITY) keepUntil(timeUsOf(tape, index));
    loadQuote(tape, index, quote);
    const changed = book.apply(tape.row[index] ?? 0, quote) !== 0;
    if (!isRegular(tape.timeMs[index] ?? 0)) continue;
    rowsCompared += 1;
    if (changed === (tape.changed[index] === 1)) rowsAgreeing += 1;
  }
  keepUntil(Number.POSITIVE_INFINITY);
  return { rowsCompared, rowsAgreeing, arrivals, seconds: (nowMs() - begunMs) / 1_000 };
}

/** Whether a time of day lies in regular hours, in which quotes are protected. */
export function isRegular(timeMs: number): boolean {
  return timeMs >= OPEN_MS && timeMs < CLOSE_MS;
}
