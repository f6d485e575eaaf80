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
}

/** What a router makes of a wave. Children and the rest add up to the quantity. */
export interface WaveDecision {
  readonly children: readonly ChildOrder[];
  readonly unallocated: number;
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
