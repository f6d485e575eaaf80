import { type HaltView, partHalt } from '../control/halts.ts';
import type { Instrument } from '../instrument/instrument.ts';
import type { Nbbo } from '../market/nbbo.ts';
import { notionalRoundedE8 } from '../money/amount.ts';
import { moneyE8, type Price, type Quantity, quantity } from '../money/units.ts';
import type { Rejection } from '../order/reject-code.ts';
import type { Side, ValidOrder } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { err, ok, type Result } from '../result.ts';
import { collarBound, collarFigures, farPrice } from './collar.ts';
import { type Entitlements, restrictionFault } from './entitlements.ts';
import { type ExposureView, heldToNow } from './exposure.ts';
import {
  haltFault,
  instrumentFault,
  notionalFigures,
  quantityFigures,
  type RiskLimits,
  shortSaleFault,
  sizeFault,
} from './risk-gate.ts';

declare const approved: unique symbol;

/** As much of a plan as the gate looks at. */
export interface GatedWave {
  readonly input: { readonly order: ValidOrder; readonly quantity: Quantity };
  readonly plan: {
    readonly slices: readonly { readonly venueId: string; readonly quantity: Quantity; readonly limitPrice: Price }[];
  };
}

/** A wave that passed the gate: an order with its plan. Only `approveWave` makes one, and nothing else is journaled as intended or sent. */
export type ApprovedWave<Wave extends GatedWave> = Wave & { readonly [approved]: true };

/** The market, the limits and the halts of the moment. */
export interface GateContext {
  readonly instrument: Instrument;
  readonly nbbo: Nbbo;
  /** What was traded last, where that is lately enough to be measured by; else null. */
  readonly lastPrice: Price | null;
  readonly limits: RiskLimits;
  /** The firm's own halts, for the client of the order. */
  readonly halts: HaltView;
  /** What stands already, this order counted from its second wave on; null where nobody counts it: in a replay. */
  readonly exposure: ExposureView | null;
  /** Who may trade what: of it, the restricted list of now; null where nobody keeps it: in a replay. */
  readonly entitlements: Entitlements | null;
}

/**
 * The gate that every wave of an order's life passes (SEC Rule 15c3-5(c)), with the limits and halts of this moment: trading halted by the firm
 * as a whole or at the venue of a slice, instrument halted or restricted, size, short sale without a locate, no more than what is left of the order, notional of what is sent, and for each slice the order's own limit and the
 * collar about the price to measure by. A side that nobody quotes has no collar: then nothing of an order without a limit is sent. The first that
 * applies refuses.
 */
export function approveWave<Wave extends GatedWave>(
  wave: Wave,
  context: GateContext,
): Result<ApprovedWave<Wave>, Rejection> {
  const { order } = wave.input;
  const fault =
    haltFault(context.halts, context.instrument) ??
    haltedSliceFault(wave, context) ??
    instrumentFault(context.instrument) ??
    sizeFault(order, context) ??
    shortSaleFault(order) ??
    (context.entitlements === null ? null : restrictionFault(order, context.entitlements));
  const code =
    fault ??
    sentFault(wave, context) ??
    collarFault(wave, context) ??
    venueFault(wave, context) ??
    standingFault(order, context);
  return code === null ? ok(wave as ApprovedWave<Wave>) : err(code);
}

/** A venue may be halted for everybody, for the client or in the instrument: nothing goes there, and what else the plan sends is planned anew without it. */
function haltedSliceFault({ plan }: GatedWave, { instrument: { instrumentId }, halts }: GateContext): Rejection | null {
  const isHalted = plan.slices.some(({ venueId }) => partHalt(halts, instrumentId, venueId) !== null);
  return isHalted ? { code: 'TRADING_HALTED', path: '' } : null;
}

/** The order was counted when it was entered; a limit that was lowered since holds for what is left of it. */
function standingFault({ side }: ValidOrder, { exposure }: GateContext): Rejection | null {
  return exposure === null ? null : heldToNow(exposure, side);
}

/** What goes to one venue is bounded by the limits of that venue too: quantity, notional and collar, all its slices together. */
function venueFault({ input, plan }: GatedWave, context: GateContext): Rejection | null {
  const { venue } = context.limits;
  if (venue === undefined) return null;
  for (const venueId of new Set(plan.slices.map((slice) => slice.venueId))) {
    const there = { input, plan: { slices: plan.slices.filter((slice) => slice.venueId === venueId) } };
    const ofVenue = { ...context, limits: venue(venueId) };
    const fault = sentFault(there, ofVenue) ?? collarFault(there, ofVenue);
    if (fault !== null) return fault;
  }
  return null;
}

/** Sending more than is left of an order is a fault of the plan, refused like any other. */
function sentFault({ input, plan }: GatedWave, context: GateContext): Rejection | null {
  const { instrument, limits } = context;
  let count = 0;
  let notionalE8 = 0n;
  for (const slice of plan.slices) {
    count += slice.quantity;
    notionalE8 += notionalRoundedE8(slice.limitPrice, slice.quantity, instrument);
  }
  const mostQuantity = quantity(Math.min(input.quantity, limits.maxOrderQuantity));
  if (count > mostQuantity) {
    const detail = quantityFigures(quantity(count), mostQuantity, instrument);
    return { code: 'QUANTITY_OVER_LIMIT', path: 'quantity', detail };
  }
  if (notionalE8 <= limits.maxOrderNotionalE8) return null;
  const detail = notionalFigures(moneyE8(notionalE8), context);
  return { code: 'NOTIONAL_OVER_LIMIT', path: 'quantity', detail };
}

function collarFault({ input, plan }: GatedWave, context: GateContext): Rejection | null {
  const { side, limitPrice } = input.order;
  const far = farPrice(side, context.nbbo);
  if (far === null && limitPrice === null && plan.slices.length > 0) return { code: 'MARKET_UNAVAILABLE', path: '' };
  for (const slice of plan.slices) {
    const isBeyond = isThroughCollar(slice.limitPrice, side, context);
    const isThroughLimit = limitPrice !== null && (slice.limitPrice - limitPrice) * sideSign(side) > 0;
    if (!isBeyond && !isThroughLimit) continue;
    const detail = isBeyond ? { detail: collarFigures({ asked: slice.limitPrice, side, far }, context) } : {};
    return { code: 'PRICE_OUTSIDE_COLLAR', path: 'limit_price', ...detail };
  }
  return null;
}

/** True where a part with this limit reaches through the collar about the price to measure by and the last sale; never where neither is known. */
export function isThroughCollar(
  limitPrice: Price,
  side: Side,
  context: Pick<GateContext, 'instrument' | 'nbbo' | 'lastPrice' | 'limits'>,
): boolean {
  const collar = collarBound(side, farPrice(side, context.nbbo), context);
  return collar !== null && (limitPrice - collar) * sideSign(side) > 0;
}
