import { US_EQUITY_INSTRUMENTS } from '@fairlead/core/catalogue/us-equity-instruments';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { Top } from '../src/book/price-time-book.ts';
import { FaultBoard } from '../src/faults/fault-board.ts';
import { Consolidated } from '../src/market/consolidated.ts';
import { MarketGenerator } from '../src/market/generator.ts';
import { InstrumentMarket } from '../src/market/instrument-market.ts';
import type { MarketSource } from '../src/market/market-source.ts';
import { symbolProfile } from '../src/market/profiles.ts';
import { Random } from '../src/random.ts';
import { BookModel } from '../src/venue/book-model.ts';
import { profileOf } from '../src/venue/profiles.ts';
import { SimulatedVenue } from '../src/venue/simulated-venue.ts';
import { VirtualClock } from './virtual-clock.ts';

const LIT = US_EQUITY_VENUES.filter((venue) => venue.lit);

/** The instrument of this symbol. Throws where the catalogue has none. */
export function instrumentNamed(instrumentId: string): Instrument {
  const found = US_EQUITY_INSTRUMENTS.find((instrument) => instrument.instrumentId === instrumentId);
  if (found === undefined) throw new Error(`no instrument ${instrumentId}`);
  return found;
}

/** A quote as it was shown, at its market time in microseconds. */
export type OnQuote = (venueId: string, top: Top, timeUs: number) => void;

/** What a market harness runs: one symbol, from the generator unless another source is given. */
export interface HarnessParts {
  readonly instrument: Instrument;
  readonly seed: number;
  readonly rowsPerSecond?: number;
  readonly source?: MarketSource;
}

/** One symbol on all lit venues' real books, stepped through market time without a clock. */
export class MarketHarness {
  readonly consolidated: Consolidated;
  readonly source: MarketSource;
  readonly #market: InstrumentMarket;
  readonly #clock = new VirtualClock();
  #onQuote: OnQuote = () => {};
  #nowUs = 0;

  constructor({ instrument, seed, rowsPerSecond = 18, source }: HarnessParts) {
    this.consolidated = new Consolidated(instrument, { nowUs: () => this.#nowUs });
    const random = new Random(seed);
    const venueIds = LIT.map((venue) => venue.venueId);
    const profile = symbolProfile(instrument);
    this.source = source ?? new MarketGenerator({ instrument, profile, venueIds, rowsPerSecond, random });
    const venues = new Map(venueIds.map((venueId) => [venueId, this.#venue(venueId, instrument, random)]));
    this.#market = new InstrumentMarket({
      instrument,
      consolidated: this.consolidated,
      source: this.source,
      venues,
      random: random.fork('counterparties'),
    });
  }

  /** Lets the market run up to this market time. */
  run(untilUs: number, onQuote: OnQuote): void {
    this.#onQuote = onQuote;
    while (this.#market.nextUs() <= untilUs) {
      this.#nowUs = this.#market.nextUs();
      this.#market.step();
    }
  }

  #venue(venueId: string, instrument: Instrument, seeded: Random): SimulatedVenue {
    const venue = LIT.find((candidate) => candidate.venueId === venueId);
    if (venue === undefined) throw new Error(`no lit venue ${venueId}`);
    const [clock, random, profile] = [this.#clock, seeded.fork(venueId), profileOf(venue)];
    const reference = this.consolidated;
    const model = new BookModel({ venue, profile, instrument, depthScale: 1, reference, random, clock });
    const { instrumentId } = instrument;
    const parts = { venue, profile, random, clock, faults: new FaultBoard(clock) };
    const maps = { instruments: new Map([[instrumentId, instrument]]), models: new Map([[instrumentId, model]]) };
    return new SimulatedVenue(
      { ...parts, ...maps },
      {
        report: () => {},
        tell: () => {},
        news: () => {},
        disturbed: () => {},
        quote: (_, top) => {
          this.consolidated.update(venueId, top);
          this.#onQuote(venueId, top, this.#nowUs);
        },
      },
    );
  }
}
