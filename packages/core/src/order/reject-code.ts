/**
 * Why an order is refused: the closed list, with the sentence that goes with each. Codes are part of the API and never change meaning.
 * An order refused by one of the first group is malformed and not recorded; the second group comes from the risk gate, and those orders are
 * recorded like routed ones.
 */
export const REJECT_MESSAGES = {
  UNKNOWN_INSTRUMENT: 'No instrument of this id is known here.',
  QUANTITY_INVALID: 'The quantity is not a decimal number, or one of more than 40 digits.',
  QUANTITY_NOT_POSITIVE: 'The quantity must be greater than zero.',
  QUANTITY_TOO_PRECISE: 'The quantity has more decimals than the instrument, or more than 15 significant digits.',
  QUANTITY_TOO_LARGE: 'The quantity is 10^12 units or more, more than any record holds.',
  LIMIT_PRICE_MISSING: 'Limit and stop-limit orders need a limit price.',
  LIMIT_PRICE_NOT_ALLOWED: 'Market and stop orders must not carry a limit price.',
  STOP_PRICE_MISSING: 'Stop and stop-limit orders need a stop price.',
  STOP_PRICE_NOT_ALLOWED: 'Only stop and stop-limit orders carry a stop price.',
  PRICE_INVALID: 'The price is not a decimal number, or one of more than 40 digits.',
  PRICE_NOT_POSITIVE: 'The price must be greater than zero.',
  PRICE_TOO_PRECISE: 'The price has more decimals than the instrument, or more than 15 significant digits.',
  PRICE_TOO_LARGE: 'The price is over 90 million a unit, more than the exact price scale holds.',
  PRICE_OFF_TICK:
    'The price is not a whole number of the ticks that the instrument has at that price (Rule 612 for US equities).',
  TIME_IN_FORCE_NOT_FOR_TYPE:
    'This time in force does not go with the order type: IOC and FOK not with stops, GTC not with MARKET, FOK not with MIDPOINT_PEG.',
  MODE_NOT_FOR_TYPE: 'A midpoint peg rests at a venue that is chosen for it: SEQUENTIAL and MANUAL do not apply.',
  AUCTION_NOT_ROUTED: 'This router does not route to opening or closing auctions: OPG and CLS are refused.',
  SHORT_EXEMPT_NOT_SUPPORTED: 'This router does not mark orders short exempt.',
  UNKNOWN_VENUE: 'A venue named in the order is not known here.',
  VENUE_PREFERRED_AND_EXCLUDED: 'A venue is both preferred and excluded.',
  MANUAL_ALLOCATIONS_MISSING: 'A MANUAL order needs manual_allocations.',
  MANUAL_ALLOCATIONS_NOT_ALLOWED: 'Only a MANUAL order may carry manual_allocations.',
  MANUAL_ALLOCATIONS_INVALID: 'manual_allocations name a venue twice, or two venues for a fill-or-kill order.',
  MANUAL_QUANTITIES_DIFFER: 'The manual_allocations do not add up to the quantity.',
  URGENCY_INVALID: 'The urgency must be from 0 to 1.',
  CONSTRAINT_INVALID:
    'A constraint is not a number that can be kept: max_fee has up to 8 decimals, min_fill_rate is 0 to 1, max_latency_ms and max_impact_bps are above 0.',
  CANCEL_CAME_FIRST:
    'A cancel of this order_id came before the order: it is recorded as canceled, and nothing was sent.',
  QUANTITY_BELOW_FILLED: 'More than this quantity of the order is executed already.',
  MARKET_CLOSED: 'The market is closed, and the order cannot wait for the open.',
  STOP_NOT_REACHED:
    'The stop price is not reached, so there is nothing to decide yet: send the order to be executed instead.',
  TRADING_HALTED: 'The firm has halted trading, as a whole, of this client or in this instrument; cancels still pass.',
  INSTRUMENT_HALTED: 'Trading in the instrument is halted.',
  INSTRUMENT_RESTRICTED: 'The firm does not trade this instrument now.',
  MARKET_UNAVAILABLE: 'No venue has a usable quote on the side that this order would take.',
  QUANTITY_OVER_LIMIT: 'The quantity is over the limit for one order.',
  NOTIONAL_OVER_LIMIT: 'The notional value is over the limit for one order.',
  MIDPOINT_UNAVAILABLE:
    'There is no midpoint to trade at now: the market is locked, crossed or without one of its sides.',
  PRICE_OUTSIDE_COLLAR: 'The price is too far through the national best bid or offer, or the last sale.',
  SHORT_SALE_NEEDS_LOCATE: 'A short sale needs a locate_id.',
  ACCOUNT_NOT_AUTHORISED: 'The client may not trade for this account: it is not on the list of its accounts.',
  LOCATE_UNKNOWN: 'No locate of this id is kept for the client and the instrument.',
  LOCATE_EXPIRED: 'The locate has expired.',
  LOCATE_EXHAUSTED: 'Of the locate less is left than the order would sell short.',
  ORDER_RATE_OVER_LIMIT: 'More orders were entered within a second than may be.',
  DUPLICATE_ORDER_SUSPECTED: 'The client has entered an equal order under another order_id a moment ago.',
  GROSS_EXPOSURE_OVER_LIMIT: 'What is entered today, executed and open, would come to more than may be.',
  NET_EXPOSURE_OVER_LIMIT: 'Buys less sales of today, executed and open, would come to more than may be.',
  CREDIT_OVER_LIMIT: 'The client would come to owe more than its credit.',
} as const;

export type RejectCode = keyof typeof REJECT_MESSAGES;

/** A refusal: its closed code and the request field that it is about (snake_case; empty where it is about the whole order). */
export interface Rejection {
  readonly code: RejectCode;
  readonly path: string;
  /** The figures that it is about; absent where the code says all. */
  readonly detail?: string;
}
