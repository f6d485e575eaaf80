import 'server-only';
import type { ViewedOrders } from '@fairlead/db/repositories/viewed-repositories';
import { framed, lifeOf, type OrderMarket } from '@/rows/order-market';
import { marketHistory } from '../market-reads';
import { lookedAt, spansOf } from './market-points';

const US_PER_MS = 1_000;
/** Up to here every change is read: two hours are 121 rows. Beyond, the market is looked at so many times. */
const WHOLE_US_MAX = 7_200_000_000;
const LOOKS = 400;

/** The market around an order's life, or null where there is no such order that may be seen. */
export async function marketOfOrder(orders: ViewedOrders, orderPk: string, nowMs: number): Promise<OrderMarket | null> {
  const walk = await orders.findWalk(orderPk);
  if (walk === null) return null;
  const { order, executions } = walk;
  const lived = {
    at_ms: order.created_at_us / US_PER_MS,
    updated_at_ms: order.updated_at_us / US_PER_MS,
    state: order.state,
  };
  const last = executions.at(-1)?.executed_at_us ?? null;
  const life = framed(lifeOf(lived, last === null ? null : last / US_PER_MS, nowMs));
  const fromUs = Math.floor(life.fromMs * US_PER_MS);
  const toUs = Math.ceil(Math.min(life.toMs, Math.max(nowMs, lived.at_ms)) * US_PER_MS);
  const frame = { from_ms: life.fromMs, to_ms: life.toMs, asked_at_ms: nowMs };
  if (toUs - fromUs <= WHOLE_US_MAX) {
    const known = await marketHistory().changesBetween(order.instrument_id, fromUs, toUs);
    return { ...frame, every_ms: null, spans: spansOf(known, toUs - fromUs) };
  }
  const everyUs = Math.ceil((toUs - fromUs) / LOOKS);
  return {
    ...frame,
    every_ms: everyUs / US_PER_MS,
    spans: await looksBetween(order.instrument_id, { fromUs, toUs, everyUs }),
  };
}

interface LongTime {
  readonly fromUs: number;
  readonly toUs: number;
  readonly everyUs: number;
}

/** The market of a long time: all of when it is known, and what stood at a look every so often. */
async function looksBetween(instrumentId: string, { fromUs, toUs, everyUs }: LongTime): Promise<OrderMarket['spans']> {
  const times = await marketHistory().knownBetween(instrumentId, fromUs, toUs);
  const looks = times.map((time) => {
    const count = Math.ceil((time.untilUs - time.fromUs) / everyUs);
    return Array.from({ length: count }, (_, index) => time.fromUs + index * everyUs);
  });
  const markets = await marketHistory().marketsAt(looks.flat().map((atUs) => ({ instrumentId, atUs })));
  let place = 0;
  return times.map((time, index) =>
    lookedAt(
      time,
      (looks[index] ?? []).map((atUs) => ({ atUs, known: markets[place++] ?? null })),
    ),
  );
}
