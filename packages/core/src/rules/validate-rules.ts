import { parseScaled } from '../money/scaled.ts';
import { priceE8 } from '../money/units.ts';
import type {
  OrderConstraints,
  OrderRequest,
  OrderType,
  RoutingMode,
  RoutingObjective,
  Side,
  Sourcing,
} from '../order/request.ts';
import { constraintFault } from '../order/validate.ts';
import { err, ok, type Result } from '../result.ts';
import type { Rule, RuleCap, RuleEffects, TimeWindow, Weekday } from './rule.ts';

/** A rule as it came in: names and texts checked for shape, nothing proved yet. Decimals are still texts. */
export interface RuleRequest {
  readonly name: string;
  readonly priority: number;
  readonly isEnabled: boolean;
  readonly instrumentPattern: string;
  readonly minSize: string | null;
  readonly maxSize: string | null;
  /** Times of day as HH:MM in New York. */
  readonly window: { readonly from: string; readonly to: string; readonly weekdays: readonly Weekday[] } | null;
  readonly clientId: string | null;
  readonly side: Side | null;
  readonly orderType: OrderType | null;
  readonly venuePreferences: readonly string[];
  readonly excludeVenues: readonly string[];
  readonly venueCaps: readonly {
    readonly venueId: string;
    readonly maxQuantity: string | null;
    readonly maxShare: string | null;
  }[];
  readonly maxVenueSplit: number | null;
  readonly objective: RoutingObjective | null;
  readonly mode: RoutingMode | null;
  readonly sourcing: Sourcing | null;
  readonly urgency: number | null;
  readonly constraints: OrderRequest['constraints'];
}

/** What is wrong with a rule: the closed list, with the sentence that goes with each. */
export const RULE_FAULTS = {
  NAME_REPEATED: 'Another rule of this version has this name.',
  PRIORITY_REPEATED: 'Another rule of this version has this priority.',
  SIZE_RANGE_INVALID: 'A size is a decimal of up to 12 digits before and 8 after the point, and min is at most max.',
  TIME_WINDOW_INVALID: 'from and to are times of one day, from before to, on at least one weekday.',
  UNKNOWN_VENUE: 'A venue named in the rule is not known here.',
  VENUE_PREFERRED_AND_EXCLUDED: 'A venue is both preferred and excluded.',
  CAP_INVALID:
    'A cap names each venue once, with a max_quantity above 0, a max_share above 0 and up to 1 (at most 6 decimals), or both.',
  MODE_NOT_ALLOWED: 'MANUAL is the order’s own to ask for: a rule cannot divide it.',
  URGENCY_INVALID: 'The urgency must be from 0 to 1.',
  CONSTRAINT_INVALID:
    'max_fee has up to 8 decimals, min_fill_rate is 0 to 1, max_latency_ms and max_impact_bps are above 0.',
  WITHOUT_EFFECT: 'The rule says nothing about how an order is to be routed.',
} as const;
export type RuleFaultCode = keyof typeof RULE_FAULTS;

/** One fault, and where: `rules.3.routing_logic.mode`. */
export interface RuleFault {
  readonly path: string;
  readonly code: RuleFaultCode;
}

/**
 * Proves a list of rules and gives it by priority: names and priorities are unique, numbers exact, venues known, and each rule says something.
 * Gives every fault that it finds, in the order of the list. Pure.
 */
export function validateRules(
  requests: readonly RuleRequest[],
  hasVenue: (venueId: string) => boolean,
): Result<readonly Rule[], readonly RuleFault[]> {
  const faults: RuleFault[] = [];
  const rules = requests.map((request, index) => {
    const fault = (field: string, code: RuleFaultCode) => void faults.push({ path: `rules.${index}.${field}`, code });
    const before = requests.slice(0, index);
    if (before.some((other) => other.name === request.name)) fault('rule_name', 'NAME_REPEATED');
    if (before.some((other) => other.priority === request.priority)) fault('priority', 'PRIORITY_REPEATED');
    checkVenues(request, hasVenue, fault);
    return readRule(request, fault);
  });
  return faults.length > 0 ? err(faults) : ok(rules.sort((a, b) => a.priority - b.priority));
}

type Report = (field: string, code: RuleFaultCode) => void;

function checkVenues(request: RuleRequest, hasVenue: (venueId: string) => boolean, fault: Report): void {
  const { venuePreferences, excludeVenues, venueCaps } = request;
  const checkKnown = (path: string, venueIds: readonly string[], end = '') => {
    for (const [index, venueId] of venueIds.entries())
      if (!hasVenue(venueId)) fault(`${path}.${index}${end}`, 'UNKNOWN_VENUE');
  };
  checkKnown('venue_preferences', venuePreferences);
  checkKnown('routing_logic.exclude_venues', excludeVenues);
  const capped = venueCaps.map((cap) => cap.venueId);
  checkKnown('routing_logic.venue_caps', capped, '.venue_id');
  for (const [index, venueId] of venuePreferences.entries())
    if (excludeVenues.includes(venueId)) fault(`venue_preferences.${index}`, 'VENUE_PREFERRED_AND_EXCLUDED');
}

