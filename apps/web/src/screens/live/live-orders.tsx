'use client';

import type { OrderUpdate } from '@fairlead/contracts/stream';
import { Section } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useMemo } from 'react';
import { useFreshnessSince, useLive } from '@/live/live-context';
import type { OrderRow } from '@/rows/order-row';
import type { LiveTopic } from '@/stream/live-wish';
import { useTRPC } from '@/trpc/client';
import { formatClock } from '@/words/market-words';
import { isUnfilled } from '@/words/unfilled';
import { openOf } from './open-orders';
import { OrderLine } from './order-line';

const SHOWN_MAX = 40;
const READ_MAX = 100;
const FOLLOWED: readonly LiveTopic[] = ['ORDER_UPDATE'];
const NONE: readonly never[] = [];

/** Orders that are not done yet, the one with the last news first; and those that ended without a fill of the whole since the screen was opened. */
export function LiveOrders() {
  const trpc = useTRPC();
  const query = useQuery(trpc.orders.list.queryOptions({ filter: { state: 'OPEN' }, limit: READ_MAX }));
  const { orders } = useLive(FOLLOWED);
  const { state, sinceMs } = useFreshnessSince();
  const stored = query.data?.rows ?? NONE;
  const open = useMemo(() => openOf(orders, stored), [orders, stored]);
  const unfilled = useMemo(() => [...orders.values()].reverse().filter((order) => isUnfilled(order.state)), [orders]);
  const isKnown = query.data !== undefined || open.length > 0;
  // Without the router nobody knows which of them are open now.
  const isNow = state !== 'ROUTER_AWAY' && state !== 'OFFLINE';
  const asOf = isNow ? '' : sinceMs === null ? ' · not known now' : ` · as of ${formatClock(sinceMs)} ET`;
  const note = query.error !== null ? `could not be read: ${query.error.message}` : isKnown ? `${open.length}` : '–';
  return (
    <>
      <Section title="Open orders" note={`${note}${asOf}`}>
        <div className="h-[196px] overflow-y-auto" tabIndex={-1}>
          {!isKnown ? (
            <EmptyState title="Not known yet">Open orders are being read.</EmptyState>
          ) : open.length === 0 ? (
            <EmptyState title="Nothing is open">
              Orders that rest in a book or wait for an answer stand here.
            </EmptyState>
          ) : (
            <Lines orders={open} />
          )}
        </div>
      </Section>
      <Section
        title="Not filled"
        note={
          <>
            {unfilled.length} while this screen was open ·{' '}
            <Link href="/orders?state=REJECTED" className="text-accent underline">
              all that were refused
            </Link>
          </>
        }
      >
        <div className="h-[84px] overflow-y-auto" tabIndex={-1}>
          {unfilled.length === 0 ? (
            <p className="px-4 py-1 text-xs text-faint">
              Orders that are refused or end before they are filled stand here.
            </p>
          ) : (
            <Lines orders={unfilled} />
          )}
        </div>
      </Section>
    </>
  );
}

function Lines({ orders }: { orders: readonly (OrderUpdate | OrderRow)[] }) {
  return (
    <ul>
      {orders.slice(0, SHOWN_MAX).map((order) => (
        <OrderLine key={order.order_pk} order={order} />
      ))}
    </ul>
  );
}
