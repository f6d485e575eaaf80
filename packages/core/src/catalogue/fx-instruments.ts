import type { Instrument } from '../instrument/instrument.ts';
import { SEEDED_AS_OF } from '../instrument/seeded-as-of.ts';
import { price, quantity } from '../money/units.ts';
import { DEFAULT_RULE_CALENDAR } from '../rule-calendar/default-rules.ts';

/** Pair, name, quote currency, price decimals (a tenth of a pip), daily volume in billions of the base currency, daily volatility in basis points. */
const ROWS: readonly (readonly [string, string, string, number, number, number])[] = [
  ['AUDUSD', 'Australian dollar in US dollars', 'USD', 5, 60, 60],
  ['EURUSD', 'Euro in US dollars', 'USD', 5, 250, 45],
  ['GBPUSD', 'Pound sterling in US dollars', 'USD', 5, 90, 50],
  ['NZDUSD', 'New Zealand dollar in US dollars', 'USD', 5, 18, 62],
  ['USDCHF', 'US dollar in Swiss francs', 'CHF', 5, 50, 48],
  ['USDJPY', 'US dollar in Japanese yen', 'JPY', 3, 160, 55],
];

const MICRO_LOT = 1_000;

/**
 * The six currency pairs of the default installation: whole units of the base currency, prices to a tenth of a pip. Spot volume that a firm can
 * reach and volatility are round illustrative figures.
 */
export const FX_INSTRUMENTS: readonly Instrument[] = ROWS.map(
  ([instrumentId, name, currency, priceDecimals, volumeBillions, dailyVolatilityBps]) => ({
    instrumentId,
    name,
    assetClass: 'FX',
    currency,
    priceDecimals,
    quantityDecimals: 0,
    roundLot: quantity(MICRO_LOT),
    tickBands: [{ fromPrice: price(0), tick: price(1) }],
    primaryVenueId: null,
    status: 'ACTIVE',
    rules: DEFAULT_RULE_CALENDAR.rulesOn(SEEDED_AS_OF, { instrumentId, assetClass: 'FX' }),
    shortSaleRestricted: false,
    averageDailyVolume: quantity(volumeBillions * 1_000_000_000),
    dailyVolatilityBps,
  }),
);
