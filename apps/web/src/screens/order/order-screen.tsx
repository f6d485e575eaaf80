'use client';

import { Badge } from '@fairlead/ui/badge';
import { CopyId } from '@fairlead/ui/copy-id';
import { DataTable } from '@fairlead/ui/data-table';
import { Page, SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { Time } from '@fairlead/ui/time';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import type { InstrumentForm } from '@/rows/instrument-form';
import type { OrderDetail } from '@/rows/order-detail';
import { endingOf } from '@/words/ending-words';
import { formatPrice, formatQuantity } from '@/words/figures';
import { MODE_NAMES, OBJECTIVE_NAMES, SIDE_NAMES, TYPE_NAMES } from '@/words/order-words';
import { waitsFor } from '@/words/waiting-words';
import { CancelOrderButton } from '../act/cancel-order';
import { useInstrumentForms } from '../instrument-forms';
import { SimulatedMark, StateBadge } from '../order-marks';
import { childColumns } from './child-columns';
import { CostStrip } from './cost-strip';
import { fillColumns } from './fill-columns';
import { FillMap } from './fill-map';
import { useOrder } from './use-order';
import { Walk } from './walk';
import { WAVE_COLUMNS } from './wave-columns';

const ROWS_MAX = 14;

/** One order: its walk, where its parts went, and what it cost. */
export function OrderScreen({ orderPk }: { orderPk: string }) {
  const detail = useOrder(orderPk);
  const { order, waves, children, fills } = detail;
  const router = useRouter();
  const form = useInstrumentForms()(order.instrument_id);
  const isMarked = fills.some((fill) => fill.marks.length > 0);
  const columns = useMemo(
    () => ({ children: childColumns(form), fills: fillColumns(form, isMarked) }),
    [form, isMarked],
  );
  return (
    <Page
      title={`${SIDE_NAMES[order.side]} ${formatQuantity(order.quantity)} ${order.instrument_id}`}
      lead={<Lead order={order} form={form} />}
      actions={<CancelOrderButton order={order} />}
    >
      <CostStrip detail={detail} form={form} />
      <div className="grid grid-cols-[minmax(0,1fr)] border-b border-line pb-2 lg:grid-cols-[minmax(300px,380px)_minmax(0,1fr)]">
        <Walk detail={detail} price={form.price} />
        <div className="border-line max-lg:border-t lg:border-l">
          <FillMap detail={detail} price={form.price} />
          <section aria-label="Waves" className="min-w-0 border-t border-line pt-1">
            <DataTable
              name="Waves"
              toolbar={<SectionTitle title="Waves" note="what was expected of each, and what it has come to" />}
              columns={WAVE_COLUMNS}
              rows={waves}
              rowKey={(row) => row.decision_id}
              onOpen={(row) => router.push(`/decisions/${row.decision_id}`)}
              rowsInSight={rowsFor(waves.length)}
              empty={
                <EmptyState title="Not decided">Each decision of the order stands here, with what it cost.</EmptyState>
              }
            />
          </section>
        </div>
      </div>
      <section aria-label="Child orders" className="min-w-0 border-b border-line pb-2">
        <DataTable
          name="Child orders"
          toolbar={
            <SectionTitle
              title="Child orders"
              note="one for each venue and wave; times from the moment the intent was durable"
            />
          }
          primary
          columns={columns.children}
          rows={children}
          rowKey={(row) => row.child_id}
          rowsInSight={rowsFor(children.length)}
          empty={<EmptyState title="Nothing was sent">{whyNothing(detail, form)}</EmptyState>}
        />
      </section>
      <section aria-label="Fills" className="min-w-0 border-b border-line pb-2">
        <DataTable
          name="Fills"
          toolbar={<SectionTitle title="Fills" note="with the market that each one met" />}
          columns={columns.fills}
          rows={fills}
          rowKey={(row) => row.execution_id}
          rowsInSight={rowsFor(fills.length)}
          empty={<EmptyState title="No fill yet">Fills appear here the moment a venue reports them.</EmptyState>}
        />
      </section>
      <div className="h-6 shrink-0" />
    </Page>
  );
}

const rowsFor = (count: number): number => (count === 0 ? 4 : Math.min(ROWS_MAX, count));

function whyNothing(detail: OrderDetail, form: InstrumentForm): string {
  const { order } = detail;
  const waits = waitsFor(detail, form.price);
  if (order.state === 'RECEIVED' && waits !== null) return `The order waits ${waits}, and is decided then.`;
  if (order.reject_code !== null) return endingOf(order.reject_code);
  return 'No venue could be sent to, or the caller executes the decision itself.';
}

function typeText({ order_type, limit_price, stop_price }: OrderDetail['order'], { price }: InstrumentForm): string {
  const limit = limit_price === null ? '' : ` ${formatPrice(limit_price, price)}`;
  const stop = stop_price === null ? '' : ` at ${formatPrice(stop_price, price)}`;
  return order_type === 'STOP_LIMIT' ? `Stop${stop}, limit${limit}` : `${TYPE_NAMES[order_type]}${limit}${stop}`;
}

function Lead({ order, form }: { order: OrderDetail['order']; form: InstrumentForm }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <StateBadge state={order.state} />
      <span>
        {typeText(order, form)} · {order.time_in_force}
      </span>
      <Badge>
        {OBJECTIVE_NAMES[order.objective]}, {MODE_NAMES[order.mode]}
      </Badge>
      {order.excess_quantity > 0 && (
        <Badge tone="stopped" title="Venues executed more than they were sent, or what they had given back">
          {formatQuantity(order.excess_quantity)} too many
        </Badge>
      )}
      {order.simulated && <SimulatedMark />}
      <Time atMs={order.at_ms} withDate />
      <CopyId value={order.order_id} shown={20} label="order id" />
    </span>
  );
}
