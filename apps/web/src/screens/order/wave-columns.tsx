import type { Column } from '@fairlead/ui/column';
import { Time } from '@fairlead/ui/time';
import type { WaveDetail } from '@/rows/order-detail';
import { formatBps, formatQuantity } from '@/words/figures';

/** The columns of an order's waves: what was expected of each beside what it has come to. */
export const WAVE_COLUMNS: readonly Column<WaveDetail>[] = [
  { id: 'wave', header: 'Wave', width: 64, align: 'right', priority: 1, value: (row) => row.wave },
  {
    id: 'decided',
    header: 'Decided',
    unit: 'ET',
    width: 108,
    priority: 3,
    value: (row) => new Date(row.at_ms).toISOString(),
    cell: (row) => <Time atMs={row.at_ms} />,
  },
  {
    id: 'quantity',
    header: 'Qty',
    width: 104,
    align: 'right',
    priority: 2,
    hint: 'What this wave had to place, in units',
    value: (row) => row.routed_quantity,
    cell: (row) => formatQuantity(row.routed_quantity),
  },
  {
    id: 'filled',
    header: 'Filled',
    width: 104,
    align: 'right',
    priority: 1,
    value: (row) => row.filled_quantity,
    cell: (row) => formatQuantity(row.filled_quantity),
  },
  {
    id: 'expected',
    header: 'Expected',
    unit: 'bps',
    width: 96,
    align: 'right',
    priority: 1,
    hint: 'Expected cost with fees against the arrival mid; negative is better than mid, a dash where nothing is taken at once',
    value: (row) => row.expected_cost_bps,
    cell: (row) => formatBps(row.expected_cost_bps),
  },
  {
    id: 'realised',
    header: 'Realised',
    unit: 'bps',
    width: 96,
    align: 'right',
    priority: 1,
    hint: 'Cost of this wave’s fills so far, with fees, against the arrival mid; a dash before the first',
    value: (row) => row.realised_cost_bps,
    cell: (row) => formatBps(row.realised_cost_bps),
  },
  {
    id: 'venues',
    header: 'Venues',
    width: 140,
    grow: true,
    priority: 2,
    value: (row) => row.venue_ids.join(', '),
  },
];
