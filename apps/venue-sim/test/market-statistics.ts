import type { MarketHarness } from './market-harness.ts';

/** Figures of a market in the terms of SOURCES.md: shares between 0 and 1, spreads in ticks. */
export interface MarketStatistics {
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** Part of the time at 1, 2, 3, 4 and 5 or more ticks. */
  readonly spreadTime: readonly number[];
  readonly spreadMeanTicks: number;
  readonly lockedRows: number;
  readonly lockedTime: number;
  readonly crossedRows: number;
  readonly oneSidedRows: number;
  /** Part of the rows with 1, 2, 3 and 4 or more venues at the best bid. */
  readonly venuesAtBidRows: readonly number[];
  /** Part of the rows in which the venue is at the best bid. */
  readonly atBidRows: ReadonlyMap<string, number>;
  readonly atBidTime: ReadonlyMap<string, number>;
  /** Part of the rows that change the best bid or offer price. */
  readonly priceChangeRows: number;
}

const TICK = 100;

/** Runs a market for so many seconds of market time and counts. */
export function measure(harness: MarketHarness, seconds: number): MarketStatistics {
  const tally = new Tally(harness);
  // The opening quotes come one venue after another; the figures begin when all are there.
  harness.run(1_000_000, () => {});
  harness.run((seconds + 1) * 1_000_000, (_, __, timeUs) => tally.row(timeUs));
  return tally.result(seconds);
}

class Tally {
  readonly #harness: MarketHarness;
  readonly #spreadUs = [0, 0, 0, 0, 0];
  readonly #atBidRowsOf = new Map<string, number>();
  readonly #atBidUsOf = new Map<string, number>();
  readonly #venuesAtBid = [0, 0, 0, 0];
  #rows = 0;
  #weightedSpread = 0;
  #locked = 0;
  #lockedUs = 0;
  #crossed = 0;
  #oneSided = 0;
  #priceChanges = 0;
  #last: { timeUs: number; bid: number; ask: number; venues: string[] } | null = null;

  constructor(harness: MarketHarness) {
    this.#harness = harness;
  }

  row(timeUs: number): void {
    this.#rows += 1;
    this.#elapse(timeUs);
    const nbbo = this.#harness.consolidated.nbbo();
    if (nbbo === null) {
      this.#oneSided += 1;
      this.#last = null;
      return;
    }
    if (nbbo.bid === nbbo.ask) this.#locked += 1;
    if (nbbo.bid > nbbo.ask) this.#crossed += 1;
    if (this.#last !== null && (this.#last.bid !== nbbo.bid || this.#last.ask !== nbbo.ask)) this.#priceChanges += 1;
    const venues = this.#harness.consolidated.venuesAt('BID', nbbo.bid);
    const bucket = Math.min(venues.length, 4) - 1;
    this.#venuesAtBid[bucket] = (this.#venuesAtBid[bucket] ?? 0) + 1;
    for (const venueId of venues) add(this.#atBidRowsOf, venueId, 1);
    this.#last = { timeUs, bid: nbbo.bid, ask: nbbo.ask, venues };
  }

  result(seconds: number): MarketStatistics {
    const timeUs = seconds * 1_000_000;
    const part = (count: number) => count / this.#rows;
    return {
      rows: this.#rows,
      rowsPerSecond: this.#rows / seconds,
      spreadTime: this.#spreadUs.map((us) => us / timeUs),
      spreadMeanTicks: this.#weightedSpread / timeUs,
      lockedRows: part(this.#locked),
      lockedTime: this.#lockedUs / timeUs,
      crossedRows: part(this.#crossed),
      oneSidedRows: part(this.#oneSided),
      venuesAtBidRows: this.#venuesAtBid.map(part),
      atBidRows: new Map([...this.#atBidRowsOf].map(([venueId, rows]) => [venueId, part(rows)])),
      atBidTime: new Map([...this.#atBidUsOf].map(([venueId, us]) => [venueId, us / timeUs])),
      priceChangeRows: part(this.#priceChanges),
    };
  }

  #elapse(timeUs: number): void {
    if (this.#last === null) return;
    const heldUs = timeUs - this.#last.timeUs;
    const ticks = (this.#last.ask - this.#last.bid) / TICK;
    if (ticks === 0) this.#lockedUs += heldUs;
    const bucket = Math.min(Math.max(ticks, 1), 5) - 1;
    this.#spreadUs[bucket] = (this.#spreadUs[bucket] ?? 0) + heldUs;
    this.#weightedSpread += ticks * heldUs;
    for (const venueId of this.#last.venues) add(this.#atBidUsOf, venueId, heldUs);
  }
}

function add(map: Map<string, number>, key: string, amount: number): void {
  map.set(key, (map.get(key) ?? 0) + amount);
}
