import type { Instrument } from '../instrument/instrument.ts';
import type { Nbbo } from '../market/nbbo.ts';
import { notionalRoundedE8 } from '../money/amount.ts';
import type { Price, Quantity } from '../money/units.ts';
import type { Rejection } from '../order/reject-code.ts';
import type { ValidOrder } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { err, ok, type Result } from '../result.ts';
import { collarPrice, instrumentFault, type RiskLimits, shortSaleFault, sizeFault } from './risk-gate.ts';

declare const approved: unique symbol;

/** As much of a plan as the gate looks at. */
export interface GatedWave {
  readonly input: { readonly order: ValidOrder; readonly quantity: Quantity };
  readonly plan: { readonly slices: readonly { readonly quantity: Quantity; readonly limitPrice: Price }[] };
}

/** A wave that passed the gate: an order with its plan. Only `approveWave` makes one, and nothing else is journaled as intended or sent. */
export type ApprovedWave<Wave extends GatedWave> = Wave & { readonly [approved]: true };

/** The market, the limits and the halts of the moment. */
export interface GateContext {
  readonly instrument: Instrument;
  readonly nbbo: Nbbo;
  readonly limits: RiskLimits;
}

/**
 * The gate that every wave of an order's life passes (SEC Rule 15c3-5(c)), with the limits and halts of this moment: instrument halted or restricted,
 * size, short sale without a locate, no more than what is left of the order, notional of what is sent, and for each slice the order's own limit and the
 * collar about the price to measure by. A side that nobody quotes has no collar: then nothing of an order without a limit is sent. The first that
 * applies refuses.
 */
export function approveWave<Wave extends GatedWave>(
  wave: Wave,
  context: GateContext,
): Result<ApprovedWave<Wave>, Rejection> {
  const { order } = wave.input;
  const fault = instrumentFault(context.instrument) ?? sizeFault(order, context.limits) ?? shortSaleFault(order);
  const code = fault ?? exposureFault(wave, context) ?? collarFault(wave, context);
  return code === null ? ok(wave as ApprovedWave<Wave>) : err(code);
}

/** Sending more than is left of an order is a fault of the plan, refused like any other. */
function exposureFault({ input, plan }: GatedWave, { instrument, limits }: GateContext): Rejection | null {
  let count = 0;
  let notionalE8 = 0n;
  for (const slice of plan.slices) {
    count += slice.quantity;
    notionalE8 += notionalRoundedE8(slice.limitPrice, slice.quantity, instrument);
  }
  const mostQuantity = Math.min(input.quantity, limits.maxOrderQuantity);
  if (count > mostQuantity) return { code: 'QUANTITY_OVER_LIMIT', path: 'quantity' };
  return notionalE8 > limits.maxOrderNotionalE8 ? { code: 'NOTIONAL_OVER_LIMIT', path: 'quantity' } : null;
}

function collarFault({ input, plan }: GatedWave, { instrument, nbbo, limits }: GateContext): Rejection | null {
  const { order } = input;
  const far = order.side === 'BUY' ? nbbo.referenceAsk : nbbo.referenceBid;
  const collar = far === null ? null : collarPrice(far, order, { instrument, limits });
  const bounds = [collar, order.limitPrice].filter((bound) => bound !== null);
  if (bounds.length === 0 && plan.slices.length > 0) return { code: 'MARKET_UNAVAILABLE', path: '' };
  const sign = sideSign(order.side);
  const isThrough = plan.slices.some((slice) => bounds.some((bound) => (slice.limitPrice - bound) * sign > 0));
  return isThrough ? { code: 'PRICE_OUTSIDE_COLLAR', path: 'limit_price' } : null;
}
