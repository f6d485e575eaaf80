import type { Instrument } from '../instrument/instrument.ts';
import { isOnTick } from '../instrument/tick.ts';
import { parseScaled, powerOfTen } from '../money/scaled.ts';
import { type Price, price, priceE8, type Quantity, quantity } from '../money/units.ts';
import { err, ok, type Result } from '../result.ts';
import type { RejectCode, Rejection } from './reject-code.ts';
import type {
  ManualAllocation,
  OrderConstraints,
  OrderRequest,
  OrderType,
  TimeInForce,
  ValidOrder,
} from './request.ts';

/** What validation may know: instruments and venues by id. */
export interface Catalogue {
  instrument(instrumentId: string): Instrument | undefined;
  hasVenue(venueId: string): boolean;
}

/**
 * The times in force that make sense with an order type. A stop waits, which an immediate order cannot; a market order is over at once, so it
 * cannot be good for days; a midpoint peg is never wholly displayed, so nothing can promise to kill or fill it.
 */
const TIMES_FOR_TYPE: Readonly<Record<OrderType, readonly TimeInForce[]>> = {
  MARKET: ['DAY', 'IOC', 'FOK'],
  LIMIT: ['DAY', 'IOC', 'FOK', 'GTC'],
  MIDPOINT_PEG: ['DAY', 'IOC', 'GTC'],
  STOP: ['DAY', 'GTC'],
  STOP_LIMIT: ['DAY', 'GTC'],
};
/** Whether an order type has the price in question: it must carry it, may, or must not. */
const LIMIT_OF_TYPE: Readonly<Record<OrderType, 'NEEDED' | 'ALLOWED' | 'REFUSED'>> = {
  MARKET: 'REFUSED',
  LIMIT: 'NEEDED',
  MIDPOINT_PEG: 'ALLOWED',
  STOP: 'REFUSED',
  STOP_LIMIT: 'NEEDED',
};

/**
 * Proves that a request is an order: its instrument and venues are known, and its numbers are exact at the instrument's scale and on tick.
 * Refuses with the first code of REJECT_MESSAGES that applies. Pure; nothing is recorded.
 */
export function validateOrder(request: OrderRequest, catalogue: Catalogue): Result<ValidOrder, Rejection> {
  const instrument = catalogue.instrument(request.instrumentId);
  if (instrument === undefined) return refuse('UNKNOWN_INSTRUMENT', 'instrument_id');
  const kind = readKind(request);
  if (!kind.ok) return kind;
  const fault = findVenueFault(request, catalogue);
  if (fault !== null) return err(fault);
  const count = readQuantity(request.quantity, instrument, 'quantity');
  if (!count.ok) return count;
  const limitPrice = readLimitPrice(request, instrument);
  if (!limitPrice.ok) return limitPrice;
  const stopPrice = readStopPrice(request, instrument);
  if (!stopPrice.ok) return stopPrice;
  const manualAllocations = readManualAllocations(request, instrument, count.value);
  if (!manualAllocations.ok) return manualAllocations;
  if (request.urgency !== null && !(request.urgency >= 0 && request.urgency <= 1))
    return refuse('URGENCY_INVALID', 'urgency');
  const constraints = readConstraints(request);
  if (!constraints.ok) return constraints;
  return ok({
    ...request,
    ...kind.value,
    quantity: count.value,
    limitPrice: limitPrice.value,
    stopPrice: stopPrice.value,
    manualAllocations: manualAllocations.value,
    constraints: constraints.value,
    venueCaps: [],
  });
}

/**
 * Proves other terms of an order: exact at the instrument's scale and on tick, a limit only where its kind has one. Null keeps what the order has. The
 * quantity of a MANUAL order is its caller's division, and cannot be changed alone.
 */
export function validateTerms(
  order: ValidOrder,
  asked: { readonly quantity: string | null; readonly limitPrice: string | null },
  instrument: Instrument,
): Result<Pick<ValidOrder, 'quantity' | 'limitPrice'>, Rejection> {
  const count = asked.quantity === null ? ok(order.quantity) : readQuantity(asked.quantity, instrument, 'quantity');
  if (!count.ok) return count;
  if (order.routingMode === 'MANUAL' && count.value !== order.quantity) {
    return refuse('MANUAL_QUANTITIES_DIFFER', 'quantity');
  }
  const { orderType } = order;
  const limit =
    asked.limitPrice === null
      ? ok(order.limitPrice)
      : readLimitPrice({ orderType, limitPrice: asked.limitPrice }, instrument);
  return limit.ok ? ok({ quantity: count.value, limitPrice: limit.value }) : limit;
}

