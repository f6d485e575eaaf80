import 'server-only';
import type { OrderRow } from '@/rows/order-row';
import type { CsvColumn } from './csv-stream';
import { DEAL_COLUMNS, LAST_COLUMNS, timeColumns } from './deal-csv';

/** The columns of orders in a file. Prices in the instrument's currency. */
export const ORDER_CSV: readonly CsvColumn<OrderRow>[] = [
  ...timeColumns('received'),
  ...DEAL_COLUMNS,
  { header: 'filled_quantity', value: (row) => row.filled_quantity },
  { header: 'limit_price', value: (row) => row.limit_price },
  { header: 'average_price', value: (row) => row.average_price },
  { header: 'realised_cost_bps', value: (row) => row.realised_cost_bps },
  { header: 'objective', value: (row) => row.objective },
  { header: 'state', value: (row) => row.state },
  { header: 'reject_code', value: (row) => row.reject_code },
  { header: 'waves', value: (row) => row.waves },
  ...LAST_COLUMNS,
];
