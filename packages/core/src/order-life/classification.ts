import type { MeasuredMarket } from '../market/nbbo.ts';
import type { ValidOrder } from '../order/request.ts';
import { sideSign } from '../order/side.ts';

/** How an order counts in a Rule 606 report. */
export const ORDER_CLASSIFICATIONS = ['MARKET', 'MARKETABLE_LIMIT', 'NON_MARKETABLE_LIMIT', 'OTHER'] as const;
export type OrderClassification = (typeof ORDER_CLASSIFICATIONS)[number];

/** A limit order is marketable when its limit reaches the far side at receipt; stops and pegs are other. */
export function classify(
  order: Pick<ValidOrder, 'orderType' | 'limitPrice' | 'side'>,
  { bid, ask }: Pick<MeasuredMarket, 'bid' | 'ask'>,
): OrderClassification {
  if (order.orderType === 'MARKET') return 'MARKET';
  if (order.orderType !== 'LIMIT' || order.limitPrice === null) return 'OTHER';
  const far = order.side === 'BUY' ? ask : bid;
  const isMarketable = far !== null && (order.limitPrice - far.price) * sideSign(order.side) >= 0;
  return isMarketable ? 'MARKETABLE_LIMIT' : 'NON_MARKETABLE_LIMIT';
}
