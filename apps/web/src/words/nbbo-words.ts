import type { PriceForm } from '@/rows/instrument-form';
import type { OrderDetail } from '@/rows/order-detail';
import { formatPrice, formatQuantity } from './figures';

type Arrival = Pick<
  OrderDetail['order'],
  | 'arrival_bid'
  | 'arrival_ask'
  | 'arrival_mid'
  | 'odd_lot_bid'
  | 'odd_lot_bid_size'
  | 'odd_lot_ask'
  | 'odd_lot_ask_size'
>;

/** An odd lot beside a best price: what it is, how much there is of it. */
export function oddLotWords(side: 'bid' | 'offer', size: number, at: string): string {
  return `odd lot ${side} ${at} × ${formatQuantity(size)}`;
}

/** Why there is no midpoint although both sides were there. */
export const NOT_BELIEVED = 'too far from the last good market to measure by';

/** The market in which an order became executable, with the better odd lots beside it; null where nobody quoted. */
export function arrivalWords(order: Arrival, form: PriceForm): string | null {
  if (order.arrival_bid === null && order.arrival_ask === null) return null;
  const best = `market ${formatPrice(order.arrival_bid, form)} to ${formatPrice(order.arrival_ask, form)}`;
  const isDoubtful = order.arrival_bid !== null && order.arrival_ask !== null && order.arrival_mid === null;
  const odd = [
    ...(order.odd_lot_bid === null
      ? []
      : [oddLotWords('bid', order.odd_lot_bid_size ?? 0, formatPrice(order.odd_lot_bid, form))]),
    ...(order.odd_lot_ask === null
      ? []
      : [oddLotWords('offer', order.odd_lot_ask_size ?? 0, formatPrice(order.odd_lot_ask, form))]),
  ];
  return [best, ...(isDoubtful ? [NOT_BELIEVED] : []), ...odd].join(', ');
}
