import type { OrderFact, PublicReportFacts, RoutedFact, VenueFact } from '@fairlead/rule606/public-report/facts';
import type { Database } from '../pool.ts';
import { wholeE8 } from '../row-reading.ts';

interface RoutedRow extends Pick<RoutedFact, 'month' | 'section' | 'directed' | 'orderType' | 'venueId' | 'routed'> {
  readonly shares: string;
  readonly fees: string;
  readonly rebates: string;
  readonly pfof: string;
  readonly profit_sharing: string;
}

/** Adds up the rows of runs. */
export class ReportFactsRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * What a report of 242.606(a)(1) is made of: held orders in stocks, all in options. A venue's material aspects are those that held on the last day of the
   * run's time, empty where nobody has written any.
   */
  async publicFacts(runId: string): Promise<PublicReportFacts> {
    const orders = await this.#database.query<OrderFact>(ORDERS, [runId]);
    const routed = await this.#database.query<RoutedRow>(ROUTED, [runId]);
    const venues = await this.#database.query<VenueFact>(VENUES, [runId]);
    return { orders: orders.rows, routed: routed.rows.map(routedFact), venues: venues.rows };
  }
}

function routedFact({ shares, fees, rebates, pfof, profit_sharing, ...keys }: RoutedRow): RoutedFact {
  return {
    ...keys,
    executedSharesE8: wholeE8(shares),
    feesUsdE8: wholeE8(fees),
    rebatesUsdE8: wholeE8(rebates),
    pfofUsdE8: wholeE8(pfof),
    profitSharingUsdE8: wholeE8(profit_sharing),
  };
}

const KEYS = `to_char(i.month, 'YYYY-MM') as month, i.section, i.directed, i.order_type as "orderType"`;
const IN_PUBLIC = "i.run_id = $1 and (i.held or i.section = 'OPTIONS')";
const ORDERS = `
select ${KEYS}, count(*)::float8 as orders from report_items i where ${IN_PUBLIC} and i.item_kind = 'ORDER'
group by i.month, i.section, i.directed, i.order_type order by i.month, i.section, i.directed, i.order_type`;
/** Amounts are exact in the rows, and rounded here once. */
const ROUTED = `
select ${KEYS}, i.venue_id as "venueId", sum(i.routed)::float8 as routed, sum(i.shares)::text as shares, sum(i.fees)::text as fees,
  sum(i.rebates)::text as rebates, round(sum(i.pfof), 8)::text as pfof, round(sum(i.profit_sharing), 8)::text as profit_sharing
from report_items i where ${IN_PUBLIC} and i.item_kind = 'ROUTE'
group by i.month, i.section, i.directed, i.order_type, i.venue_id order by i.month, i.section, i.directed, i.order_type, i.venue_id`;
const VENUES = `
select v.venue_id as "venueId", coalesce(c.venue_name, v.venue_id) as name, coalesce(c.mic, n.mic) as mic, coalesce(c.mpid, n.mpid) as mpid,
  coalesce(t.material_aspects, '') as "materialAspects"
from (select distinct i.venue_id from report_items i where ${IN_PUBLIC} and i.item_kind = 'ROUTE') v
left join venue_configurations c on c.venue_id = v.venue_id
left join lateral (select max(r.mic) as mic, max(r.mpid) as mpid from imported_routes r where c.venue_id is null and r.venue = v.venue_id) n on true
left join lateral (select t.material_aspects from venue_payment_terms t
  where t.venue_id = v.venue_id and t.effective_from < (select period_to from report_runs where id = $1)
  order by t.effective_from desc limit 1) t on true
order by v.venue_id`;