/** The rule as far as it can be read; what cannot is reported, and then the rule is not used. */
function readRule(request: RuleRequest, fault: Report): Rule {
  const { name, priority, isEnabled, instrumentPattern, clientId, side, orderType } = request;
  const sizes = readSizes(request, fault);
  const window = readWindow(request.window, fault);
  const match = { instrumentPattern, ...sizes, window, clientId, side, orderType };
  return { name, priority, isEnabled, match, effects: readEffects(request, fault) };
}

function readEffects(request: RuleRequest, fault: Report): RuleEffects {
  const { venuePreferences, excludeVenues, maxVenueSplit, objective, mode, sourcing, urgency } = request;
  if (mode === 'MANUAL') fault('routing_logic.mode', 'MODE_NOT_ALLOWED');
  if (urgency !== null && !(urgency >= 0 && urgency <= 1)) fault('routing_logic.urgency', 'URGENCY_INVALID');
  const venueCaps = readCaps(request, fault);
  const constraints = readConstraints(request, fault);
  const said = [maxVenueSplit, objective, mode, sourcing, urgency, constraints];
  const isEmpty = venuePreferences.length + excludeVenues.length + request.venueCaps.length === 0;
  if (isEmpty && said.every((each) => each === null)) fault('routing_logic', 'WITHOUT_EFFECT');
  return { venuePreferences, excludeVenues, venueCaps, maxVenueSplit, objective, mode, sourcing, urgency, constraints };
}

const SIZE = /^(\d{1,12})(?:\.(\d{1,8}))?$/;

/** A size in 10^-8 units; null where there is none, undefined where the text is none. */
function readSizeE8(text: string | null): bigint | null | undefined {
  if (text === null) return null;
  const match = SIZE.exec(text);
  return match === null ? undefined : BigInt(`${match[1]}${(match[2] ?? '').padEnd(8, '0')}`);
}

function readSizes(request: RuleRequest, fault: Report): { minSizeE8: bigint | null; maxSizeE8: bigint | null } {
  const [minSizeE8, maxSizeE8] = [readSizeE8(request.minSize), readSizeE8(request.maxSize)];
  if (minSizeE8 === undefined) fault('order_size_range.min', 'SIZE_RANGE_INVALID');
  if (maxSizeE8 === undefined) fault('order_size_range.max', 'SIZE_RANGE_INVALID');
  if (minSizeE8 != null && maxSizeE8 != null && minSizeE8 > maxSizeE8) fault('order_size_range', 'SIZE_RANGE_INVALID');
  return { minSizeE8: minSizeE8 ?? null, maxSizeE8: maxSizeE8 ?? null };
}

const TIME = /^([01]\d|2[0-4]):([0-5]\d)$/;
const DAY_SECONDS = 86_400;

function readWindow(window: RuleRequest['window'], fault: Report): TimeWindow | null {
  if (window === null) return null;
  const [fromSecond, toSecond] = [secondOf(window.from), secondOf(window.to)];
  if (fromSecond === null) fault('time_conditions.from', 'TIME_WINDOW_INVALID');
  if (toSecond === null) fault('time_conditions.to', 'TIME_WINDOW_INVALID');
  if (window.weekdays.length === 0) fault('time_conditions.weekdays', 'TIME_WINDOW_INVALID');
  if (fromSecond === null || toSecond === null) return null;
  if (fromSecond >= toSecond) fault('time_conditions', 'TIME_WINDOW_INVALID');
  return { fromSecond, toSecond, weekdays: new Set(window.weekdays) };
}

function secondOf(text: string): number | null {
  const match = TIME.exec(text);
  const second = match === null ? null : Number(match[1]) * 3_600 + Number(match[2]) * 60;
  return second === null || second > DAY_SECONDS ? null : second;
}

function readCaps({ venueCaps }: RuleRequest, fault: Report): RuleCap[] {
  return venueCaps.flatMap(({ venueId, maxQuantity, maxShare }, index): RuleCap[] => {
    const wrong = (field: string) => fault(`routing_logic.venue_caps.${index}${field}`, 'CAP_INVALID');
    if (venueCaps.slice(0, index).some((before) => before.venueId === venueId)) wrong('.venue_id');
    const maxQuantityE8 = readSizeE8(maxQuantity);
    if (maxQuantityE8 === undefined || maxQuantityE8 === 0n) wrong('.max_quantity');
    const share = maxShare === null ? null : parseScaled(maxShare, 6);
    const maxSharePpm = share?.ok ? share.value : null;
    if (share !== null && !(share.ok && share.value > 0 && share.value <= 1_000_000)) wrong('.max_share');
    if (maxQuantity === null && maxShare === null) wrong('');
    return [{ venueId, maxQuantityE8: maxQuantityE8 ?? null, maxSharePpm }];
  });
}

function readConstraints({ constraints }: RuleRequest, fault: Report): OrderConstraints | null {
  if (constraints === null) return null;
  const { maxFee, minFillRate, maxLatencyMs, maxImpactBps } = constraints;
  const fee = maxFee === null ? null : parseScaled(maxFee, 8);
  const wrong = fee?.ok === false ? 'max_fee' : constraintFault(constraints);
  if (wrong !== null) fault(`routing_logic.constraints.${wrong}`, 'CONSTRAINT_INVALID');
  return { maxFeeE8: fee?.ok ? priceE8(fee.value) : null, minFillRate, maxLatencyMs, maxImpactBps };
}
