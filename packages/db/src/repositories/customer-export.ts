import { EXECUTION_LAYOUT } from '@fairlead/rule606/import/execution-layout';
import type { Layout } from '@fairlead/rule606/import/layout';
import { ORDER_LAYOUT } from '@fairlead/rule606/import/order-layout';
import { ROUTE_LAYOUT } from '@fairlead/rule606/import/route-layout';
import type pg from 'pg';
import { tradeTime } from '../trade-time.ts';
import { COMPLETE_BATCH, FIRST_TERMS, inDays, liquidityOf, RESTS, utcMoment } from './customer-report-rows.ts';
import { tradeNbbo } from './trade-markets.ts';

/** One row of an import file: its cells in the order of the layout, as texts; null is empty. */
export type ExportedRow = readonly (string | null)[];

/** What a firm hands to one that has routed through it, in the layout in which that one imports it (docs/import.md). */
export interface ExportedRows {
  readonly orders: readonly ExportedRow[];
  readonly routes: readonly ExportedRow[];
  readonly executions: readonly ExportedRow[];
}

/**
 * The orders that have been gathered as rows of the import layout: orders that came in the time, and what was sent and executed in it, so that what
 * follows a time never names a thing twice. Routes are those of `firm` where no other has made them. Names of customers and accounts stay here.
 */
export async function exportRows(
  client: Pick<pg.PoolClient, 'query'>,
  { from, to, firm }: { readonly from: string; readonly to: string; readonly firm: string },
): Promise<ExportedRows> {
  const rows = async (text: string, values: readonly string[]) =>
    (await client.query<(string | null)[]>({ text, values: [...values], rowMode: 'array' })).rows;
  return {
    orders: await rows(ORDERS, [to]),
    routes: await rows(ROUTES, [to, firm]),
    executions: await rows(EXECUTIONS, [from, to]),
  };
}

type Cells<L extends Layout> = Readonly<Record<keyof L, string>>;

/** Each cell by its name, so that a field that the layout gets is missed here. */
function cells<L extends Layout>(layout: L, of: Cells<L>): string {
  const names: (keyof L)[] = Object.keys(layout);
  return names.map((name) => of[name]).join(', ');
}

const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const decimal = (column: string) => `trim_scale(${column})::text`;
const flag = (condition: string) => `case when ${condition} then 'Y' else 'N' end`;
const NONE = 'null::text';

const END = utcMoment('$1');
const inTime = (column: string) => `case when ${column} < ${END} then ${time(column)} end`;
const ORDER_ENDED = `o.state in ('FILLED', 'CANCELED', 'EXPIRED') and o.updated_at < ${END}`;
/** All that was sent: a replacement that makes it larger sends more, one that makes it smaller takes nothing back. */
const SENT = '(r.quantity + coalesce((select sum(n.added) from customer_increases n where n.id = o.id), 0))';
/** Of an order that waited: the market of its receipt, and that in which it became executable. */
const atReceipt = (received: string, own: string) =>
  decimal(`case when o.released_at is null then ${own} else ${received} end`);
const OWN_ORDER = cells(ORDER_LAYOUT, {
  ...{
    order_id: 'o.order_id',
    customer_id: NONE,
    account: NONE,
    symbol: 'o.instrument_id',
    security_class: 'r.security_class',
    side: 'o.side',
  },
  ...{
    quantity: decimal(SENT),
    order_type: 'o.order_type',
    limit_price: decimal('case when f.number is null then o.limit_price else f.limit_price end'),
    stop_price: decimal('o.stop_price'),
  },
  ...{
    time_in_force: 'o.time_in_force',
    handling: 'r.handling',
    directed_venue: 'o.directed_venue',
    received_at: time('o.created_at'),
  },
  nbbo_bid: atReceipt('o.received_bid', 'o.nbbo_bid'),
  nbbo_ask: atReceipt('o.received_ask', 'o.nbbo_ask'),
  ...{ nbbo_bid_size: NONE, nbbo_ask_size: NONE },
  best_bid: atReceipt('coalesce(o.received_odd_lot_bid, o.received_bid)', 'coalesce(o.odd_lot_bid, o.nbbo_bid)'),
  best_ask: atReceipt('coalesce(o.received_odd_lot_ask, o.received_ask)', 'coalesce(o.odd_lot_ask, o.nbbo_ask)'),
  executable_at: inTime('o.released_at'),
  executable_bid: decimal(`case when o.released_at < ${END} then o.nbbo_bid end`),
  executable_ask: decimal(`case when o.released_at < ${END} then o.nbbo_ask end`),
  executable_best_bid: decimal(`case when o.released_at < ${END} then coalesce(o.odd_lot_bid, o.nbbo_bid) end`),
  executable_best_ask: decimal(`case when o.released_at < ${END} then coalesce(o.odd_lot_ask, o.nbbo_ask) end`),
  ...{ classification: 'o.classification', ioi_venues: NONE },
  canceled_quantity: decimal(
    `case when ${ORDER_ENDED} and o.state <> 'FILLED' then greatest(${SENT} - o.filled_quantity, 0) else 0 end`,
  ),
  ended_at: `case when ${ORDER_ENDED} then ${time('o.updated_at')} end`,
  ...{ round_lot: NONE, printed_quantity: NONE, printed_on_exchanges_quantity: NONE },
});
const IMPORTED_ORDER = cells(ORDER_LAYOUT, {
  ...{
    order_id: 'o.order_id',
    customer_id: NONE,
    account: NONE,
    symbol: 'o.symbol',
    security_class: 'o.security_class',
    side: 'o.side',
  },
  ...{
    quantity: decimal('o.quantity'),
    order_type: 'o.order_type',
    limit_price: decimal('o.limit_price'),
    stop_price: decimal('o.stop_price'),
  },
  ...{
    time_in_force: 'o.time_in_force',
    handling: 'o.handling',
    directed_venue: 'o.directed_venue',
    received_at: time('o.received_at'),
  },
  ...{ nbbo_bid: decimal('o.nbbo_bid'), nbbo_ask: decimal('o.nbbo_ask'), nbbo_bid_size: decimal('o.nbbo_bid_size') },
  ...{ nbbo_ask_size: decimal('o.nbbo_ask_size'), best_bid: decimal('o.best_bid'), best_ask: decimal('o.best_ask') },
  ...{
    executable_at: time('o.executable_at'),
    executable_bid: decimal('o.executable_bid'),
    executable_ask: decimal('o.executable_ask'),
    executable_best_bid: decimal('o.executable_best_bid'),
    executable_best_ask: decimal('o.executable_best_ask'),
  },
  ...{ classification: 'o.classification', ioi_venues: "nullif(array_to_string(o.ioi_venues, '|'), '')" },
  ...{ canceled_quantity: decimal('o.canceled_quantity'), ended_at: time('o.ended_at') },
  ...{ round_lot: decimal('o.round_lot'), printed_quantity: decimal('o.printed_quantity') },
  printed_on_exchanges_quantity: decimal('o.printed_on_exchanges_quantity'),
});
const ORDERS = `
select ${OWN_ORDER} from customer_orders r join orders o on o.id = r.id ${FIRST_TERMS('o.id', 'o.id')}
where r.source_table = 'orders' and r.is_new
union all
select ${IMPORTED_ORDER} from customer_orders r join imported_orders o on o.id = r.id where r.source_table = 'imported_orders' and r.is_new
order by 1`;

