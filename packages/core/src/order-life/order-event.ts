import type { BestQuote, MeasuredMarket, Nbbo, NbboState } from '../market/nbbo.ts';
import type { MoneyE8, Price, Quantity } from '../money/units.ts';
import type { RoutingMode, ValidOrder } from '../order/request.ts';
import type { OrderKind } from '../routing/order-kind.ts';
import type { LiquidityFlag } from '../venue/fees.ts';
import type { ChargedFee, ReportedExecution, ToldOfExecution } from '../venue/venue-report.ts';
import type { OrderClassification } from './classification.ts';
import type { SecurityClass } from './security-class.ts';

/** The version of these events in words: what is told of them names it. In the journal they have the version of their entry's body. */
export const ORDER_EVENT_VERSION = 2;

/** As much of the market as an order keeps of the moment in which it became executable. */
export interface ArrivalMarket extends MeasuredMarket {
  readonly state: NbboState | null;
  readonly oddBid: { readonly price: Price; readonly size: Quantity } | null;
  readonly oddAsk: { readonly price: Price; readonly size: Quantity } | null;
}

/** As much of a market as an order keeps. */
export function arrivalMarket(nbbo: Nbbo): ArrivalMarket {
  const { state, referenceBid, referenceAsk } = nbbo;
  const at = (quote: BestQuote | null) => (quote === null ? null : { price: quote.price });
  const odd = (quote: BestQuote | null) => (quote === null ? null : { price: quote.price, size: quote.size });
  const sides = { bid: at(nbbo.bid), ask: at(nbbo.ask), oddBid: odd(nbbo.oddBid), oddAsk: odd(nbbo.oddAsk) };
  return { state, ...sides, referenceBid, referenceAsk };
}

/** The market when an order became executable, and the worst price at which any part of it may trade; of one that waits what it counts by until then, null for one that was refused. */
export interface StartTerms {
  readonly nbbo: ArrivalMarket;
  readonly worstPrice: Price | null;
}

/** What is known of an order when it comes in: everything that is ever said of it begins here. */
export interface Receipt {
  readonly clientId: string;
  readonly order: ValidOrder;
  /** SHA-256 of the canonical request, 64 hex digits: tells a repeat from a conflict. */
  readonly requestHash: string;
  /** Made by the demo flow or a simulation, never a customer's. */
  readonly simulated: boolean;
  /** Decided here, executed by the caller. */
  readonly routeOnly: boolean;
  readonly classification: OrderClassification;
  /** The market that it arrived in. */
  readonly arrival: ArrivalMarket;
  /** The worst price at which any part of it may trade; of one that waits what it counts by until then, where it has no price of its own; null for one that was refused. */
  readonly worstPrice: Price | null;
  /** Null where it came in before this was recorded. */
  readonly securityClass: SecurityClass | null;
}

/** One child as a wave intends it. */
export interface PlannedChild {
  readonly id: string;
  readonly venueId: string;
  readonly quantity: Quantity;
  readonly limitPrice: Price;
  /** The venue executes at least this much or nothing; 0 is any size. */
  readonly minQuantity: Quantity;
  readonly kind: OrderKind;
  /** How long it rests before what is left of it is taken, in milliseconds; null where it does not rest, or rests until it is done. */
  readonly restMs: number | null;
}

/** The best prices at the moment of a fill, at the instrument's scale; null where nobody quoted. */
export interface FillMarket {
  readonly bid: Price | null;
  readonly ask: Price | null;
  /** Twice the mid; null in a market without two sides that can be believed. */
  readonly doubleMid: number | null;
}

/** What is remarkable about an execution: after its child's end, beyond its child's quantity, beyond its order's, worse than its child's limit. */
export const FILL_MARKS = ['LATE', 'OVERFILL', 'EXCESS', 'OUTSIDE_LIMIT'] as const;
export type FillMark = (typeof FILL_MARKS)[number];

/** Why nobody knows what became of a child. */
export const DOUBT_CODES = [
  'SESSION_LOST',
  'OVERDUE',
  'RESTART',
  'QUANTITY_DIFFERS',
  'CANCEL_REFUSED',
  'FILLS_AFTER_CANCEL',
  'IMPOSSIBLE_REPORT',
  'TRADE_BUSTED',
  'OUTCOME_UNKNOWN',
  'REPLACE_REFUSED',
] as const;
export type DoubtCode = (typeof DOUBT_CODES)[number];

/** Why what rests is planned again: a plan would take now, or rest at another price. */
export const REPLAN_CODES = ['TAKES', 'FOLLOWS'] as const;
export type ReplanCode = (typeof REPLAN_CODES)[number];

/** What a venue has told of an execution besides, and what of it counts. */
export interface BookedWord extends ToldOfExecution {
  /** The fee is as the venue charged it; it is ours where the venue says none, or charges in another currency. */
  readonly isFeeCharged: boolean;
  /** The venue has not said which side of the book it was: what is booked is how the child was sent. */
  readonly isFlagAssumed: boolean;
}

/** An execution as booked. */
export interface BookedExecution extends ReportedExecution {
  /** Our own id of it. */
  readonly id: string;
  /** For the whole of it, in the instrument's currency; ours has the fixed charge of a child's first one in it. Negative is received. */
  readonly feeE8: MoneyE8;
  readonly liquidityFlag: LiquidityFlag;
  readonly told: BookedWord | null;
}

/** A fee that is another from now on, by the venue's id of its execution. */
export interface ChangedFee {
  readonly executionId: string;
  readonly feeE8: MoneyE8;
}

