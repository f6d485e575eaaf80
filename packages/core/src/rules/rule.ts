import type { OrderConstraints, OrderType, RoutingMode, RoutingObjective, Side, Sourcing } from '../order/request.ts';

/** Monday first, as people count trading days. */
export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A time of day in New York, on some weekdays. */
export interface TimeWindow {
  /** Seconds of the day: from included, to excluded. */
  readonly fromSecond: number;
  readonly toSecond: number;
  readonly weekdays: ReadonlySet<Weekday>;
}

/** Which orders a rule is about. A condition that is null holds for every order. */
export interface RuleMatch {
  /** A glob over instrument ids: `*` is any text, `?` one character. */
  readonly instrumentPattern: string;
  /** The size of the whole order in 10^-8 units, both ends included. */
  readonly minSizeE8: bigint | null;
  readonly maxSizeE8: bigint | null;
  readonly window: TimeWindow | null;
  readonly clientId: string | null;
  readonly side: Side | null;
  readonly orderType: OrderType | null;
}

/** The most that one venue may be given of an order; the smaller of the two where both are set. */
export interface RuleCap {
  readonly venueId: string;
  /** In 10^-8 units. */
  readonly maxQuantityE8: bigint | null;
  /** Share of the whole order in parts per million. */
  readonly maxSharePpm: number | null;
}

/** What a rule does to an order. Null and empty lists say nothing. */
export interface RuleEffects {
  readonly venuePreferences: readonly string[];
  readonly excludeVenues: readonly string[];
  readonly venueCaps: readonly RuleCap[];
  readonly maxVenueSplit: number | null;
  readonly objective: RoutingObjective | null;
  readonly mode: RoutingMode | null;
  readonly sourcing: Sourcing | null;
  /** 0 to 1. */
  readonly urgency: number | null;
  readonly constraints: OrderConstraints | null;
}

/** One routing rule, its numbers proved. */
export interface Rule {
  readonly name: string;
  /** Smaller comes first; no two of a version are equal. */
  readonly priority: number;
  readonly isEnabled: boolean;
  readonly match: RuleMatch;
  readonly effects: RuleEffects;
}

/** The rules of one version, by priority. */
export interface RuleSet {
  /** What decisions name it by. */
  readonly version: string;
  readonly rules: readonly Rule[];
}

/** What is in force where no version is. */
export const NO_RULES: RuleSet = { version: 'none', rules: [] };

/** The name of a stored version, as decisions and audits carry it. */
export function ruleSetName(version: number): string {
  return `rules-${version}`;
}
