import { isInSession } from './nbbo-pass.ts';
import type { Recording } from './recording/recorded-market.ts';

/** How far behind its best price a venue is taken to show its next one, by side, in the instrument's price scale; null where nothing is known. */
interface Steps {
  readonly bid: number | null;
  readonly ask: number | null;
}

/** What comes to light at each venue once a run has taken its best price in full; by row of the book. */
export type NextLevels = readonly Steps[];

/**
 * The next price levels of a recording of best prices: when a venue's best price went away in the session and it showed another, by how much the
 * price was worse; the median of that, a venue and side. What was seen is what others left behind when they took or cancelled, so it is
 * what one who takes may expect. Null for a venue of which it was never seen, and everywhere where the recording has whole books.
 */
export function nextLevelsOf({ market, tape }: Recording): NextLevels {
  const seen = market.venues.map(() => ({
    bid: 0,
    bidSize: 0,
    ask: 0,
    askSize: 0,
    bids: [] as number[],
    asks: [] as number[],
  }));
  for (let index = 0; tape.depths === null && index < tape.count; index++) {
    const last = seen[tape.row[index] ?? 0];
    if (last === undefined) throw new Error('a quote of no venue');
    const [bid, ask] = [tape.bid[index] ?? 0, tape.ask[index] ?? 0];
    const [bidSize, askSize] = [tape.bidSize[index] ?? 0, tape.askSize[index] ?? 0];
    if (isInSession(market, tape.timeUs[index] ?? 0)) {
      if (bidSize > 0 && last.bidSize > 0 && bid < last.bid) last.bids.push(last.bid - bid);
      if (askSize > 0 && last.askSize > 0 && ask > last.ask) last.asks.push(ask - last.ask);
    }
    Object.assign(last, { bid, ask, bidSize, askSize });
  }
  return seen.map(({ bids, asks }) => ({ bid: medianOf(bids), ask: medianOf(asks) }));
}

/** The price level behind one that was taken in full, or null where none is known. `sign` is +1 for offers, which rise. */
export function priceBehind(levels: NextLevels, row: number, from: { sign: 1 | -1; price: number }): number | null {
  const step = from.sign === 1 ? levels[row]?.ask : levels[row]?.bid;
  if (step === undefined || step === null) return null;
  const next = from.price + from.sign * step;
  return next > 0 ? next : null;
}

function medianOf(values: number[]): number | null {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? null;
}
