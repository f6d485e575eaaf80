import { US_EQUITY_INSTRUMENTS } from '@fairlead/core/catalogue/us-equity-instruments';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { FrozenBeliefs } from '@fairlead/core/market/frozen-beliefs';
import { InstrumentBook, type VenueCondition } from '@fairlead/core/market/instrument-book';
import type { MarketView } from '@fairlead/core/market/market-view';
import { price, quantity } from '@fairlead/core/money/units';
import type { RoutingObjective } from '@fairlead/core/order/request';
import { type Expectation, expectationOf } from '@fairlead/core/quality/venue-belief';
import { learn, noEstimate, type VenueEstimate } from '@fairlead/core/quality/venue-estimate';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { Venue } from '@fairlead/core/venue/venue';
import { Random } from '../replay/random.ts';
import { firstWave, marketOrder } from './market-order.ts';

/** How a simulated venue is in truth; what the router can only learn. */
export interface Truth {
  /** The chance that a child is filled whole; otherwise it is not filled at all. */
  fillRate: number;
  /** The middle of its round trips, which lie within a third of it; one in a hundred takes five times as long. */
  latencyUs: number;
}

/** What a decision of the simulated router was made from and came to. */
export interface Decided {
  readonly input: PlanInput;
  /** The venue that was sent the first child, or null where none was. */
  readonly venueId: string | null;
}

/** An answer that is under way. */
interface Answer {
  readonly row: number;
  readonly atUs: number;
  readonly latencyUs: number;
  readonly filledShare: number;
}

const START_US = 1_767_366_000_000_000;
const MID = 1_900_000;
const TICK = 100;
const TAIL = 5;
const MILLION = 1_000_000;

/**
 * Venues with a known truth, a router that learns it from the answers to its own children, and a clock. Seeded: same seed, same run. The learning
 * is the live one (core/quality); `isLearning: false` leaves it with what the settings say, to compare with.
 */
export class RegimeMarket {
  readonly venues: readonly Venue[];
  readonly truths: readonly Truth[];
  nowUs = START_US;
  readonly #isLearning: boolean;
  readonly #random: Random;
  readonly #book: InstrumentBook;
  /** What its plans believe, held as the live router holds it. */
  readonly #beliefs = new FrozenBeliefs();
  readonly #venueEstimates: VenueEstimate[];
  readonly #pairEstimates: VenueEstimate[];
  #answers: Answer[] = [];

  constructor(with_: { venues: readonly Venue[]; truths: readonly Truth[]; seed: number; isLearning: boolean }) {
    this.venues = with_.venues;
    this.truths = with_.truths;
    this.#isLearning = with_.isLearning;
    this.#random = new Random(with_.seed);
    this.#book = new InstrumentBook(instrument(), with_.venues);
    this.#venueEstimates = with_.venues.map(() => noEstimate());
    this.#pairEstimates = with_.venues.map(() => noEstimate());
  }

