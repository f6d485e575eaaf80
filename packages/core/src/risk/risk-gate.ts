import { type HaltView, orderHalt } from '../control/halts.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { roundedDownToTick, roundedUpToTick } from '../instrument/tick.ts';
import { doubleMid, type Nbbo } from '../market/nbbo.ts';
import { notionalRoundedE8 } from '../money/amount.ts';
import { type MoneyE8, type Price, price, type Quantity } from '../money/units.ts';
import type { RejectCode, Rejection } from '../order/reject-code.ts';
import type { ValidOrder } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { err, ok, type Result } from '../result.ts';
import { type Entitlements, entitlementFault } from './entitlements.ts';
import { type ExposureView, enteredExposure, exposureFault } from './exposure.ts';
import { termsUnderPriceTest, type WaveTerms } from './short-sale.ts';

declare const approved: unique symbol;

const BPS = 10_000;

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
  readonly limits: RiskLimits;
  /** The firm's own halts, for the client of the order. */
  readonly halts: HaltView;
  /** What stands already, without this order; null where nobody counts it: in a replay. */
  readonly exposure: ExposureView | null;
  /** Who may trade what; null where nobody keeps it: in a replay. */
  readonly entitlements: Entitlements | null;
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
  const far = order.side === 'BUY' ? context.nbbo.referenceAsk : context.nbbo.referenceBid;
  const worst = worstPriceOf(order, far, context);
  if (!worst.ok) return worst;
  if (worst.value === null) return refuse('MARKET_UNAVAILABLE', '');
  const terms = termsUnderPriceTest({ order, worstPrice: worst.value }, context);
  const over = overExposure(order, terms.worstPrice ?? worst.value, context);
  if (over !== null) return err(over);
  return ok({ order: terms.order as ApprovedOrder, worstPrice: terms.worstPrice ?? worst.value });
}

/**
 * What can be said against an order that is to wait for its stop price or for the open: all that needs no market, and its limit and notional
 * as the stop price measures them. When the wait is over it has to pass the whole gate. Null where nothing is.
 */
export function waitingFault(order: ValidOrder, context: Omit<RiskContext, 'nbbo'>): Rejection | null {
  const code = orderFault(order, context);
  if (code !== null) return code;
  const worst = worstPriceOf(order, order.stopPrice, context);
  if (!worst.ok) return worst.error;
  return worst.value === null ? null : overExposure(order, worst.value, context);
}

function overExposure(
  order: ValidOrder,
  worstPrice: Price,
  { instrument, exposure }: Omit<RiskContext, 'nbbo'>,
): Rejection | null {
  return exposure === null ? null : exposureFault(exposure, enteredExposure(order, worstPrice, instrument));
}

function orderFault(order: ValidOrder, context: Omit<RiskContext, 'nbbo'>): Rejection | null {
  const { instrument, limits, halts, entitlements } = context;
  return (
    haltFault(halts, instrument) ??
    instrumentFault(instrument) ??
    sizeFault(order, limits) ??
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
export function sizeFault(order: ValidOrder, limits: RiskLimits): Rejection | null {
  return order.quantity > limits.maxOrderQuantity ? { code: 'QUANTITY_OVER_LIMIT', path: 'quantity' } : null;
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
 * The worst price at which an order may trade, reaching from `far`: its limit, or the collar where it has none. Null where neither is known.
 * Refuses a limit through the collar, and a notional over the limit.
 */
function worstPriceOf(
  order: ValidOrder,
  far: Price | null,
  { instrument, limits }: Omit<RiskContext, 'nbbo' | 'halts'>,
): Result<Price | null, Rejection> {
  const collar = far === null ? null : collarPrice(far, order, { instrument, limits });
  const worst = order.limitPrice ?? collar;
  if (worst === null) return ok(null);
  const isThrough = collar !== null && (worst - collar) * sideSign(order.side) > 0;
  if (isThrough) return refuse('PRICE_OUTSIDE_COLLAR', 'limit_price');
  const notional = notionalRoundedE8(worst, order.quantity, instrument);
  return notional > limits.maxOrderNotionalE8 ? refuse('NOTIONAL_OVER_LIMIT', 'quantity') : ok(worst);
}

/**
 * The furthest price within the collar of the best one that is on a tick: at its own level, so that it is one that a venue takes. Never better
 * than the best price itself.
 */
export function collarPrice(best: Price, order: ValidOrder, at: { instrument: Instrument; limits: RiskLimits }): Price {
  const width = basisPointsRoundedDown(best, at.limits.collarBps);
  if (sideSign(order.side) === 1) {
    const highest = roundedDownToTick(at.instrument, price(best + width));
    return highest < best ? roundedUpToTick(at.instrument, best) : highest;
  }
  const lowest = roundedUpToTick(at.instrument, price(Math.max(1, best - width)));
  const atBest = roundedDownToTick(at.instrument, best);
  return lowest > best && atBest > 0 ? atBest : lowest;
}

/** So many basis points of a price; exact where the product has more digits than a safe integer. */
function basisPointsRoundedDown(of: Price, bps: number): number {
  return Math.floor(of / BPS) * bps + Math.floor(((of % BPS) * bps) / BPS);
}

function refuse(code: RejectCode, path: string): { readonly ok: false; readonly error: Rejection } {
  return err({ code, path });
}
