import type { BookSide } from '../book/resting-order.ts';
import type { BestShown, VenueOrder } from './venue-order.ts';

/** Why an order that was to trade at once traded nothing, as only the venue can know it. */
export const MISSES = ['unshown', 'gone_before', 'taken_by_own', 'gone_meanwhile', 'withdrawn'] as const;
export type Miss = (typeof MISSES)[number];

/** What was shown when an order acted, and on which side it came. */
export interface Arrived {
  readonly side: BookSide;
  readonly shown: BestShown | null;
}

/**
 * Counts the orders that traded nothing before they ended, by reason. `unshown`: the venue shows nothing of the instrument, the order asked blind.
 * `gone_before`: when the order came, what it wanted was no longer shown. `taken_by_own`, `gone_meanwhile`: it went during the venue's own
 * latency, to another order of a session or to the market. `withdrawn`: it was shown to the last, and left as the order came.
 */
export class Misses {
  readonly counts: Record<Miss, number> = {
    unshown: 0,
    gone_before: 0,
    taken_by_own: 0,
    gone_meanwhile: 0,
    withdrawn: 0,
  };
  /** Orders that came where nothing is shown, those that traded among them. */
  askedBlind = 0;
  readonly #takenUs = new Map<string, number>();

  /** Takes an order that has been decided on: one that has traded, or ended without. Times in microseconds since 1970. */
  note(order: VenueOrder, arrived: Arrived, nowUs: number): void {
    if (order.shown === null) this.askedBlind += 1;
    if (order.filledQuantity > 0) this.#takenUs.set(order.instrumentId, nowUs);
    else if (order.state === 'CANCELED') this.counts[this.#missOf(order, arrived)] += 1;
  }

  #missOf({ shown, limit, instrumentId, receivedUs }: VenueOrder, arrived: Arrived): Miss {
    if (shown === null) return 'unshown';
    if (!isReached(arrived.side, limit, shown)) return 'gone_before';
    if (arrived.shown !== null && isReached(arrived.side, limit, arrived.shown)) return 'withdrawn';
    return (this.#takenUs.get(instrumentId) ?? 0) >= receivedUs ? 'taken_by_own' : 'gone_meanwhile';
  }
}

/** Whether the limit reaches the price that is shown on the other side. */
function isReached(side: BookSide, limit: number, shown: BestShown): boolean {
  return side === 'BID' ? shown.ask > 0 && shown.ask <= limit : shown.bid > 0 && shown.bid >= limit;
}
