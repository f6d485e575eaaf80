import { quantity } from '../money/units.ts';
import type { Instrument } from './instrument.ts';
import { US_EQUITY_TICK_BANDS } from './tick.ts';

/** Symbol, name, listing venue, round lot. Round lots follow Rule 600(b)(93): 100 up to $250 a share, 40 up to $1,000. */
const ROWS: readonly (readonly [string, string, string, number])[] = [
  ['AAPL', 'Apple Inc.', 'XNAS', 100],
  ['AMZN', 'Amazon.com Inc.', 'XNAS', 100],
  ['BAC', 'Bank of America Corp.', 'XNYS', 100],
  ['CSCO', 'Cisco Systems Inc.', 'XNAS', 100],
  ['DIS', 'The Walt Disney Company', 'XNYS', 100],
  ['F', 'Ford Motor Company', 'XNYS', 100],
  ['GOOGL', 'Alphabet Inc. Class A', 'XNAS', 100],
  ['HD', 'The Home Depot Inc.', 'XNYS', 40],
  ['IBM', 'International Business Machines Corp.', 'XNYS', 40],
  ['INTC', 'Intel Corp.', 'XNAS', 100],
  ['JNJ', 'Johnson & Johnson', 'XNYS', 100],
  ['JPM', 'JPMorgan Chase & Co.', 'XNYS', 40],
  ['KO', 'The Coca-Cola Company', 'XNYS', 100],
  ['META', 'Meta Platforms Inc. Class A', 'XNAS', 40],
  ['MSFT', 'Microsoft Corp.', 'XNAS', 40],
  ['NVDA', 'NVIDIA Corp.', 'XNAS', 100],
  ['PFE', 'Pfizer Inc.', 'XNYS', 100],
  ['PG', 'The Procter & Gamble Company', 'XNYS', 100],
  ['QQQ', 'Invesco QQQ Trust', 'XNAS', 40],
  ['SPY', 'SPDR S&P 500 ETF Trust', 'ARCX', 40],
  ['T', 'AT&T Inc.', 'XNYS', 100],
  ['TSLA', 'Tesla Inc.', 'XNAS', 40],
  ['WMT', 'Walmart Inc.', 'XNYS', 100],
  ['XOM', 'Exxon Mobil Corp.', 'XNYS', 100],
];

/** The 24 instruments of the default installation: four price decimals (midpoints and sub-dollar ticks are exact), whole shares. */
export const US_EQUITY_INSTRUMENTS: readonly Instrument[] = ROWS.map(
  ([instrumentId, name, primaryVenueId, roundLot]) => ({
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
  }),
);
