import { plainDecimal } from '@fairlead/contracts/decimal';
import type { RoutingRule } from '@fairlead/contracts/rules';
import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import { WEEKDAYS } from '@fairlead/core/rules/rule';
import { formatQuantity, formatShare } from './figures';
import { MODE_NAMES, SIDE_NAMES, TYPE_NAMES } from './order-words';
import { type NameOf, venueWords } from './venue-words';

type Logic = RoutingRule['routing_logic'];
type Weekday = (typeof WEEKDAYS)[number];

export const SOURCING_NAMES: Readonly<Record<NonNullable<Logic['sourcing']>, string>> = {
  ANY: 'any venue',
  INTERNALIZE_FIRST: 'internal book first',
  EXTERNAL_ONLY: 'external venues only',
  DARK_FIRST: 'dark venues first',
  LIT_ONLY: 'lit venues only',
};

export const WEEKDAY_NAMES: Readonly<Record<Weekday, string>> = {
  MON: 'Mon',
  TUE: 'Tue',
  WED: 'Wed',
  THU: 'Thu',
  FRI: 'Fri',
  SAT: 'Sat',
  SUN: 'Sun',
};

/** What is joined as people join it: "a, b and c". */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** A decimal text with thousands apart; its digits are never put through a double. */
export function decimalWords(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A share of one, given as decimal text, in percent; exact. */
export function shareWords(share: string): string {
  return `${plainDecimal(`${share}e2`) ?? share} %`;
}

/** Of which size of the whole order; null where of any. */
export function sizeWords({ order_size_range: range }: RoutingRule): string | null {
  const { min = null, max = null } = range ?? {};
  if (min !== null && max !== null) return `${decimalWords(min)} to ${decimalWords(max)}`;
  if (min !== null) return `${decimalWords(min)} or more`;
  return max === null ? null : `up to ${decimalWords(max)}`;
}

/** When it holds, New York time; null where always. */
export function timeWords({ time_conditions: time }: RoutingRule): string | null {
  if (time === null) return null;
  return `${time.from}–${time.to} ET, ${daysWords(time.weekdays)}`;
}

function daysWords(days: readonly Weekday[]): string {
  const places = WEEKDAYS.flatMap((day, place) => (days.includes(day) ? [place] : []));
  const [first = 0] = places;
  const last = places.at(-1) ?? 0;
  const isRun = places.length > 2 && last - first === places.length - 1;
  const nameAt = (place: number) => WEEKDAY_NAMES[WEEKDAYS[place] ?? 'MON'];
  return isRun ? `${nameAt(first)} to ${nameAt(last)}` : listed(places.map(nameAt));
}

/** Which orders a rule is about, as a sentence begins. */
export function matchWords(rule: RoutingRule): string {
  const { side, order_type: type, instrument_pattern: pattern, client_id: client } = rule;
  const kind = [side === null ? '' : SIDE_NAMES[side], type === null ? '' : TYPE_NAMES[type].toLowerCase()];
  const what = kind.filter((word) => word !== '').join(' ');
  const size = sizeWords(rule);
  const time = timeWords(rule);
  const parts = [
    what === '' ? 'Every order' : capital(`${what} orders`.toLowerCase()),
    pattern === '*' ? '' : /[*?]/.test(pattern) ? `in instruments like ${pattern}` : `in ${pattern}`,
    client === null ? '' : `of client ${client}`,
    size === null ? '' : `of ${size}`,
    time === null ? '' : `at ${time}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** The most that venues get; each in words. */
export function capWords(logic: Logic, nameOf: NameOf): string[] {
  return logic.venue_caps.map(({ venue_id: venue, max_quantity: quantity, max_share: share }) => {
    const most = [
      ...(share === null ? [] : [`${shareWords(share)} of an order`]),
      ...(quantity === null ? [] : [decimalWords(quantity)]),
    ];
    return `${venueWords(venue, nameOf)} at most ${most.join(', and ')}`;
  });
}

/** The bounds that a plan has to keep; each in words. */
export function boundWords({ constraints, max_venue_split: split }: Logic): string[] {
  const {
    max_fee: fee,
    min_fill_rate: fill,
    max_latency_ms: latency,
    max_impact_bps: impact,
  } = constraints ?? NO_BOUNDS;
  return [
    ...(split === null ? [] : [split === 1 ? 'one venue at most' : `${split} venues at most`]),
    ...(fee === null ? [] : [`fees up to ${fee} a unit`]),
    ...(fill === null ? [] : [`venues that fill ${formatShare(fill)} or more`]),
    ...(latency === null ? [] : [`venues that answer within ${formatQuantity(latency)} ms`]),
    ...(impact === null ? [] : [`an impact up to ${formatQuantity(impact)} bps`]),
  ];
}
const NO_BOUNDS = { max_fee: null, min_fill_rate: null, max_latency_ms: null, max_impact_bps: null };

/** What a rule forbids, whatever the order says. */
export function forbidWords({ routing_logic: logic }: RoutingRule, nameOf: NameOf): string[] {
  const excluded = logic.exclude_venues.map((venue) => venueWords(venue, nameOf));
  const bounds = boundWords(logic);
  return [
    ...(excluded.length === 0 ? [] : [`never to ${listed(excluded)}`]),
    ...capWords(logic, nameOf),
    ...(bounds.length === 0 ? [] : [`only ${listed(bounds)}`]),
  ];
}

/** What a rule wishes where the order does not say it itself. */
export function wishWords(
  { routing_logic: logic, venue_preferences: preferred }: RoutingRule,
  nameOf: NameOf,
): string[] {
  return [
    ...(logic.objective === null ? [] : [`the objective ${OBJECTIVE_NAMES[logic.objective].toLowerCase()}`]),
    ...(logic.mode === null ? [] : [`the mode ${MODE_NAMES[logic.mode]}`]),
    ...(logic.sourcing === null ? [] : [SOURCING_NAMES[logic.sourcing]]),
    ...(preferred.length === 0 ? [] : [`first ${listed(preferred.map((venue) => venueWords(venue, nameOf)))}`]),
    ...(logic.urgency === null ? [] : [`an urgency of ${logic.urgency}`]),
  ];
}

/** A rule as one would say it. */
export function ruleSentence(rule: RoutingRule, nameOf: NameOf): string {
  const forbids = forbidWords(rule, nameOf);
  const wishes = wishWords(rule, nameOf);
  const wish = wishes.length === 0 ? [] : [`unless it says otherwise ${listed(wishes)}`];
  const says = [...forbids, ...wish];
  return `${matchWords(rule)}: ${says.length === 0 ? 'nothing is said yet' : says.join('; ')}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
