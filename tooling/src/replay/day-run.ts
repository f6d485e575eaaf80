import type { Depth } from '@fairlead/core/market/market-view';
import type { Quote } from '@fairlead/core/market/quote';
import type { VenueReport } from '@fairlead/core/venue/venue-report';
import type { Decide } from './child-order.ts';
import { DisplayedQuotes } from './displayed-quotes.ts';
import type { HiddenInterest } from './hidden-interest.ts';
import { HiddenLearning } from './hidden-learning.ts';
import { Ledger, type LiveOrder } from './ledger.ts';
import { isInSession } from './nbbo-pass.ts';
import type { NextLevels } from './next-levels.ts';
import { OrderDesk } from './order-desk.ts';
import { OrderEntry, type Override } from './order-entry.ts';
import { blankQuote, loadQuote, timeUsOf } from './quote-tape.ts';
import type { Recording } from './recording/recorded-market.ts';
import { SimulatedMarket } from './simulated-market.ts';
import { SimulatedVenues } from './simulated-venues.ts';
import { Tally } from './tally.ts';
import type { MeasuredOrder } from './timed-order.ts';

/** One run of the day: what came, and who routes. */
export interface DaySetup {
  readonly recording: Recording;
  /** The undisplayed interest of the recording; part of the market, the same for every run. */
  readonly interests: readonly HiddenInterest[];
  /** What comes to light behind a venue's best price; part of the market too. */
  readonly next: NextLevels;
  readonly orders: readonly MeasuredOrder[];
  readonly override: Override;
  readonly decide: Decide;
  /** Wall time in milliseconds, only to measure decisions with. */
  readonly nowMs: () => number;
}

/**
 * Runs a router through the recorded day on a virtual clock of microseconds: at equal times quotes come first, then prints, then children
 * at venues, then cancels, then new orders. Deterministic: nothing but the measured decision times depends on the machine.
 */
export function runDay(setup: DaySetup): Tally {
  return new DayRun(setup).run();
}

/** The clock of a run: lets the recording, the venues and the desk happen in their order. */
class DayRun {
  readonly #setup: DaySetup;
  readonly #clock = { nowUs: 0 };
  readonly #market: SimulatedMarket;
  readonly #displayed: DisplayedQuotes;
  readonly #venues: SimulatedVenues<LiveOrder>;
  readonly #desk: OrderDesk;
  readonly #tally: Tally;
  /** Accepted orders whose horizon has not ended, the next one first. Those after it are let go. */
  readonly #accepted: LiveOrder[] = [];
  #nextOrder = 0;

  constructor(setup: DaySetup) {
    const { recording, interests, next, decide, nowMs } = setup;
    const { market: recorded } = recording;
    const clock = this.#clock;
    const learning = new HiddenLearning(recorded, interests.length > 0);
    const market = new SimulatedMarket(recorded, next, learning);
    const displayed = new DisplayedQuotes(recorded, next);
    const tell = (live: LiveOrder, childId: string, report: VenueReport) => this.#desk.hear(live, childId, report);
    const venues = new SimulatedVenues({ recording, interests, market, displayed, learning, clock, tell });
    const entry = new OrderEntry(recorded, setup.override);
    const tally = new Tally(recorded);
    this.#setup = setup;
    this.#market = market;
    this.#displayed = displayed;
    this.#venues = venues;
    this.#tally = tally;
    const ledger = new Ledger({ recorded, market, displayed, venues, tally, clock });
    this.#desk = new OrderDesk({ recorded, entry, market, venues, tally, ledger, clock, decide, nowMs });
  }

  run(): Tally {
    const { tape } = this.#setup.recording;
    const quote = blankQuote();
    for (let index = 0; index < tape.count; index++) {
      this.#eventsBefore(timeUsOf(tape, index));
      loadQuote(tape, index, quote);
      this.#quote(tape.row[index] ?? 0, quote, tape.depths?.[index] ?? null);
    }
    this.#eventsBefore(Number.POSITIVE_INFINITY);
    // Every life has its end: one that has none waits for something that will never come.
    this.#tally.faults += this.#desk.alive;
    return this.#tally;
  }

  #quote(row: number, quote: Readonly<Quote>, depth: Depth | null): void {
    const { market } = this.#setup.recording;
    this.#clock.nowUs = quote.eventTimeUs;
    this.#market.quote(row, quote, depth);
    this.#displayed.quote(row, quote, depth);
    // Posted orders trade in the session only; what they meet before and after is an auction that the recording does not show.
    if (isInSession(market, quote.eventTimeUs - market.midnightUs)) this.#venues.quoted(row, quote);
  }

  #eventsBefore(timeUs: number): void {
    const { orders } = this.#setup;
    for (;;) {
      const venueUs = this.#venues.nextUs;
      const restUs = this.#desk.nextUs;
      const orderUs = orders[this.#nextOrder]?.atUs ?? Number.POSITIVE_INFINITY;
      const markoutUs = this.#tally.markout.nextUs;
      const endUs = this.#accepted[0]?.measured.endUs ?? Number.POSITIVE_INFINITY;
      const nextUs = Math.min(venueUs, restUs, orderUs, markoutUs, endUs);
      if (nextUs >= timeUs) return;
      this.#clock.nowUs = nextUs;
      if (nextUs === venueUs) this.#venues.step();
      else if (nextUs === restUs) this.#desk.endRest();
      else if (nextUs === orderUs) this.#enter();
      else if (nextUs === markoutUs) this.#tally.markout.tell(nextUs, this.#market.doubleMid(nextUs));
      else this.#endHorizon(this.#accepted.shift());
    }
  }

  #enter(): void {
    const measured = this.#setup.orders[this.#nextOrder];
    this.#nextOrder += 1;
    const live = measured === undefined ? null : this.#desk.enter(measured);
    if (live !== null) this.#accepted.push(live);
  }

  #endHorizon(live: LiveOrder | undefined): void {
    if (live !== undefined) this.#desk.endHorizon(live);
  }
}
