import type { ExecutionGrade } from '@fairlead/core/execution/quality';
import type { NbboState } from '@fairlead/core/market/nbbo';
import type { ChildState } from '@fairlead/core/order/child-state';
import type { OrderState } from '@fairlead/core/order/order-state';
import type {
  Capacity,
  OrderType,
  RoutingMode,
  RoutingObjective,
  Side,
  Sourcing,
  TimeInForce,
} from '@fairlead/core/order/request';
import type { OrderClassification } from '@fairlead/core/order-life/classification';
import type { FillMark } from '@fairlead/core/order-life/order-event';
import type { SecurityClass } from '@fairlead/core/order-life/security-class';
import type { OrderKind } from '@fairlead/core/routing/order-kind';
import type { FeeSource, LiquidityFlag } from '@fairlead/core/venue/fees';

/**
 * The rows of the order path, as the projector writes them and the repositories read them back.
 * Names equal the columns. Decimals are exact decimal texts (numeric(20,8)), read back without trailing zeros.
 * Times are whole microseconds since 1970: their names end in `_us` and the column's do not (`created_at_us` → `created_at`).
 * Ids are UUIDv7 texts made by the caller, so that a repeated write is recognised.
 */

/** One parent order. (client_id, order_id) is unique. */
export interface OrderRow {
  readonly id: string;
  readonly client_id: string;
  readonly order_id: string;
  /** SHA-256 of the canonical request, 64 hex digits: tells a repeat from a conflict. */
  readonly request_hash: string;
  readonly instrument_id: string;
  readonly side: Side;
  readonly quantity: string;
  readonly order_type: OrderType;
  readonly limit_price: string | null;
  readonly stop_price: string | null;
  readonly time_in_force: TimeInForce;
  readonly routing_objective: RoutingObjective;
  readonly routing_mode: RoutingMode;
  readonly sourcing: Sourcing;
  readonly venue_preferences: readonly string[];
  readonly exclude_venues: readonly string[];
  readonly max_venue_split: number | null;
  readonly account: string | null;
  readonly customer_id: string | null;
  readonly held: boolean;
  readonly directed_venue: string | null;
  readonly capacity: Capacity;
  readonly locate_id: string | null;
  readonly tag: string | null;
  /** JSON text of what else was asked for: urgency, constraints, manual allocations; null where nothing was. */
  readonly request_extras: string | null;
  /** Made by the demo flow or a simulation, never a customer's. */
  readonly simulated: boolean;
  /** Decided here, executed by the caller. */
  readonly route_only: boolean;
  readonly classification: OrderClassification;
  /** Null where it came in before this was recorded. */
  readonly security_class: SecurityClass | null;
  readonly nbbo_bid: string | null;
  readonly nbbo_ask: string | null;
  readonly nbbo_state: NbboState | null;
  /** The best odd lots beside the NBBO, null where there was none at a better price. */
  readonly odd_lot_bid: string | null;
  readonly odd_lot_bid_size: string | null;
  readonly odd_lot_ask: string | null;
  readonly odd_lot_ask_size: string | null;
  /** What the market was measured by: the NBBO, or the last good one where that could not be believed. */
  readonly reference_bid: string | null;
  readonly reference_ask: string | null;
  readonly arrival_mid: string | null;
  /** When an order that waited for its stop price or for the open became executable, the NBBO above being of that moment; else null. */
  readonly released_at_us: number | null;
  /** The market at the receipt of an order that waited, which the NBBO and odd lots above are not of; null where it did not, or came in before this was recorded. */
  readonly received_bid: string | null;
  readonly received_ask: string | null;
  readonly received_odd_lot_bid: string | null;
  readonly received_odd_lot_ask: string | null;
  readonly state: OrderState;
  readonly reject_code: string | null;
  readonly filled_quantity: string;
  /** What is executed beyond the quantity; '0' but where venues have filled what was not theirs any more. */
  readonly excess_quantity: string;
  /** Sum of price × quantity over the fills, in the instrument's currency. */
  readonly notional: string;
  /** Sum of fees over the fills; negative is received. */
  readonly total_fees: string;
  readonly waves: number;
  /** 1 when new; every change adds at least one. */
  readonly version: number;
  readonly created_at_us: number;
  readonly updated_at_us: number;
}

/** An order as the projection holds it, with the positions in the journal of its first entry and of the last that its row tells. */
export interface ProjectedOrderRow extends OrderRow {
  readonly first_position: number;
  readonly last_position: number;
}

/** The plan of one wave of one order, without its evidence. */
export interface DecisionSummaryRow {
  readonly id: string;
  readonly order_pk: string;
  readonly client_id: string;
  readonly instrument_id: string;
  readonly wave: number;
  readonly objective: RoutingObjective;
  readonly mode: RoutingMode;
  readonly routed_quantity: string;
  readonly unallocated_quantity: string;
  /** The venues that were given a slice, in sending order. */
  readonly venue_ids: readonly string[];
  /** Basis points of the arrival mid, as decimal text; null, like the three that follow, where nothing was sent to take. */
  readonly expected_cost_bps: string | null;
  /** 0 to 1, as decimal text. */
  readonly expected_fill_rate: string | null;
  readonly expected_time_ms: number | null;
  /** 0 to 1, as decimal text. */
  readonly confidence: string | null;
  readonly rationale: string;
  /** SHA-256 of the evidence text, 64 hex digits. */
  readonly decision_hash: string;
  readonly engine_version: string;
  readonly rules_version: string;
  readonly model_version: string;
  readonly routing_time_us: number;
  readonly created_at_us: number;
}

