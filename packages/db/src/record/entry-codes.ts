import type { NbboState } from '@fairlead/core/market/nbbo';
import type {
  Capacity,
  OrderType,
  RoutingMode,
  RoutingObjective,
  Side,
  Sourcing,
  TimeInForce,
  Wish,
} from '@fairlead/core/order/request';
import type { OrderClassification } from '@fairlead/core/order-life/classification';
import type { DoubtCode, EventCause, FillMark, OrderFact, ReplanCode } from '@fairlead/core/order-life/order-event';
import type { SecurityClass } from '@fairlead/core/order-life/security-class';
import type { OrderKind } from '@fairlead/core/routing/order-kind';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';

/**
 * The numbers by which entries of the journal call the words of closed lists. What is written stays written: a new word takes the next number, and
 * none is ever given to another.
 */
type Codes<T extends string> = Readonly<Record<T, number>>;

export const EVENT_CODES: Codes<OrderFact['type']> = {
  RECEIVED: 1,
  ORDER_REJECTED: 2,
  ORDER_HELD: 3,
  ORDER_RELEASED: 4,
  WAVE_PLANNED: 5,
  CHILD_SENT: 6,
  CHILD_NOT_SENT: 7,
  CHILD_ACKED: 8,
  FILL: 9,
  CHILD_CANCELED: 10,
  CHILD_REJECTED: 11,
  CHILD_EXPIRED: 12,
  CHILD_CANCEL_ASKED: 13,
  CHILD_IN_DOUBT: 14,
  CHILD_SETTLED: 15,
  REST_ENDED: 16,
  PLAN_TOO_OLD: 17,
  CANCEL_ASKED: 18,
  DAY_ENDED: 19,
  ORDER_REPLACED: 20,
  TRADE_BUSTED: 21,
  TRADE_CORRECTED: 22,
  EXECUTED_ELSEWHERE: 23,
  MARKET_REOPENED: 24,
  WAITS_FOR_PERSON: 25,
  RECORD_BROKEN: 26,
  ORDER_CLOSED: 27,
  CHILD_REPLACE_ASKED: 28,
  CHILD_REPLACED: 29,
  CHILD_REPLACE_REFUSED: 30,
  REPLANNED: 31,
};

export const CAUSE_CODES: Codes<EventCause> = {
  REQUEST: 1,
  REPORT: 2,
  CLOCK: 3,
  SESSION: 4,
  MARKET: 5,
  DESK: 6,
  RESTART: 7,
  JOURNAL: 8,
};

export const SIDE_CODES: Codes<Side> = { BUY: 1, SELL: 2, SELL_SHORT: 3 };

export const ORDER_TYPE_CODES: Codes<OrderType> = { MARKET: 1, LIMIT: 2, MIDPOINT_PEG: 3, STOP: 4, STOP_LIMIT: 5 };

export const TIME_IN_FORCE_CODES: Codes<TimeInForce> = { DAY: 1, IOC: 2, FOK: 3, GTC: 4 };

export const OBJECTIVE_CODES: Codes<RoutingObjective> = {
  BEST_PRICE: 1,
  FASTEST_EXECUTION: 2,
  LOWEST_COST: 3,
  MINIMAL_IMPACT: 4,
  HIGHEST_FILL_RATE: 5,
  SMART: 6,
};

export const MODE_CODES: Codes<RoutingMode> = { OPTIMAL: 1, SWEEP: 2, PRO_RATA: 3, SEQUENTIAL: 4, MANUAL: 5 };

export const SOURCING_CODES: Codes<Sourcing> = {
  ANY: 1,
  INTERNALIZE_FIRST: 2,
  EXTERNAL_ONLY: 3,
  DARK_FIRST: 4,
  LIT_ONLY: 5,
};

export const CAPACITY_CODES: Codes<Capacity> = { AGENCY: 1, PRINCIPAL: 2, RISKLESS_PRINCIPAL: 3 };

export const WISH_CODES: Codes<Wish> = { objective: 1, mode: 2, sourcing: 3 };

export const SECURITY_CLASS_CODES: Codes<SecurityClass> = {
  NMS_STOCK: 1,
  OTC: 2,
  OPTION: 3,
  NO_SECURITY: 4,
};

export const CLASSIFICATION_CODES: Codes<OrderClassification> = {
  MARKET: 1,
  MARKETABLE_LIMIT: 2,
  NON_MARKETABLE_LIMIT: 3,
  OTHER: 4,
};

export const NBBO_STATE_CODES: Codes<NbboState> = {
  NORMAL: 1,
  LOCKED: 2,
  CROSSED: 3,
  ONE_SIDED: 4,
  STALE: 5,
  HALTED: 6,
};

export const ORDER_KIND_CODES: Codes<OrderKind> = { IOC: 1, ISO: 2, FOK: 3, POST: 4, MID_IOC: 5, MID_PEG: 6 };

export const LIQUIDITY_CODES: Codes<LiquidityFlag> = { TAKE: 1, MAKE: 2, MIDPOINT: 3 };

export const REPLAN_CODES: Codes<ReplanCode> = { TAKES: 1, FOLLOWS: 2 };

export const FILL_MARK_CODES: Codes<FillMark> = { LATE: 1, OVERFILL: 2, EXCESS: 3, OUTSIDE_LIMIT: 4 };

export const DOUBT_CODES: Codes<DoubtCode> = {
  SESSION_LOST: 1,
  OVERDUE: 2,
  RESTART: 3,
  QUANTITY_DIFFERS: 4,
  CANCEL_REFUSED: 5,
  FILLS_AFTER_CANCEL: 6,
  IMPOSSIBLE_REPORT: 7,
  TRADE_BUSTED: 8,
  OUTCOME_UNKNOWN: 9,
  REPLACE_REFUSED: 10,
};
