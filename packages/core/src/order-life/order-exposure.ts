import { notionalRoundedE8 } from '../money/amount.ts';
import { quantity } from '../money/units.ts';
import { toDollarsE8 } from '../risk/dollars.ts';
import { type Exposure, sided } from '../risk/exposure.ts';
import { isEnded, type OrderLife } from './order-life.ts';

/**
 * What an order comes to as it stands. What may still be executed is all of it that is not filled; of an order that has ended it is what is out at venues
 * or may be, a child of unknown fate included. It is weighed at the order's limit, else at its worst price, else at its stop price; a market order that
 * waits for the open has as its worst price what was known when it came, and weighs nothing only where nothing was. `executedBeforeE8` of its executions do not count: they were on an earlier day.
 */
export function orderExposure(life: OrderLife, currency: string, executedBeforeE8: bigint): Exposure {
  const { order, start, scale } = life;
  const left = isEnded(life) ? life.working : Math.max(life.working, order.quantity - life.filled);
  const at = order.limitPrice ?? start.worstPrice ?? order.stopPrice;
  const openE8 = left <= 0 || at === null ? 0n : toDollarsE8(notionalRoundedE8(at, quantity(left), scale), currency);
  return sided(order.side, openE8, toDollarsE8(life.notionalE8 - executedBeforeE8, currency));
}
