import { tradeCorrectionRefusal } from './corrections.ts';
import type { PrintPrice } from './fields.ts';
import { OFF_EXCHANGE, venueIdOf } from './participants.ts';
import type { RecordedTrade, VenueRows } from './recorded-market.ts';
import type { Skipped } from './skipped.ts';

/** One print as a tape has it. */
export interface StockTrade {
  /** Microseconds since midnight New York. */
  readonly timeUs: number;
  readonly exchange: string;
  readonly price: PrintPrice;
  readonly size: number;
  /** Why its conditions keep it from serving a queue; null where they do not. */
  readonly refusal: string | null;
  readonly correction: string;
}

/** The prints of one stock as they are read: those that were trades with the book of an exchange that quotes, or off the exchanges. */
export class StockTrades {
  readonly #venues: VenueRows;
  readonly #skipped: Skipped;
  readonly #trades: RecordedTrade[] = [];

  constructor(venues: VenueRows, skipped: Skipped) {
    this.#venues = venues;
    this.#skipped = skipped;
  }

  add({ timeUs, exchange, price, size, refusal, correction }: StockTrade): void {
    const venueId = exchange === OFF_EXCHANGE ? null : venueIdOf(exchange);
    if (venueId === null && exchange !== OFF_EXCHANGE) return this.#skipped.addExchange(exchange);
    const why = refusal ?? tradeCorrectionRefusal(correction) ?? nothingTraded(price, size);
    if (why !== null) return this.#skipped.add(why);
    const row = venueId === null ? null : this.#venues.known(venueId);
    // An exchange that never quoted holds nothing of ours.
    if (row !== undefined) this.#trades.push({ timeUs, row, ...price, size });
  }

  /** In time order; equal times in the order of the file, which late reports need not be in. */
  get inTime(): readonly RecordedTrade[] {
    return this.#trades.sort((a, b) => a.timeUs - b.timeUs);
  }
}

function nothingTraded({ price, isBetween }: PrintPrice, size: number): string | null {
  if (size === 0) return 'print without a size';
  return price === 0 && !isBetween ? 'print without a price' : null;
}
