import 'server-only';
import { formatEt, formatEtDate } from '@fairlead/ui/time';
import type { DecisionRow } from '@/rows/decision-row';
import type { OrderRow } from '@/rows/order-row';
import type { CsvColumn } from './csv-stream';

type DealRow = OrderRow | DecisionRow;

/** What files of orders and of decisions begin with. */
export const timeColumns = (happened: string): CsvColumn<DealRow>[] => [
  { header: `${happened}_date_et`, value: (row) => formatEtDate(row.at_ms) },
  { header: `${happened}_time_et`, value: (row) => formatEt(row.at_ms) },
  { header: `${happened}_utc`, value: (row) => new Date(row.at_ms).toISOString() },
];

/** What was to be done, and for whom. */
export const DEAL_COLUMNS: readonly CsvColumn<DealRow>[] = [
  { header: 'order_id', value: (row) => row.order_id },
  { header: 'client_id', value: (row) => row.client_id },
  { header: 'instrument_id', value: (row) => row.instrument_id },
  { header: 'side', value: (row) => row.side },
  { header: 'order_type', value: (row) => row.order_type },
  { header: 'quantity', value: (row) => row.quantity },
];

/** What they end with. */
export const LAST_COLUMNS: readonly CsvColumn<DealRow>[] = [
  { header: 'simulated', value: (row) => String(row.simulated) },
  { header: 'order_pk', value: (row) => row.order_pk },
];
