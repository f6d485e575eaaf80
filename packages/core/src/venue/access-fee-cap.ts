import type { AccessFeeCap, MarketRules } from '../instrument/market-rules.ts';
import type { PriceE8 } from '../money/units.ts';
import type { FeeSchedule, FeeTier } from './fees.ts';
import type { Venue } from './venue.ts';

type Charged = Pick<Venue, 'protectedQuote' | 'fees'>;

/**
 * True where a schedule asks more for access to a protected quote than may be asked (Rule 610(c)): in its base rate, in a tier, or by a share of
 * the notional value, which passes any cap at some price.
 */
export function isOverAccessFeeCap({ protectedQuote, fees }: Charged, cap: AccessFeeCap | null): boolean {
  if (!protectedQuote || cap === null) return false;
  const isOver = (rates: Pick<FeeTier, 'takePerUnitE8' | 'takePpm'>) =>
    rates.takePerUnitE8 > cap.perShareE8 || rates.takePpm > 0;
  return isOver(fees) || fees.tiers.some(isOver) || fees.subDollarTakePpm > cap.belowDollarPpm;
}

/** The fees that can be charged: what a schedule asks for access to a protected quote above the cap in force is cut to it. */
export function chargeableFees({ protectedQuote, fees }: Charged, { accessFeeCap: cap }: MarketRules): FeeSchedule {
  if (cap === null || !isOverAccessFeeCap({ protectedQuote, fees }, cap)) return fees;
  const capped = (takePerUnitE8: PriceE8) => (takePerUnitE8 > cap.perShareE8 ? cap.perShareE8 : takePerUnitE8);
  return {
    ...fees,
    takePerUnitE8: capped(fees.takePerUnitE8),
    takePpm: Math.min(fees.takePpm, 0),
    subDollarTakePpm: Math.min(fees.subDollarTakePpm, cap.belowDollarPpm),
    tiers: fees.tiers.map((tier) => ({
      ...tier,
      takePerUnitE8: capped(tier.takePerUnitE8),
      takePpm: Math.min(tier.takePpm, 0),
    })),
  };
}
