import type { Instrument } from '../instrument/instrument.ts';
import { SEEDED_AS_OF } from '../instrument/seeded-as-of.ts';
import { type PriceE8, priceE8, quantity } from '../money/units.ts';
import { DEFAULT_RULE_CALENDAR } from '../rule-calendar/default-rules.ts';

/**
 * Symbol, name, listing venue, average closing price in dollars, average daily volume in millions of shares, daily volatility in basis points:
 * the last three are round illustrative figures.
 */
const ROWS: readonly (readonly [string, string, string, number, number, number])[] = [
  ['AAPL', 'Apple Inc.', 'XNAS', 246, 48, 170],
  ['AMZN', 'Amazon.com Inc.', 'XNAS', 224, 40, 200],
  ['BAC', 'Bank of America Corp.', 'XNYS', 51, 36, 165],
  ['CSCO', 'Cisco Systems Inc.', 'XNAS', 74, 18, 130],
  ['DIS', 'The Walt Disney Company', 'XNYS', 112, 9, 160],
  ['F', 'Ford Motor Company', 'XNYS', 12, 52, 210],
  ['GOOGL', 'Alphabet Inc. Class A', 'XNAS', 243, 28, 180],
  ['HD', 'The Home Depot Inc.', 'XNYS', 372, 3.4, 140],
  ['IBM', 'International Business Machines Corp.', 'XNYS', 301, 4.2, 140],
  ['INTC', 'Intel Corp.', 'XNAS', 37, 64, 280],
  ['JNJ', 'Johnson & Johnson', 'XNYS', 196, 7.5, 105],
  ['JPM', 'JPMorgan Chase & Co.', 'XNYS', 308, 8.8, 150],
  ['KO', 'The Coca-Cola Company', 'XNYS', 70, 14, 95],
  ['META', 'Meta Platforms Inc. Class A', 'XNAS', 604, 13, 220],
  ['MSFT', 'Microsoft Corp.', 'XNAS', 487, 21, 150],
  ['NVDA', 'NVIDIA Corp.', 'XNAS', 183, 190, 290],
  ['PFE', 'Pfizer Inc.', 'XNYS', 25, 38, 140],
  ['PG', 'The Procter & Gamble Company', 'XNYS', 150, 6.8, 105],
  ['QQQ', 'Invesco QQQ Trust', 'XNAS', 606, 42, 125],
  ['SPY', 'SPDR S&P 500 ETF Trust', 'ARCX', 667, 62, 95],
  ['T', 'AT&T Inc.', 'XNYS', 27, 33, 130],
  ['TSLA', 'Tesla Inc.', 'XNAS', 396, 95, 370],
  ['WMT', 'Walmart Inc.', 'XNYS', 101, 16, 120],
  ['XOM', 'Exxon Mobil Corp.', 'XNYS', 116, 15, 145],
];

const PRICE_DECIMALS = 4;
const DOLLAR_E8 = 100_000_000;
const [calendar, date] = [DEFAULT_RULE_CALENDAR, SEEDED_AS_OF];

/** The 24 instruments of the default installation: four price decimals (midpoints and sub-dollar ticks are exact), whole shares. */
export const US_EQUITY_INSTRUMENTS: readonly Instrument[] = ROWS.map(
  ([instrumentId, name, primaryVenueId, averageCloseDollars, volumeMillions, dailyVolatilityBps]) => {
    const scale = { priceDecimals: PRICE_DECIMALS, quantityDecimals: 0 };
    const ruled = { instrumentId, assetClass: 'EQUITY', ...scale } as const;
    return {
      ...ruled,
      name,
      currency: 'USD',
      roundLot: calendar.roundLotOn(date, ruled, priceE8(averageCloseDollars * DOLLAR_E8)) ?? quantity(1),
      tickBands: calendar.tickBandsOn(date, ruled, null) ?? [],
      primaryVenueId,
      status: 'ACTIVE',
      rules: calendar.rulesOn(date, ruled),
      shortSaleRestricted: false,
      averageDailyVolume: quantity(Math.round(volumeMillions * 1_000_000)),
      dailyVolatilityBps,
    };
  },
);

/** The average closing price that an instrument of the default installation is seeded with, in 10^-8, by its id; null for any other. */
export function seededAverageCloseE8(instrumentId: string): PriceE8 | null {
  const row = ROWS.find(([id]) => id === instrumentId);
  return row === undefined ? null : priceE8(row[3] * DOLLAR_E8);
}