/** The plan of one wave with the canonical JSON text that its hash covers; the text comes back byte for byte. */
export interface DecisionRow extends DecisionSummaryRow {
  readonly evidence: string;
}

/** A decision as the projection holds it: evidence and rationale stand in the journal, in the entry that it names. */
export interface ProjectedDecisionRow extends Omit<DecisionSummaryRow, 'rationale'> {
  readonly shard: number;
  readonly position: number;
}

/** One slice sent, or intended to be sent, to one venue. */
export interface ChildRow {
  readonly id: string;
  readonly order_pk: string;
  readonly decision_id: string;
  readonly wave: number;
  readonly venue_id: string;
  readonly quantity: string;
  readonly limit_price: string | null;
  readonly order_kind: OrderKind;
  readonly expected_price: string | null;
  /** For the whole slice, in currency; negative is received. */
  readonly expected_fee: string | null;
  readonly priority: number;
  readonly state: ChildState;
  readonly reject_code: string | null;
  readonly filled_quantity: string;
  readonly sent_at_us: number | null;
  readonly acked_at_us: number | null;
  /** The life of its venue that it was sent to, where the venue tells one. */
  readonly venue_epoch: string | null;
  /** Its venue's own id of it, where the venue tells one. */
  readonly venue_order_id: string | null;
  readonly done_at_us: number | null;
  readonly version: number;
  readonly created_at_us: number;
  readonly updated_at_us: number;
}

/** One fill. Its venue's id is unique within its child, by the fold of its events: venues use their ids again on another day. */
export interface ExecutionRow {
  readonly id: string;
  readonly order_pk: string;
  /** Null where the caller executed the decision itself. */
  readonly child_id: string | null;
  readonly venue_id: string;
  readonly venue_execution_id: string;
  readonly quantity: string;
  readonly price: string;
  /** For the whole fill, in currency; negative is received. */
  readonly fee: string;
  /** Whether the fee is as its venue has charged it, or by its schedule. */
  readonly fee_source: FeeSource;
  /** What the venue has charged, in whatever currency; null where it has not said. */
  readonly venue_fee: string | null;
  readonly venue_fee_currency: string | null;
  readonly liquidity_flag: LiquidityFlag;
  /** The venue has not said it: it is how the child was sent. */
  readonly flag_assumed: boolean;
  /** Where a broker has executed it, as a MIC; null where nobody says. */
  readonly last_market: string | null;
  /** By the venue's own clock; null where it does not say. */
  readonly venue_time_us: number | null;
  readonly latency_us: number | null;
  readonly nbbo_bid: string | null;
  readonly nbbo_ask: string | null;
  readonly mid: string | null;
  /** Basis points against the far side, as decimal text; positive is better. */
  readonly price_improvement_bps: string | null;
  readonly quality: ExecutionGrade | null;
  readonly marks: readonly FillMark[];
  readonly executed_at_us: number;
  readonly created_at_us: number;
}

/** The columns of an execution that hold what its venue has told of it besides. */
export type ToldColumns = Pick<
  ExecutionRow,
  'fee_source' | 'venue_fee' | 'venue_fee_currency' | 'flag_assumed' | 'last_market' | 'venue_time_us'
>;

/** Of an execution of which nothing is told. */
export const NOTHING_TOLD: ToldColumns = {
  fee_source: 'SCHEDULE',
  venue_fee: null,
  venue_fee_currency: null,
  flag_assumed: false,
  last_market: null,
  venue_time_us: null,
};

/** The columns of an order that those of before the journal do not have. */
export type LaterOrderColumns = Pick<
  OrderRow,
  'security_class' | 'received_bid' | 'received_ask' | 'received_odd_lot_bid' | 'received_odd_lot_ask'
>;

/** Of an order of before the journal. */
export const NOTHING_LATER: LaterOrderColumns = {
  security_class: null,
  received_bid: null,
  received_ask: null,
  received_odd_lot_bid: null,
  received_odd_lot_ask: null,
};

/** The columns of an order that hold the market in which it became executable. */
export type ArrivalColumns = Pick<
  OrderRow,
  | 'nbbo_bid'
  | 'nbbo_ask'
  | 'nbbo_state'
  | 'odd_lot_bid'
  | 'odd_lot_bid_size'
  | 'odd_lot_ask'
  | 'odd_lot_ask_size'
  | 'reference_bid'
  | 'reference_ask'
  | 'arrival_mid'
>;

/** The columns of an order of which no market is recorded. */
export const NO_ARRIVAL: ArrivalColumns = {
  nbbo_bid: null,
  nbbo_ask: null,
  nbbo_state: null,
  odd_lot_bid: null,
  odd_lot_bid_size: null,
  odd_lot_ask: null,
  odd_lot_ask_size: null,
  reference_bid: null,
  reference_ask: null,
  arrival_mid: null,
};

/**
 * Terms of an order, or of one of its children, from a moment on. There are such rows of what was replaced only: those of its first terms, and those of each
 * replacement. What was never replaced has the terms of its own row.
 */
export interface TermsRow extends ArrivalColumns {
  readonly order_pk: string;
  /** Whose terms: the key of the order, or that of its child. */
  readonly id: string;
  /** From 1, which are those that it came with, or was sent with. */
  readonly number: number;
  readonly since_us: number;
  readonly quantity: string;
  readonly limit_price: string | null;
  /** Of the entry of the journal that says them. */
  readonly position: number;
}

/** What of an execution its venue may correct. */
export type ExecutionUpdateRow = Pick<
  ExecutionRow,
  | 'id'
  | 'quantity'
  | 'price'
  | 'fee'
  | 'fee_source'
  | 'venue_fee'
  | 'venue_fee_currency'
  | 'price_improvement_bps'
  | 'quality'
>;
