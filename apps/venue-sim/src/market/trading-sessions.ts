import type { AssetClass, Instrument } from '@fairlead/core/instrument/instrument';
import type { MarketDays } from '@fairlead/core/market/market-days';
import { type MarketPhase, marketPhaseAt } from '@fairlead/core/market/session';
import { tradesInstrument } from '@fairlead/core/venue/listing';
import type { Clock, Timer } from '../clock.ts';
import type { SimulatedVenue } from '../venue/simulated-venue.ts';
import type { SaidStatus } from '../venue/trading-state.ts';

/** What keeps a calendar, and what it is kept for. */
export interface SessionParts {
  readonly clock: Clock;
  readonly days: MarketDays;
  readonly instruments: readonly Instrument[];
  readonly venues: readonly SimulatedVenue[];
}

/** How late an opening may be. */
const LOOK_US = 100_000;
const SAID: Readonly<Record<MarketPhase, SaidStatus>> = {
  REGULAR: { status: 'TRADING', reason: 'regular session' },
  PRE_OPEN: { status: 'PRE_OPEN', reason: 'before the open' },
  CLOSED: { status: 'CLOSED', reason: 'the session is over' },
};

/**
 * Opens and closes the venues by the exchanges' hours. The venue that lists an instrument prints its opening auction before trading begins, and its closing
 * auction when it ends; other venues only open and close.
 */
export class TradingSessions {
  readonly #parts: SessionParts;
  readonly #phases = new Map<AssetClass, MarketPhase>();
  #timer: Timer | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Takes up what the hours say now, and follows them until `stop`. */
  start(): void {
    this.#timer = this.#parts.clock.afterRoughly(LOOK_US, () => this.start());
    const nowUs = this.#parts.clock.nowUs();
    for (const assetClass of new Set(this.#parts.instruments.map((each) => each.assetClass)))
      this.#turn(assetClass, marketPhaseAt(assetClass, nowUs, this.#parts.days));
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  #turn(assetClass: AssetClass, phase: MarketPhase): void {
    const before = this.#phases.get(assetClass);
    if (phase === before) return;
    this.#phases.set(assetClass, phase);
    for (const instrument of this.#parts.instruments) {
      if (instrument.assetClass !== assetClass) continue;
      // What was so before the venues were there has had its auction.
      if (before !== undefined && phase === 'REGULAR') this.#auction(instrument, 'OPEN');
      if (before === 'REGULAR') this.#auction(instrument, 'CLOSE');
      for (const venue of this.#parts.venues)
        if (tradesInstrument(venue.venue, instrument)) venue.trading.keepCalendar(instrument.instrumentId, SAID[phase]);
    }
  }

  #auction({ instrumentId, primaryVenueId }: Instrument, condition: 'OPEN' | 'CLOSE'): void {
    this.#parts.venues.find(({ venue }) => venue.venueId === primaryVenueId)?.trading.auction(instrumentId, condition);
  }
}
