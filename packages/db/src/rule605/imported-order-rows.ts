import { countsOnce, onlyImported } from '../import/counted-imports.ts';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';
import type { ExecutedRow } from './own-order-rows.ts';

/** An imported order of an NMS stock as a report of Rule 605 reads it: decimals as texts, times in microseconds since 1970. */
export interface ImportedOrder605Row {
  readonly id: string;
  readonly symbol: string;
  readonly side: string;
  readonly quantity: string;
  readonly order_type: string;
  readonly limit_price: string | null;
  readonly time_in_force: string;
  readonly handling: string;
  readonly received_at_us: number;
  readonly nbbo_bid: string | null;
  readonly nbbo_ask: string | null;
  readonly nbbo_bid_size: string | null;
  readonly nbbo_ask_size: string | null;
  readonly best_bid: string | null;
  readonly best_ask: string | null;
  readonly executable_at_us: number | null;
  readonly executable_bid: string | null;
  readonly executable_ask: string | null;
  readonly executable_best_bid: string | null;
  readonly executable_best_ask: string | null;
  readonly canceled_quantity: string;
  readonly ended_at_us: number | null;
  readonly round_lot: string | null;
  readonly printed_quantity: string | null;
  readonly printed_on_exchanges_quantity: string | null;
}

/** An execution of an imported order, with the midpoint so long after it. */
export interface ImportedExecuted605Row extends ExecutedRow {
  readonly as_principal: boolean;
  readonly mid_50ms: string | null;
  readonly mid_1s: string | null;
  readonly mid_15s: string | null;
  readonly mid_1min: string | null;
  readonly mid_5min: string | null;
}

const PAGE = 2_000;

/** The imported orders that were received or became executable in a time (microseconds since 1970, the end excluded), a page at a time in the order of their keys. */
export async function* importedOrders(
  database: Database,
  { fromUs, toUs }: { fromUs: number; toUs: number },
): AsyncGenerator<readonly ImportedOrder605Row[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await database.query<ImportedOrder605Row>(ORDERS, [fromUs, toUs, after, PAGE]);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}

/** What imported orders executed before a time, in its order. */
export async function importedExecutions(
  database: Database,
  { orders, toUs }: { orders: readonly string[]; toUs: number },
): Promise<ImportedExecuted605Row[]> {
  return (await database.query<ImportedExecuted605Row>(EXECUTIONS, [orders, toUs])).rows;
}

const text = (column: string) => `trim_scale(o.${column})::text as ${column}`;
const TIME = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000000)`;
const COMPLETE = `batch_id in (select id from imported_batches where state = 'COMPLETE')`;

const ORDERS = `
select o.id, o.symbol, o.side, ${text('quantity')}, o.order_type, ${text('limit_price')}, o.time_in_force, o.handling,
  ${microseconds('o.received_at')} as received_at_us, ${text('nbbo_bid')}, ${text('nbbo_ask')}, ${text('nbbo_bid_size')}, ${text('nbbo_ask_size')},
  ${text('best_bid')}, ${text('best_ask')}, ${microseconds('o.executable_at')} as executable_at_us, ${text('executable_bid')}, ${text('executable_ask')},
  ${text('executable_best_bid')}, ${text('executable_best_ask')}, ${text('canceled_quantity')}, ${microseconds('o.ended_at')} as ended_at_us, ${text('round_lot')}, ${text('printed_quantity')}, ${text('printed_on_exchanges_quantity')}
from imported_orders o
where o.id > $3::uuid and o.received_at < ${TIME('$2')} and (o.received_at >= ${TIME('$1')} or o.executable_at >= ${TIME('$1')})
  and o.security_class = 'NMS_STOCK' and o.${COMPLETE} and ${onlyImported('o')}
order by o.id limit $4`;

/** An execution is of its order by its route. */
const EXECUTIONS = `
select o.order_pk, ${microseconds('o.executed_at')} as executed_at_us, ${text('price')}, ${text('quantity')}, o.as_principal, ${text('mid_50ms')},
  ${text('mid_1s')}, ${text('mid_15s')}, ${text('mid_1min')}, ${text('mid_5min')}
from imported_executions o join imported_routes r on r.id = o.route_pk
where r.order_pk = any ($1::uuid[]) and o.executed_at < ${TIME('$2')} and o.${COMPLETE} and ${countsOnce('r')} order by o.order_pk, o.executed_at, o.id`;
