import type { PriceForm } from '../rows/instrument-form';
import type { OrderDetail } from '../rows/order-detail';
import { formatPrice } from './figures';

/** What an order is or was held for; null for one that was decided as it came. */
export function waitsFor(
  { held_for: heldFor, order }: Pick<OrderDetail, 'held_for' | 'order'>,
  form: PriceForm,
): string | null {
  switch (heldFor) {
    case null:
      return null;
    case 'MARKET_OPEN':
      return 'for its market to open';
    case 'STOP_PRICE': {
      const quote = order.side === 'BUY' ? 'best offer' : 'best bid';
      const way = order.side === 'BUY' ? 'or more' : 'or less';
      return `for a ${quote} of ${formatPrice(order.stop_price, form)} ${way}`;
    }
  }
}