const ROUTE = cells(ROUTE_LAYOUT, {
  ...{
    route_id: 'coalesce(t.route_id, t.id::text)',
    order_id: 'r.order_id',
    venue: 'left(coalesce(v.venue_name, t.venue), 80)',
  },
  ...{
    mic: 'coalesce(t.mic, v.mic)',
    mpid: 'coalesce(t.mpid, v.mpid)',
    quantity: decimal('t.quantity'),
    ioc: flag('t.ioc'),
  },
  ...{
    further_routable: flag('t.further_routable'),
    routing_firm: 'coalesce(t.routing_firm, $2)',
    sent_at: time('t.sent_at'),
  },
  ended_at: inTime('greatest(t.ended_at, t.sent_at)'),
});
const ROUTES = `
select ${ROUTE} from customer_routes t join customer_orders r on r.id = t.order_pk
left join venue_configurations v on v.venue_id = t.venue_id and t.source_table <> 'imported_routes'
order by 1`;

const OWN_EXECUTION = cells(EXECUTION_LAYOUT, {
  execution_id: 'e.id::text',
  // What a client has executed itself is one route a venue, which has the key of its first execution.
  route_id: `coalesce(e.child_id, (select f.id from executions f where f.order_pk = e.order_pk and f.child_id is null and f.venue_id = e.venue_id
    order by f.executed_at, f.id limit 1))::text`,
  ...{
    quantity: decimal('e.quantity'),
    price: decimal('e.price'),
    executed_at: time(tradeTime('e')),
    liquidity: liquidityOf(RESTS),
  },
  ...{
    price_side: NONE,
    as_principal: flag('r.as_principal'),
    fee_usd: decimal('greatest(e.fee, 0)'),
    rebate_usd: decimal('greatest(-e.fee, 0)'),
  },
  ...{
    payment_for_order_flow_usd: NONE,
    profit_sharing_usd: NONE,
    nbbo_bid: decimal(tradeNbbo('bid')),
    nbbo_ask: decimal(tradeNbbo('ask')),
  },
  ...{ mid_50ms: NONE, mid_1s: NONE, mid_15s: NONE, mid_1min: NONE, mid_5min: NONE },
});
/** Payment for order flow is that of the firm that received it, and is not handed on. */
const IMPORTED_EXECUTION = cells(EXECUTION_LAYOUT, {
  ...{
    execution_id: 'e.execution_id',
    route_id: 's.route_id',
    quantity: decimal('e.quantity'),
    price: decimal('e.price'),
  },
  ...{
    executed_at: time('e.executed_at'),
    liquidity: 'e.liquidity',
    price_side: 'e.price_side',
    as_principal: flag('e.as_principal'),
  },
  ...{
    fee_usd: decimal('e.fee_usd'),
    rebate_usd: decimal('e.rebate_usd'),
    payment_for_order_flow_usd: NONE,
    profit_sharing_usd: NONE,
  },
  ...{
    nbbo_bid: decimal('e.nbbo_bid'),
    nbbo_ask: decimal('e.nbbo_ask'),
    mid_50ms: decimal('e.mid_50ms'),
    mid_1s: decimal('e.mid_1s'),
  },
  ...{ mid_15s: decimal('e.mid_15s'), mid_1min: decimal('e.mid_1min'), mid_5min: decimal('e.mid_5min') },
});
const EXECUTIONS = `
select ${OWN_EXECUTION} from customer_orders r join executions e on e.order_pk = r.id
left join child_orders c on c.order_pk = e.order_pk and c.id = e.child_id left join trade_markets m on m.execution_id = e.id
where r.source_table = 'orders' and ${inDays(tradeTime('e'))}
union all
select ${IMPORTED_EXECUTION} from customer_orders r join imported_routes s on s.order_pk = r.id join imported_executions e on e.route_pk = s.id
where r.source_table = 'imported_orders' and ${inDays('e.executed_at')} and s.${COMPLETE_BATCH} and e.${COMPLETE_BATCH}
order by 1`;
