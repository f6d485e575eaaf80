import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import type { Column } from '@fairlead/ui/column';
import { Time } from '@fairlead/ui/time';
import type { OrderRow } from '@/rows/order-row';
import { endingOf } from '@/words/ending-words';
import { formatBps, formatPrice, formatQuantity } from '@/words/figures';
import { SIDE_NAMES, STATE_WORDS, TYPE_NAMES } from '@/words/order-words';
import { OrderRowMenu } from '../act/cancel-order';
import type { FormOf } from '../instrument-forms';
import { OrderStateBadge, Side, SimulatedMark } from '../order-marks';

/** What the order is. */
const ORDER: readonly Column<OrderRow>[] = [
  {
    id: 'time',
    header: 'Received',
    unit: 'ET',
    width: 112,
    priority: 1,
    value: (row) => new Date(row.at_ms).toISOString(),
    cell: (row) => <Time atMs={row.at_ms} />,
  },
  {
    id: 'side',
    header: 'Side',
    width: 52,
    priority: 1,
    value: (row) => SIDE_NAMES[row.side],
    cell: (row) => <Side side={row.side} />,
  },
  {
    id: 'instrument',
    header: 'Symbol',
    width: 100,
    priority: 1,
    value: (row) => row.instrument_id,
    cell: (row) => (
      <span className="flex items-center gap-1.5">
        <span className="font-medium">{row.instrument_id}</span>
        {row.simulated && <SimulatedMark />}
      </span>
    ),
  },
  {
    id: 'quantity',
    header: 'Qty',
    width: 84,
    align: 'right',
    priority: 2,
    value: (row) => row.quantity,
    cell: (row) => formatQuantity(row.quantity),
  },
  {
    id: 'filled',
    header: 'Filled',
    width: 84,
    align: 'right',
    priority: 2,
    value: (row) => row.filled_quantity,
    cell: (row) => formatQuantity(row.filled_quantity),
  },
  {
    id: 'state',
    header: 'State',
    width: 100,
    priority: 1,
    value: (row) => STATE_WORDS[row.state].name,
    cell: (row) => <OrderStateBadge order={row} />,
  },
  { id: 'type', header: 'Type', width: 76, priority: 4, value: (row) => TYPE_NAMES[row.order_type] },
];

/** Prices, each with the decimals of its instrument. */
const priceColumns = (formOf: FormOf): readonly Column<OrderRow>[] => [
  {
    id: 'limit',
    header: 'Limit',
    width: 82,
    align: 'right',
    priority: 4,
    value: (row) => row.limit_price,
    cell: (row) => formatPrice(row.limit_price, formOf(row.instrument_id).price),
  },
  {
    id: 'average',
    header: 'Average',
    width: 92,
    align: 'right',
    priority: 3,
    hint: 'Average price of the fills',
    value: (row) => row.average_price,
    cell: (row) => formatPrice(row.average_price, formOf(row.instrument_id).price),
  },
];

/** What came of it, and whose it is. */
const OUTCOME: readonly Column<OrderRow>[] = [
  {
    id: 'realised',
    header: 'Cost',
    unit: 'bps',
    width: 78,
    align: 'right',
    priority: 3,
    hint: 'With fees, against the mid at arrival; negative is better',
    value: (row) => row.realised_cost_bps,
    cell: (row) => formatBps(row.realised_cost_bps),
  },
  { id: 'objective', header: 'Objective', width: 122, priority: 3, value: (row) => OBJECTIVE_NAMES[row.objective] },
  { id: 'waves', header: 'Waves', width: 58, align: 'right', priority: 4, value: (row) => row.waves },
  {
    id: 'reason',
    header: 'Reason',
    width: 240,
    priority: 4,
    hidden: true,
    value: (row) => (row.reject_code === null ? null : endingOf(row.reject_code)),
  },
  { id: 'client', header: 'Client', width: 80, priority: 3, value: (row) => row.client_id },
  {
    id: 'order',
    header: 'Order',
    width: 120,
    grow: true,
    priority: 3,
    value: (row) => row.order_id,
    cell: (row) => <span className="font-mono text-2xs text-muted">{row.order_id}</span>,
  },
];

/** What can be done with an order, at the end of its row. */
const actsColumn = (onCancel: (order: OrderRow) => void): Column<OrderRow> => ({
  id: 'acts',
  header: 'Acts',
  width: 60,
  // A phone has no room for it; there the order’s page has the act.
  priority: 2,
  pressable: true,
  value: () => null,
  cell: (row) => <OrderRowMenu order={row} onCancel={() => onCancel(row)} />,
});

/** The columns of the list of orders. */
export const orderColumns = (formOf: FormOf, onCancel: (order: OrderRow) => void): readonly Column<OrderRow>[] => [
  ...ORDER,
  ...priceColumns(formOf),
  ...OUTCOME,
  actsColumn(onCancel),
];
