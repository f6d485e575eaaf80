import type { Instrument } from '@fairlead/core/instrument/instrument';
import { tickAt } from '@fairlead/core/instrument/tick';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { OrderRequest, Side, TimeInForce } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import type { ArrivalMarket } from './nbbo-pass.ts';
import { Random } from './random.ts';
import { CLOSE_MS, OPEN_MS } from './recorded-day.ts';
import type { TimedOrder } from './timed-order.ts';

const MINUTE_MS = 60_000;
const MICROSECONDS = 1_000;
/**
 * Shares, each as likely: odd lots, round lots (what a venue of the recorded day mostly displays) and sizes that need several venues. The
 * mean of 120 makes a default day about a quarter of what really traded.
 */
const SIZES: readonly [number, ...number[]] = [
  10, 20, 30, 50, 50, 75, 90, 100, 100, 100, 100, 100, 100, 200, 200, 300, 500,
];
/** How many ticks beyond the far side a limit lies; negative ones may have to wait for the market. */
const LIMIT_TICKS: readonly [number, ...number[]] = [-1, 0, 0, 1, 1, 2, 3, 5];

/** What the generator needs to know of the day. */
export interface OrderFlow {
  readonly instrument: Instrument;
  readonly midnightUs: number;
  readonly perMinute: number;
  readonly seed: number;
}

/** The moments at which orders come, ascending: `perMinute` × 390, each anywhere in regular hours. Microseconds since 1970. */
export function arrivalTimes(flow: OrderFlow): readonly number[] {
  const random = new Random(flow.seed);
  const count = flow.perMinute * ((CLOSE_MS - OPEN_MS) / MINUTE_MS);
  const times = Float64Array.from({ length: count }, () => {
    const ms = OPEN_MS + random.below(CLOSE_MS - OPEN_MS);
    return flow.midnightUs + ms * MICROSECONDS + random.below(MICROSECONDS);
  });
  return [...times.sort()];
}

/**
 * One order a moment: side, size, type and limit drawn by the seed; `arrivals[i]` is the market at moment i, beside which a limit is laid. Half
 * market orders, the rest limit orders, of which a third rest (DAY), the others are immediate-or-cancel or fill-or-kill.
 */
export function generateOrders(
  flow: OrderFlow,
  times: readonly number[],
  arrivals: readonly ArrivalMarket[],
): TimedOrder[] {
  // A stream of its own: the orders of a moment do not depend on how many moments were drawn before.
  const random = new Random(flow.seed ^ 0x5bd1e995);
  return times.map((atUs, index) => {
    const drawn = { random, index, market: arrivals[index] ?? { bid: null, ask: null } };
    return { atUs, request: requestOf(flow.instrument, drawn) };
  });
}

interface Drawn {
  readonly random: Random;
  readonly index: number;
  readonly market: ArrivalMarket;
}

function requestOf(instrument: Instrument, { random, index, market }: Drawn): OrderRequest {
  const side = random.pick<Side>(['BUY', 'BUY', 'BUY', 'SELL', 'SELL', 'SELL_SHORT']);
  const count = random.pick(SIZES);
  const ticks = random.pick(LIMIT_TICKS);
  const isLimit = random.below(2) === 0;
  const limitTime = random.pick<TimeInForce>(['DAY', 'DAY', 'IOC', 'IOC', 'IOC', 'FOK']);
  const limitPrice = isLimit ? limitBeside(instrument, side, { market, ticks }) : null;
  return {
    orderId: `replay-${index + 1}`,
    instrumentId: instrument.instrumentId,
    side,
    quantity: String(count),
    orderType: limitPrice === null ? 'MARKET' : 'LIMIT',
    limitPrice,
    stopPrice: null,
    timeInForce: limitPrice === null ? 'DAY' : limitTime,
    routingObjective: 'BEST_PRICE',
    routingMode: 'SWEEP',
    sourcing: 'ANY',
    venuePreferences: [],
    excludeVenues: [],
    maxVenueSplit: null,
    account: null,
    customerId: null,
    held: true,
    directedVenue: null,
    capacity: 'AGENCY',
    locateId: side === 'SELL_SHORT' ? 'REPLAY' : null,
    tag: null,
    urgency: null,
    constraints: null,
    manualAllocations: [],
    said: [],
  };
}

function limitBeside(
  instrument: Instrument,
  side: Side,
  beside: { market: ArrivalMarket; ticks: number },
): string | null {
  const far = side === 'BUY' ? beside.market.ask : beside.market.bid;
  if (far === null) return null;
  const limit = far + sideSign(side) * beside.ticks * tickAt(instrument, far);
  return limit > 0 ? formatScaled(limit, instrument.priceDecimals) : null;
}
