import type { Instrument } from '../instrument/instrument.ts';
import { SEEDED_AS_OF } from '../instrument/seeded-as-of.ts';
import { powerOfTen } from '../money/scaled.ts';
import { price, quantity } from '../money/units.ts';
import { DEFAULT_RULE_CALENDAR } from '../rule-calendar/default-rules.ts';

const QUANTITY_DECIMALS = 8;

/** Pair, name, lot in 10^-8 coins, coins traded on an average day, daily volatility in basis points. */
const ROWS: readonly (readonly [string, string, number, number, number])[] = [
  ['BTC/USD', 'Bitcoin in US dollars', 100_000, 20_000, 260],
  ['ETH/USD', 'Ether in US dollars', 1_000_000, 250_000, 340],
];

/**
 * The two coins of the default installation: prices in cents, quantities to the eighth decimal. Volume (of exchanges like the catalogue's) and
 * volatility are round illustrative figures.
 */
export const CRYPTO_INSTRUMENTS: readonly Instrument[] = ROWS.map(
  ([instrumentId, name, lot, volume, dailyVolatilityBps]) => ({
    instrumentId,
    name,
    assetClass: 'CRYPTO',
    currency: 'USD',
    priceDecimals: 2,
    quantityDecimals: QUANTITY_DECIMALS,
    roundLot: quantity(lot),
    tickBands: [{ fromPrice: price(0), tick: price(1) }],
    primaryVenueId: null,
    status: 'ACTIVE',
    rules: DEFAULT_RULE_CALENDAR.rulesOn(SEEDED_AS_OF, { instrumentId, assetClass: 'CRYPTO' }),
    shortSaleRestricted: false,
    averageDailyVolume: quantity(volume * powerOfTen(QUANTITY_DECIMALS)),
    dailyVolatilityBps,
  }),
);
