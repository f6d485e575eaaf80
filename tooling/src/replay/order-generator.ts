import type { Instrument } from '@fairlead/core/instrument/instrument';
import { movedByTicks } from '@fairlead/core/instrument/tick';
import { formatScaled } from '@fairlead/core/money/scaled';
import { type OrderRequest, type Side, type TimeInForce, UNSAID } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import type { TapeMarket } from './nbbo-pass.ts';
import { Random } from './random.ts';
import type { RecordedMarket } from './recording/recorded-market.ts';
import type { TimedOrder } from './timed-order.ts';

const US_PER_MS = 1_000;
const MINUTE_US = 60_000_000;
/** How many ticks beyond the far side a limit lies; negative ones may have to wait for the market. */
const LIMIT_TICKS: readonly [number, ...number[]] = [-1, 0, 0, 1, 1, 2, 3, 5];

/** What the generator needs to know of the day. */
export interface OrderFlow {
  readonly market: RecordedMarket;
  readonly perMinute: number;
  readonly seed: number;
}

/** The moments at which orders come, ascending: `perMinute` for each minute of the session, each anywhere in it. Microseconds since 1970. */
export function arrivalTimes({ market, perMinute, seed }: OrderFlow): readonly number[] {
  const random = new Random(seed);
  const { openUs, closeUs } = market.session;
  const lengthMs = Math.floor((closeUs - openUs) / US_PER_MS);
  const count = Math.floor(perMinute * ((closeUs - openUs) / MINUTE_US));
  const times = Float64Array.from({ length: count }, () => {
    const sinceOpenUs = random.below(lengthMs) * US_PER_MS + random.below(US_PER_MS);
    return market.midnightUs + openUs + sinceOpenUs;
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
  arrivals: readonly TapeMarket[],
): TimedOrder[] {
  // A stream of its own: the orders of a moment do not depend on how many moments were drawn before.
  const random = new Random(`${flow.seed}/orders`);
  return times.map((atUs, index) => {
    const drawn = { random, index, market: arrivals[index] ?? { bid: null, ask: null } };
    return { atUs, request: requestOf(flow.market, drawn) };
  });
}

interface Drawn {
  readonly random: Random;
  readonly index: number;
  readonly market: TapeMarket;
}

function requestOf({ instrument, orderSizes }: RecordedMarket, { random, index, market }: Drawn): OrderRequest {
  const drawnSide = random.pick<Side>(['BUY', 'BUY', 'BUY', 'SELL', 'SELL', 'SELL_SHORT']);
  const side = drawnSide === 'SELL_SHORT' && instrument.assetClass !== 'EQUITY' ? 'SELL' : drawnSide;
  const count = random.pick(orderSizes);
  const ticks = random.pick(LIMIT_TICKS);
  const isLimit = random.below(2) === 0;
  const limitTime = random.pick<TimeInForce>(['DAY', 'DAY', 'IOC', 'IOC', 'IOC', 'FOK']);
  const limitPrice = isLimit ? limitBeside(instrument, side, { market, ticks }) : null;
  return {
    ...UNSAID,
    orderId: `replay-${index + 1}`,
    instrumentId: instrument.instrumentId,
    side,
    quantity: count,
    orderType: limitPrice === null ? 'MARKET' : 'LIMIT',
    limitPrice,
    timeInForce: limitPrice === null ? 'DAY' : limitTime,
    locateId: side === 'SELL_SHORT' ? 'REPLAY' : null,
  };
}

function limitBeside(instrument: Instrument, side: Side, beside: { market: TapeMarket; ticks: number }): string | null {
  const far = side === 'BUY' ? beside.market.ask : beside.market.bid;
  if (far === null) return null;
  const limit = movedByTicks(instrument, far, sideSign(side) * beside.ticks);
  return limit > 0 ? formatScaled(limit, instrument.priceDecimals) : null;
}
