'use client';

import { isOrderEnded } from '@fairlead/core/order/order-state';
import { Section } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useLive } from '@/live/live-context';
import { useTRPC } from '@/trpc/client';
import { formatQuantity } from '@/words/figures';
import { Side, StateBadge } from '../order-marks';

const SHOWN_MAX = 40;

/** Orders that are not done yet, the one with the last news first. */
export function OpenOrders() {
  const trpc = useTRPC();
  const query = useQuery(trpc.orders.list.queryOptions({ limit: 100, open_only: true }));
  const { orders } = useLive();
  const stored = (query.data?.rows ?? []).filter((order) => !orders.has(order.order_pk));
  const open = [...[...orders.values()].reverse(), ...stored].filter((order) => !isOrderEnded(order.state));
  const isKnown = query.data !== undefined || open.length > 0;
  const note = query.error !== null ? `could not be read: ${query.error.message}` : isKnown ? `${open.length}` : '–';
  return (
    <Section title="Open orders" note={note}>
      <div className="h-[232px] overflow-y-auto" tabIndex={-1}>
        {!isKnown ? (
          <EmptyState title="Not known yet">Open orders are being read.</EmptyState>
        ) : open.length === 0 ? (
          <EmptyState title="Nothing is open">Orders that rest in a book or wait for an answer stand here.</EmptyState>
        ) : (
          <ul>
            {open.slice(0, SHOWN_MAX).map((order) => (
              <li key={order.order_pk}>
                <Link
                  href={`/orders/${order.order_pk}`}
                  className="grid h-7 grid-cols-[36px_52px_1fr_auto] items-center gap-2 border-b border-line/55 px-4 text-xs hover:bg-hover"
                >
                  <Side side={order.side} />
                  <span className="font-medium">{order.instrument_id}</span>
                  <span className="figures truncate text-right text-muted">
                    {formatQuantity(order.filled_quantity)} of {formatQuantity(order.quantity)}
                  </span>
                  <StateBadge state={order.state} />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
