import type { MoneyE8, Price, Quantity } from '../money/units.ts';
import type { ChildState } from '../order/child-state.ts';
import type { LiquidityFlag } from './fees.ts';

/** What a venue has charged for an execution, the whole of it; negative is paid to us. */
export interface ChargedFee {
  readonly amountE8: MoneyE8;
  /** Not always that of the instrument: some venues charge in a coin of their own. */
  readonly currency: string;
}

/** What a venue tells of an execution besides; null where it does not say. */
export interface ToldOfExecution {
  readonly fee: ChargedFee | null;
  /** Where it was executed, as a MIC, where a broker has routed on. */
  readonly lastMarket: string | null;
  /** When, by the venue's own clock, in microseconds since 1970. */
  readonly venueTimeUs: number | null;
}

/** An execution as a venue tells of it. Quantities and prices are at the instrument's scale. */
export interface ReportedExecution {
  /** Unique within its child; venues use ids again on another day. */
  readonly executionId: string;
  readonly quantity: Quantity;
  readonly price: Price;
  /** Null where the venue does not say. */
  readonly liquidityFlag: LiquidityFlag | null;
  /** Null where it says nothing besides. */
  readonly told: ToldOfExecution | null;
}

/** The terms by which an order works at its venue. */
export interface ReportedTerms {
  /** Of the changes that the venue has been asked for, the latest that it has heard of, taken or refused; 0 before the first. */
  readonly revision: number;
  readonly quantity: Quantity;
  readonly limitPrice: Price;
}

/**
 * What a venue says of a child order: the language of the desk, whatever the venue's own. `cumulative` is what the venue says that it has executed
 * of the child in all; null where it does not say. A STATUS answers a question: its state is null where the venue knows no such order, its terms
 * where it does not tell them.
 */
export type VenueReport =
  /** With the venue's own id of the order; null where it tells none. */
  | { readonly type: 'ACK'; readonly venueOrderId: string | null }
  | { readonly type: 'FILL'; readonly execution: ReportedExecution; readonly cumulative: Quantity | null }
  | { readonly type: 'CANCELED'; readonly reason: string; readonly cumulative: Quantity | null }
  | { readonly type: 'REJECTED'; readonly code: string; readonly message: string }
  /** Whoever stands before the venue cannot say whether it has the order. */
  | { readonly type: 'OUTCOME_UNKNOWN'; readonly why: string }
  | { readonly type: 'CANCEL_REFUSED'; readonly code: string; readonly cumulative: Quantity | null }
  | {
      readonly type: 'STATUS';
      readonly state: ChildState | null;
      readonly cumulative: Quantity;
      readonly executions: readonly ReportedExecution[];
      readonly terms: ReportedTerms | null;
    }
  | { readonly type: 'REPLACED'; readonly terms: ReportedTerms; readonly cumulative: Quantity | null }
  | {
      readonly type: 'REPLACE_REFUSED';
      readonly revision: number;
      readonly code: string;
      readonly cumulative: Quantity | null;
    }
  | { readonly type: 'TRADE_BUSTED'; readonly executionId: string }
  | {
      readonly type: 'TRADE_CORRECTED';
      readonly executionId: string;
      readonly quantity: Quantity;
      readonly price: Price;
      /** Null where it does not say. */
      readonly fee: ChargedFee | null;
    };
