import { onlyImported } from '../import/counted-imports.ts';
import { IN_DOLLARS } from '../in-dollars.ts';
import type { Database } from '../pool.ts';

/** Whose orders, and of which days: the first and the one after the last, ISO dates of a zone. */
interface ReportedDays {
  readonly from: string;
  readonly to: string;
  readonly zone: 'America/New_York' | 'UTC';
  readonly simulated: boolean;
  /** Null is every client, and every customer of it. */
  readonly clientId: string | null;
  readonly customerId: string | null;
}

/** How many of our own orders were received in a time that would stand in a report but for the currency of their instrument. */
export async function ordersNotInDollars(database: Database, days: ReportedDays): Promise<number> {
  const { from, to, zone, simulated, clientId, customerId } = days;
  const values = [from, to, zone, simulated, clientId, customerId];
  return (await database.query<{ orders: number }>(NOT_IN_DOLLARS, values)).rows[0]?.orders ?? 0;
}

const moment = (day: string) => `(${day}::date::timestamp at time zone $3::text)`;
/** Instruments first: they are few, and their orders are found by them. */
const NOT_IN_DOLLARS = `
select count(*)::float8 as orders from orders o join instruments i on i.instrument_id = o.instrument_id
where o.instrument_id = any (array(select i.instrument_id from instruments i where not (${IN_DOLLARS}))) and coalesce(o.security_class, case i.asset_class when 'EQUITY' then 'NMS_STOCK' end) = 'NMS_STOCK'
  and o.id >= first_uuid_of(${moment('$1')} - interval '1 minute') and o.id < first_uuid_of(${moment('$2')} + interval '1 minute')
  and o.created_at >= ${moment('$1')} and o.created_at < ${moment('$2')} and o.simulated = $4 and o.state <> 'REJECTED'
  and ($5::text is null or o.client_id = $5) and ($6::text is null or o.customer_id = $6)
  and (not o.route_only or exists (select from executions e where e.order_pk = o.id))`;

/** What an imported order of options is worth, US dollars: contracts of 100 shares times the limit, or without one the far side of the NBBO at its receipt. */
const OPTION_VALUE = `o.quantity * 100 * coalesce(o.limit_price, case when o.side = 'BUY' then o.nbbo_ask else o.nbbo_bid end)`;
const LIMIT =
  "(select (parameters #>> '{choices,OPTIONS_CUSTOMER_LIMIT_USD,value}')::numeric from report_runs where id = $1)";
/**
 * Whether an imported order `o` is a customer order by the limit that the run $1 rests on (17 CFR 242.600(b)): of options one of less market value. One of which
 * the value is not known is one, and so are all where the run has no limit.
 */
export const IS_CUSTOMER_ORDER = `coalesce(o.security_class <> 'OPTION' or ${OPTION_VALUE} < ${LIMIT}, true)`;

/** Imported orders of options of a run: those that are no customer orders, and those that count because nobody knows what they are worth. */
interface OptionOrders {
  readonly overLimit: number;
  readonly ofUnknownValue: number;
}

/** Tells them of a run for days of New York. */
export async function optionOrders(
  database: Database,
  runId: string,
  { from, to, clientId }: Pick<ReportedDays, 'from' | 'to' | 'clientId'>,
): Promise<OptionOrders> {
  const { rows } = await database.query<OptionOrders>(OPTION_ORDERS, [runId, from, to, clientId]);
  if (rows[0] === undefined) throw new Error('a count has always a row');
  return rows[0];
}

const dayOfNewYork = (day: string) => `(${day}::date::timestamp at time zone 'America/New_York')`;
const OPTION_ORDERS = `
select count(*) filter (where not ${IS_CUSTOMER_ORDER})::float8 as "overLimit", count(*) filter (where ${OPTION_VALUE} is null)::float8 as "ofUnknownValue"
from imported_orders o where o.security_class = 'OPTION' and o.received_at >= ${dayOfNewYork('$2')} and o.received_at < ${dayOfNewYork('$3')}
  and ($4::text is null or o.client_id = $4) and o.batch_id in (select id from imported_batches where state = 'COMPLETE') and ${onlyImported('o')}`;
