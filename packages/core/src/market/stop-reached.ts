import type { ValidOrder } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { believedPrice, type Nbbo } from './nbbo.ts';

/**
 * True where the market has come to an order's stop price: a BUY stop when the national best offer is at it or above, a sell stop when the national
 * best bid is at it or below. There is no last sale here, so quotes decide, and only those of a market with two sides that are not crossed, in round
 * lots, and near enough to the last good market to be believed: a single bad quote must not set stops off. An order without a stop price is always
 * reached.
 */
export function isStopReached(order: Pick<ValidOrder, 'side' | 'stopPrice'>, nbbo: Nbbo): boolean {
  if (order.stopPrice === null) return true;
  if (nbbo.state !== 'NORMAL' && nbbo.state !== 'LOCKED') return false;
  const best = believedPrice(nbbo, order.side === 'BUY' ? 'ASK' : 'BID');
  return best !== null && (best - order.stopPrice) * sideSign(order.side) >= 0;
}
