import type { Instrument } from '../instrument/instrument.ts';
import { tickAt } from '../instrument/tick.ts';
import type { Nbbo } from '../market/nbbo.ts';
import { notionalRoundedE8 } from '../money/amount.ts';
import { type MoneyE8, type Price, price, type Quantity } from '../money/units.ts';
import type { RejectCode, Rejection } from '../order/reject-code.ts';
import type { ValidOrder } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { err, ok, type Result } from '../result.ts';

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
}

/** What the gate looks at besides the order. */
export interface RiskContext {
  readonly instrument: Instrument;
  readonly nbbo: Nbbo;
  readonly limits: RiskLimits;
}

/** The approved order with the worst price at which any part of it may trade, at the instrument's scale. */
export interface Approval {
  readonly order: ApprovedOrder;
  /** The limit, or for a market order the collar; null only for a limit-less order on a one-sided market, which is refused before. */
  readonly worstPrice: Price;
}

/**
 * The pre-trade gate: halted or restricted instrument, size, price collar, notional, short sale without a locate; the first that applies
 * refuses, each with its own code. Pure: same order, same market, same answer.
 */
export function approveOrder(order: ValidOrder, context: RiskContext): Result<Approval, Rejection> {
  const code = instrumentFault(context.instrument) ?? sizeFault(order, context.limits) ?? shortSaleFault(order);
  if (code !== null) return err(code);
  const worst = worstPriceOf(order, context);
  if (!worst.ok) return worst;
  const notional = notionalRoundedE8(worst.value, order.quantity, context.instrument);
  if (notional > context.limits.maxOrderNotionalE8) return refuse('NOTIONAL_OVER_LIMIT', 'quantity');
  return ok({ order: order as ApprovedOrder, worstPrice: worst.value });
}

function instrumentFault(instrument: Instrument): Rejection | null {
  if (instrument.status === 'HALTED') return { code: 'INSTRUMENT_HALTED', path: 'instrument_id' };
  return instrument.status === 'RESTRICTED' ? { code: 'INSTRUMENT_RESTRICTED', path: 'instrument_id' } : null;
}

function sizeFault(order: ValidOrder, limits: RiskLimits): Rejection | null {
  return order.quantity > limits.maxOrderQuantity ? { code: 'QUANTITY_OVER_LIMIT', path: 'quantity' } : null;
}

function shortSaleFault(order: ValidOrder): Rejection | null {
  const naked = order.side === 'SELL_SHORT' && order.locateId === null;
  return naked ? { code: 'SHORT_SALE_NEEDS_LOCATE', path: 'locate_id' } : null;
}

function worstPriceOf(order: ValidOrder, { nbbo, instrument, limits }: RiskContext): Result<Price, Rejection> {
  const far = order.side === 'BUY' ? nbbo.ask : nbbo.bid;
  if (far === null) return order.limitPrice === null ? refuse('MARKET_UNAVAILABLE', '') : ok(order.limitPrice);
  const collar = collarPrice(far.price, order, { instrument, limits });
  if (order.limitPrice === null) return ok(collar);
  const through = (order.limitPrice - collar) * sideSign(order.side) > 0;
  return through ? refuse('PRICE_OUTSIDE_COLLAR', 'limit_price') : ok(order.limitPrice);
}

/** The furthest tick that is within the collar of the best price, never better than the best price itself. */
function collarPrice(best: Price, order: ValidOrder, at: { instrument: Instrument; limits: RiskLimits }): Price {
  const tick = tickAt(at.instrument, best);
  const width = Math.floor((best * at.limits.collarBps) / 10_000 / tick) * tick;
  return price(Math.max(tick, best + sideSign(order.side) * width));
}

function refuse(code: RejectCode, path: string): { readonly ok: false; readonly error: Rejection } {
  return err({ code, path });
}
