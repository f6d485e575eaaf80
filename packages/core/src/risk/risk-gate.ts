import { type HaltView, orderHalt } from '../control/halts.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { doubleMid, type Nbbo } from '../market/nbbo.ts';
import { notionalRoundedE8 } from '../money/amount.ts';
import { formatScaled } from '../money/scaled.ts';
import type { MoneyE8, Price, Quantity } from '../money/units.ts';
import type { RejectCode, Rejection } from '../order/reject-code.ts';
import type { ValidOrder } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { err, ok, type Result } from '../result.ts';
import { collarBound, collarFigures, farPrice } from './collar.ts';
import { type Entitlements, entitlementFault } from './entitlements.ts';
import { type ExposureView, enteredExposure, exposureFault } from './exposure.ts';
import { figuresText } from './refusal-figures.ts';
import { termsUnderPriceTest, type WaveTerms } from './short-sale.ts';

declare const approved: unique symbol;

/** An order that has passed the gate. Only `approveOrder` makes one, so nothing else can reach a venue. */
export type ApprovedOrder = ValidOrder & { readonly [approved]: true };

/** Limits for a single order (SEC Rule 15c3-5(c)(1)(ii): erroneous orders, by price and size). */
export interface RiskLimits {
  readonly maxOrderQuantity: Quantity;
  /** 10^-8 of the currency. */
  readonly maxOrderNotionalE8: MoneyE8;
  /** How far through the national best price an order may reach, in basis points. */
  readonly collarBps: number;
  /** What holds for a part that goes to a venue; absent where no venue is bounded further. */
  readonly venue?: (venueId: string) => RiskLimits;
}

/** What the gate looks at besides the order. */
export interface RiskContext {
  readonly instrument: Instrument;
  readonly nbbo: Nbbo;
  /** What was traded last, where that is lately enough to be measured by; else null. */
  readonly lastPrice: Price | null;
  readonly limits: RiskLimits;
  /** The firm's own halts, for the client of the order. */
  readonly halts: HaltView;
  /** What stands already, without this order; null where nobody counts it: in a replay. */
  readonly exposure: ExposureView | null;
  /** Who may trade what; null where nobody keeps it: in a replay. */
  readonly entitlements: Entitlements | null;
}

/** The same without the market, which an order that waits has not come to. */
export interface WaitingContext extends Omit<RiskContext, 'nbbo' | 'lastPrice'> {
  /** What an order without a price of its own is weighed by until then: the price to measure by, else the last sale, however old; null where nothing is known. */
  readonly weighedBy: Price | null;
}

/** The approved order with the worst price at which any part of it may trade, at the instrument's scale. */
export interface Approval extends WaveTerms<ApprovedOrder> {
  /** The limit, or for an order without one the collar about the price to measure by. */
  readonly worstPrice: Price;
}

/**
 * The pre-trade gate: trading halted by the firm, halted or restricted instrument, size, short sale without a locate, account, restricted list and what is left of the locate, a midpoint that is not there, price collar, notional, gross and net exposure, credit;
 * the first that applies refuses, each with its own code. A stop comes here when it is reached, as the order that it has become. Pure:
 * same order, same market, same answer.
 */
export function approveOrder(order: ValidOrder, context: RiskContext): Result<Approval, Rejection> {
  const code = orderFault(order, context) ?? midpointFault(order, context.nbbo);
  if (code !== null) return err(code);
  const far = farPrice(order.side, context.nbbo);
  const worst = worstPriceOf(order, far, context);
  if (!worst.ok) return worst;
  if (worst.value === null) return refuse('MARKET_UNAVAILABLE', '');
  const terms = termsUnderPriceTest({ order, worstPrice: worst.value }, context);
  const over = overExposure(order, terms.worstPrice ?? worst.value, context);
  if (over !== null) return err(over);
  return ok({ order: terms.order as ApprovedOrder, worstPrice: terms.worstPrice ?? worst.value });
}

/**
 * What can be said against an order that is to wait for its stop price or for the open: all that needs no market, and its limit, notional and exposure
 * as its stop price measures them, or what is known of the market. When the wait is over it has to pass the whole gate. Gives the price by which it
 * counts until then, where it has none of its own and one is known; else null.
 */
export function approveWaiting(order: ValidOrder, context: WaitingContext): Result<Price | null, Rejection> {
  const code = orderFault(order, context);
  if (code !== null) return err(code);
  const far = order.stopPrice ?? (order.limitPrice === null ? context.weighedBy : null);
  const worst = worstPriceOf(order, far, { ...context, lastPrice: null });
  if (!worst.ok || worst.value === null) return worst;
  const over = overExposure(order, worst.value, context);
  if (over !== null) return err(over);
  return ok(order.limitPrice === null ? worst.value : null);
}

function overExposure(
  order: ValidOrder,
  worstPrice: Price,
  { instrument, exposure }: Pick<RiskContext, 'instrument' | 'exposure'>,
): Rejection | null {
  return exposure === null ? null : exposureFault(exposure, enteredExposure(order, worstPrice, instrument));
}

