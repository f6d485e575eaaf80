import { type Quantity, quantity } from '@fairlead/core/money/units';
import type { OrderRequest } from '@fairlead/core/order/request';
import type { BlindBar } from '@fairlead/core/quality/blind-bar';
import { blindBarOf } from '@fairlead/core/quality/blind-bar';
import type { HiddenTail } from '@fairlead/core/quality/hidden-tail';
import {
  DEFAULT_HIDDEN_PRIOR,
  hiddenTail,
  NO_PINGS,
  type PingRecord,
  withPing,
} from '@fairlead/core/routing/dark/hidden-liquidity';
import type { RecordedMarket } from './recording/recorded-market.ts';

/** A venue's pings lose half their weight over so many more: about a day's of one venue. */
const HALF_LIFE_PINGS = 200;
const NOTHING: HiddenTail = [];

/** What is known of one venue that displays nothing. */
interface Known {
  record: PingRecord;
  tail: HiddenTail;
  /** When a ping of a side last found nothing, in microseconds since 1970; null for never. */
  readonly foundNothingUs: { buy: number | null; sell: number | null };
}

/**
 * What a run learns of undisplayed liquidity from its own pings, order by order, from the prior on. Venues that display quotes have none to
 * learn of, and a recording without prints at the midpoint has no venue to ask.
 */
export class HiddenLearning {
  readonly #roundLot: Quantity;
  readonly #known: readonly (Known | null)[];

  /** `canAnswer` says whether the recording can tell what a ping would have found. */
  constructor({ venues, instrument }: RecordedMarket, canAnswer: boolean) {
    const { roundLot } = instrument;
    this.#roundLot = roundLot;
    this.#known = venues.map((venue) => {
      if (venue.lit || !canAnswer) return null;
      const tail = hiddenTail(NO_PINGS, DEFAULT_HIDDEN_PRIOR, roundLot);
      return { record: NO_PINGS, tail, foundNothingUs: { buy: null, sell: null } };
    });
  }

  /** What is believed to be had at a venue without being displayed. */
  tail(row: number): HiddenTail {
    return this.#known[row]?.tail ?? NOTHING;
  }

  /** Why a venue may not be pinged by an order of a side at a moment: it was just now, and had nothing. */
  bar(row: number, side: OrderRequest['side'], nowUs: number): BlindBar | null {
    const foundNothingUs = this.#known[row]?.foundNothingUs[sideOf(side)] ?? null;
    return blindBarOf({ isAdverse: false, unfilledUs: foundNothingUs, nowUs });
  }

  /** A ping has been answered. */
  answered(row: number, ping: { side: OrderRequest['side']; asked: number; filled: number; atUs: number }): void {
    const known = this.#known[row];
    if (known === undefined || known === null) return;
    const told = { asked: quantity(ping.asked), filled: quantity(ping.filled) };
    known.record = withPing(known.record, told, { roundLot: this.#roundLot, halfLifePings: HALF_LIFE_PINGS });
    known.tail = hiddenTail(known.record, DEFAULT_HIDDEN_PRIOR, this.#roundLot);
    if (ping.filled === 0) known.foundNothingUs[sideOf(ping.side)] = ping.atUs;
  }
}

function sideOf(side: OrderRequest['side']): 'buy' | 'sell' {
  return side === 'BUY' ? 'buy' : 'sell';
}
