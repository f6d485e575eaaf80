import type { OrderUpdate } from '@fairlead/contracts/stream';
import Link from 'next/link';
import { memo } from 'react';
import type { OrderRow } from '@/rows/order-row';
import { endingOf } from '@/words/ending-words';
import { formatQuantity } from '@/words/figures';
import { OrderStateBadge, Side } from '../order-marks';

/** An order in one line beside the decisions; drawn anew when there is news of it. */
export const OrderLine = memo(function OrderLine({ order }: { order: OrderUpdate | OrderRow }) {
  return (
    <li>
      <Link
        href={`/orders/${order.order_pk}`}
        prefetch={false}
        title={order.reject_code === null ? undefined : endingOf(order.reject_code)}
        className="grid h-7 grid-cols-[36px_52px_1fr_auto] items-center gap-2 border-b border-line/55 px-4 text-xs hover:bg-hover"
      >
        <Side side={order.side} />
        <span className="truncate font-medium">{order.instrument_id}</span>
        <span className="figures truncate text-right text-muted">
          {formatQuantity(order.filled_quantity)} of {formatQuantity(order.quantity)}
        </span>
        <OrderStateBadge order={order} />
      </Link>
    </li>
  );
});
