import type { Shown } from '../book/book-half.ts';
import type { Top } from '../book/price-time-book.ts';

/** What a venue shows of an instrument: its best prices, and where it gives them the levels of its book and the end of its quote. */
export interface Display extends Top {
  /** Best level first; the first of each side is the top. */
  readonly depth?: { readonly bids: readonly Shown[]; readonly asks: readonly Shown[] };
  /** The last microsecond since 1970 in which the quote can be traded. */
  readonly validUntilUs?: number;
}

/** True where a reader that has seen one need not be shown the other. An empty one need not be shown to who has seen nothing. */
export function isSameDisplay(seen: Display | undefined, now: Display): boolean {
  if (seen === undefined) return now.bid.size === 0 && now.ask.size === 0;
  return (
    isSame(seen.bid, now.bid) &&
    isSame(seen.ask, now.ask) &&
    seen.validUntilUs === now.validUntilUs &&
    areSame(seen.depth?.bids, now.depth?.bids) &&
    areSame(seen.depth?.asks, now.depth?.asks)
  );
}

function isSame(a: Shown, b: Shown): boolean {
  return a.price === b.price && a.size === b.size;
}

function areSame(a: readonly Shown[] = [], b: readonly Shown[] = []): boolean {
  return (
    a.length === b.length &&
    a.every((level, index) => {
      const other = b[index];
      return other !== undefined && isSame(level, other);
    })
  );
}