  /** The book's bids and offers of a venue, in ticks from the mid, with ten round lots. */
  quote(row: number, away: { bid: number; ask: number }): void {
    this.#book.applyQuote(row, {
      bid: price(MID - away.bid * TICK),
      bidSize: quantity(1_000),
      ask: price(MID + away.ask * TICK),
      askSize: quantity(1_000),
      eventTimeUs: this.nowUs,
      receiptTimeUs: this.nowUs,
    });
  }

  /** Lets time pass; answers that have come in by then are learned from. */
  pass(us: number): void {
    this.nowUs += us;
    const due = this.#answers.filter(({ atUs }) => atUs <= this.nowUs).sort((a, b) => a.atUs - b.atUs);
    this.#answers = this.#answers.filter(({ atUs }) => atUs > this.nowUs);
    if (!this.#isLearning) return;
    for (const { row, atUs, latencyUs, filledShare } of due) {
      for (const estimate of [this.#venueEstimates[row], this.#pairEstimates[row]]) {
        if (estimate === undefined) continue;
        learn(estimate, { kind: 'ROUND_TRIP', latencyUs }, atUs);
        learn(estimate, { kind: 'TAKE', filledShare, isRejected: false }, atUs);
      }
      // The round trip, and what came of it.
      this.#beliefs.observed();
      this.#beliefs.observed(filledShare === 0);
    }
  }

  /** Sends so many children to every venue in turn, as a day of trading has by the time that something changes. */
  warmUp(childrenEach: number): void {
    for (let round = 0; round < childrenEach; round++) {
      for (const row of this.venues.keys()) this.#send(row);
      this.pass(10_000);
    }
  }

  /** Routes 100 shares to buy, and sends the first child. */
  decide(objective: RoutingObjective): Decided {
    const input = inputOf(this.#viewBelieved(), objective);
    const [slice] = planRoute(input).slices;
    if (slice === undefined) return { input, venueId: null };
    this.#send(this.venues.findIndex(({ venueId }) => venueId === slice.venueId));
    return { input, venueId: slice.venueId };
  }

  /** The market with these expectations of its venues. */
  view(expected: readonly Expectation[]): MarketView {
    return this.#book.view(
      this.nowUs,
      expected.map((each) => conditionOf(each)),
    );
  }

  /** The market as the router sees it: with beliefs that stand until enough was learned or enough time has passed. */
  #viewBelieved(): MarketView {
    const conditionsNow = () => this.venues.map((_, row) => conditionOf(this.#believed(row)));
    const beliefs = this.#beliefs.at(this.nowUs, () => this.#book.beliefs(this.nowUs, conditionsNow()));
    const moments = this.venues.map(() => conditionOf({ latencyUs: 1, fillRate: 1, observations: 0 }));
    return this.#book.viewBelieving(this.nowUs, moments, beliefs);
  }

  #believed(row: number): Expectation {
    const [venue, pair] = [this.#venueEstimates[row], this.#pairEstimates[row]];
    if (venue === undefined || pair === undefined) throw new Error(`no venue row ${row}`);
    const typicalLatencyUs = this.venues[row]?.typicalLatencyUs ?? 0;
    return expectationOf({ pair, venue, typicalLatencyUs }, this.nowUs);
  }

  #send(row: number): void {
    const truth = this.truths[row];
    if (truth === undefined) throw new Error(`no venue row ${row}`);
    const spread = (2 + 2 * this.#chance()) / 3;
    const tail = this.#chance() < 0.01 ? TAIL : 1;
    const latencyUs = Math.round(truth.latencyUs * spread * tail);
    const filledShare = this.#chance() < truth.fillRate ? 1 : 0;
    this.#answers.push({ row, atUs: this.nowUs + latencyUs, latencyUs, filledShare });
  }

  #chance(): number {
    return this.#random.below(MILLION) / MILLION;
  }
}

/** So many lit venues copied from the catalogue's exchanges: free to take at, so that nothing but price and behaviour tells them apart. */
export function litVenues(count: number): readonly Venue[] {
  const lit = US_EQUITY_VENUES.filter((venue) => venue.lit);
  return Array.from({ length: count }, (_, index) => {
    const model = lit[index % lit.length];
    if (model === undefined) throw new Error('the catalogue has no lit venue');
    return { ...model, venueId: `V${String(index + 1).padStart(2, '0')}`, priority: index + 1 };
  });
}

/** The input of a decision on 100 shares to buy at the market. */
export function inputOf(view: MarketView, routingObjective: RoutingObjective): PlanInput {
  const { instrumentId } = view.instrument;
  const of = { orderId: 'bench', instrumentId, side: 'BUY', quantity: quantity(100), timeInForce: 'IOC' } as const;
  return firstWave(marketOrder({ ...of, routingObjective }), view, price(MID + 100 * TICK));
}

function conditionOf(expected: Expectation): VenueCondition {
  return {
    status: 'ACTIVE',
    circuit: 'CLOSED',
    connected: true,
    isFull: false,
    ...expected,
    hidden: [],
    blindBar: null,
  };
}

function instrument(): Instrument {
  const [first] = US_EQUITY_INSTRUMENTS;
  if (first === undefined) throw new Error('the catalogue is empty');
  return first;
}
