/** Why a venue got nothing: the closed list, each with the words that a screen shows. */
export const EXCLUSION_MESSAGES = {
  EXCLUDED_BY_ORDER: 'The order, or a routing rule that applies to it, excludes this venue.',
  OVER_VENUE_CAP: 'A routing rule, or the limits of the venue, cap it, and nothing is left under the cap.',
  NOT_DIRECTED_VENUE: 'The customer directed the order to another venue.',
  VENUE_DISABLED: 'The venue is switched off in the configuration.',
  VENUE_OFFLINE: 'The venue is offline.',
  VENUE_RESTRICTED: 'A person has restricted the venue.',
  VENUE_DISCONNECTED: 'There is no session with the venue.',
  CIRCUIT_OPEN: 'The circuit breaker of the venue is open.',
  VENUE_FULL:
    'The venue takes no new orders for the moment: it has said so, or has been sent as many as it takes in a second.',
  INSTRUMENT_NOT_TRADED: 'The venue does not trade the instrument.',
  ORDER_TYPE_NOT_TAKEN: 'The venue does not take this order type.',
  TIME_IN_FORCE_NOT_TAKEN: 'The venue does not take this time in force.',
  AFTER_INTERNAL: 'The internal book is asked first, and the others get what it leaves.',
  AFTER_DARK: 'Dark venues are asked first, and the others get what they leave.',
  NO_MIDPOINT: 'There is no midpoint to trade at: the market is one-sided, locked or crossed.',
  NOT_ASKED_BLIND:
    'It displays nothing, and an order that ends at once or is shared out by what is displayed asks nobody blind.',
  DARK_ELSEWHERE: 'Other dark venues are more likely to fill, and are asked for the whole quantity.',
  LITTLE_HIDDEN: 'Too little hidden liquidity is believed to be here for an order to be sent blind.',
  HOLD_OFF: 'An order was sent here blind a moment ago, and nothing has come of it.',
  ADVERSE_MARKOUTS: 'After blind fills here the market has moved against us.',
  NOT_SOURCED: 'The order’s sourcing leaves this kind of venue out.',
  NOT_ALLOCATED: 'The caller’s own division gives this venue nothing.',
  NOT_YET: 'One venue at a time: not its turn yet.',
  ALREADY_TRIED: 'An earlier wave was sent here.',
  NO_DISPLAYED_QUOTE: 'The venue displays no quote on this side.',
  QUOTE_STALE: 'The venue has been silent for too long to trust its quote.',
  QUOTE_EXPIRED: 'The venue’s quote has passed its own end (valid_until).',
  QUOTE_CROSSED: 'The venue’s own quote is crossed.',
  OUTSIDE_LIMIT: 'The venue’s price is outside the limit.',
  OVER_MAX_FEE: 'The venue’s take fee is over the order’s max_fee.',
  UNDER_MIN_FILL_RATE: 'The venue fills less than the order’s min_fill_rate.',
  OVER_MAX_LATENCY: 'The venue’s expected round trip is over the order’s max_latency_ms.',
  OVER_MAX_IMPACT: 'Not even the smallest slice here would keep the order’s max_impact_bps.',
  VENUE_MINIMUM: 'What could be sent is below the venue’s minimum or not in its lots.',
  NOT_WHOLE: 'A fill-or-kill order goes whole to one venue, and this one cannot take all of it.',
  WOULD_TRADE_THROUGH: 'Taking this price would trade through a better protected quote that is not taken in full.',
  AFTER_PROTECTED: 'A better protected quote had to be taken in full, and nothing was left for this one.',
  SPLIT_LIMIT: 'The order is already split over as many venues as it allows.',
  LOT_REMAINDER: 'Moving a part here would leave a chosen venue less than its minimum, or not in its lots.',
  SHARE_TOO_SMALL: 'Its share in proportion to what it shows rounds to nothing.',
  FIXED_CHARGE: 'The charge for one more order here costs more than the better price saves.',
  RESTS_INSTEAD: 'The whole quantity rests at the near side first, and nothing is taken yet.',
  RANKED_LATER: 'Others come first in the ranking, and cover the whole quantity.',
  NOT_NEEDED: 'Venues that count as cheaper cover it all.',
} as const;

export type ExclusionCode = keyof typeof EXCLUSION_MESSAGES;

/** Why part of an order was given to nobody. */
export const UNALLOCATED_MESSAGES = {
  NO_ELIGIBLE_VENUE: 'No venue may take the order now.',
  NOTHING_WITHIN_LIMIT: 'No eligible venue displays a price within the limit.',
  REST_BELOW_MINIMUM: 'What is left is below the minimum of the venues that could take it, or not in their lots.',
  VENUE_BOUNDS_REACHED:
    'The eligible venues display more, and may be sent no more: by their largest order, a cap or max_impact_bps.',
  PART_NOT_DISPLAYED: 'A venue displays less than the part that the caller’s own division gives it.',
  INSUFFICIENT_LIQUIDITY: 'The eligible venues display less than the quantity within the limit.',
  PROTECTED_QUOTE_UNREACHABLE: 'Going on would trade through a protected quote that cannot be taken in full.',
  SPLIT_LIMIT: 'The order allows no more venues.',
  NEXT_VENUE_LATER: 'The order goes to one venue at a time: the rest waits for this one’s answer.',
  OTHER_VENUES_LATER: 'The rest waits for the answer of the venues that are asked first.',
  ALL_VENUES_TRIED: 'Every eligible venue has been tried once.',
  FOK_NOT_FILLABLE: 'No single venue displays the whole quantity at a price that may be taken.',
  NO_RESTING_VENUE: 'No venue may rest what is left.',
  WOULD_LOCK_OR_CROSS: 'Posting the rest would lock or cross a protected quote.',
} as const;

export type UnallocatedCode = keyof typeof UNALLOCATED_MESSAGES;
