import { type Spreads, spreadsOf } from '@fairlead/core/analytics/spreads';
import { inBpsOf } from '@fairlead/core/analytics/transaction-cost';

/** What was executed in one currency; decimal texts, costs weighted by what was executed, in basis points of the arrival mid. */
export interface MoneyStatistics extends Spreads {
  readonly currency: string;
  readonly notional: string;
  readonly fees: string;
  /** Null without fills or mids. */
  readonly price_improvement_bps: number | null;
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

/** A group of the query over child orders: by currency, by unit, or (both null) by neither. Sums in the currency, null without fills that had a mid. */
export interface VenueRow
  extends Omit<VenueStatistics, 'currencies' | 'units'>,
    Pick<MoneyStatistics, 'notional' | 'fees'>,
    Omit<QuantityStatistics, 'unit'> {
  readonly currency: string | null;
  readonly unit: string | null;
  /** What was executed, at the arrival mid. */
  readonly reference: number | null;
  /** Better than the far side. */
  readonly improved: number | null;
  /** Paid beyond the arrival mid, without fees. */
  readonly over_mid: number | null;
  /** The spread on arrival, over what was executed. */
  readonly quoted: number | null;
  /** Fees of what had a mid. */
  readonly reference_fees: number | null;
}

/** A group of the query over orders: by currency, or (null) over all of them. */
export interface PerformanceRow extends Omit<RoutingPerformance, 'currencies'> {
  readonly currency: string | null;
  /** What it was expected to cost, and at the arrival mid what of it something was expected of. */
  readonly expected: number | null;
  readonly expected_reference: number | null;
  /** Paid beyond the arrival mid with fees, and what was executed, at that mid. */
  readonly paid: number | null;
  readonly reference: number | null;
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
    currencies: rows.flatMap((part) =>
      part.currency === null || part.objective !== row.objective ? [] : costs(part, part.currency),
    ),
  }));
}

function money(row: VenueRow, currency: string): MoneyStatistics {
  const { notional, fees, reference, improved, over_mid: overMid, quoted, reference_fees: referenceFees } = row;
  return {
    ...{ currency, notional, fees },
    price_improvement_bps: inBpsOf(reference, improved),
    ...spreadsOf({ reference, overMid, quoted, fees: referenceFees }),
  };
}

function costs(row: PerformanceRow, currency: string): CostPerformance {
  return {
    ...{ currency, orders: row.orders },
    expected_cost_bps: inBpsOf(row.expected_reference, row.expected),
    realised_cost_bps: inBpsOf(row.reference, row.paid),
  };
}
