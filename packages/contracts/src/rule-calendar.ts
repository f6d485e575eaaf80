import { z } from 'zod';
import { decimalText } from './decimal.ts';
import { assetClass, feeVolumeMonth } from './enums.ts';

const inForce = z.strictObject({ in_force: z.boolean() });
const tickTier = z.strictObject({
  /** Up to which time-weighted average quoted spread; null is every wider one, and one that is not known. */
  up_to_spread: decimalText.nullable(),
  /** Ascending; the first is from 0. */
  steps: z.array(z.strictObject({ from_price: decimalText, tick: decimalText })).min(1),
});
const roundLotTier = z.strictObject({
  /** Up to which average closing price; null is every higher one. */
  up_to_price: decimalText.nullable(),
  units: z.number().int().positive(),
});

/** What a rule of the market says, by rule. Prices and fees are decimal texts in the currency. */
export const marketRuleValues = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('ORDER_PROTECTION'), values: inForce }),
  z.object({ rule: z.literal('LOCK_AND_CROSS'), values: inForce }),
  z.object({ rule: z.literal('SHORT_SALE_TEST'), values: inForce }),
  z.object({
    rule: z.literal('ACCESS_FEE_CAP'),
    values: z.strictObject({ per_share: decimalText, below_dollar_ppm: z.number().int().positive() }),
  }),
  z.object({ rule: z.literal('FEE_VOLUME_MONTH'), values: z.strictObject({ month: feeVolumeMonth }) }),
  z.object({ rule: z.literal('TICK_BANDS'), values: z.strictObject({ tiers: z.array(tickTier).min(1) }) }),
  z.object({ rule: z.literal('ROUND_LOTS'), values: z.strictObject({ tiers: z.array(roundLotTier).min(1) }) }),
]);
export type MarketRuleValues = z.infer<typeof marketRuleValues>;

/** One dated row of the rule calendar. */
export const ruleCalendarRow = z.intersection(
  marketRuleValues,
  z.object({
    key: z.string(),
    /** The date in New York from which it holds; null: it has none yet, and is not in force. */
    effective_from: z.string().nullable(),
    asset_class: assetClass,
    /** The one instrument that it is about; null is every one of the asset class. */
    instrument_id: z.string().nullable(),
    source: z.string(),
    note: z.string(),
  }),
);
export type RuleCalendarRow = z.infer<typeof ruleCalendarRow>;

/** On which date in New York rows are to hold; today where none is given. */
export const ruleCalendarQuery = z.strictObject({ date: z.iso.date().optional() });

/** The rule calendar, and which of its rows hold on a date. */
export const ruleCalendarView = z
  .object({
    /** What decisions name it by; another one whenever a row has changed. */
    version: z.string(),
    date: z.string(),
    rows: z.array(z.intersection(ruleCalendarRow, z.object({ in_force: z.boolean() }))),
    /** Venues whose schedule asks more for access than may be asked today; decisions reckon with the cap. */
    venues_over_access_fee_cap: z.array(z.string()),
  })
  .meta({ id: 'RuleCalendar' });
export type RuleCalendarView = z.infer<typeof ruleCalendarView>;
