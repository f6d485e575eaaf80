import type { Scale } from '@fairlead/core/money/amount';
import { formatScaled } from '@fairlead/core/money/scaled';
import { priceE8 } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { OrderRow } from '../order-rows.ts';
import { StoredFacts, storedDecimal } from './stored-facts.ts';

/** The fields of an order that have no column of their own. */
type RequestExtras = Pick<ValidOrder, 'urgency' | 'constraints' | 'manualAllocations' | 'said' | 'traderId'>;

const NO_EXTRAS: RequestExtras = { urgency: null, constraints: null, manualAllocations: [], said: [], traderId: null };
const WISHES = ['objective', 'mode', 'sourcing'] as const satisfies readonly RequestExtras['said'][number][];

/** The fields of an order that have no column of their own, as stored JSON text; null where the order has none. */
export function writeRequestExtras(order: RequestExtras, { quantityDecimals }: Scale): string | null {
  const { urgency, constraints, manualAllocations, said, traderId } = order;
  const isPlain = urgency === null && constraints === null && traderId === null;
  if (isPlain && manualAllocations.length === 0 && said.length === 0) return null;
  return JSON.stringify({
    urgency,
    constraints: constraints === null ? null : constraintsOf(constraints),
    manual_allocations: manualAllocations.map((each) => ({
      venue_id: each.venueId,
      quantity: formatScaled(each.quantity, quantityDecimals),
    })),
    said,
    trader_id: traderId,
  });
}

function constraintsOf(constraints: NonNullable<ValidOrder['constraints']>) {
  return {
    max_fee: constraints.maxFeeE8 === null ? null : formatScaled(constraints.maxFeeE8, 8),
    min_fill_rate: constraints.minFillRate,
    max_latency_ms: constraints.maxLatencyMs,
    max_impact_bps: constraints.maxImpactBps,
  };
}

/** The extras out of their stored text. Throws for a text that no router can have written. */
export function readRequestExtras(text: string | null, scale: Scale): RequestExtras {
  if (text === null) return NO_EXTRAS;
  const stored = new StoredFacts(JSON.parse(text), scale);
  const constraints = stored.partOrNull('constraints');
  return {
    urgency: stored.numberOrNull('urgency'),
    constraints: constraints === null ? null : readConstraints(constraints),
    manualAllocations: stored
      .parts('manual_allocations')
      .map((each) => ({ venueId: each.text('venue_id'), quantity: each.count('quantity') })),
    said: stored.words('said', WISHES),
    traderId: stored.textOrNull('trader_id'),
  };
}

function readConstraints(stored: StoredFacts): NonNullable<ValidOrder['constraints']> {
  const maxFee = stored.textOrNull('max_fee');
  return {
    maxFeeE8: maxFee === null ? null : priceE8(storedDecimal(maxFee, 8)),
    minFillRate: stored.numberOrNull('min_fill_rate'),
    maxLatencyMs: stored.numberOrNull('max_latency_ms'),
    maxImpactBps: stored.numberOrNull('max_impact_bps'),
  };
}

type AskedRouting = Pick<
  ValidOrder,
  'routingObjective' | 'routingMode' | 'sourcing' | 'venuePreferences' | 'excludeVenues' | 'maxVenueSplit'
>;

/** How a stored order asked to be routed, before any rules. */
export function askedRouting(
  row: Pick<
    OrderRow,
    'routing_objective' | 'routing_mode' | 'sourcing' | 'venue_preferences' | 'exclude_venues' | 'max_venue_split'
  >,
): AskedRouting {
  return {
    routingObjective: row.routing_objective,
    routingMode: row.routing_mode,
    sourcing: row.sourcing,
    venuePreferences: row.venue_preferences,
    excludeVenues: row.exclude_venues,
    maxVenueSplit: row.max_venue_split,
  };
}

/** Who entered an order, out of its stored extras. */
export function traderOf(text: string | null): string | null {
  return text === null ? null : new StoredFacts(JSON.parse(text), NO_SCALE).textOrNull('trader_id');
}

/** No decimal is read with it. */
const NO_SCALE: Scale = { priceDecimals: 0, quantityDecimals: 0 };
