import type { FromVenue, OrderReport, ToVenue } from '@fairlead/contracts/venue-protocol';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { Venue } from '@fairlead/core/venue/venue';
import type { Clock } from '../clock.ts';
import type { FaultBoard } from '../faults/fault-board.ts';
import type { Random } from '../random.ts';
import type { Display } from './display.ts';
import type { ExecutionModel } from './execution-model.ts';
import type { VenueProfile } from './profiles.ts';
import type { BestShown } from './venue-order.ts';

/** What a session says after its logon. */
export type OrderMessage = Exclude<ToVenue, { type: 'logon' }>;

/** What a venue says of itself. */
export type SessionNews = Extract<FromVenue, { type: 'throttled' }>;

/** What a venue says of an instrument besides its quote, to everybody. */
export type InstrumentNews = Extract<FromVenue, { type: 'last_sale' | 'trading_status' }>;

/** What a venue says, to whoever listens. */
export interface VenueListener {
  /** A report on an order, for the session that it belongs to. */
  report(sessionId: string, message: OrderReport): void;
  /** Something that is no order's, for one session. */
  tell(sessionId: string, message: SessionNews): void;
  /** Something of an instrument, for every session. */
  news(message: InstrumentNews): void;
  /** The displayed quote changed. */
  quote(instrumentId: string, display: Display): void;
  /** An order took displayed liquidity or made it fade, so the market makers will want to come back. */
  disturbed(instrumentId: string): void;
}

/** What a venue is made of. */
export interface VenueParts {
  readonly venue: Venue;
  readonly profile: VenueProfile;
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly models: ReadonlyMap<string, ExecutionModel>;
  /** False where its book is not to give working orders other terms. */
  readonly mayReplace?: boolean;
  readonly faults: FaultBoard;
  readonly random: Random;
  readonly clock: Clock;
}

/** What happened at a venue since it started. */
export interface VenueCounters {
  orders: number;
  fills: number;
  rejects: number;
  repeatedChildIds: number;
}

/** Who sent a message, when it came, and what was shown then. */
export interface Sender {
  readonly sessionId: string;
  readonly receivedUs: number;
  readonly shown: BestShown | null;
}
