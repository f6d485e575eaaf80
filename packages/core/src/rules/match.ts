import type { Instrument } from '../instrument/instrument.ts';
import { newYorkDay, newYorkSecondOfDay } from '../market/new-york-time.ts';
import { powerOfTen } from '../money/scaled.ts';
import type { Quantity } from '../money/units.ts';
import type { PlanInput } from '../routing/plan-input.ts';
import { type Rule, type TimeWindow, WEEKDAYS, type Weekday } from './rule.ts';

/** What a decision is to be made from, before the rules: the order as it was asked for, the firm's urgency where it names none. */
export type AskedInput = Omit<PlanInput, 'rulesVersion' | 'rulesApplied'>;

/** What rules are held against: the order, and the moment of its decision. */
interface Moment {
  readonly input: AskedInput;
  readonly sizeE8: bigint;
  readonly secondOfDay: number;
  readonly weekday: Weekday | undefined;
}

/**
 * The enabled rules that are about an order at the moment of a decision, by priority. The size is the whole order's, also in later waves;
 * the time is that of the market view, in New York.
 */
export function matchingRules(rules: readonly Rule[], input: AskedInput): Rule[] {
  if (rules.length === 0) return [];
  const { takenAtUs, instrument } = input.view;
  const moment: Moment = {
    input,
    sizeE8: toSizeE8(input.order.quantity, instrument),
    secondOfDay: newYorkSecondOfDay(takenAtUs),
    weekday: WEEKDAYS[(newYorkDay(takenAtUs) + THURSDAY) % WEEKDAYS.length],
  };
  return rules.filter((rule) => rule.isEnabled && matches(rule, moment));
}

/** 1970-01-01, day 0, was a Thursday. */
const THURSDAY = WEEKDAYS.indexOf('THU');

function matches({ match }: Rule, moment: Moment): boolean {
  const { order, clientId } = moment.input;
  if (match.clientId !== null && match.clientId !== clientId) return false;
  if (match.side !== null && match.side !== order.side) return false;
  if (match.orderType !== null && match.orderType !== order.orderType) return false;
  if (match.minSizeE8 !== null && moment.sizeE8 < match.minSizeE8) return false;
  if (match.maxSizeE8 !== null && moment.sizeE8 > match.maxSizeE8) return false;
  if (match.window !== null && !isWithin(match.window, moment)) return false;
  return matchesPattern(match.instrumentPattern, order.instrumentId);
}

function isWithin(window: TimeWindow, { secondOfDay, weekday }: Moment): boolean {
  const isDay = weekday !== undefined && window.weekdays.has(weekday);
  return isDay && secondOfDay >= window.fromSecond && secondOfDay < window.toSecond;
}

/** A quantity of the instrument's scale in 10^-8 units, exactly. */
function toSizeE8(count: Quantity, instrument: Pick<Instrument, 'quantityDecimals'>): bigint {
  return BigInt(count) * BigInt(powerOfTen(8 - instrument.quantityDecimals));
}

/** Holds a text against a glob: `*` is any text (also none), `?` one character, anything else itself. Capitals count. */
export function matchesPattern(pattern: string, text: string): boolean {
  let [at, inText, star, resume] = [0, 0, -1, 0];
  while (inText < text.length) {
    const sign = pattern[at];
    if (sign === '*') {
      star = at++;
      resume = inText;
    } else if (sign !== undefined && (sign === '?' || sign === text[inText])) {
      at++;
      inText++;
    } else if (star >= 0) {
      // The last star takes one character more, and the rest is tried again.
      at = star + 1;
      inText = ++resume;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
