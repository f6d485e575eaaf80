import { plainDecimal } from '@fairlead/contracts/decimal';
import type { RoutingRule, routingRule } from '@fairlead/contracts/rules';
import { WEEKDAYS } from '@fairlead/core/rules/rule';
import type { z } from 'zod';

/** A rule as it is sent: numbers may still be texts. */
export type RuleInput = z.input<typeof routingRule>;

type Weekday = (typeof WEEKDAYS)[number];

/** The most of an order that a venue may be given, as it is typed. */
export interface CapForm {
  readonly venueId: string;
  readonly maxQuantity: string;
  /** In percent of the order. */
  readonly maxPercent: string;
}

/** A rule as it is typed: an empty text says nothing. */
export interface RuleForm {
  /** Its place in the form, whatever it is called. */
  readonly key: string;
  readonly priority: number;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly pattern: string;
  readonly minSize: string;
  readonly maxSize: string;
  readonly window: { readonly from: string; readonly to: string; readonly weekdays: readonly Weekday[] } | null;
  readonly clientId: string;
  readonly side: string;
  readonly orderType: string;
  readonly prefers: readonly string[];
  readonly excludes: readonly string[];
  readonly caps: readonly CapForm[];
  readonly maxSplit: string;
  readonly objective: string;
  readonly mode: string;
  readonly sourcing: string;
  readonly urgency: string;
  readonly maxFee: string;
  readonly minFillPercent: string;
  readonly maxLatencyMs: string;
  readonly maxImpactBps: string;
}

const STEP = 10;
const TRADING_DAYS: readonly Weekday[] = WEEKDAYS.slice(0, 5);

/** A window over the regular hours, to be changed. */
export const REGULAR_HOURS: NonNullable<RuleForm['window']> = { from: '09:30', to: '16:00', weekdays: TRADING_DAYS };

/** A rule that says nothing yet. */
export function emptyForm(key: string, priority: number): RuleForm {
  return {
    ...{ key, priority, name: '', isEnabled: true, pattern: '*', minSize: '', maxSize: '', window: null },
    ...{ clientId: '', side: '', orderType: '', prefers: [], excludes: [], caps: [], maxSplit: '' },
    ...{ objective: '', mode: '', sourcing: '', urgency: '' },
    ...{ maxFee: '', minFillPercent: '', maxLatencyMs: '', maxImpactBps: '' },
  };
}

const text = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);
const percent = (share: string | number | null | undefined): string =>
  share === null || share === undefined
    ? ''
    : (plainDecimal(`${plainDecimal(String(share)) ?? share}e2`) ?? String(share));

/** A stored rule as it stands in the form. */
export function formOf(rule: RoutingRule, key: string): RuleForm {
  const { routing_logic: logic, order_size_range: size } = rule;
  const { constraints } = logic;
  return {
    ...{
      key,
      priority: rule.priority,
      name: rule.rule_name,
      isEnabled: rule.enabled,
      pattern: rule.instrument_pattern,
    },
    ...{ minSize: text(size?.min), maxSize: text(size?.max), window: rule.time_conditions },
    ...{ clientId: text(rule.client_id), side: text(rule.side), orderType: text(rule.order_type) },
    ...{ prefers: rule.venue_preferences, excludes: logic.exclude_venues },
    caps: logic.venue_caps.map((cap) => ({
      venueId: cap.venue_id,
      maxQuantity: text(cap.max_quantity),
      maxPercent: percent(cap.max_share),
    })),
    ...{ maxSplit: text(logic.max_venue_split), objective: text(logic.objective), mode: text(logic.mode) },
    ...{ sourcing: text(logic.sourcing), urgency: text(logic.urgency), maxFee: text(constraints?.max_fee) },
    minFillPercent: percent(constraints?.min_fill_rate),
    ...{ maxLatencyMs: text(constraints?.max_latency_ms), maxImpactBps: text(constraints?.max_impact_bps) },
  };
}

const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
/** What is no percentage is given as it is, for the check that comes next to refuse. */
const share = (typed: string): string | null => {
  const value = orNull(typed);
  return value === null ? null : (plainDecimal(`${plainDecimal(value) ?? value}e-2`) ?? value);
};

/** A rule as it is sent. What was never chosen of a closed list cannot be typed, so that a name is one of the list or nothing. */
export function inputOf(form: RuleForm): Record<keyof RuleInput, unknown> {
  const bounds = {
    max_fee: orNull(form.maxFee),
    min_fill_rate: share(form.minFillPercent),
    max_latency_ms: orNull(form.maxLatencyMs),
    max_impact_bps: orNull(form.maxImpactBps),
  };
  const size = { min: orNull(form.minSize), max: orNull(form.maxSize) };
  return {
    ...{
      rule_name: form.name,
      priority: form.priority,
      enabled: form.isEnabled,
      instrument_pattern: form.pattern.trim(),
    },
    order_size_range: size.min === null && size.max === null ? null : size,
    time_conditions: form.window,
    ...{ client_id: orNull(form.clientId), side: orNull(form.side), order_type: orNull(form.orderType) },
    venue_preferences: form.prefers,
    routing_logic: {
      ...{ objective: orNull(form.objective), mode: orNull(form.mode), sourcing: orNull(form.sourcing) },
      ...{ urgency: orNull(form.urgency), exclude_venues: form.excludes, max_venue_split: orNull(form.maxSplit) },
      venue_caps: form.caps.map((cap) => ({
        venue_id: cap.venueId,
        max_quantity: orNull(cap.maxQuantity),
        max_share: share(cap.maxPercent),
      })),
      constraints: Object.values(bounds).every((bound) => bound === null) ? null : bounds,
    },
  };
}

/** The priority of a rule that comes last. */
export function nextPriority(forms: readonly RuleForm[]): number {
  return Math.max(0, ...forms.map(({ priority }) => priority)) + STEP;
}

/** The rules with one moved up (-1) or down (1): it changes places, and priorities, with its neighbour. */
export function moved(forms: readonly RuleForm[], index: number, by: -1 | 1): readonly RuleForm[] {
  const [one, other] = [forms[index], forms[index + by]];
  if (one === undefined || other === undefined) return forms;
  const swapped = [...forms];
  swapped[index] = { ...other, priority: one.priority };
  swapped[index + by] = { ...one, priority: other.priority };
  return swapped;
}
