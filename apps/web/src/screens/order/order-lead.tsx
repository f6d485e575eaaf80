import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import { Badge } from '@fairlead/ui/badge';
import { CopyId } from '@fairlead/ui/copy-id';
import { Time } from '@fairlead/ui/time';
import type { InstrumentForm } from '@/rows/instrument-form';
import type { OrderDetail } from '@/rows/order-detail';
import { formatPrice, formatQuantity } from '@/words/figures';
import { MODE_NAMES, TYPE_NAMES } from '@/words/order-words';
import { OrderStateBadge, SimulatedMark } from '../order-marks';

interface OrderLeadProps {
  readonly order: OrderDetail['order'];
  readonly form: InstrumentForm;
}

/** What the order asked for and how it stands, in one line. */
export function OrderLead({ order, form }: OrderLeadProps) {
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <OrderStateBadge order={order} />
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
      <span>
        <Time atMs={order.at_ms} withDate /> ET
      </span>
      <CopyId value={order.order_id} shown={20} label="order id" />
    </span>
  );
}

function typeText({ order_type, limit_price, stop_price }: OrderDetail['order'], { price }: InstrumentForm): string {
  const limit = limit_price === null ? '' : ` ${formatPrice(limit_price, price)}`;
  const stop = stop_price === null ? '' : ` at ${formatPrice(stop_price, price)}`;
  return order_type === 'STOP_LIMIT' ? `Stop${stop}, limit${limit}` : `${TYPE_NAMES[order_type]}${limit}${stop}`;
}
