import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { Column } from '@fairlead/ui/column';
import { SplitBar } from '@fairlead/ui/split-bar';
import { Time } from '@fairlead/ui/time';
import { memo } from 'react';
import type { DecisionRow } from '@/rows/decision-row';
import { formatBps, formatQuantity, formatUs } from '@/words/figures';
import { MODE_NAMES, SIDE_NAMES, TYPE_NAMES } from '@/words/order-words';
import { Side, SimulatedMark } from './order-marks';

function venuesText(row: DecisionRow): string {
  return row.slices.map((slice) => `${slice.venue_id} ${slice.quantity}`).join(' · ');
}

/** Drawn again only for another row, as all cells that are more than a text: of a live list a few rows change at a time. */
const VenuesBar = memo(function VenuesBar({ row }: { row: DecisionRow }) {
  const parts = row.slices.map((slice, index) => ({
    id: `${slice.venue_id}-${index}`,
    label: slice.venue_id,
    amount: slice.quantity,
    resting: isResting(slice.order_kind),
  }));
  return <SplitBar parts={parts} rest={row.unallocated_quantity} format={formatQuantity} />;
});

const SymbolCell = memo(function SymbolCell({ row }: { row: DecisionRow }) {
  return (
    <span className="flex items-center gap-1.5">
      <span className="font-medium">{row.instrument_id}</span>
      {row.simulated && <SimulatedMark />}
    </span>
  );
});

const Objective = memo(function Objective({ row }: { row: DecisionRow }) {
  return (
    <>
      {OBJECTIVE_NAMES[row.objective]} <span className="text-faint">{MODE_NAMES[row.mode]}</span>
    </>
  );
});

/** The columns of a list of decisions, live or stored. */
export const DECISION_COLUMNS: readonly Column<DecisionRow>[] = [
  {
    id: 'time',
    header: 'Time',
    unit: 'ET',
    width: 108,
    priority: 1,
    value: (row) => new Date(row.at_ms).toISOString(),
    cell: (row) => <Time atMs={row.at_ms} />,
  },
  {
    id: 'side',
    header: 'Side',
    width: 48,
    priority: 1,
    value: (row) => SIDE_NAMES[row.side],
    cell: (row) => <Side side={row.side} />,
  },
  {
    id: 'instrument',
    header: 'Symbol',
    width: 104,
    priority: 1,
    value: (row) => row.instrument_id,
    cell: (row) => <SymbolCell row={row} />,
  },
  {
    id: 'quantity',
    header: 'Qty',
    width: 80,
    align: 'right',
    priority: 1,
    hint: 'What this decision had to place, in units',
    value: (row) => row.quantity,
    cell: (row) => formatQuantity(row.quantity),
  },
  { id: 'type', header: 'Type', width: 70, priority: 4, value: (row) => TYPE_NAMES[row.order_type] },
  {
    id: 'objective',
    header: 'Objective',
    width: 158,
    priority: 3,
    value: (row) => `${OBJECTIVE_NAMES[row.objective]} · ${MODE_NAMES[row.mode]}`,
    cell: (row) => <Objective row={row} />,
  },
  { id: 'wave', header: 'Wave', width: 48, align: 'right', priority: 4, hidden: true, value: (row) => row.wave },
  {
    id: 'venues',
    header: 'Venues',
    width: 140,
    grow: true,
    priority: 2,
    hint: 'Where the quantity went; hollow rests in the book, hatched went nowhere',
    value: venuesText,
    cell: (row) => <VenuesBar row={row} />,
  },
  {
    id: 'expected',
    header: 'Expected',
    unit: 'bps',
    width: 88,
    align: 'right',
    priority: 2,
    hint: 'Expected cost of this wave with fees against the arrival mid; negative is better than mid, a dash where nothing is taken at once',
    value: (row) => row.expected_cost_bps,
    cell: (row) => formatBps(row.expected_cost_bps),
  },
  {
    id: 'realised',
    header: 'Realised',
    unit: 'bps',
    width: 96,
    align: 'right',
    priority: 3,
    hint: 'Cost of this wave’s fills so far, with fees, against the arrival mid; a dash before the first',
    value: (row) => row.realised_cost_bps,
    cell: (row) => formatBps(row.realised_cost_bps),
  },
  {
    id: 'took',
    header: 'Decided',
    unit: 'µs',
    width: 92,
    align: 'right',
    priority: 3,
    hint: 'Time that the decision itself took',
    value: (row) => row.routing_time_us,
    cell: (row) => formatUs(row.routing_time_us),
  },
  { id: 'client', header: 'Client', width: 90, priority: 4, hidden: true, value: (row) => row.client_id },
  { id: 'order', header: 'Order', width: 140, priority: 4, hidden: true, value: (row) => row.order_id },
];
