import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { FX_INSTRUMENTS } from '@fairlead/core/catalogue/fx-instruments';
import { price, quantity } from '@fairlead/core/money/units';
import { FX_VENUES } from '@fairlead/core/venue/fx-catalogue';
import { FaultBoard } from '../src/faults/fault-board.ts';
import { Random } from '../src/random.ts';
import type { NewOrder } from '../src/venue/admission.ts';
import type { Display } from '../src/venue/display.ts';
import type { LastLook } from '../src/venue/last-look.ts';
import { LpModel } from '../src/venue/lp-model.ts';
import { SimulatedVenue } from '../src/venue/simulated-venue.ts';
import type { InstrumentNews } from '../src/venue/venue-parts.ts';
import { brief, FixedReference, PLAIN } from './venue-bench.ts';
import { VirtualClock } from './virtual-clock.ts';

/** One liquidity provider streaming EURUSD on a virtual clock, with everything it says written down. Its answers always take the same time. */
export class LpBench {
  readonly clock = new VirtualClock();
  readonly reference = new FixedReference();
  readonly said: FromVenue[] = [];
  /** What was said of the instrument besides its quotes. */
  readonly news: InstrumentNews[] = [];
  readonly shown: Display[] = [];
  readonly venue: SimulatedVenue;
  readonly roundTripUs: number;
  #children = 0;

  constructor(look: LastLook, { seed = 1, latencyUs = 2_000 }: { seed?: number; latencyUs?: number } = {}) {
    const [listed] = FX_VENUES;
    const instrument = FX_INSTRUMENTS.find((each) => each.instrumentId === 'EURUSD');
    if (listed === undefined || instrument === undefined) throw new Error('the catalogue has no EURUSD');
    this.roundTripUs = latencyUs;
    const venue = { ...listed, typicalLatencyUs: latencyUs };
    const profile = { ...PLAIN, latencySigma: 0 };
    const parts = { venue, profile, random: new Random(seed), clock: this.clock };
    const model = new LpModel({ ...parts, instrument, depthScale: 1, reference: this.reference }, look);
    this.venue = new SimulatedVenue(
      {
        ...parts,
        faults: new FaultBoard(this.clock),
        instruments: new Map([['EURUSD', instrument]]),
        models: new Map([['EURUSD', model]]),
      },
      {
        report: (_, message) => this.said.push(message),
        tell: (_, message) => this.said.push(message),
        news: (message) => this.news.push(message),
        quote: (_, display) => this.shown.push(display),
        disturbed: () => {},
      },
    );
  }

  /** The provider quotes a million on each side, in tenths of a pip. */
  stream(bid: number, ask: number, { validForUs = 10_000_000 }: { validForUs?: number } = {}): void {
    const size = quantity(1_000_000);
    this.venue.stream('EURUSD', { bid: price(bid), bidSize: size, ask: price(ask), askSize: size, validForUs });
  }

  /** The middle of the market as everybody sees it. */
  market(mid: number): void {
    this.reference.best = { bid: price(mid - 1), ask: price(mid + 1) };
  }

  /** Sends a new order, BUY 100,000 at 1.08510 with changes, and leaves it on its way. Returns its child id. */
  submit(change: Partial<NewOrder>): string {
    const childId = `c${++this.#children}`;
    this.venue.receive('s1', {
      type: 'new',
      child_id: childId,
      instrument_id: 'EURUSD',
      side: 'BUY',
      quantity: 100_000,
      limit_price: 108_510,
      time_in_force: 'IOC',
      iso: false,
      post_only: false,
      peg_midpoint: false,
      min_quantity: 0,
      ...change,
    });
    return childId;
  }

  /** The same, and waits until it is answered. Returns what was said about it. */
  send(change: Partial<NewOrder>): string[] {
    const childId = this.submit(change);
    this.clock.advance(1_000_000);
    return this.story(childId);
  }

  /** What the provider has said about a child order, in short. */
  story(childId: string): string[] {
    return this.said.flatMap((message) =>
      'child_id' in message && message.child_id === childId ? [brief(message)] : [],
    );
  }
}
