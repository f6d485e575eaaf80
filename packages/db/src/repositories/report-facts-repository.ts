import type { OrderFact, PublicReportFacts, RoutedFact, VenueFact } from '@fairlead/rule606/public-report/facts';
import { calledOf, NAME_COLUMNS, namedOf } from '../import/meant-venue.ts';
import type { Database } from '../pool.ts';
import { wholeE8 } from '../row-reading.ts';

interface RoutedRow extends Pick<RoutedFact, 'month' | 'section' | 'directed' | 'orderType' | 'venueId' | 'routed'> {
  readonly shares: string;
  readonly fees: string;
  readonly rebates: string;
  readonly pfof: string;
  readonly profit_sharing: string;
}

/** Adds up the cells of runs. */
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
    executedQuantityE8: wholeE8(shares),
    feesUsdE8: wholeE8(fees),
    rebatesUsdE8: wholeE8(rebates),
    pfofUsdE8: wholeE8(pfof),
    profitSharingUsdE8: wholeE8(profit_sharing),
  };
}

const KEYS = `to_char(i.month, 'YYYY-MM') as month, i.section, i.directed, i.order_type as "orderType"`;
const IN_PUBLIC = "i.run_id = $1 and (i.held or i.section = 'OPTIONS')";
const ORDERS = `
select ${KEYS}, sum(i.items)::float8 as orders from report_cells i where ${IN_PUBLIC} and i.item_kind = 'ORDER'
group by i.month, i.section, i.directed, i.order_type order by i.month, i.section, i.directed, i.order_type`;
/** Amounts are exact in the rows, and rounded here once. */
const ROUTED = `
select ${KEYS}, i.venue_id as "venueId", sum(i.routed)::float8 as routed, sum(i.shares)::text as shares, sum(i.fees)::text as fees,
  sum(i.rebates)::text as rebates, round(sum(i.pfof), 8)::text as pfof, round(sum(i.profit_sharing), 8)::text as profit_sharing
from report_cells i where ${IN_PUBLIC} and i.item_kind = 'ROUTE'
group by i.month, i.section, i.directed, i.order_type, i.venue_id order by i.month, i.section, i.directed, i.order_type, i.venue_id`;
/** Which venues the run has, and how its imported routes name them. */
const TOLD = `
select i.venue_id, true as is_own, null::text as venue, null::text as mic, null::text as mpid, i.items - i.imported as n
from report_cells i where ${IN_PUBLIC} and i.item_kind = 'ROUTE' and i.items > i.imported
union all
select i.venue_id, false, r.venue, r.mic, r.mpid, count(*)
from report_items i join imported_routes r on r.id = i.source_id
where ${IN_PUBLIC} and i.source_table = 'imported_routes' and i.cell = any (array(select cell from report_cells where run_id = $1 and imported > 0))
group by i.venue_id, r.venue, r.mic, r.mpid`;
/** Terms are those of a venue by whichever of its names they were written. */
const VENUES = `
with ${calledOf('select venue_id as said from venue_payment_terms')}, ${namedOf(TOLD)}
select ${NAME_COLUMNS}, coalesce(t.material_aspects, '') as "materialAspects"
from called_so v
left join lateral (select t.material_aspects from called k join venue_payment_terms t on t.venue_id = k.said
  where k.venue_id = v.venue_id and t.effective_from < (select period_to from report_runs where id = $1)
  order by t.effective_from desc, t.venue_id = v.venue_id desc, t.venue_id limit 1) t on true
order by v.venue_id`;