/** What happened to an order, without when. Prices and quantities are at the instrument's scale. */
export type OrderFact =
  | { readonly type: 'RECEIVED'; readonly receipt: Receipt }
  | {
      readonly type: 'ORDER_REJECTED';
      readonly code: string;
      readonly path: string;
      /** What was said of it beyond its code; null where nothing was. */
      readonly detail: string | null;
    }
  | { readonly type: 'ORDER_HELD'; readonly waitsFor: string }
  | { readonly type: 'ORDER_RELEASED'; readonly start: StartTerms }
  | {
      readonly type: 'WAVE_PLANNED';
      readonly decisionId: string;
      readonly decisionHash: string;
      readonly wave: number;
      readonly mode: RoutingMode;
      /** It asks only some venues first: what they leave goes on to the others, whatever the time in force. */
      readonly goesOn: boolean;
      /** Basis points of the arrival mid; null where it sends nothing to take. */
      readonly expectedCostBps: number | null;
      readonly children: readonly PlannedChild[];
      /** The canonical text of the decision's record, which its hash covers. */
      readonly record: string;
      /** Planning, record and hash together, in microseconds. */
      readonly routingTimeUs: number;
    }
  | { readonly type: 'CHILD_SENT'; readonly childId: string; readonly epoch: string | null }
  | { readonly type: 'CHILD_NOT_SENT'; readonly childId: string }
  | { readonly type: 'CHILD_ACKED'; readonly childId: string; readonly venueOrderId: string | null }
  | {
      readonly type: 'FILL';
      readonly childId: string;
      readonly execution: BookedExecution;
      readonly marks: readonly FillMark[];
      readonly market: FillMarket;
    }
  | { readonly type: 'CHILD_CANCELED'; readonly childId: string; readonly code: string | null; readonly reason: string }
  | { readonly type: 'CHILD_REJECTED'; readonly childId: string; readonly code: string; readonly message: string }
  | { readonly type: 'CHILD_EXPIRED'; readonly childId: string }
  | { readonly type: 'CHILD_CANCEL_ASKED'; readonly childId: string }
  | {
      readonly type: 'CHILD_REPLACE_ASKED';
      readonly childId: string;
      /** Of the child's changes, from 1. */
      readonly revision: number;
      /** What has executed of it counts towards its new quantity. */
      readonly quantity: Quantity;
      readonly limitPrice: Price;
      /** The wave whose terms they are. */
      readonly wave: number;
    }
  | {
      readonly type: 'CHILD_REPLACED';
      readonly childId: string;
      readonly revision: number;
      readonly quantity: Quantity;
      readonly limitPrice: Price;
      /** How much of it the venue had executed when it took them. */
      readonly filledBefore: Quantity;
    }
  | {
      readonly type: 'CHILD_REPLACE_REFUSED';
      readonly childId: string;
      readonly revision: number;
      readonly code: string;
    }
  | { readonly type: 'CHILD_IN_DOUBT'; readonly childId: string; readonly why: DoubtCode }
  | { readonly type: 'CHILD_SETTLED'; readonly childId: string }
  | { readonly type: 'REST_ENDED'; readonly childId: string }
  | { readonly type: 'PLAN_TOO_OLD'; readonly childIds: readonly string[] }
  | { readonly type: 'CANCEL_ASKED' }
  | { readonly type: 'DAY_ENDED' }
  | {
      readonly type: 'ORDER_REPLACED';
      readonly quantity: Quantity;
      readonly limitPrice: Price | null;
      readonly worstPrice: Price | null;
      /** The market in which they came; null where they came before this was recorded. */
      readonly market: ArrivalMarket | null;
    }
  | {
      readonly type: 'TRADE_BUSTED';
      readonly childId: string;
      readonly executionId: string;
      /** The execution that bears the child's fixed charge from now on; null where the one that is gone did not bear it, or none is left. */
      readonly bears: ChangedFee | null;
    }
  | {
      readonly type: 'TRADE_CORRECTED';
      readonly childId: string;
      readonly executionId: string;
      readonly quantity: Quantity;
      readonly price: Price;
      readonly feeE8: MoneyE8;
      /** What the venue has charged for it as it is now, and whether that is its fee; null where it does not say. */
      readonly charged: (ChargedFee & Pick<BookedWord, 'isFeeCharged'>) | null;
    }
  | {
      readonly type: 'EXECUTED_ELSEWHERE';
      readonly venueId: string;
      readonly execution: BookedExecution;
      readonly executedAtUs: number;
      readonly marks: readonly FillMark[];
      readonly market: FillMarket;
    }
  | { readonly type: 'MARKET_REOPENED' }
  | {
      readonly type: 'REPLANNED';
      readonly code: ReplanCode;
      /** The market that has brought it about. */
      readonly market: FillMarket;
    }
  | { readonly type: 'WAITS_FOR_PERSON'; readonly childId: string }
  | { readonly type: 'RECORD_BROKEN'; readonly code: string }
  | { readonly type: 'ORDER_CLOSED'; readonly code: string | null };

/** One event of an order's life: a fact, when it happened in microseconds since 1970, and what brought it about. */
export type OrderEvent = OrderFact & { readonly atUs: number; readonly cause: EventCause };

/** What brings an event about: a caller's wish, a venue's word, the clock, a venue's session, the market, the desk's own next step, or a restart. */
export const EVENT_CAUSES = ['REQUEST', 'REPORT', 'CLOCK', 'SESSION', 'MARKET', 'DESK', 'RESTART', 'JOURNAL'] as const;
export type EventCause = (typeof EVENT_CAUSES)[number];
