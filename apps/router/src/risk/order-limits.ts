import type { AssetClass, Instrument } from '@fairlead/core/instrument/instrument';
import { powerOfTen } from '@fairlead/core/money/scaled';
import { moneyE8, quantity } from '@fairlead/core/money/units';
import type { RiskLimits } from '@fairlead/core/risk/risk-gate';

/** The limits for one order in an instrument. */
export type LimitsOf = (instrument: Instrument) => RiskLimits;

/** The most of one order in whole units: shares, units of the base currency, coins. */
const MAX_UNITS: Readonly<Record<AssetClass, number>> = { EQUITY: 1_000_000, FX: 50_000_000, CRYPTO: 1_000 };
const MAX_NOTIONAL_E8 = 5_000_000_000_000_000n;
/** A dollar's worth in the currency, roughly: what the bound on notional value is multiplied by. One where it is not named. */
const UNITS_OF_A_DOLLAR: Readonly<Record<string, bigint>> = { JPY: 150n };

/** The limits for a single order, at the scale of the instrument. */
export const orderLimits: LimitsOf = ({ assetClass, quantityDecimals, currency }) => ({
  maxOrderQuantity: quantity(MAX_UNITS[assetClass] * powerOfTen(quantityDecimals)),
  maxOrderNotionalE8: moneyE8(MAX_NOTIONAL_E8 * (UNITS_OF_A_DOLLAR[currency] ?? 1n)),
  collarBps: 500,
});