function orderFault(order: ValidOrder, context: Omit<WaitingContext, 'weighedBy'>): Rejection | null {
  const { instrument, halts, entitlements } = context;
  return (
    haltFault(halts, instrument) ??
    instrumentFault(instrument) ??
    sizeFault(order, context) ??
    shortSaleFault(order) ??
    (entitlements === null ? null : entitlementFault(order, entitlements, instrument))
  );
}

/** The firm has halted trading as a whole, of the client, in the instrument, or of the client in the instrument. */
export function haltFault(halts: HaltView, { instrumentId }: Instrument): Rejection | null {
  const halt = orderHalt(halts, instrumentId);
  if (halt === null) return null;
  return { code: 'TRADING_HALTED', path: halt.scope.instrumentId === null ? '' : 'instrument_id' };
}

/** Trading in the instrument is halted or restricted. */
export function instrumentFault(instrument: Instrument): Rejection | null {
  if (instrument.status === 'HALTED') return { code: 'INSTRUMENT_HALTED', path: 'instrument_id' };
  return instrument.status === 'RESTRICTED' ? { code: 'INSTRUMENT_RESTRICTED', path: 'instrument_id' } : null;
}

/** More than one order may ask for. */
export function sizeFault(
  { quantity }: ValidOrder,
  { instrument, limits: { maxOrderQuantity } }: Pick<RiskContext, 'instrument' | 'limits'>,
): Rejection | null {
  if (quantity <= maxOrderQuantity) return null;
  const detail = quantityFigures(quantity, maxOrderQuantity, instrument);
  return { code: 'QUANTITY_OVER_LIMIT', path: 'quantity', detail };
}

/** A short sale needs a locate (Regulation SHO Rule 203(b)(1)). */
export function shortSaleFault(order: ValidOrder): Rejection | null {
  const naked = order.side === 'SELL_SHORT' && order.locateId === null;
  return naked ? { code: 'SHORT_SALE_NEEDS_LOCATE', path: 'locate_id' } : null;
}

/**
 * An immediate peg has nothing to trade at while the market is locked, crossed, one-sided or too far from the last good one to be believed; one
 * that rests waits for better times.
 */
function midpointFault(order: ValidOrder, nbbo: Nbbo): Rejection | null {
  const isImmediate = order.orderType === 'MIDPOINT_PEG' && order.timeInForce === 'IOC';
  const isThere = nbbo.state === 'NORMAL' && doubleMid(nbbo) !== null;
  return isImmediate && !isThere ? { code: 'MIDPOINT_UNAVAILABLE', path: '' } : null;
}

/**
 * The worst price at which an order may trade, reaching from `far`: its limit, or the collar where it has none. Null where nobody quotes what an order
 * without a limit would take. Refuses a limit through the collar, a market that is itself through the collar of the last sale, and a notional over the limit.
 */
function worstPriceOf(
  order: ValidOrder,
  far: Price | null,
  context: Pick<RiskContext, 'instrument' | 'limits' | 'lastPrice'>,
): Result<Price | null, Rejection> {
  const { instrument, limits } = context;
  const asked = order.limitPrice ?? far;
  if (asked === null) return ok(null);
  const collar = collarBound(order.side, far, context);
  // An order without a limit starts from the market itself, which only a last sale can speak against.
  const isMeasured = order.limitPrice !== null || context.lastPrice !== null;
  if (collar !== null && isMeasured && (asked - collar) * sideSign(order.side) > 0) {
    const detail = collarFigures({ asked, side: order.side, far, isStop: order.stopPrice !== null }, context);
    return refuse('PRICE_OUTSIDE_COLLAR', order.limitPrice === null ? '' : 'limit_price', detail);
  }
  const worst = order.limitPrice ?? collar ?? asked;
  const notional = notionalRoundedE8(worst, order.quantity, instrument);
  if (notional <= limits.maxOrderNotionalE8) return ok(worst);
  return refuse('NOTIONAL_OVER_LIMIT', 'quantity', notionalFigures(notional, context));
}

/** What a refusal says of the money of one order. */
export function notionalFigures(
  asked: MoneyE8,
  { instrument: { currency }, limits }: Pick<RiskContext, 'instrument' | 'limits'>,
): string {
  const money = (valueE8: MoneyE8) => formatScaled(valueE8, 8);
  const limit = money(limits.maxOrderNotionalE8);
  return figuresText({ what: 'One order', asked: money(asked), limit, unit: currency });
}

/** What a refusal says of the quantity of one order. */
export function quantityFigures(
  asked: Quantity,
  limit: Quantity,
  { quantityDecimals }: Pick<Instrument, 'quantityDecimals'>,
): string {
  const units = (count: Quantity) => formatScaled(count, quantityDecimals);
  return figuresText({ what: 'One order', asked: units(asked), limit: units(limit), unit: 'units' });
}

function refuse(code: RejectCode, path: string, detail?: string): { readonly ok: false; readonly error: Rejection } {
  return err({ code, path, ...(detail === undefined ? {} : { detail }) });
}
