import type { RoutingPerformanceView, RoutingStatistics } from '@fairlead/contracts/statistics';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { StatisticsFilter } from '@fairlead/db/repositories/statistics-repository';
import type {
  MoneyStatistics,
  QuantityStatistics,
  RoutingPerformance,
  VenueStatistics,
} from '@fairlead/db/repositories/statistics-rows';

const NOTHING: VenueStatistics = {
  venue_id: null,
  orders: 0,
  filled_orders: 0,
  rejected_orders: 0,
  latency_p50_ms: null,
  latency_p99_ms: null,
  currencies: [],
  units: [],
};

/** What the database tells of a period, and up to which position in the journal. */
interface Told<Row> {
  readonly position: number;
  readonly rows: readonly Row[];
}

/** How orders were distributed over venues and how well they did, from the rows of the database; the row of all venues comes first. */
export function statisticsOf(filter: StatisticsFilter, { position, rows }: Told<VenueStatistics>): RoutingStatistics {
  const total = rows.find((row) => row.venue_id === null) ?? NOTHING;
  return {
    ...periodOf(filter),
    position,
    ...amountsOf(total, total),
    venue_distribution: rows.flatMap((row) =>
      row.venue_id === null ? [] : venueOf({ ...row, venue_id: row.venue_id }, total),
    ),
  };
}

function venueOf(row: VenueStatistics & { readonly venue_id: string }, total: VenueStatistics) {
  const amounts = amountsOf(row, total);
  return {
    ...amounts,
    venue_id: row.venue_id,
    orders_share: shareOf(row.orders, total.orders),
    quantity_share: total.units.length === 1 ? (amounts.units[0]?.quantity_share ?? 0) : null,
    notional_share: total.currencies.length === 1 ? (amounts.currencies[0]?.notional_share ?? 0) : null,
  };
}

/** The figures of a row and its parts of the total; a sum stands only where it is of one currency, or of one unit. */
function amountsOf(row: VenueStatistics, total: VenueStatistics) {
  const currencies = row.currencies.map((each) => moneyOf(each, total));
  const units = row.units.map((each) => quantityOf(each, total));
  const money = onlyOne(currencies);
  const quantity = onlyOne(units);
  const isEmpty = row.currencies.length === 0;
  return {
    orders: row.orders,
    quantity: isEmpty ? '0' : (quantity?.quantity ?? null),
    filled_quantity: isEmpty ? '0' : (quantity?.filled_quantity ?? null),
    notional: isEmpty ? '0' : (money?.notional ?? null),
    currencies,
    units,
    quality_metrics: {
      fill_rate: quantity?.fill_rate ?? null,
      rejected_orders: row.rejected_orders,
      fees: isEmpty ? '0' : (money?.fees ?? null),
      price_improvement_bps: money?.price_improvement_bps ?? null,
      effective_spread_bps: money?.effective_spread_bps ?? null,
      effective_over_quoted: money?.effective_over_quoted ?? null,
      realised_cost_bps: money?.realised_cost_bps ?? null,
      latency_p50_ms: row.latency_p50_ms,
      latency_p99_ms: row.latency_p99_ms,
    },
  };
}

function moneyOf({ quoted_spread_bps: _quoted, ...row }: MoneyStatistics, total: VenueStatistics) {
  const all = total.currencies.find(({ currency }) => currency === row.currency);
  return { ...row, notional_share: shareOf(row.notional, all?.notional) };
}

function quantityOf(row: QuantityStatistics, total: VenueStatistics) {
  const all = total.units.find(({ unit }) => unit === row.unit);
  const sent = Number(row.quantity);
  return {
    ...row,
    quantity_share: shareOf(row.quantity, all?.quantity),
    fill_rate: sent === 0 ? null : Number(row.filled_quantity) / sent,
  };
}

/** What orders came to beside what was expected, over all and by objective. */
export function performanceOf(
  filter: StatisticsFilter,
  { position, rows }: Told<RoutingPerformance>,
): RoutingPerformanceView {
  const none = {
    orders: 0,
    fill_rate: null,
    expected_fill_rate: null,
    routing_time_p50_us: null,
    routing_time_p99_us: null,
    currencies: [],
  };
  const objectives = rows.flatMap(({ objective, ...row }) =>
    objective === null ? [] : { routing_objective: objective, ...withCosts(row) },
  );
  const { objective: _, ...total } = rows.find((row) => row.objective === null) ?? { objective: null, ...none };
  return { ...periodOf(filter), position, total: withCosts(total), objectives };
}

function withCosts(row: Omit<RoutingPerformance, 'objective'>) {
  const only = onlyOne(row.currencies);
  return {
    ...row,
    currencies: [...row.currencies],
    expected_cost_bps: only?.expected_cost_bps ?? null,
    realised_cost_bps: only?.realised_cost_bps ?? null,
  };
}

/** The one row of a list that has only one; what is of several kinds has no figure of its own. */
export function onlyOne<T>(rows: readonly T[]): T | undefined {
  return rows.length === 1 ? rows[0] : undefined;
}

function shareOf(part: string | number, whole: string | number | undefined): number {
  return Number(whole ?? 0) === 0 ? 0 : Number(part) / Number(whole);
}

function periodOf({ clientId, instrumentId, from_us, to_us }: StatisticsFilter) {
  return { user_id: clientId, instrument_id: instrumentId, from: isoTime(from_us), to: isoTime(to_us) };
}
