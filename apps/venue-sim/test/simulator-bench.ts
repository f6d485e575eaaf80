import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import type { AssetClass } from '@fairlead/core/instrument/instrument';
import type { Price } from '@fairlead/core/money/units';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import { Random } from '../src/random.ts';
import type { QuoteMessage } from '../src/session/venue-gateway.ts';
import { Simulator } from '../src/simulator.ts';
import type { NewOrder } from '../src/venue/admission.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Longer than any venue's answer takes, a tail included. */
const ANSWER_US = 30_000;

/** The whole simulator with all its venues and instruments on a virtual clock, without sockets. */
export class SimulatorBench {
  readonly clock = new VirtualClock();
  readonly simulator: Simulator;
  readonly said: FromVenue[] = [];
  /** Called with every quote that is shown. */
  onQuote: (venueId: string, quote: QuoteMessage) => void = () => {};
  #children = 0;

  constructor({ seed, quotesPerSecond = 450, only }: { seed: number; quotesPerSecond?: number; only?: AssetClass }) {
    this.simulator = new Simulator({
      venues: DEFAULT_VENUES,
      instruments: DEFAULT_INSTRUMENTS.filter(({ assetClass }) => only === undefined || assetClass === only),
      clock: this.clock,
      random: new Random(seed),
      quotesPerSecond,
      speed: 1,
      sources: new Map(),
    });
    for (const [venueId, { gateway }] of this.simulator.venues) {
      const reader = {
        sessionId: 's1',
        send: (message: FromVenue) => this.said.push(message),
        sendQuote: (quote: QuoteMessage) => this.onQuote(venueId, quote),
        destroy: () => {},
      };
      gateway.attach(reader, { venueId, epoch: 'bench', quotes: new Map() });
    }
    this.said.length = 0;
  }

  /** Opens the market and lets it settle for two seconds. */
  start(): void {
    this.simulator.driver.start();
    this.clock.advance(2_000_000);
  }

  nbbo(instrumentId: string): { bid: Price; ask: Price } {
    const nbbo = this.simulator.markets.get(instrumentId)?.consolidated.nbbo() ?? null;
    if (nbbo === null) throw new Error(`no market in ${instrumentId}`);
    return nbbo;
  }

  venuesAtAsk(instrumentId: string): string[] {
    const { ask } = this.nbbo(instrumentId);
    return this.simulator.markets.get(instrumentId)?.consolidated.venuesAt('ASK', ask) ?? [];
  }

  /** Sends a new order to a venue and waits until it is answered. */
  send(venueId: string, change: Partial<NewOrder>): void {
    this.submit(venueId, change);
    this.clock.advance(ANSWER_US);
  }

  /** Sends a new order to a venue and leaves it on its way. */
  submit(venueId: string, change: Partial<NewOrder>): void {
    this.simulator.venues.get(venueId)?.venue.receive('s1', {
      type: 'new',
      child_id: `c${++this.#children}`,
      instrument_id: 'WMT',
      side: 'BUY',
      quantity: 100,
      limit_price: 1_000_000,
      time_in_force: 'IOC',
      iso: false,
      post_only: false,
      peg_midpoint: false,
      min_quantity: 0,
      ...change,
    });
  }
}
