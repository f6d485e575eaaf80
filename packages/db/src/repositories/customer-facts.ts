import type { OrderRouteFact, RoutingFacts } from '@fairlead/rule606/customer-report/compose-routing';
import type {
  HandlingFacts,
  HandlingMonthFact,
  HandlingVenueFact,
} from '@fairlead/rule606/customer-report/handling-facts';
import type { NamedVenueFact } from '@fairlead/rule606/public-report/facts';
import type pg from 'pg';
import { NAME_COLUMNS, namedOf } from '../import/meant-venue.ts';
import { microseconds, wholeE8 } from '../row-reading.ts';

type Client = Pick<pg.PoolClient, 'query'>;

/** What another firm has handled, at one venue in one month: whose part of a report is whose. Shares are 10^-8. */
export interface LookedThrough {
  readonly month: string;
  readonly directed: boolean;
  readonly routingFirm: string;
  readonly venueId: string;
  readonly routedSharesE8: bigint;
  readonly executedSharesE8: bigint;
}

/** Where each order went that has been gathered, as this firm has sent it, or as another did where this one has sent nothing of it. An id is its client's own: of all clients together it stands behind the client's. */
export async function routingFacts(client: Client, clientId: string | null): Promise<RoutingFacts> {
  const orders = await client.query<Omit<OrderRouteFact, 'routes'> & { id: string }>(ORDERS, [clientId]);
  const routes = await client.query<{ order_pk: string; venueId: string; executedAtUs: number[] }>(ROUTES);
  const ofOrders = new Map<string, OrderRouteFact['routes'][number][]>();
  for (const { order_pk, venueId, executedAtUs } of routes.rows) {
    const before = ofOrders.get(order_pk);
    if (before === undefined) ofOrders.set(order_pk, [{ venueId, executedAtUs }]);
    else before.push({ venueId, executedAtUs });
  }
  const told = orders.rows.map(({ id, ...order }) => ({ ...order, routes: ofOrders.get(id) ?? [] }));
  return { orders: told, venues: await venuesOf(client) };
}

interface MonthRow extends Pick<HandlingMonthFact, 'month' | 'directed' | 'ioiExposedOrders' | 'ioiVenueIds'> {
  readonly sent: string;
  readonly principal: string;
}

type VenueRow = Pick<
  HandlingVenueFact,
  'month' | 'directed' | 'venueId' | 'services' | 'routedOrders' | 'fills' | 'providingOrders'
> &
  Readonly<Record<keyof typeof SUMS, string>>;

/** How the orders were handled that have been gathered. */
export async function handlingFacts(client: Client): Promise<HandlingFacts> {
  const months = await client.query<MonthRow>(MONTHS);
  const handled = await client.query<VenueRow>(HANDLED);
  const increased = await client.query<VenueRow>(INCREASED);
  return {
    months: months.rows.map(({ sent, principal, ...keys }) => ({
      ...keys,
      sentSharesE8: wholeE8(sent),
      executedAsPrincipalSharesE8: wholeE8(principal),
    })),
    handled: [...handled.rows, ...increased.rows].map(handledFact),
    venues: await venuesOf(client),
  };
}

function handledFact(row: VenueRow): HandlingVenueFact {
  const { month, directed, venueId, services, routedOrders, fills, providingOrders } = row;
  return {
    ...{ month, directed, venueId, services, routedOrders, fills, providingOrders },
    routedSharesE8: wholeE8(row.routed),
    iocRoutedSharesE8: wholeE8(row.ioc),
    furtherRoutableSharesE8: wholeE8(row.further),
    executedSharesE8: wholeE8(row.executed),
    netReceivedUsdE8: wholeE8(row.net),
    midpointSharesE8: wholeE8(row.midpoint),
    nearsideSharesE8: wholeE8(row.near),
    farsideSharesE8: wholeE8(row.far),
    providingUs: BigInt(row.providing_us),
    providedSharesE8: wholeE8(row.provided),
    providedNetReceivedUsdE8: wholeE8(row.net_provided),
    removedSharesE8: wholeE8(row.removed),
    removedNetReceivedUsdE8: wholeE8(row.net_removed),
  };
}

/** Which part of what was handled another firm has routed. */
export async function lookedThrough(client: Client): Promise<LookedThrough[]> {
  type Row = Omit<LookedThrough, 'routedSharesE8' | 'executedSharesE8'> & { routed: string; executed: string };
  const found = await client.query<Row>(LOOKED_THROUGH);
  return found.rows.map(({ routed, executed, ...keys }) => ({
    ...keys,
    routedSharesE8: wholeE8(routed),
    executedSharesE8: wholeE8(executed),
  }));
}

async function venuesOf(client: Client): Promise<NamedVenueFact[]> {
  return (await client.query<NamedVenueFact>(VENUES)).rows;
}

