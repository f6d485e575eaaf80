import type { Price, PriceE8, Quantity } from '../money/units.ts';

export const SIDES = ['BUY', 'SELL', 'SELL_SHORT'] as const;
export type Side = (typeof SIDES)[number];
/** Sides that are understood and refused by name: this router does not mark short exempt orders (Rule 201(c), (d)). */
export const REFUSED_SIDES = ['SELL_SHORT_EXEMPT'] as const;

export const ORDER_TYPES = ['MARKET', 'LIMIT', 'MIDPOINT_PEG', 'STOP', 'STOP_LIMIT'] as const;
export type OrderType = (typeof ORDER_TYPES)[number];

export const TIMES_IN_FORCE = ['DAY', 'IOC', 'FOK', 'GTC'] as const;
export type TimeInForce = (typeof TIMES_IN_FORCE)[number];
/** Times in force that are understood and refused by name: on the open and on the close; this router does not route to auctions. */
export const AUCTION_TIMES = ['OPG', 'CLS'] as const;

export const ROUTING_OBJECTIVES = [
  'BEST_PRICE',
  'FASTEST_EXECUTION',
  'LOWEST_COST',
  'MINIMAL_IMPACT',
  'HIGHEST_FILL_RATE',
  'SMART',
] as const;
export type RoutingObjective = (typeof ROUTING_OBJECTIVES)[number];

export const ROUTING_MODES = ['OPTIMAL', 'SWEEP', 'PRO_RATA', 'SEQUENTIAL', 'MANUAL'] as const;
export type RoutingMode = (typeof ROUTING_MODES)[number];

export const SOURCINGS = ['ANY', 'INTERNALIZE_FIRST', 'EXTERNAL_ONLY', 'DARK_FIRST', 'LIT_ONLY'] as const;
export type Sourcing = (typeof SOURCINGS)[number];

/** For whom the firm trades: for its client, for itself, or for itself to hand on to a client at the same price. */
export const CAPACITIES = ['AGENCY', 'PRINCIPAL', 'RISKLESS_PRINCIPAL'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** What an order that says nothing of its own is taken to wish; routing rules may wish otherwise for it. */
export const DEFAULT_WISHES = { objective: 'BEST_PRICE', mode: 'OPTIMAL', sourcing: 'ANY' } as const;
export type Wish = keyof typeof DEFAULT_WISHES;

/** The caller's own slice of a MANUAL order. */
export interface ManualAllocation {
  readonly venueId: string;
  readonly quantity: Quantity;
}

/** The most that a venue may be given of an order, resting and taking together; set by routing rules. */
export interface VenueCap {
  readonly venueId: string;
  readonly maxQuantity: Quantity;
}

/** What a venue must keep to before it may take a part of the order; null is no bound. */
export interface OrderConstraints {
  /** The highest take fee per unit, in 10^-8 of the currency; negative asks for a rebate. */
  readonly maxFeeE8: PriceE8 | null;
  /** The smallest measured fill rate, 0 to 1. */
  readonly minFillRate: number | null;
  /** The longest expected round trip in milliseconds. */
  readonly maxLatencyMs: number | null;
  /** The largest expected impact of one slice in basis points; it bounds the slice's size. */
  readonly maxImpactBps: number | null;
}

/** An order as it came in: names and texts checked for shape, nothing proved yet. Decimals are still texts. */
export interface OrderRequest {
  readonly orderId: string;
  readonly instrumentId: string;
  readonly side: Side | (typeof REFUSED_SIDES)[number];
  readonly quantity: string;
  readonly orderType: OrderType;
  readonly limitPrice: string | null;
  readonly stopPrice: string | null;
  readonly timeInForce: TimeInForce | (typeof AUCTION_TIMES)[number];
  readonly routingObjective: RoutingObjective;
  readonly routingMode: RoutingMode;
  readonly sourcing: Sourcing;
  /** The wishes that the order said itself; the others are defaults, and routing rules may say them. */
  readonly said: readonly Wish[];
  readonly venuePreferences: readonly string[];
  readonly excludeVenues: readonly string[];
  readonly maxVenueSplit: number | null;
  readonly account: string | null;
  readonly customerId: string | null;
  /** Who at the client entered it. */
  readonly traderId: string | null;
  readonly held: boolean;
  readonly directedVenue: string | null;
  readonly capacity: Capacity;
  readonly locateId: string | null;
  readonly tag: string | null;
  /** The caller's own division, for MANUAL only. */
  readonly manualAllocations: readonly { readonly venueId: string; readonly quantity: string }[];
  /** 0 to 1: how much waiting hurts; null is the firm's setting. */
  readonly urgency: number | null;
  readonly constraints: (Omit<OrderConstraints, 'maxFeeE8'> & { readonly maxFee: string | null }) | null;
}

/** What an order asks for that says nothing of its own: a DAY order, held, by the default wishes, anywhere. Makers of requests begin with it. */
export const UNSAID = {
  limitPrice: null,
  stopPrice: null,
  timeInForce: 'DAY',
  routingObjective: DEFAULT_WISHES.objective,
  routingMode: DEFAULT_WISHES.mode,
  sourcing: DEFAULT_WISHES.sourcing,
  said: [],
  venuePreferences: [],
  excludeVenues: [],
  maxVenueSplit: null,
  account: null,
  customerId: null,
  traderId: null,
  held: true,
  directedVenue: null,
  capacity: 'AGENCY',
  locateId: null,
  tag: null,
  manualAllocations: [],
  urgency: null,
  constraints: null,
} as const satisfies Omit<OrderRequest, 'orderId' | 'instrumentId' | 'side' | 'quantity' | 'orderType'>;

/** An order whose instrument is known and whose numbers are exact at the instrument's scale. */
export interface ValidOrder
  extends Omit<
    OrderRequest,
    'side' | 'timeInForce' | 'quantity' | 'limitPrice' | 'stopPrice' | 'manualAllocations' | 'constraints'
  > {
  readonly side: Side;
  readonly timeInForce: TimeInForce;
  readonly quantity: Quantity;
  readonly limitPrice: Price | null;
  readonly stopPrice: Price | null;
  readonly manualAllocations: readonly ManualAllocation[];
  readonly constraints: OrderConstraints | null;
  /** Empty in an order as it was asked for; each venue at most once. */
  readonly venueCaps: readonly VenueCap[];
}