/** The side and time in force, once they are known to be ones that this router takes and that go with the order type. */
function readKind(request: OrderRequest): Result<Pick<ValidOrder, 'side' | 'timeInForce'>, Rejection> {
  const { side, timeInForce, orderType, routingMode } = request;
  if (side === 'SELL_SHORT_EXEMPT') return refuse('SHORT_EXEMPT_NOT_SUPPORTED', 'side');
  if (timeInForce === 'OPG' || timeInForce === 'CLS') return refuse('AUCTION_NOT_ROUTED', 'time_in_force');
  if (!TIMES_FOR_TYPE[orderType].includes(timeInForce)) return refuse('TIME_IN_FORCE_NOT_FOR_TYPE', 'time_in_force');
  const isDivided = routingMode === 'SEQUENTIAL' || routingMode === 'MANUAL';
  if (orderType === 'MIDPOINT_PEG' && isDivided) return refuse('MODE_NOT_FOR_TYPE', 'routing_mode');
  return ok({ side, timeInForce });
}

function findVenueFault(request: OrderRequest, catalogue: Catalogue): Rejection | null {
  const { venuePreferences, excludeVenues, directedVenue, manualAllocations } = request;
  const wanted: readonly VenueField[] = [
    ...venuePreferences.map((venueId, index) => ({ path: `venue_preferences.${index}`, venueId })),
    ...(directedVenue === null ? [] : [{ path: 'directed_venue', venueId: directedVenue }]),
    ...manualAllocations.map(({ venueId }, index) => ({ path: `manual_allocations.${index}.venue_id`, venueId })),
  ];
  const excluded = excludeVenues.map((venueId, index) => ({ path: `exclude_venues.${index}`, venueId }));
  const unknown = [...wanted, ...excluded].find(({ venueId }) => !catalogue.hasVenue(venueId));
  if (unknown !== undefined) return { code: 'UNKNOWN_VENUE', path: unknown.path };
  const both = excluded.find((each) => wanted.some(({ venueId }) => venueId === each.venueId));
  return both === undefined ? null : { code: 'VENUE_PREFERRED_AND_EXCLUDED', path: both.path };
}

/** A venue that an order names, and where. */
interface VenueField {
  readonly path: string;
  readonly venueId: string;
}

function readQuantity(text: string, instrument: Instrument, path: string): Result<Quantity, Rejection> {
  const parsed = parseScaled(text, instrument.quantityDecimals);
  if (!parsed.ok) return refuse(parsed.error === 'NOT_A_DECIMAL' ? 'QUANTITY_INVALID' : 'QUANTITY_TOO_PRECISE', path);
  if (parsed.value >= QUANTITY_END * powerOfTen(instrument.quantityDecimals)) return refuse('QUANTITY_TOO_LARGE', path);
  return parsed.value > 0 ? ok(quantity(parsed.value)) : refuse('QUANTITY_NOT_POSITIVE', path);
}

/** The caller's own division: every venue once, exact, and adding up to the whole order. */
function readManualAllocations(
  request: OrderRequest,
  instrument: Instrument,
  whole: Quantity,
): Result<readonly ManualAllocation[], Rejection> {
  const path = 'manual_allocations';
  const said = request.manualAllocations;
  if (request.routingMode !== 'MANUAL')
    return said.length === 0 ? ok([]) : refuse('MANUAL_ALLOCATIONS_NOT_ALLOWED', path);
  if (said.length === 0) return refuse('MANUAL_ALLOCATIONS_MISSING', path);
  const repeated = said.findIndex((each, index) =>
    said.slice(0, index).some(({ venueId }) => venueId === each.venueId),
  );
  if (repeated >= 0) return refuse('MANUAL_ALLOCATIONS_INVALID', `${path}.${repeated}.venue_id`);
  if (request.timeInForce === 'FOK' && said.length > 1) return refuse('MANUAL_ALLOCATIONS_INVALID', path);
  const allocations: ManualAllocation[] = [];
  for (const [index, each] of said.entries()) {
    const count = readQuantity(each.quantity, instrument, `${path}.${index}.quantity`);
    if (!count.ok) return count;
    allocations.push({ venueId: each.venueId, quantity: count.value });
  }
  const sum = allocations.reduce((total, each) => total + each.quantity, 0);
  return sum === whole ? ok(allocations) : refuse('MANUAL_QUANTITIES_DIFFER', path);
}

