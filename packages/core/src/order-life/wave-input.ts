import type { MarketView } from '../market/market-view.ts';
import { type Price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { withoutStop } from '../order/stop.ts';
import { collarBound, farPrice } from '../risk/collar.ts';
import type { RiskLimits } from '../risk/risk-gate.ts';
import { termsUnderPriceTest, type WaveTerms } from '../risk/short-sale.ts';
import type { PlanInput } from '../routing/plan-input.ts';
import { type FirmSettings, routingSettingsFor } from '../routing/routing-settings.ts';
import { applyRules } from '../rules/apply.ts';
import type { RuleSet } from '../rules/rule.ts';
import { isRestRefused, type OrderLife, triedVenues, usedByVenue } from './order-life.ts';

/** What the next wave of an order depends on besides its life. */
export interface WaveContext {
  readonly clientId: string;
  /** The market as it is now. */
  readonly view: MarketView;
  readonly firm: FirmSettings;
  /** The routing rules in force now. */
  readonly rules: RuleSet;
  readonly modelVersion: string;
  /** The limits of now: of them, the collar. */
  readonly limits: RiskLimits;
  /** What was traded last, where that is lately enough to be measured by; else null. */
  readonly lastPrice: Price | null;
}

/**
 * The input of an order's next wave: its residual on the market of now, at the nearest of its own worst price, that of the price test for short sales,
 * and the collar of now (what was within the collar when the order came may be far through the market after it has moved), under the rules in force, of which what it has at each venue is used. What has rested for its time, or may not rest, is taken from then on. Refuses nothing:
 * whether the order may route is `nextStep`'s to say. Call only while something is left to route.
 */
export function waveInput(life: OrderLife, context: WaveContext): PlanInput {
  const { clientId, view, firm, rules, modelVersion } = context;
  const settings = routingSettingsFor(firm, life.order, view.instrument);
  const terms = { order: withinSplit(withoutStop(life.order), life, view), worstPrice: life.start.worstPrice };
  const input = {
    clientId,
    wave: life.waves.length + 1,
    quantity: quantity(life.residual),
    view,
    settings: life.hasRested || isRestRefused(life) ? { ...settings, passiveHorizonMs: null } : settings,
    triedVenues: triedVenues(life),
    modelVersion,
    rulesVersion: rules.version,
    rulesApplied: [],
    ...withinCollar(termsUnderPriceTest(terms, view), context),
  };
  return applyRules(input, rules, usedByVenue(life));
}

/** The nearer of an order's worst price and the collar of now, about the price to measure by and the last sale; its own where neither is known. */
function withinCollar(terms: WaveTerms, { view: { instrument, nbbo }, limits, lastPrice }: WaveContext): WaveTerms {
  const { order, worstPrice } = terms;
  const collar = collarBound(order.side, farPrice(order.side, nbbo), { instrument, limits, lastPrice });
  if (collar === null) return terms;
  const isFurther = worstPrice === null || (worstPrice - collar) * sideSign(order.side) > 0;
  return isFurther ? { order, worstPrice: collar } : terms;
}

/**
 * The most venues that an order may be split over holds over its whole life: a wave may go to as many new ones as are left, and where none are
 * left only where a part of the order is executed or out already.
 */
function withinSplit(order: ValidOrder, life: OrderLife, view: MarketView): ValidOrder {
  if (order.maxVenueSplit === null) return order;
  const used = usedByVenue(life);
  const venues = [...used.keys()].filter((venueId) => (used.get(venueId) ?? 0) > 0);
  const left = order.maxVenueSplit - venues.length;
  if (left > 0) return { ...order, maxVenueSplit: left };
  const others = view.venues.map(({ venue }) => venue.venueId).filter((venueId) => !venues.includes(venueId));
  return { ...order, excludeVenues: [...new Set([...order.excludeVenues, ...others])] };
}
