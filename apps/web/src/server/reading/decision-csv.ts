import 'server-only';
import { formatEt, formatEtDate } from '@fairlead/ui/time';
import type { DecisionRow } from '@/rows/decision-row';
import type { CsvColumn } from './csv-stream';

/** The columns of decisions in a file. */
export const DECISION_CSV: readonly CsvColumn<DecisionRow>[] = [
  { header: 'decided_date_et', value: (row) => formatEtDate(row.at_ms) },
  { header: 'decided_time_et', value: (row) => formatEt(row.at_ms) },
  { header: 'decided_utc', value: (row) => new Date(row.at_ms).toISOString() },
  { header: 'decision_id', value: (row) => row.decision_id },
  { header: 'order_id', value: (row) => row.order_id },
  { header: 'client_id', value: (row) => row.client_id },
  { header: 'instrument_id', value: (row) => row.instrument_id },
  { header: 'side', value: (row) => row.side },
  { header: 'order_type', value: (row) => row.order_type },
  { header: 'quantity', value: (row) => row.quantity },
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
  { header: 'simulated', value: (row) => String(row.simulated) },
  { header: 'order_pk', value: (row) => row.order_pk },
];
