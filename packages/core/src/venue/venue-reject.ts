/** Why a venue refuses a child order through the order's own fault: its circuit is not to blame. */
export const ORDER_FAULTS = [
  'UNKNOWN_INSTRUMENT',
  'UNSUPPORTED_TIME_IN_FORCE',
  'UNSUPPORTED_ORDER_TYPE',
  'PRICE_NOT_POSITIVE',
  'PRICE_OFF_TICK',
  'QUANTITY_BELOW_MINIMUM',
  'QUANTITY_ABOVE_MAXIMUM',
  'ODD_LOT',
  'POST_ONLY_IMMEDIATE',
] as const;
export type OrderFault = (typeof ORDER_FAULTS)[number];

/** Why a venue that works does not deal: the market has moved, a provider has looked again. Its reject rate learns it. */
export const MARKET_REJECTS = ['POST_ONLY_WOULD_TAKE', 'QUOTE_EXPIRED', 'LAST_LOOK_REJECTED'] as const;
export type MarketReject = (typeof MARKET_REJECTS)[number];

/** More came than the venue takes: it works, and is CONGESTED for as long as it says. */
export const THROTTLED = 'THROTTLED';

/** Why a venue takes no order for an instrument now: it has said that it does not trade, and the order came all the same. */
export const SESSION_REJECTS = ['MARKET_PRE_OPEN', 'MARKET_CLOSED', 'INSTRUMENT_HALTED'] as const;
export type SessionReject = (typeof SESSION_REJECTS)[number];

const NO_FAILURES: ReadonlySet<string> = new Set([...ORDER_FAULTS, ...MARKET_REJECTS, ...SESSION_REJECTS, THROTTLED]);

/** True where a refusal with this code says that the venue does not work. A code that is not known here does. */
export function isVenueFailure(code: string): boolean {
  return !NO_FAILURES.has(code);
}

/** True where nobody has looked at the order: no session took it, or it came when its venue took no more. It is no fault of the order's. */
export function isTurnedAway(code: string | null): boolean {
  return code === 'NOT_SENT' || code === THROTTLED;
}
