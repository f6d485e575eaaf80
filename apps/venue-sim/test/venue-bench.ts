import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import type { MarketRules } from '@fairlead/core/instrument/market-rules';
import { type Price, price, quantity } from '@fairlead/core/money/units';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { Venue } from '@fairlead/core/venue/venue';
import type { MakerLevel } from '../src/book/market-maker.ts';
import type { Top } from '../src/book/price-time-book.ts';
import type { BookSide } from '../src/book/resting-order.ts';
import { FaultBoard } from '../src/faults/fault-board.ts';
import { Random } from '../src/random.ts';
import type { NewOrder } from '../src/venue/admission.ts';
import { BookModel } from '../src/venue/book-model.ts';
import type { ExecutionModel, MarketReference } from '../src/venue/execution-model.ts';
import { InternalModel } from '../src/venue/internal-model.ts';
import type { VenueProfile } from '../src/venue/profiles.ts';
import { SimulatedVenue } from '../src/venue/simulated-venue.ts';
import type { InstrumentNews } from '../src/venue/venue-parts.ts';
import { WholesaleModel } from '../src/venue/wholesale-model.ts';
import { instrumentNamed } from './market-harness.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A venue that never fades, rejects or hides: tests switch on what they are about. */
export const PLAIN: VenueProfile = {
  fadeProbability: 0,
  fadeGoneShare: 1,
  rejectProbability: 0,
  latencySigma: 0.2,
  latencyTailProbability: 0,
  hiddenProbability: 0,
  hiddenLotsMean: 5,
  hiddenRefreshUs: 1_000_000,
  silentOn: [],
};

/** Longer than any answer takes. */
export const SETTLE_US = 1_000_000;

/** A whole level of the market makers, sizes in shares. */
export function level(at: number, displayed: number, hidden = 0): MakerLevel {
  return { price: price(at), displayed: quantity(displayed), hidden: quantity(hidden) };
}

/** The other venues' market, as a test sets it. */
export class FixedReference implements MarketReference {
  best: { bid: Price; ask: Price } | null = null;
  away: Partial<Record<BookSide, Price>> = {};

  nbbo(): { bid: Price; ask: Price } | null {
    return this.best;
  }

  bestAway(side: BookSide): Price | null {
    return this.away[side] ?? null;
  }
}

/** What a bench is about. */
export interface BenchParts {
  readonly venueId?: string;
  readonly profile?: Partial<VenueProfile>;
  readonly rules?: Partial<MarketRules>;
  readonly seed?: number;
}

/** One venue trading AAPL alone on a virtual clock, with everything it says written down. */
export class VenueBench {
  readonly clock = new VirtualClock();
  readonly reference = new FixedReference();
  readonly said: FromVenue[] = [];
  /** What was said of the instrument besides its quotes. */
  readonly news: InstrumentNews[] = [];
  readonly sessions: string[] = [];
  readonly tops: Top[] = [];
  readonly faults = new FaultBoard(this.clock);
  readonly venue: SimulatedVenue;
  disturbances = 0;
  #children = 0;

  constructor({ venueId = 'XNYS', profile = {}, rules = {}, seed = 1 }: BenchParts = {}) {
    const venue = US_EQUITY_VENUES.find((each) => each.venueId === venueId);
    if (venue === undefined) throw new Error(`no venue ${venueId}`);
    const listed = instrumentNamed('AAPL');
    const instrument = { ...listed, rules: { ...listed.rules, ...rules } };
    const random = new Random(seed);
    const common = { venue, profile: { ...PLAIN, ...profile }, random, clock: this.clock };
    const model = makeModel(venue, { ...common, instrument, depthScale: 1, reference: this.reference });
    this.venue = new SimulatedVenue(
      {
        ...common,
        faults: this.faults,
        instruments: new Map([['AAPL', instrument]]),
        models: new Map([['AAPL', model]]),
      },
      {
        report: (sessionId, message) => {
          this.sessions.push(sessionId);
          this.said.push(message);
        },
        tell: (_, message) => this.said.push(message),
        news: (message) => this.news.push(message),
        quote: (_, top) => this.tops.push(top),
        disturbed: () => {
          this.disturbances += 1;
        },
      },
    );
  }

  /** The market makers' quote at this venue. */
  makers(bids: readonly MakerLevel[], asks: readonly MakerLevel[]): void {
    this.venue.setMakerQuote('AAPL', { bids, asks });
  }

  /** Sends a new order and waits until it is answered. Returns its child id. */
  send(change: Partial<NewOrder>): string {
    const childId = change.child_id ?? `c${++this.#children}`;
    this.venue.receive('s1', { ...newOrder(childId), ...change });
    this.clock.advance(SETTLE_US);
    return childId;
  }

  /** What the venue has said about a child order since the start, in short. */
  story(childId: string): string[] {
    return this.said.flatMap((message) =>
      'child_id' in message && message.child_id === childId ? [brief(message)] : [],
    );
  }
}

function newOrder(childId: string): NewOrder {
  return {
    type: 'new',
    child_id: childId,
    instrument_id: 'AAPL',
    side: 'BUY',
    quantity: 100,
    limit_price: 1_000_000,
    time_in_force: 'IOC',
    iso: false,
    post_only: false,
    peg_midpoint: false,
    min_quantity: 0,
  };
}

function makeModel(venue: Venue, parts: ConstructorParameters<typeof BookModel>[0]): ExecutionModel {
  if (venue.venueType === 'MARKET_MAKER') return new WholesaleModel(parts);
  return venue.venueType === 'INTERNAL' ? new InternalModel(parts) : new BookModel(parts);
}

/** A report in short. */
export function brief(message: FromVenue): string {
  switch (message.type) {
    case 'fill':
      return `fill ${message.quantity}@${message.price} ${message.liquidity_flag} leaves ${message.leaves_quantity}`;
    case 'canceled':
      return `canceled ${message.leaves_quantity} ${message.reason}`;
    case 'reject':
      return `reject ${message.code} ${message.order_fault ? 'order' : 'venue'}`;
    case 'cancel_reject':
      return `cancel_reject ${message.code}`;
    case 'status':
      return `status ${message.state} ${message.filled_quantity}`;
    case 'replaced':
      return `replaced ${message.quantity}@${message.limit_price} leaves ${message.leaves_quantity}`;
    case 'replace_rejected':
      return `replace_rejected ${message.code}`;
    case 'trade_busted':
      return `busted, filled ${message.filled_quantity}`;
    case 'trade_corrected':
      return `corrected ${message.quantity}@${message.price}, filled ${message.filled_quantity}`;
    default:
      return message.type;
  }
}
