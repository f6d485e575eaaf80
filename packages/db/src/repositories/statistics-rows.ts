/** What was executed in one currency; decimal texts, costs weighted by what was executed, in basis points of the arrival mid. */
export interface MoneyStatistics {
  readonly currency: string;
  readonly notional: string;
  readonly fees: string;
  /** Null without fills or mids. */
  readonly price_improvement_bps: number | null;
  readonly effective_spread_bps: number | null;
  readonly quoted_spread_bps: number | null;
  readonly realised_cost_bps: number | null;
}

/** What was sent and executed of one kind of thing: shares, euros, coins; decimal texts. */
export interface QuantityStatistics {
  readonly unit: string;
  readonly quantity: string;
  readonly filled_quantity: string;
}

/** What the child orders of a period came to, at one venue or (venue_id null) at all of them. */
export interface VenueStatistics {
  readonly venue_id: string | null;
  /** Child orders that were sent. */
  readonly orders: number;
  readonly filled_orders: number;
  readonly rejected_orders: number;
  /** From sending to the first answer; null where nothing was answered. */
  readonly latency_p50_ms: number | null;
  readonly latency_p99_ms: number | null;
  /** One a currency, the busiest first. */
  readonly currencies: readonly MoneyStatistics[];
  /** One a unit, the busiest first. */
  readonly units: readonly QuantityStatistics[];
}

/** What orders in one currency cost beside what was expected, in basis points of the arrival mid, weighted by what was executed. */
export interface CostPerformance {
  readonly currency: string;
  readonly orders: number;
  readonly expected_cost_bps: number | null;
  readonly realised_cost_bps: number | null;
}

/** What the orders of a period came to beside what was expected of them, by one objective or (objective null) by all. */
export interface RoutingPerformance {
  readonly objective: string | null;
  readonly orders: number;
  /** Executed over ordered quantity, the mean over orders. */
  readonly fill_rate: number | null;
  readonly expected_fill_rate: number | null;
  readonly routing_time_p50_us: number | null;
  readonly routing_time_p99_us: number | null;
  /** One a currency. */
  readonly currencies: readonly CostPerformance[];
}

/** A group of the query over child orders: by currency, by unit, or (both null) by neither. */
export interface VenueRow
  extends Omit<VenueStatistics, 'currencies' | 'units'>,
    Omit<MoneyStatistics, 'currency'>,
    Omit<QuantityStatistics, 'unit'> {
  readonly currency: string | null;
  readonly unit: string | null;
}

/** A group of the query over orders: by currency, or (null) over all of them. */
export interface PerformanceRow extends Omit<RoutingPerformance, 'currencies'>, Omit<CostPerformance, 'currency'> {
  readonly currency: string | null;
}

/** Puts the groups of each venue together, in the order in which the venues come. */
export function venueStatistics(rows: readonly VenueRow[]): VenueStatistics[] {
  const whole = rows.filter(({ currency, unit }) => currency === null && unit === null);
  return whole.map((row) => {
    const parts = rows.filter(({ venue_id }) => venue_id === row.venue_id);
    return {
      venue_id: row.venue_id,
      orders: row.orders,
      filled_orders: row.filled_orders,
      rejected_orders: row.rejected_orders,
      latency_p50_ms: row.latency_p50_ms,
      latency_p99_ms: row.latency_p99_ms,
      currencies: parts.flatMap((part) => (part.currency === null ? [] : money(part, part.currency))),
      units: parts.flatMap(({ unit, quantity, filled_quantity }) =>
        unit === null ? [] : { unit, quantity, filled_quantity },
      ),
    };
  });
}

/** Puts the currencies of each objective together, in the order in which the objectives come. */
export function routingPerformance(rows: readonly PerformanceRow[]): RoutingPerformance[] {
  const whole = rows.filter(({ currency }) => currency === null);
  return whole.map((row) => ({
    objective: row.objective,
    orders: row.orders,
    fill_rate: row.fill_rate,
    expected_fill_rate: row.expected_fill_rate,
    routing_time_p50_us: row.routing_time_p50_us,
    routing_time_p99_us: row.routing_time_p99_us,
    currencies: rows.flatMap(({ objective, currency, orders, expected_cost_bps, realised_cost_bps }) =>
      currency === null || objective !== row.objective
        ? []
        : { currency, orders, expected_cost_bps, realised_cost_bps },
    ),
  }));
}

function money(row: VenueRow, currency: string): MoneyStatistics {
  return {
    currency,
    notional: row.notional,
    fees: row.fees,
    price_improvement_bps: row.price_improvement_bps,
    effective_spread_bps: row.effective_spread_bps,
    quoted_spread_bps: row.quoted_spread_bps,
    realised_cost_bps: row.realised_cost_bps,
  };
}
