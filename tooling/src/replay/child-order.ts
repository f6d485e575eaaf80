import type { Price, Quantity } from '@fairlead/core/money/units';
import type { RoutingMode, Side } from '@fairlead/core/order/request';
import type { PlannedChild } from '@fairlead/core/order-life/order-event';
import type { PlanInput } from '@fairlead/core/routing/plan-input';

/** What is sent to one venue. */
export type ChildOrder = Omit<PlannedChild, 'id'>;

/** What a router makes of a wave. Slices and the rest add up to the quantity. */
export interface WaveDecision {
  readonly slices: readonly ChildOrder[];
  readonly unallocated: number;
  /** Why something is left; null where nothing is, or the router does not say. */
  readonly unallocatedCode: string | null;
  /** How it went to its venues: one after the other is one order, which goes on until each was tried. */
  readonly mode: RoutingMode;
  /** It asks only some venues first: what they leave goes on to the others, even where the order is to end at once. */
  readonly goesOn: boolean;
  /** Of its record; empty for a router that keeps none. */
  readonly decisionHash: string;
  /** In basis points of the arrival mid; null where it does not say. */
  readonly expectedCostBps: number | null;
}

/** A router under test: ours, or a baseline. */
export type Decide = (input: PlanInput) => WaveDecision;

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
