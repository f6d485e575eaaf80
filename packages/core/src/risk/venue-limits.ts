import { notionalRoundedE8 } from '../money/amount.ts';
import { type Price, type Quantity, quantity } from '../money/units.ts';
import type { VenueCap } from '../order/request.ts';
import { planRoute } from '../routing/plan.ts';
import type { PlanInput } from '../routing/plan-input.ts';
import type { RiskLimits } from './risk-gate.ts';
import { isThroughCollar } from './wave-gate.ts';

type LimitsAt = NonNullable<RiskLimits['venue']>;

/**
 * The input of a wave with the limits of venues as caps of its order, so that a plan goes elsewhere instead of being refused whole: a venue gets no more than
 * its own limits of quantity and notional let through, at the dearest price at which any part may go there. A cap that a routing rule has set stays where it
 * is smaller. One to which the plan would send something through the venue's own collar gets nothing. The same input where no venue is bounded further.
 * Caps are in the record, so that it is recomputed as it was. `lastPrice` is what was traded last, where that is lately enough to be measured by; else null.
 */
export function withinVenueLimits(input: PlanInput, limits: RiskLimits, lastPrice: Price | null): PlanInput {
  const { venue } = limits;
  if (venue === undefined) return input;
  const capped = withinSizes(input, venue);
  const isNarrower = input.view.venues.some(({ venue: { venueId } }) => venue(venueId).collarBps < limits.collarBps);
  return isNarrower ? withinCollars(capped, venue, lastPrice) : capped;
}

/** A plan tells how far it reaches at each venue. Each round leaves a venue out, so that it ends; a plan that cannot do without one is the gate's to refuse. */
function withinCollars(input: PlanInput, limitsAt: LimitsAt, lastPrice: Price | null): PlanInput {
  const { instrument, nbbo } = input.view;
  for (let within = input; ; ) {
    const plan = planRoute(within);
    const through = plan.slices.filter(({ venueId, limitPrice }) =>
      isThroughCollar(limitPrice, input.order.side, { instrument, nbbo, lastPrice, limits: limitsAt(venueId) }),
    );
    const caps = new Map(within.order.venueCaps.map(({ venueId, maxQuantity }) => [venueId, maxQuantity]));
    const left = through.filter(({ venueId }) => caps.get(venueId) !== 0);
    if (left.length === 0) return within;
    for (const { venueId } of left) caps.set(venueId, quantity(0));
    within = withCaps(within, caps);
  }
}

function withinSizes(input: PlanInput, limitsAt: LimitsAt): PlanInput {
  const dearest = dearestPrice(input);
  const caps = new Map(input.order.venueCaps.map(({ venueId, maxQuantity }) => [venueId, maxQuantity]));
  for (const {
    venue: { venueId },
  } of input.view.venues) {
    const most = mostOf(limitsAt(venueId), dearest, input);
    if (most < input.quantity) caps.set(venueId, quantity(Math.min(most, caps.get(venueId) ?? most)));
  }
  return withCaps(input, caps);
}

function withCaps(input: PlanInput, caps: ReadonlyMap<string, Quantity>): PlanInput {
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
