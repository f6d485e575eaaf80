import { quantity } from '../money/units.ts';
import type { Instrument } from './instrument.ts';
import { US_EQUITY_TICK_BANDS } from './tick.ts';

/**
 * Symbol, name, listing venue, round lot, average daily volume in millions of shares, daily volatility in basis points (the last two are
 * round illustrative figures). Round lots follow Rule 600(b)(93): 100 up to $250 a share, 40 up to $1,000.
 */
const ROWS: readonly (readonly [string, string, string, number, number, number])[] = [
  ['AAPL', 'Apple Inc.', 'XNAS', 100, 48, 170],
  ['AMZN', 'Amazon.com Inc.', 'XNAS', 100, 40, 200],
  ['BAC', 'Bank of America Corp.', 'XNYS', 100, 36, 165],
  ['CSCO', 'Cisco Systems Inc.', 'XNAS', 100, 18, 130],
  ['DIS', 'The Walt Disney Company', 'XNYS', 100, 9, 160],
  ['F', 'Ford Motor Company', 'XNYS', 100, 52, 210],
  ['GOOGL', 'Alphabet Inc. Class A', 'XNAS', 100, 28, 180],
  ['HD', 'The Home Depot Inc.', 'XNYS', 40, 3.4, 140],
  ['IBM', 'International Business Machines Corp.', 'XNYS', 40, 4.2, 140],
  ['INTC', 'Intel Corp.', 'XNAS', 100, 64, 280],
  ['JNJ', 'Johnson & Johnson', 'XNYS', 100, 7.5, 105],
  ['JPM', 'JPMorgan Chase & Co.', 'XNYS', 40, 8.8, 150],
  ['KO', 'The Coca-Cola Company', 'XNYS', 100, 14, 95],
  ['META', 'Meta Platforms Inc. Class A', 'XNAS', 40, 13, 220],
  ['MSFT', 'Microsoft Corp.', 'XNAS', 40, 21, 150],
  ['NVDA', 'NVIDIA Corp.', 'XNAS', 100, 190, 290],
  ['PFE', 'Pfizer Inc.', 'XNYS', 100, 38, 140],
  ['PG', 'The Procter & Gamble Company', 'XNYS', 100, 6.8, 105],
  ['QQQ', 'Invesco QQQ Trust', 'XNAS', 40, 42, 125],
  ['SPY', 'SPDR S&P 500 ETF Trust', 'ARCX', 40, 62, 95],
  ['T', 'AT&T Inc.', 'XNYS', 100, 33, 130],
  ['TSLA', 'Tesla Inc.', 'XNAS', 40, 95, 370],
  ['WMT', 'Walmart Inc.', 'XNYS', 100, 16, 120],
  ['XOM', 'Exxon Mobil Corp.', 'XNYS', 100, 15, 145],
];

/** The 24 instruments of the default installation: four price decimals (midpoints and sub-dollar ticks are exact), whole shares. */
export const US_EQUITY_INSTRUMENTS: readonly Instrument[] = ROWS.map(
  ([instrumentId, name, primaryVenueId, roundLot, volumeMillions, dailyVolatilityBps]) => ({
    instrumentId,
    name,
    assetClass: 'EQUITY',
    currency: 'USD',
    priceDecimals: 4,
    quantityDecimals: 0,
    roundLot: quantity(roundLot),
    tickBands: US_EQUITY_TICK_BANDS,
    primaryVenueId,
    status: 'ACTIVE',
    averageDailyVolume: quantity(Math.round(volumeMillions * 1_000_000)),
    dailyVolatilityBps,
  }),
);
