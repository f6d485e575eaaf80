'use client';

import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import { CopyId } from '@fairlead/ui/copy-id';
import { ErrorState } from '@fairlead/ui/region-state';
import { Skeleton } from '@fairlead/ui/skeleton';
import { Time } from '@fairlead/ui/time';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { OrderDetail } from '@/rows/order-detail';
import { useTRPC } from '@/trpc/client';
import { dealName } from '@/words/deal-name';
import { childReasonOf, endingOf } from '@/words/ending-words';
import { formatBps, formatPrice, formatQuantity } from '@/words/figures';
import { TYPE_NAMES } from '@/words/order-words';
import { type FormOf, useInstrumentForms } from '../instrument-forms';
import { PeekFacts, PeekSection } from '../list/peek-parts';
import { OrderStateBadge, StateBadge } from '../order-marks';

const SHOWN_MAX = 12;

/** An order at a glance: where it stands and why, where its parts are, what it got. */
export function OrderPeek({ orderPk }: { orderPk: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.orders.get.queryOptions({ order_pk: orderPk }, { placeholderData: keepPreviousData }));
  const formOf = useInstrumentForms();
  if (query.error !== null)
    return (
      <ErrorState title="The order could not be loaded" onRetry={() => void query.refetch()}>
        {query.error.message}
      </ErrorState>
    );
  if (query.data === undefined) return <Skeleton className="m-4 h-40" />;
  return <Glance detail={query.data} price={formOf(query.data.order.instrument_id).price} />;
}

interface GlanceProps {
  readonly detail: OrderDetail;
  readonly price: ReturnType<FormOf>['price'];
}

function Glance({ detail, price }: GlanceProps) {
  const { order } = detail;
  return (
    <>
      <div className="flex flex-col gap-1 px-4 pb-2">
        <h2 className="text-base font-semibold">{dealName(order)}</h2>
        <span className="flex flex-wrap items-center gap-2 text-2xs text-muted">
          <OrderStateBadge order={order} />
          <Time atMs={order.at_ms} withDate /> ET
        </span>
        <CopyId value={order.order_id} shown={28} label="order id" />
        {order.reject_code !== null && <p className="text-xs text-muted">{endingOf(order.reject_code)}</p>}
      </div>
      <PeekSection title="What it came to">
        <PeekFacts
          facts={[
            ['Filled', `${formatQuantity(order.filled_quantity)} of ${formatQuantity(order.quantity)}`],
            ['Average price', formatPrice(order.average_price, price)],
            ['Cost, bps', formatBps(order.realised_cost_bps)],
            [
              'Type',
              `${TYPE_NAMES[order.order_type]} ${order.limit_price === null ? '' : formatPrice(order.limit_price, price)}`,
            ],
            ['Objective', OBJECTIVE_NAMES[order.objective]],
            ['Client', order.client_id],
          ]}
        />
      </PeekSection>
      <Children detail={detail} />
      <Fills detail={detail} price={price} />
      <p className="border-t border-line px-4 py-2 text-xs">
        <Link href={`/orders/${order.order_pk}`} className="text-accent hover:underline">
          Open the order
        </Link>
      </p>
    </>
  );
}

function Children({ detail: { children } }: Pick<GlanceProps, 'detail'>) {
  return (
    <PeekSection title={`Child orders · ${children.length}`}>
      {children.length === 0 && <p className="text-xs text-faint">Nothing was sent.</p>}
      <ul className="text-xs">
        {children.slice(0, SHOWN_MAX).map((child) => (
          <li key={child.child_id} className="grid h-6 grid-cols-[1fr_auto_auto] items-center gap-2">
            <span className="truncate">{child.venue_id}</span>
            <span className="figures text-muted" title="filled of sent">
              {formatQuantity(child.filled_quantity)} of {formatQuantity(child.quantity)}
            </span>
            <span title={child.reject_code === null ? undefined : childReasonOf(child.reject_code)}>
              <StateBadge state={child.state} />
            </span>
          </li>
        ))}
      </ul>
      <More count={children.length} />
    </PeekSection>
  );
}

function Fills({ detail: { fills }, price }: GlanceProps) {
  return (
    <PeekSection title={`Fills · ${fills.length}`}>
      {fills.length === 0 && <p className="text-xs text-faint">No fill yet.</p>}
      <ul className="text-xs">
        {fills.slice(0, SHOWN_MAX).map((fill) => (
          <li key={fill.execution_id} className="figures grid h-6 grid-cols-[auto_1fr_auto_auto] items-center gap-2">
            <Time atMs={fill.at_ms} />
            <span className="truncate">{fill.venue_id}</span>
            <span>{formatQuantity(fill.quantity)}</span>
            <span>{formatPrice(fill.price, price)}</span>
          </li>
        ))}
      </ul>
      <More count={fills.length} />
    </PeekSection>
  );
}

function More({ count }: { count: number }) {
  return count > SHOWN_MAX ? <p className="text-2xs text-faint">and {count - SHOWN_MAX} more</p> : null;
}
