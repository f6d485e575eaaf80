import { REJECT_MESSAGES } from '@fairlead/core/order/reject-code';
import type { FillMark } from '@fairlead/core/order-life/order-event';
import { UNALLOCATED_MESSAGES } from '@fairlead/core/routing/exclusion-code';

/** Why an order ended before it was filled, where neither its refusal nor its last plan says so. */
const ENDINGS = {
  NOT_FILLED_AT_ONCE: 'An immediate order ends with what it got at once.',
  MAX_WAVES: 'It was routed as often as an order may be.',
  NO_MARKET: 'There was no market to route it on.',
  RECORD_BROKEN: 'A step of it could not be recorded, so nothing new of it was sent.',
  RECORD_TOO_SLOW: 'Its plans were too old each time that they were recorded.',
  TRADE_BUSTED: 'It was filled, and its venue took an execution back.',
  TRADE_CORRECTED: 'It was filled, and its venue corrected an execution.',
} as const;

/** Why a child order came to nothing, in the words of a person; a venue may say more than these. */
const CHILD_REASONS = {
  NOT_SENT: 'It was not sent: no session with the venue, or the order was to end.',
  PLAN_TOO_OLD: 'It was never sent: the market had moved, or trading was halted, when its plan was recorded.',
  TRADE_BUSTED: 'Its venue took an execution back.',
  NEVER_RECEIVED: 'The venue has never seen it.',
  VENUE_LOST: 'The venue has started anew and forgotten it.',
  VENUE_LOST_ORDER: 'The venue does not know it any more.',
  LAST_LOOK_REJECTED: 'The provider looked once more and did not deal.',
  QUOTE_EXPIRED: 'The quote had ended when it arrived.',
  POST_ONLY_WOULD_TAKE: 'It was to rest, and would have taken.',
  VENUE_BUSY: 'The venue is too busy to take it.',
  VENUE_UNAVAILABLE: 'The venue takes no orders now.',
  UNSUPPORTED_ORDER_TYPE: 'The venue does not take this order type.',
  UNSUPPORTED_TIME_IN_FORCE: 'The venue does not take this time in force.',
  QUANTITY_BELOW_MINIMUM: 'It is below the venue’s minimum.',
  QUANTITY_ABOVE_MAXIMUM: 'It is above the venue’s maximum.',
  ODD_LOT: 'The venue takes whole round lots only.',
  POST_ONLY_IMMEDIATE: 'An immediate order cannot be one that only rests.',
} as const;

/** What is remarkable about an execution, in a word and in a sentence. */
export const MARK_NAMES: Readonly<Record<FillMark, { readonly name: string; readonly sentence: string }>> = {
  LATE: { name: 'Late', sentence: 'The venue had said that this part had come to its end.' },
  OVERFILL: { name: 'Over its part', sentence: 'The venue executed more than it was sent.' },
  EXCESS: { name: 'Over the order', sentence: 'With it more is executed than was ordered.' },
  OUTSIDE_LIMIT: { name: 'Outside limit', sentence: 'It was executed at a worse price than the limit of its part.' },
};

const OF_ORDERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...UNALLOCATED_MESSAGES, ...ENDINGS, ...REJECT_MESSAGES }),
);
const OF_CHILDREN: ReadonlyMap<string, string> = new Map(Object.entries({ ...REJECT_MESSAGES, ...CHILD_REASONS }));

/** Why an order was refused or ended unfilled; a code of a newer router is shown as it is. */
export const endingOf = (code: string): string => OF_ORDERS.get(code) ?? code;

/** Why a child order came to nothing; what only a venue knows is shown as it says it. */
export const childReasonOf = (code: string): string => OF_CHILDREN.get(code) ?? code;
