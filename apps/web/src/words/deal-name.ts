import type { OrderRow } from '@/rows/order-row';
import { formatQuantity } from './figures';
import { SIDE_NAMES } from './order-words';

/** What was to be done, e.g. `Buy 300 AAPL`. */
export function dealName({
  side,
  quantity,
  instrument_id,
}: Pick<OrderRow, 'side' | 'quantity' | 'instrument_id'>): string {
  return `${SIDE_NAMES[side]} ${formatQuantity(quantity)} ${instrument_id}`;
}
