import { Refusal } from '../../refusal.ts';
import { sizeIn, timeOfDayUsIn, wholePriceIn } from './fields.ts';
import { isSuspicious, leanRefusal } from './lean-conditions.ts';
import { venueIdOf } from './participants.ts';
import { eachRow, type Layout, type Row, textIn } from './rows.ts';
import type { Skipped } from './skipped.ts';

/** One side of the national best, with the exchange that sets it; '' and nothing where nobody does. Prices in 10^-4 dollars, sizes in shares. */
export interface BestSide {
  readonly venueId: string;
  readonly price: number;
  readonly size: number;
}

/** One update of the consolidated tape: both sides as they are from now on. */
export interface NationalBest {
  /** Microseconds since midnight New York. */
  readonly timeUs: number;
  readonly bid: BestSide;
  readonly ask: BestSide;
}

/** What was read of a file. */
export interface BestsRead {
  readonly rows: number;
  /** When the first and the last row came, in microseconds since midnight. */
  readonly recordedUs: { readonly first: number; readonly last: number };
}

type Column = 'time_ms' | 'bid' | 'bid_size' | 'ask' | 'ask_size' | 'exchange' | 'conditions' | 'suspicious';
type Side = 'bid' | 'ask';
/** Prices are written in 10^-4 dollars. */
const PRICE_DECIMALS = 4;

const QUOTES: Layout<Column> = {
  separator: ',',
  columns: ['time_ms', 'bid', 'bid_size', 'ask', 'ask_size', 'exchange', 'conditions', 'suspicious'],
  optional: [],
  hasHeader: false,
};

export const NOBODY: BestSide = { venueId: '', price: 0, size: 0 };

/**
 * Gives every update of a file of LEAN quote ticks, in file order. A row says both sides, or the one that changed; a bid and the ask after it at the
 * same time are one update, as LEAN's writer takes them apart. Refuses a row that does not have the format or goes back in time, by its line.
 */
export async function eachNationalBest(
  path: string,
  skipped: Skipped,
  take: (best: NationalBest) => void,
): Promise<BestsRead> {
  const bests = new Bests(skipped, take);
  const rows = await eachRow(path, QUOTES, (row) => bests.add(row));
  bests.end();
  return { rows, recordedUs: bests.recordedUs };
}

/** The national best as rows come. */
class Bests {
  readonly #skipped: Skipped;
  readonly #take: (best: NationalBest) => void;
  #best: { bid: BestSide; ask: BestSide } = { bid: NOBODY, ask: NOBODY };
  /** The time of a bid that may be the first half of an update; null where there is none. */
  #openUs: number | null = null;
  #firstUs: number | null = null;
  #lastUs = 0;

  constructor(skipped: Skipped, take: (best: NationalBest) => void) {
    this.#skipped = skipped;
    this.#take = take;
  }

  get recordedUs(): BestsRead['recordedUs'] {
    return { first: this.#firstUs ?? 0, last: this.#lastUs };
  }

  add(row: Row<Column>): void {
    const timeUs = this.#timeOf(row);
    const sides = sidesOf(row);
    const isSecondHalf = this.#openUs === timeUs && sides.bid === null;
    if (!isSecondHalf) this.end();
    const isUsed = this.#apply(row, sides);
    const isFirstHalf = isUsed && !isSecondHalf && sides.bid !== null && sides.ask === null;
    if (isFirstHalf) this.#openUs = timeUs;
    else if (isUsed || isSecondHalf) this.#give(timeUs);
  }

  /** Gives an update that waits for its second half. */
  end(): void {
    if (this.#openUs !== null) this.#give(this.#openUs);
  }

  #give(timeUs: number): void {
    this.#openUs = null;
    this.#take({ timeUs, ...this.#best });
  }

  #timeOf(row: Row<Column>): number {
    const timeUs = timeOfDayUsIn(row, 'time_ms');
    if (timeUs < this.#lastUs)
      throw new Refusal(`${row.path}:${row.line} goes back in time, from ${this.#lastUs} to ${timeUs} µs`);
    this.#firstUs ??= timeUs;
    this.#lastUs = timeUs;
    return timeUs;
  }

  /** Whether a row changed anything: what is suspicious does not, what is not firm only takes away what its exchange showed. */
  #apply(row: Row<Column>, sides: Sides): boolean {
    if (isSuspicious(row)) {
      this.#skipped.add('suspicious quote');
      return false;
    }
    const exchange = textIn(row, 'exchange');
    const venueId = venueIdOf(exchange);
    const refusal = leanRefusal(row, 'quote');
    if (refusal !== null) this.#skipped.add(refusal);
    else if (venueId === null) this.#skipped.addExchange(exchange);
    let isUsed = false;
    for (const side of ['bid', 'ask'] as const) {
      const said = sides[side];
      const next = said === null ? null : this.#nextOf(side, said, { venueId, isFirm: refusal === null });
      if (next === null) continue;
      this.#best = { ...this.#best, [side]: next };
      isUsed = true;
    }
    return isUsed;
  }

  /** What a side shows after a row; null where it changes nothing. */
  #nextOf(side: Side, said: Said, by: { venueId: string | null; isFirm: boolean }): BestSide | null {
    const isQuote = by.isFirm && said.price > 0 && said.size > 0;
    if (by.venueId === null) return isQuote ? this.#beside(side, said) : null;
    if (isQuote) return { venueId: by.venueId, ...said };
    return this.#best[side].venueId === by.venueId ? NOBODY : null;
  }

  /**
   * What is shown when an exchange that the catalogue lacks sets the best price: what was shown, where that may still be there behind it. What was
   * better has gone; null leaves all as it is.
   */
  #beside(side: Side, { price }: Said): BestSide | null {
    const shown = this.#best[side].price;
    const hasGone = side === 'bid' ? shown > price : shown < price;
    return shown > 0 && hasGone ? NOBODY : null;
  }
}

/** What a row says of a side. */
interface Said {
  readonly price: number;
  readonly size: number;
}

/** What a row says of each side; null of one that it says nothing of. */
type Sides = Readonly<Record<Side, Said | null>>;

function sidesOf(row: Row<Column>): Sides {
  const bid = { price: wholePriceIn(row, 'bid', PRICE_DECIMALS), size: sizeIn(row, 'bid_size') };
  const ask = { price: wholePriceIn(row, 'ask', PRICE_DECIMALS), size: sizeIn(row, 'ask_size') };
  const says = ({ price, size }: Said) => price > 0 || size > 0;
  // A row of nothing at all says that its exchange shows nothing.
  if (!says(bid) && !says(ask)) return { bid, ask };
  return { bid: says(bid) ? bid : null, ask: says(ask) ? ask : null };
}
