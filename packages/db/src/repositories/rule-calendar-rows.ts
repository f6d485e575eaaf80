import { type MarketRuleValues, marketRuleValues, type RuleCalendarRow } from '@fairlead/contracts/rule-calendar';
import { ASSET_CLASSES } from '@fairlead/core/instrument/instrument';
import { formatScaled, parseScaled } from '@fairlead/core/money/scaled';
import { type PriceE8, priceE8 } from '@fairlead/core/money/units';
import type { RuleRow, RuleValues } from '@fairlead/core/rule-calendar/rule-row';
import { oneOf } from '../row-reading.ts';

/** A row of the rule calendar as the database holds it. */
export interface RuleRecord {
  readonly key: string;
  readonly rule: string;
  readonly effective_from: string | null;
  readonly asset_class: string;
  readonly instrument_id: string | null;
  readonly rule_values: unknown;
  readonly source: string;
  readonly note: string;
}

const DECIMALS = 8;

/** The row that a record holds. Throws, with its key, where it holds values that its rule does not have. */
export function ruleRowOf(record: RuleRecord): RuleRow {
  const said = marketRuleValues.safeParse({ rule: record.rule, values: record.rule_values });
  if (!said.success) {
    const [issue] = said.error.issues;
    throw new Error(`rule calendar, ${record.key}: ${issue?.path.join('.')} ${issue?.message}`);
  }
  return {
    key: record.key,
    from: record.effective_from,
    assetClass: oneOf(ASSET_CLASSES, record.asset_class),
    instrumentId: record.instrument_id,
    source: record.source,
    note: record.note,
    ...valuesOf(said.data),
  };
}

/** A row as it is stored and shown. */
export function ruleRowView(row: RuleRow): RuleCalendarRow {
  return {
    key: row.key,
    effective_from: row.from,
    asset_class: row.assetClass,
    instrument_id: row.instrumentId,
    source: row.source,
    note: row.note,
    ...valuesView(row),
  };
}

function valuesOf(said: MarketRuleValues): RuleValues {
  switch (said.rule) {
    case 'ORDER_PROTECTION':
    case 'LOCK_AND_CROSS':
    case 'SHORT_SALE_TEST':
      return { rule: said.rule, values: { inForce: said.values.in_force } };
    case 'ACCESS_FEE_CAP': {
      const { per_share: perShare, below_dollar_ppm: belowDollarPpm } = said.values;
      return { rule: said.rule, values: { perShareE8: e8(perShare), belowDollarPpm } };
    }
    case 'FEE_VOLUME_MONTH':
      return { rule: said.rule, values: { month: said.values.month } };
    case 'TICK_BANDS': {
      const tiers = said.values.tiers.map((tier) => ({
        upToSpreadE8: tier.up_to_spread === null ? null : e8(tier.up_to_spread),
        steps: tier.steps.map((step) => ({ fromPriceE8: e8(step.from_price), tickE8: e8(step.tick) })),
      }));
      return { rule: said.rule, values: { tiers } };
    }
    case 'ROUND_LOTS': {
      const tiers = said.values.tiers.map((tier) => ({
        upToPriceE8: tier.up_to_price === null ? null : e8(tier.up_to_price),
        units: tier.units,
      }));
      return { rule: said.rule, values: { tiers } };
    }
  }
}

function valuesView(row: RuleValues): MarketRuleValues {
  switch (row.rule) {
    case 'ORDER_PROTECTION':
    case 'LOCK_AND_CROSS':
    case 'SHORT_SALE_TEST':
      return { rule: row.rule, values: { in_force: row.values.inForce } };
    case 'ACCESS_FEE_CAP': {
      const { perShareE8, belowDollarPpm } = row.values;
      return { rule: row.rule, values: { per_share: text(perShareE8), below_dollar_ppm: belowDollarPpm } };
    }
    case 'FEE_VOLUME_MONTH':
      return { rule: row.rule, values: { month: row.values.month } };
    case 'TICK_BANDS': {
      const tiers = row.values.tiers.map((tier) => ({
        up_to_spread: tier.upToSpreadE8 === null ? null : text(tier.upToSpreadE8),
        steps: tier.steps.map((step) => ({ from_price: text(step.fromPriceE8), tick: text(step.tickE8) })),
      }));
      return { rule: row.rule, values: { tiers } };
    }
    case 'ROUND_LOTS': {
      const tiers = row.values.tiers.map((tier) => ({
        up_to_price: tier.upToPriceE8 === null ? null : text(tier.upToPriceE8),
        units: tier.units,
      }));
      return { rule: row.rule, values: { tiers } };
    }
  }
}

function e8(decimal: string): PriceE8 {
  const parsed = parseScaled(decimal, DECIMALS);
  if (!parsed.ok) throw new Error(`rule calendar: ${decimal} is no number of ${DECIMALS} decimals (${parsed.error})`);
  return priceE8(parsed.value);
}

function text(valueE8: PriceE8): string {
  return formatScaled(valueE8, DECIMALS);
}
