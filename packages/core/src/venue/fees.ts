import { amountRoundedE8, type Scale, toPriceE8 } from '../money/amount.ts';
import { type MoneyE8, moneyE8, type Price, type PriceE8, priceE8, type Quantity } from '../money/units.ts';

/** How an execution met the book: removed liquidity, provided it, or crossed at the midpoint. */
export const LIQUIDITY_FLAGS = ['TAKE', 'MAKE', 'MIDPOINT'] as const;
export type LiquidityFlag = (typeof LIQUIDITY_FLAGS)[number];

/** Where the fee of an execution is from: as its venue has charged it, or by the venue's schedule. */
export const FEE_SOURCES = ['VENUE', 'SCHEDULE'] as const;
export type FeeSource = (typeof FEE_SOURCES)[number];

/** What a venue charges. Fees are paid when positive and received (rebates) when negative. All of them add up. */
interface FeeRates {
  /** Per unit in 10^-8 of the currency, at 1.00 of the currency and over. */
  readonly takePerUnitE8: PriceE8;
  readonly makePerUnitE8: PriceE8;
  readonly midpointPerUnitE8: PriceE8;
  /** Below 1.00 instead of the fee per unit: parts per million of the price. */
  readonly subDollarTakePpm: number;
  readonly subDollarMakePpm: number;
  /** Parts per million of the notional value, at every price; a midpoint execution pays a taker's. */
  readonly takePpm: number;
  readonly makePpm: number;
  /** Charged once for a child order that trades at all, in 10^-8 of the currency. */
  readonly fixedPerOrderE8: MoneyE8;
}

/** What changes from a monthly volume upwards. */
export interface FeeTier extends Pick<FeeRates, 'takePerUnitE8' | 'makePerUnitE8' | 'takePpm' | 'makePpm'> {
  /** In 10^-8 of what the schedule counts. */
  readonly fromVolumeE8: bigint;
}

/** What a schedule counts for its tiers: traded units (shares, coins), or their value in the currency. */
export const TIER_VOLUMES = ['UNITS', 'NOTIONAL'] as const;
export type TierVolume = (typeof TIER_VOLUMES)[number];

/** A venue's fee schedule, in force from a date. */
export interface FeeSchedule extends FeeRates {
  /** ISO date from which it holds. */
  readonly effectiveFrom: string;
  readonly tierVolume: TierVolume;
  /** In which currency notional tiers are counted; what is traded in another one does not count. */
  readonly tierCurrency: string;
  /** Ascending by volume; none where every month costs the same. */
  readonly tiers: readonly FeeTier[];
}

/** A schedule that charges nothing, from which those that charge a few things are made. */
export const NO_CHARGES: Omit<FeeSchedule, 'effectiveFrom'> = {
  takePerUnitE8: priceE8(0),
  makePerUnitE8: priceE8(0),
  midpointPerUnitE8: priceE8(0),
  subDollarTakePpm: 0,
  subDollarMakePpm: 0,
  takePpm: 0,
  makePpm: 0,
  fixedPerOrderE8: moneyE8(0n),
  tierVolume: 'NOTIONAL',
  tierCurrency: 'USD',
  tiers: [],
};

/** What the firm has executed at a venue in a calendar month, each in 10^-8; the notional value in the currency of the schedule's tiers. */
export interface MonthlyVolume {
  readonly unitsE8: bigint;
  readonly notionalE8: bigint;
}

const ONE_DOLLAR_E8 = 100_000_000;
const PPM = 1_000_000;

/** The note that stands beside every fee of the default catalogue, with the ISO date of its schedule. */
export function feeNote(effectiveFrom: string): string {
  return `illustrative, as of ${effectiveFrom}: replace by your own tier`;
}

/** The schedule with the rates of the highest tier that the month's volume has reached, and no tiers any more. */
export function feesInForce(schedule: FeeSchedule, volume: MonthlyVolume): FeeSchedule {
  const counted = schedule.tierVolume === 'UNITS' ? volume.unitsE8 : volume.notionalE8;
  const tier = schedule.tiers.findLast((each) => each.fromVolumeE8 <= counted);
  if (tier === undefined) return { ...schedule, tiers: [] };
  const { fromVolumeE8: _, ...rates } = tier;
  return { ...schedule, ...rates, tiers: [] };
}

/**
 * The fee per unit in 10^-8 of the currency at this execution price: per unit from 1.00, a share of the price below, and the share of the
 * notional value; each rounded up (against us) to the next 10^-8. Tiers and the fixed charge are not in it.
 */
export function feePerUnitRoundedUpE8(
  fees: FeeSchedule,
  flag: LiquidityFlag,
  at: { price: Price; scale: Scale },
): PriceE8 {
  const atE8 = toPriceE8(at.price, at.scale);
  const notional = partsRoundedUp(atE8, flag === 'MAKE' ? fees.makePpm : fees.takePpm);
  if (atE8 >= ONE_DOLLAR_E8) return priceE8(perUnit(fees, flag) + notional);
  const subDollar = partsRoundedUp(atE8, flag === 'MAKE' ? fees.subDollarMakePpm : fees.subDollarTakePpm);
  return priceE8(subDollar + notional);
}

/**
 * The whole fee of one execution in 10^-8 of the currency: the fee per unit on its quantity and, with the first execution of a child order,
 * the fixed charge.
 */
export function executionFeeE8(
  fees: FeeSchedule,
  flag: LiquidityFlag,
  at: { price: Price; quantity: Quantity; scale: Scale; isFirst: boolean },
): MoneyE8 {
  const variable = amountRoundedE8(feePerUnitRoundedUpE8(fees, flag, at), at.quantity, at.scale);
  return at.isFirst ? moneyE8(variable + fees.fixedPerOrderE8) : variable;
}

/** Parts per million of a price, rounded up. In two pieces, because the product of a large price would not be a safe integer. */
function partsRoundedUp(atE8: PriceE8, ppm: number): number {
  const millions = Math.floor(atE8 / PPM);
  // Adding 0 makes a negative zero an ordinary one.
  return millions * ppm + Math.ceil(((atE8 % PPM) * ppm) / PPM) + 0;
}

function perUnit(fees: FeeSchedule, flag: LiquidityFlag): PriceE8 {
  switch (flag) {
    case 'TAKE':
      return fees.takePerUnitE8;
    case 'MAKE':
      return fees.makePerUnitE8;
    case 'MIDPOINT':
      return fees.midpointPerUnitE8;
  }
}
