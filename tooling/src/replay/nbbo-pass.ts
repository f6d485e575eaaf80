import { quotedLot } from '@fairlead/core/instrument/asset-class';
import { QuoteBook } from '@fairlead/core/market/quote-book';
import type { Price } from '@fairlead/core/money/units';
import { blankQuote, loadQuote, timeUsOf } from './quote-tape.ts';
import { consideredRows, type RecordedMarket, type Recording } from './recording/recorded-market.ts';
import { silenceStale } from './silence-stale.ts';

/** The best prices of the tape at a moment: what every run's executions of an order are measured against. */
export interface TapeMarket {
  /** Null where nobody bids. */
  readonly bid: Price | null;
  readonly ask: Price | null;
}

/** What one pass over the day without orders finds. */
export interface NbboPass {
  /** Rows of the session whose tape says whether they changed the NBBO. */
  readonly rowsCompared: number;
  readonly rowsAgreeing: number;
  /** One market a moment that was asked for, in their order. */
  readonly markets: readonly TapeMarket[];
  /** Wall time of the pass in seconds. */
  readonly seconds: number;
}

/**
 * Applies every quote of the day to one book. Where the tape flags what changed the NBBO, each row of the session is compared with it: flagged
 * must mean that ours changed in price, size or venue. `momentsUs` (ascending) are moments at which the market is kept; a quote of the same
 * moment comes first.
 */
export function nbboPass(recording: Recording, momentsUs: readonly number[], nowMs: () => number): NbboPass {
  const { market, tape, isFlagged } = recording;
  const book = new QuoteBook(consideredRows(market), quotedLot(market.instrument));
  const quote = blankQuote();
  const markets: TapeMarket[] = [];
  let rowsCompared = 0;
  let rowsAgreeing = 0;
  let dueUs = momentsUs[0] ?? Number.POSITIVE_INFINITY;
  const keepUntil = (timeUs: number) => {
    while (dueUs < timeUs) {
      silenceStale(book, market, dueUs);
      markets.push({ bid: book.bidRow < 0 ? null : book.bid, ask: book.askRow < 0 ? null : book.ask });
      dueUs = momentsUs[markets.length] ?? Number.POSITIVE_INFINITY;
    }
  };
  const begunMs = nowMs();
  for (let index = 0; index < tape.count; index++) {
    if (dueUs !== Number.POSITIVE_INFINITY) keepUntil(timeUsOf(tape, index));
    loadQuote(tape, index, quote);
    const row = tape.row[index] ?? 0;
    const changed = book.apply(row, quote) !== 0;
    if (market.freshUs !== null) book.setLive(row, true);
    if (!isFlagged || !isInSession(market, tape.timeUs[index] ?? 0)) continue;
    rowsCompared += 1;
    if (changed === (tape.changed[index] === 1)) rowsAgreeing += 1;
  }
  keepUntil(Number.POSITIVE_INFINITY);
  return { rowsCompared, rowsAgreeing, markets, seconds: (nowMs() - begunMs) / 1_000 };
}

/** Whether a time since midnight lies in the session, in which orders come and posted ones trade. */
export function isInSession({ session }: RecordedMarket, timeUs: number): boolean {
  return timeUs >= session.openUs && timeUs < session.closeUs;
}

/** The first instant at which nothing trades any more, in microseconds since 1970. */
export function closeUsOf({ midnightUs, session }: RecordedMarket): number {
  return midnightUs + session.closeUs;
}
