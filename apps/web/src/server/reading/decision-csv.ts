import 'server-only';
import type { DecisionRow } from '@/rows/decision-row';
import type { CsvColumn } from './csv-stream';
import { DEAL_COLUMNS, LAST_COLUMNS, timeColumns } from './deal-csv';

/** The columns of decisions in a file. */
export const DECISION_CSV: readonly CsvColumn<DecisionRow>[] = [
  ...timeColumns('decided'),
  { header: 'decision_id', value: (row) => row.decision_id },
  ...DEAL_COLUMNS,
  { header: 'objective', value: (row) => row.objective },
  { header: 'mode', value: (row) => row.mode },
  { header: 'wave', value: (row) => row.wave },
  {
    header: 'venues',
    value: (row) => row.slices.map(({ venue_id, quantity }) => `${venue_id} ${quantity}`).join('; '),
  },
  { header: 'unallocated_quantity', value: (row) => row.unallocated_quantity },
  { header: 'expected_cost_bps', value: (row) => row.expected_cost_bps },
  { header: 'realised_cost_bps', value: (row) => row.realised_cost_bps },
  { header: 'routing_time_us', value: (row) => row.routing_time_us },
  ...LAST_COLUMNS,
];
