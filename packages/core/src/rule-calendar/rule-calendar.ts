import type { Instrument, TickBand } from '../instrument/instrument.ts';
import type { MarketRules } from '../instrument/market-rules.ts';
import { powerOfTen } from '../money/scaled.ts';
import { type PriceE8, price, type Quantity, quantity } from '../money/units.ts';
import { type MarketRule, type RuleRow, ruleRowsFault, type TickStep } from './rule-row.ts';

/** An instrument as the calendar needs to know it. */
export type RuledInstrument = Pick<Instrument, 'instrumentId' | 'assetClass'>;

const E8_DECIMALS = 8;

/**
 * The rules of the markets by date. Of the rows about a rule that have come into force, the one with the latest date holds; a row about one
 * instrument goes before those about its whole asset class. A rule without such a row is not in force.
 */
export class RuleCalendar {
  /** What a decision names it by: equal for equal rows, where the caller makes it from `ruleRowsText`. */
  readonly version: string;
  readonly rows: readonly RuleRow[];

  /** Throws for rows that `ruleRowsFault` finds fault with: rows of people go through it first. */
  constructor(rows: readonly RuleRow[], version: string) {
    const fault = ruleRowsFault(rows);
    if (fault !== null) throw new Error(`rule calendar, ${fault.key}: ${fault.code}`);
    this.rows = rows;
    this.version = version;
  }

  /** The row about a rule that holds for an instrument on an ISO date in New York; null where there is none. */
  rowOn<Rule extends MarketRule>(
    rule: Rule,
    date: string,
    of: RuledInstrument,
  ): Extract<RuleRow, { rule: Rule }> | null {
    let found: Extract<RuleRow, { rule: Rule }> | null = null;
    for (const row of this.rows) {
      if (!isAbout(row, rule) || !holds(row, date, of)) continue;
      if (found === null || isBefore(found, row)) found = row;
    }
    return found;
  }

  /** What the market asks of orders in an instrument on an ISO date in New York. */
  rulesOn(date: string, of: RuledInstrument): MarketRules {
    return {
      calendar: this.version,
      orderProtection: this.rowOn('ORDER_PROTECTION', date, of)?.values.inForce ?? false,
      lockAndCross: this.rowOn('LOCK_AND_CROSS', date, of)?.values.inForce ?? false,
      accessFeeCap: this.rowOn('ACCESS_FEE_CAP', date, of)?.values ?? null,
      feeVolumeMonth: this.rowOn('FEE_VOLUME_MONTH', date, of)?.values.month ?? 'RUNNING',
    };
  }

  /** True where a short sale under the price test (Regulation SHO Rule 201) is bound by it on the date. */
  hasShortSaleTest(date: string, of: RuledInstrument): boolean {
    return this.rowOn('SHORT_SALE_TEST', date, of)?.values.inForce ?? false;
  }

  /**
   * The tick bands of an instrument on the date, at its price scale: those of its time-weighted average quoted spread (in 10^-8; null where it is
   * not known). Null where no rule sets ticks. A tick finer than the scale is one unit of it.
   */
  tickBandsOn(
    date: string,
    of: RuledInstrument & Pick<Instrument, 'priceDecimals'>,
    averageSpreadE8: PriceE8 | null,
  ): readonly TickBand[] | null {
    const tiers = this.rowOn('TICK_BANDS', date, of)?.values.tiers;
    const tier = tiers?.find(
      ({ upToSpreadE8 }) => upToSpreadE8 === null || (averageSpreadE8 !== null && averageSpreadE8 <= upToSpreadE8),
    );
    return tier === undefined ? null : tier.steps.map((step) => bandOf(step, of.priceDecimals));
  }

  /**
   * The round lot of an instrument of whole units on the date, by its average closing price in 10^-8; null, where that is not known, is the lowest
   * tier. Null where no rule sets lots.
   */
  roundLotOn(date: string, of: RuledInstrument, averageCloseE8: PriceE8 | null): Quantity | null {
    const tiers = this.rowOn('ROUND_LOTS', date, of)?.values.tiers;
    const tier = tiers?.find(({ upToPriceE8 }) => upToPriceE8 === null || (averageCloseE8 ?? 0) <= upToPriceE8);
    return tier === undefined ? null : quantity(tier.units);
  }
}

/** The rows as one text, the same for equal rows in any order: what the version of a calendar is made from. */
export function ruleRowsText(rows: readonly RuleRow[]): string {
  const byKey = [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
  return JSON.stringify(
    byKey.map((row) => [row.key, row.rule, row.from, row.assetClass, row.instrumentId, row.values]),
  );
}

function isAbout<Rule extends MarketRule>(row: RuleRow, rule: Rule): row is Extract<RuleRow, { rule: Rule }> {
  return row.rule === rule;
}

function holds({ from, assetClass, instrumentId }: RuleRow, date: string, of: RuledInstrument): boolean {
  if (from === null || from > date || assetClass !== of.assetClass) return false;
  return instrumentId === null || instrumentId === of.instrumentId;
}

/** Whether the second of two rows that hold goes before the first. */
function isBefore(first: RuleRow, second: RuleRow): boolean {
  const isNarrower = Number(second.instrumentId !== null) - Number(first.instrumentId !== null);
  if (isNarrower !== 0) return isNarrower > 0;
  return (second.from ?? '') === (first.from ?? '') ? second.key > first.key : (second.from ?? '') > (first.from ?? '');
}

function bandOf({ fromPriceE8, tickE8 }: TickStep, priceDecimals: number): TickBand {
  const unitE8 = powerOfTen(E8_DECIMALS - priceDecimals);
  return {
    fromPrice: price(Math.ceil(fromPriceE8 / unitE8)),
    tick: price(Math.max(1, Math.ceil(tickE8 / unitE8))),
  };
}
