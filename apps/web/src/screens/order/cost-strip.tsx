import { expectedCostBps } from '@fairlead/core/analytics/transaction-cost';
import { isOrderEnded } from '@fairlead/core/order/order-state';
import { StatStrip } from '@fairlead/ui/stat-strip';
import type { InstrumentForm } from '@/rows/instrument-form';
import type { OrderDetail } from '@/rows/order-detail';
import {
  currencySign,
  formatBps,
  formatPrice,
  formatQuantity,
  formatShare,
  formatSignedMoney,
  formatSpan,
} from '@/words/figures';

/** What the order has come to: how much, at what price, and what that cost against the market at arrival and what was expected. */
export function CostStrip({ detail, form }: { detail: OrderDetail; form: InstrumentForm }) {
  const { order, fills } = detail;
  const expected = expectedBps(detail);
  const realised = order.realised_cost_bps;
  const against = expected === null || realised === null ? null : realised - expected;
  const took = Math.max(order.updated_at_ms, fills.at(-1)?.at_ms ?? 0) - order.at_ms;
  return (
    <StatStrip
      label="What the order has come to"
      stats={[
        {
          label: 'Filled',
          value: formatQuantity(order.filled_quantity),
          unit: `of ${formatQuantity(order.quantity)}`,
          note: formatShare(order.filled_quantity / order.quantity),
        },
        {
          label: 'Average price',
          value: formatPrice(order.average_price, form.price),
          note: `mid at arrival ${formatPrice(order.arrival_mid, form.price)}`,
        },
        {
          label: 'Cost against arrival',
          value: formatBps(realised),
          unit: 'bps',
          note: 'with fees; negative is better',
        },
        {
          label: 'Against expectation',
          value: formatBps(against),
          unit: 'bps',
          note: expected === null ? 'nothing was expected' : `expected ${formatBps(expected)}`,
        },
        {
          label: 'Fees',
          value: formatSignedMoney(order.total_fees),
          unit: currencySign(form.currency),
          note: 'paid (+) or received (−)',
        },
        {
          label: isOrderEnded(order.state) ? 'Done in' : 'Last news after',
          value: formatSpan(took),
          note: `${order.waves} ${order.waves === 1 ? 'wave' : 'waves'}`,
        },
      ]}
    />
  );
}

/** What was expected of the order over its waves, each by what it has filled. */
function expectedBps({ waves }: OrderDetail): number | null {
  return expectedCostBps(
    waves.map((wave) => ({
      expectedCostBps: wave.expected_cost_bps,
      placed: wave.routed_quantity - wave.unallocated_quantity,
      filled: wave.filled_quantity,
    })),
  );
}
