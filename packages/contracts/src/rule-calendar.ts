import type { MarketRule } from '@fairlead/core/rule-calendar/rule-row';
import { z } from 'zod';
import { decimalText } from './decimal.ts';
import { assetClass, feeVolumeMonth } from './enums.ts';

const inForce = z.strictObject({ in_force: z.boolean() });
const tickTier = z.strictObject({
  up_to_spread: decimalText
    .nullable()
    .describe('Up to which time-weighted average quoted spread; null is every wider one, and one that is not known.'),
  steps: z
    .array(z.strictObject({ from_price: decimalText, tick: decimalText }))
    .min(1)
    .describe('Ascending; the first is from 0.'),
});
const accessFeeCap = z.strictObject({ per_share: decimalText, below_dollar_ppm: z.number().int().positive() });
const roundLotTier = z.strictObject({
  up_to_price: decimalText.nullable().describe('Up to which average closing price; null is every higher one.'),
  units: z.number().int().positive(),
});

/** What a rule of the market says, by rule, with more fields beside. */
function byRule<Shape extends z.ZodRawShape>(more: Shape) {
  const rule = <Rule extends MarketRule, Values extends z.ZodType>(name: Rule, values: Values) =>
    z.object({ rule: z.literal(name), values, ...more });
  return z.discriminatedUnion('rule', [
    rule('ORDER_PROTECTION', inForce),
    rule('LOCK_AND_CROSS', inForce),
    rule('SHORT_SALE_TEST', inForce),
    rule('ACCESS_FEE_CAP', accessFeeCap),
    rule('FEE_VOLUME_MONTH', z.strictObject({ month: feeVolumeMonth })),
    rule('TICK_BANDS', z.strictObject({ tiers: z.array(tickTier).min(1) })),
    rule('ROUND_LOTS', z.strictObject({ tiers: z.array(roundLotTier).min(1) })),
  ]);
}

/** Prices and fees are decimal texts in the currency. */
export const marketRuleValues = byRule({});
export type MarketRuleValues = z.infer<typeof marketRuleValues>;

/** One dated row of the rule calendar. */
const row = {
  key: z.string(),
  /** The date in New York from which it holds; null: it has none yet, and is not in force. */
  effective_from: z.string().nullable(),
  asset_class: assetClass,
  /** The one instrument that it is about; null is every one of the asset class. */
  instrument_id: z.string().nullable(),
  source: z.string(),
  note: z.string(),
};
const ruleCalendarRow = byRule(row);
export type RuleCalendarRow = z.infer<typeof ruleCalendarRow>;

/** On which date in New York rows are to hold; today where none is given. */
export const ruleCalendarQuery = z.strictObject({ date: z.iso.date().optional() });

export const ruleCalendarView = z
  .object({
    version: z.string().describe('What decisions name it by; another one whenever a row has changed.'),
    date: z.string(),
    rows: z.array(byRule({ ...row, in_force: z.boolean() })),
    venues_over_access_fee_cap: z
      .array(z.string())
      .describe('Venues whose schedule asks more for access than may be asked today; decisions reckon with the cap.'),
  })
  .meta({ id: 'RuleCalendar', description: 'The rule calendar, and which of its rows hold on a date.' });
export type RuleCalendarView = z.infer<typeof ruleCalendarView>;
