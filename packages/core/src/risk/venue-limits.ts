import { notionalRoundedE8 } from '../money/amount.ts';
import { type Price, type Quantity, quantity } from '../money/units.ts';
import type { VenueCap } from '../order/request.ts';
import type { PlanInput } from '../routing/plan-input.ts';
import type { RiskLimits } from './risk-gate.ts';

/**
 * The input of a wave with the limits of venues as caps of its order, so that a plan goes elsewhere instead of being refused whole: a venue gets no more than
 * its own limits of quantity and notional let through, at the dearest price at which any part may go there. A cap that a routing rule has set stays where it
 * is smaller. The same input where no venue is bounded further. Caps are in the record, so that it is recomputed as it was.
 */
export function withinVenueLimits(input: PlanInput, { venue }: RiskLimits): PlanInput {
  if (venue === undefined) return input;
  const dearest = dearestPrice(input);
  const caps = new Map(input.order.venueCaps.map(({ venueId, maxQuantity }) => [venueId, maxQuantity]));
  for (const {
    venue: { venueId },
  } of input.view.venues) {
    const most = mostOf(venue(venueId), dearest, input);
    if (most < input.quantity) caps.set(venueId, quantity(Math.min(most, caps.get(venueId) ?? most)));
  }
  const venueCaps = [...caps].map(([venueId, maxQuantity]): VenueCap => ({ venueId, maxQuantity }));
  return venueCaps.length === 0 ? input : { ...input, order: { ...input.order, venueCaps } };
}

/** The dearest price at which a part can be sent: a buy goes no further than its worst price, a sale no higher than its limit or the market. Null where none is known. */
function dearestPrice({ order, worstPrice, view: { nbbo } }: PlanInput): Price | null {
  const known =
    order.side === 'BUY'
      ? [worstPrice ?? nbbo.referenceAsk]
      : [worstPrice, order.limitPrice, nbbo.referenceAsk, nbbo.referenceBid];
  return known.reduce<Price | null>(
    (most, each) => (each !== null && (most === null || each > most) ? each : most),
    null,
  );
}

/** As many units as both bounds let through: of the money, whole units that do not come to more. */
function mostOf(
  { maxOrderQuantity, maxOrderNotionalE8 }: RiskLimits,
  dearest: Price | null,
  { view: { instrument }, quantity: left }: PlanInput,
): Quantity {
  const most = quantity(Math.min(maxOrderQuantity, left));
  if (dearest === null || notionalRoundedE8(dearest, most, instrument) <= maxOrderNotionalE8) return most;
  const whole = notionalRoundedE8(dearest, most, instrument);
  const share = quantity(Number((BigInt(most) * maxOrderNotionalE8) / whole));
  // Rounded money can be a hair over at the edge.
  return notionalRoundedE8(dearest, share, instrument) <= maxOrderNotionalE8 ? share : quantity(Math.max(0, share - 1));
}