function readLimitPrice(
  request: Pick<OrderRequest, 'orderType' | 'limitPrice'>,
  instrument: Instrument,
): Result<Price | null, Rejection> {
  const path = 'limit_price';
  const rule = LIMIT_OF_TYPE[request.orderType];
  if (request.limitPrice === null) return rule === 'NEEDED' ? refuse('LIMIT_PRICE_MISSING', path) : ok(null);
  return rule === 'REFUSED' ? refuse('LIMIT_PRICE_NOT_ALLOWED', path) : readPrice(request.limitPrice, instrument, path);
}

function readStopPrice(request: OrderRequest, instrument: Instrument): Result<Price | null, Rejection> {
  const path = 'stop_price';
  const isStop = request.orderType === 'STOP' || request.orderType === 'STOP_LIMIT';
  if (request.stopPrice === null) return isStop ? refuse('STOP_PRICE_MISSING', path) : ok(null);
  return isStop ? readPrice(request.stopPrice, instrument, path) : refuse('STOP_PRICE_NOT_ALLOWED', path);
}

function readPrice(text: string, instrument: Instrument, path: string): Result<Price, Rejection> {
  const parsed = parseScaled(text, instrument.priceDecimals);
  if (!parsed.ok) return refuse(parsed.error === 'NOT_A_DECIMAL' ? 'PRICE_INVALID' : 'PRICE_TOO_PRECISE', path);
  if (parsed.value <= 0) return refuse('PRICE_NOT_POSITIVE', path);
  if (parsed.value > maxPrice(instrument)) return refuse('PRICE_TOO_LARGE', path);
  const read = price(parsed.value);
  return isOnTick(instrument, read) ? ok(read) : refuse('PRICE_OFF_TICK', path);
}

function readConstraints({ constraints }: OrderRequest): Result<OrderConstraints | null, Rejection> {
  if (constraints === null) return ok(null);
  const { maxFee, minFillRate, maxLatencyMs, maxImpactBps } = constraints;
  const fee = maxFee === null ? ok(null) : parseScaled(maxFee, 8);
  if (!fee.ok) return refuse('CONSTRAINT_INVALID', 'constraints.max_fee');
  const fault = constraintFault(constraints);
  if (fault !== null) return refuse('CONSTRAINT_INVALID', `constraints.${fault}`);
  return ok({ maxFeeE8: fee.value === null ? null : priceE8(fee.value), minFillRate, maxLatencyMs, maxImpactBps });
}

/** The field of constraints whose number cannot be kept, by its name; null where all can. The fee is a text, and checked where it is read. */
export function constraintFault(constraints: NonNullable<OrderRequest['constraints']>): string | null {
  const { minFillRate, maxLatencyMs, maxImpactBps } = constraints;
  if (minFillRate !== null && !(minFillRate >= 0 && minFillRate <= 1)) return 'min_fill_rate';
  if (maxLatencyMs !== null && !(maxLatencyMs > 0 && Number.isFinite(maxLatencyMs))) return 'max_latency_ms';
  return maxImpactBps !== null && !(maxImpactBps > 0 && Number.isFinite(maxImpactBps)) ? 'max_impact_bps' : null;
}

/** The first quantity, in units, that the record's numbers of twelve digits before the point do not hold. */
const QUANTITY_END = 1_000_000_000_000;

/** The largest price whose 10^-8 form is still a safe integer: 90 million units of currency. */
function maxPrice(instrument: Instrument): number {
  return 90_000_000 * powerOfTen(instrument.priceDecimals);
}

function refuse(code: RejectCode, path: string): { readonly ok: false; readonly error: Rejection } {
  return err({ code, path });
}
