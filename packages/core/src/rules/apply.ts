import type { Instrument } from '../instrument/instrument.ts';
import { powerOfTen } from '../money/scaled.ts';
import { type Quantity, quantity } from '../money/units.ts';
import type { OrderConstraints, ValidOrder, VenueCap, Wish } from '../order/request.ts';
import type { PlanInput } from '../routing/plan-input.ts';
import { type AskedInput, matchingRules } from './match.ts';
import type { Rule, RuleCap, RuleEffects, RuleSet } from './rule.ts';

/** What a first wave has used of its caps. */
export const NOTHING_USED: ReadonlyMap<string, number> = new Map();

/**
 * The input of a decision with the rules in force applied to its order. Rules are taken by priority. What they forbid adds up and always holds:
 * exclusions, caps, the largest split and constraints are the tightest of the order's own and every matching rule's. What they wish
 * (objective, mode, sourcing, preferences, urgency) fills in what the order did not say itself, each from the first matching rule that says it;
 * an order's own division (MANUAL) keeps its mode. `used` is what earlier waves have at each venue, filled or out; it counts against the caps.
 */
export function applyRules(input: AskedInput, set: RuleSet, used: ReadonlyMap<string, number>): PlanInput {
  const matching = matchingRules(set.rules, input);
  if (matching.length === 0) return { ...input, rulesVersion: set.version, rulesApplied: [] };
  const { order, settings } = input;
  const limits = limitsOf(order, matching, input.view.instrument);
  const wishes = wishesOf(order, matching, limits.excludeVenues);
  const urgency = wishes.urgency.value;
  return {
    ...input,
    order: {
      ...order,
      ...limits,
      venueCaps: remainingCaps(limits.venueCaps, used),
      venuePreferences: wishes.venuePreferences.value,
      routingObjective: wishes.objective.value,
      routingMode: wishes.mode.value,
      sourcing: wishes.sourcing.value,
      urgency,
    },
    settings: { ...settings, urgency: urgency ?? settings.urgency },
    rulesVersion: set.version,
    rulesApplied: appliedNames(matching, Object.values(wishes)),
  };
}

/** A wish as it stands, and the rule that it comes from; null where it is the order's own or the default. */
interface Stand<T> {
  readonly value: T;
  readonly from: Rule | null;
}

/** What stands of the wishes. Preferences are those that are not excluded; where none is left they count as not said. */
function wishesOf(order: ValidOrder, rules: readonly Rule[], excludeVenues: readonly string[]) {
  const usable = (venueIds: readonly string[]) => venueIds.filter((venueId) => !excludeVenues.includes(venueId));
  const preferred = usable(order.venuePreferences);
  const isFree = (wish: Wish) => !order.said.includes(wish);
  const isDivided = order.routingMode === 'MANUAL';
  return {
    objective: firstOf(rules, ({ objective }) => objective, {
      own: order.routingObjective,
      isFree: isFree('objective'),
    }),
    mode: firstOf(rules, ({ mode }) => mode, { own: order.routingMode, isFree: isFree('mode') && !isDivided }),
    sourcing: firstOf(rules, ({ sourcing }) => sourcing, { own: order.sourcing, isFree: isFree('sourcing') }),
    urgency: firstOf(rules, ({ urgency }) => urgency, { own: order.urgency, isFree: order.urgency === null }),
    venuePreferences: firstOf(rules, ({ venuePreferences }) => unlessEmpty(usable(venuePreferences)), {
      own: preferred,
      isFree: preferred.length === 0,
    }),
  };
}

function unlessEmpty<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list;
}

function firstOf<T>(
  rules: readonly Rule[],
  wish: (effects: RuleEffects) => T | null,
  { own, isFree }: { own: T; isFree: boolean },
): Stand<T> {
  if (!isFree) return { value: own, from: null };
  for (const rule of rules) {
    const value = wish(rule.effects);
    if (value !== null) return { value, from: rule };
  }
  return { value: own, from: null };
}

type Limits = Pick<ValidOrder, 'excludeVenues' | 'venueCaps' | 'maxVenueSplit' | 'constraints'>;

function limitsOf(order: ValidOrder, rules: readonly Rule[], instrument: Instrument): Limits {
  const caps = new Map(order.venueCaps.map((cap) => [cap.venueId, cap.maxQuantity]));
  const excluded = new Set(order.excludeVenues);
  let { maxVenueSplit, constraints } = order;
  for (const { effects } of rules) {
    for (const venueId of effects.excludeVenues) excluded.add(venueId);
    for (const cap of effects.venueCaps) {
      const most = capQuantity(cap, order.quantity, instrument);
      caps.set(cap.venueId, quantity(Math.min(most, caps.get(cap.venueId) ?? most)));
    }
    maxVenueSplit = smaller(maxVenueSplit, effects.maxVenueSplit);
    constraints = tighter(constraints, effects.constraints);
  }
  const venueCaps = [...caps].map(([venueId, maxQuantity]): VenueCap => ({ venueId, maxQuantity }));
  return { excludeVenues: [...excluded], venueCaps, maxVenueSplit, constraints };
}

/** What a cap leaves a venue of an order, at the instrument's scale, rounded down; never more than the whole order. */
function capQuantity(cap: RuleCap, whole: Quantity, { quantityDecimals }: Instrument): Quantity {
  const order = BigInt(whole);
  const share = cap.maxSharePpm === null ? order : (order * BigInt(cap.maxSharePpm)) / 1_000_000n;
  const units = cap.maxQuantityE8 === null ? order : cap.maxQuantityE8 / BigInt(powerOfTen(8 - quantityDecimals));
  const smallest = [order, share, units].reduce((least, each) => (each < least ? each : least));
  return quantity(Number(smallest));
}

function remainingCaps(caps: readonly VenueCap[], used: ReadonlyMap<string, number>): readonly VenueCap[] {
  return caps.map(({ venueId, maxQuantity }) => ({
    venueId,
    maxQuantity: quantity(Math.max(0, maxQuantity - (used.get(venueId) ?? 0))),
  }));
}

function tighter(own: OrderConstraints | null, rule: OrderConstraints | null): OrderConstraints | null {
  if (own === null || rule === null) return own ?? rule;
  return {
    maxFeeE8: smaller(own.maxFeeE8, rule.maxFeeE8),
    minFillRate: larger(own.minFillRate, rule.minFillRate),
    maxLatencyMs: smaller(own.maxLatencyMs, rule.maxLatencyMs),
    maxImpactBps: smaller(own.maxImpactBps, rule.maxImpactBps),
  };
}

function smaller<T extends number>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b;
  return b < a ? b : a;
}

function larger(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return b > a ? b : a;
}

/** The rules that the order is routed by: those that forbid something, and those whose wish stands. */
function appliedNames(matching: readonly Rule[], wishes: readonly Stand<unknown>[]): string[] {
  const standing = new Set(wishes.map(({ from }) => from));
  return matching.filter((rule) => isLimiting(rule.effects) || standing.has(rule)).map((rule) => rule.name);
}

function isLimiting({ excludeVenues, venueCaps, maxVenueSplit, constraints }: RuleEffects): boolean {
  return excludeVenues.length > 0 || venueCaps.length > 0 || maxVenueSplit !== null || constraints !== null;
}
