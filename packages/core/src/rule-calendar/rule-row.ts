import type { AssetClass } from '../instrument/instrument.ts';
import type { AccessFeeCap, FeeVolumeMonth } from '../instrument/market-rules.ts';
import type { PriceE8 } from '../money/units.ts';

/** What a row of the rule calendar can be about. */
export const MARKET_RULES = [
  'ORDER_PROTECTION',
  'LOCK_AND_CROSS',
  'ACCESS_FEE_CAP',
  'FEE_VOLUME_MONTH',
  'TICK_BANDS',
  'ROUND_LOTS',
  'SHORT_SALE_TEST',
] as const;
export type MarketRule = (typeof MARKET_RULES)[number];

/** One tick size from a price upwards, both in 10^-8 of the currency. */
export interface TickStep {
  readonly fromPriceE8: PriceE8;
  readonly tickE8: PriceE8;
}

/** The ticks of stocks by what their displayed spread was on average in the evaluation period. */
export interface TickTier {
  /** Up to which time-weighted average quoted spread, in 10^-8 of the currency; null is every wider one, and one that is not known. */
  readonly upToSpreadE8: PriceE8 | null;
  /** Ascending by price; the first is from 0. */
  readonly steps: readonly TickStep[];
}

/** The round lot of stocks by what they closed at on average in the evaluation period. */
export interface RoundLotTier {
  /** Up to which average closing price, in 10^-8 of the currency; null is every higher one. */
  readonly upToPriceE8: PriceE8 | null;
  /** In whole units. */
  readonly units: number;
}

interface Switch {
  readonly inForce: boolean;
}

interface ValuesOf {
  readonly ORDER_PROTECTION: Switch;
  readonly LOCK_AND_CROSS: Switch;
  readonly ACCESS_FEE_CAP: AccessFeeCap;
  readonly FEE_VOLUME_MONTH: { readonly month: FeeVolumeMonth };
  readonly TICK_BANDS: { readonly tiers: readonly TickTier[] };
  readonly ROUND_LOTS: { readonly tiers: readonly RoundLotTier[] };
  readonly SHORT_SALE_TEST: Switch;
}

/** A rule with what it says. */
export type RuleValues = {
  [Rule in MarketRule]: { readonly rule: Rule; readonly values: ValuesOf[Rule] };
}[MarketRule];

/** One dated row of the rule calendar. */
export type RuleRow = RuleValues & {
  /** Its name, once in a calendar. */
  readonly key: string;
  /** The ISO date in New York from which it holds; null for a rule that is known and has no date yet: it is not in force. */
  readonly from: string | null;
  readonly assetClass: AssetClass;
  /** The one instrument that it is about; null is every one of the asset class. */
  readonly instrumentId: string | null;
  /** Where the rule is written. */
  readonly source: string;
  readonly note: string;
};

/** Why a row cannot be taken. */
export type RuleRowFault =
  | 'KEY_TWICE'
  | 'TIERS_OUT_OF_ORDER'
  | 'STEPS_OUT_OF_ORDER'
  | 'NOT_POSITIVE'
  | 'NOT_OF_ONE_INSTRUMENT';

/** What is wrong with the rows of a calendar, by the key of the first such row; null where all is well. */
export function ruleRowsFault(rows: readonly RuleRow[]): { readonly key: string; readonly code: RuleRowFault } | null {
  const keys = new Set<string>();
  for (const row of rows) {
    const code = keys.has(row.key) ? 'KEY_TWICE' : valuesFault(row);
    if (code !== null) return { key: row.key, code };
    keys.add(row.key);
  }
  return null;
}

function valuesFault(row: RuleRow): RuleRowFault | null {
  switch (row.rule) {
    case 'ACCESS_FEE_CAP':
      return row.values.perShareE8 > 0 && row.values.belowDollarPpm > 0 ? null : 'NOT_POSITIVE';
    case 'TICK_BANDS':
      return tickFault(row.values.tiers);
    case 'ROUND_LOTS':
      if (!isAscending(row.values.tiers.map((tier) => tier.upToPriceE8))) return 'TIERS_OUT_OF_ORDER';
      return row.values.tiers.every((tier) => tier.units > 0) ? null : 'NOT_POSITIVE';
    case 'ORDER_PROTECTION':
    case 'LOCK_AND_CROSS':
    case 'SHORT_SALE_TEST':
      return null;
    case 'FEE_VOLUME_MONTH':
      // A venue's tier is one for all that it trades.
      return row.instrumentId === null ? null : 'NOT_OF_ONE_INSTRUMENT';
  }
}

function tickFault(tiers: readonly TickTier[]): RuleRowFault | null {
  if (!isAscending(tiers.map((tier) => tier.upToSpreadE8))) return 'TIERS_OUT_OF_ORDER';
  for (const { steps } of tiers) {
    const starts = steps.map((step) => step.fromPriceE8);
    if (starts[0] !== 0 || !starts.every((start, at) => start > (starts[at - 1] ?? -1))) return 'STEPS_OUT_OF_ORDER';
    if (!steps.every((step) => step.tickE8 > 0)) return 'NOT_POSITIVE';
  }
  return null;
}

/** Bounds that rise and end with the one that takes everything. */
function isAscending(bounds: readonly (number | null)[]): boolean {
  return (
    bounds.every((bound, at) =>
      at === bounds.length - 1 ? bound === null : bound !== null && bound > (bounds[at - 1] ?? 0),
    ) && bounds.length > 0
  );
}
