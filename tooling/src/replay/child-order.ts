import type { MarketView } from '@fairlead/core/market/market-view';
import type { Price, Quantity } from '@fairlead/core/money/units';
import type { Side, ValidOrder } from '@fairlead/core/order/request';
import type { OrderKind } from '@fairlead/core/routing/order-kind';

/** What is sent to one venue. */
export interface ChildOrder {
  readonly venueId: string;
  readonly quantity: Quantity;
  readonly limitPrice: Price;
  readonly kind: OrderKind;
  /** How long it rests before it is asked back, in milliseconds; null where it takes, or rests as long as its order. */
  readonly restMs: number | null;
}

/** One routing of one order: what there is to divide, and the market as it stands. */
export interface WaveInput {
  readonly order: ValidOrder;
  /** 1 for the first. */
  readonly wave: number;
  readonly quantity: Quantity;
  readonly worstPrice: Price;
  readonly view: MarketView;
  /** Whether quotes are protected now. */
  readonly protection: boolean;
  /** Venues that earlier waves of the order were sent to take at, in that order. */
  readonly triedVenues: readonly string[];
  /** Whether a part of the order has rested for its time: what is left is taken from then on. */
  readonly hasRested: boolean;
}

/** What a router makes of a wave. Children and the rest add up to the quantity. */
export interface WaveDecision {
  readonly children: readonly ChildOrder[];
  readonly unallocated: number;
  /** Whether there is more to ask after this wave even for an order that is to end at once: a stage of its sourcing, or the next venue of a sequence. */
  readonly goesOn: boolean;
}

/** A router under test: ours, or a baseline. */
export type Decide = (input: WaveInput) => WaveDecision;

/** What a child order got at one price. */
export interface Taken {
  readonly price: Price;
  readonly quantity: Quantity;
}

/** An execution that the simulation made. */
export interface SimulatedFill extends Taken {
  readonly row: number;
  readonly side: Side;
}

/** What one venue displays at one price. */
export interface LadderLevel {
  readonly row: number;
  readonly price: Price;
  readonly size: Quantity;
}
