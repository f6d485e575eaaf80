import 'server-only';
import { formatEt, formatEtDate } from '@fairlead/ui/time';
import type { OrderRow } from '@/rows/order-row';
import type { CsvColumn } from './csv-stream';

/** The columns of orders in a file. Prices in the instrument's currency. */
export const ORDER_CSV: readonly CsvColumn<OrderRow>[] = [
  { header: 'received_date_et', value: (row) => formatEtDate(row.at_ms) },
  { header: 'received_time_et', value: (row) => formatEt(row.at_ms) },
  { header: 'received_utc', value: (row) => new Date(row.at_ms).toISOString() },
  { header: 'order_id', value: (row) => row.order_id },
  { header: 'client_id', value: (row) => row.client_id },
  { header: 'instrument_id', value: (row) => row.instrument_id },
  { header: 'side', value: (row) => row.side },
  { header: 'order_type', value: (row) => row.order_type },
  { header: 'quantity', value: (row) => row.quantity },
  { header: 'filled_quantity', value: (row) => row.filled_quantity },
  { header: 'limit_price', value: (row) => row.limit_price },
  { header: 'average_price', value: (row) => row.average_price },
  { header: 'realised_cost_bps', value: (row) => row.realised_cost_bps },
  { header: 'objective', value: (row) => row.objective },
  { header: 'state', value: (row) => row.state },
  { header: 'reject_code', value: (row) => row.reject_code },
  { header: 'waves', value: (row) => row.waves },
  { header: 'simulated', value: (row) => String(row.simulated) },
  { header: 'order_pk', value: (row) => row.order_pk },
];