const ORDERS = `
select id, part, case when $1::text is null then client_id || '/' || order_id else order_id end as "orderId", directed, ${microseconds('received_at')} as "receivedAtUs" from customer_orders where is_new
order by received_at, order_id, id`;
const ROUTES = `
select t.order_pk, t.venue_id as "venueId", coalesce(array_agg(${microseconds('f.executed_at')} order by f.executed_at) filter (where f.id is not null), '{}') as "executedAtUs"
from customer_routes t left join customer_fills f on f.route_pk = t.id
where t.routing_firm is null or not exists (select from customer_routes w where w.order_pk = t.order_pk and w.routing_firm is null)
group by t.id order by t.sent_at, t.id`;

const MONTH = (column: string) => `to_char(${column}, 'YYYY-MM')`;
/** Orders stand in the month of receipt, what they were made larger by in that of the replacement; what was executed as principal in that in which it was routed, like every execution. */
const MONTHS = `
select month, directed, sum(sent)::text as sent, sum(principal)::text as principal, sum(exposed)::float8 as "ioiExposedOrders",
  coalesce(array_agg(distinct venue) filter (where venue is not null), '{}') as "ioiVenueIds"
from (
  select ${MONTH("r.received_at at time zone 'UTC'")} as month, r.directed, r.quantity as sent, 0 as principal, (cardinality(r.ioi_venues) > 0)::int as exposed,
    null as venue
  from customer_orders r where r.is_new
  union all
  select ${MONTH("r.received_at at time zone 'UTC'")}, r.directed, 0, 0, 0, n.venue_id from customer_orders r join customer_ioi_venues n on n.name = any (r.ioi_venues) where r.is_new
  union all
  select ${MONTH('month')}, directed, 0, principal, 0, null from customer_parts
  union all
  select ${MONTH("since at time zone 'UTC'")}, directed, added, 0, 0, null from customer_increases where venue_id is null
) m group by month, directed order by month, directed`;

const SUMS = {
  routed: 'sum(quantity)',
  ioc: 'coalesce(sum(quantity) filter (where ioc), 0)',
  further: 'coalesce(sum(quantity) filter (where further_routable), 0)',
  executed: 'sum(shares)',
  net: 'sum(rebates - fees)',
  near: 'sum(near)',
  midpoint: 'sum(midpoint)',
  far: 'sum(far)',
  providing_us: 'coalesce(sum(duration_us) filter (where provides), 0)::bigint',
  provided: 'sum(provided)',
  net_provided: 'sum(net_provided)',
  removed: 'sum(removed)',
  net_removed: 'sum(net_removed)',
} as const;
const OF_INCREASES: Partial<Record<string, string>> = {
  routed: 'sum(added)',
  further: 'coalesce(sum(added) filter (where further_routable), 0)',
};
const HANDLED = `
select ${MONTH('month')} as month, directed, venue_id as "venueId", services, count(*)::float8 as "routedOrders", sum(fills)::float8 as fills,
  (count(*) filter (where provides))::float8 as "providingOrders", ${Object.entries(SUMS)
    .map(([name, sum]) => `(${sum})::text as ${name}`)
    .join(', ')}
from customer_parts group by month, directed, venue_id, services order by month, directed, venue_id, services`;
/** What parts that were sent before the time were made larger by counts as routed in the month in which they were, and is no routed order of its own. What rests is never immediate or cancel. */
const INCREASED = `
select ${MONTH("since at time zone 'UTC'")} as month, directed, venue_id as "venueId", 'PRV' as services, 0 as "routedOrders", 0 as fills, 0 as "providingOrders",
  ${Object.keys(SUMS)
    .map((name) => `(${OF_INCREASES[name] ?? '0'})::text as ${name}`)
    .join(', ')}
from customer_increases where venue_id is not null group by month, directed, venue_id order by month, directed, venue_id`;
const LOOKED_THROUGH = `
select ${MONTH('month')} as month, directed, routing_firm as "routingFirm", venue_id as "venueId", sum(quantity)::text as routed, sum(shares)::text as executed
from customer_parts where routing_firm is not null group by month, directed, routing_firm, venue_id order by month, directed, routing_firm, venue_id`;
/** An indication of interest counts less than any route: it has no more than a name. */
const TOLD = `
select r.venue_id, r.source_table <> 'imported_routes' as is_own, case r.source_table when 'imported_routes' then r.venue end as venue, r.mic, r.mpid, count(*) as n
from customer_routes r group by 1, 2, 3, 4, 5
union all select distinct i.venue_id, true, null, null, null, 0 from customer_increases i where i.venue_id is not null
union all select n.venue_id, false, n.name, null, null, 0 from customer_ioi_venues n`;
const VENUES = `with ${namedOf(TOLD)} select ${NAME_COLUMNS} from called_so v order by v.venue_id`;
