import type { MarketView } from '../market/market-view.ts';
import type { Price, Quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';

/** Dated switches and tuning that a decision depends on, and therefore records. */
export interface RoutingSettings {
  /** Order protection holds now: no trade-through of a protected quote. By the rule calendar (Rule 611), and in a replay in regular hours alone. */
  readonly protection: boolean;
  /** 0 to 1: how much waiting hurts; scales the delay term. */
  readonly urgency: number;
  /** How long a part of the order may rest in the hope of the spread, in milliseconds; null where everything is to be taken at once. */
  readonly passiveHorizonMs: number | null;
}

/** Everything that a routing decision is a function of. */
export interface PlanInput {
  readonly clientId: string;
  readonly order: ValidOrder;
  /** 1 for the first routing of the order, counting up. */
  readonly wave: number;
  /** What is to be routed now: the order's quantity less what is executed or still out. */
  readonly quantity: Quantity;
  /** The worst price that may be paid or received: the limit, or the collar of a market order. */
  readonly worstPrice: Price | null;
  readonly view: MarketView;
  readonly settings: RoutingSettings;
  /** Venues that earlier waves of the order have been sent to take at, in that order; none in the first wave. */
  readonly triedVenues: readonly string[];
  readonly rulesVersion: string;
  /** The names of the rules of that version that the order is routed by, by priority. */
  readonly rulesApplied: readonly string[];
  readonly modelVersion: string;
}

/** The version of the decision code; a decision made under another one cannot be expected to recompute to the same bytes. */
export const ENGINE_VERSION = '1.5.0';
