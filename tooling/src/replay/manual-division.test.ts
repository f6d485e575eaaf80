import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { marketOf } from '@fairlead/core/testing/market';
import { describe, expect, it } from 'vitest';
import { dividedByHand } from './manual-division.ts';
import { generateOrders } from './order-generator.ts';
import { usEquityMarket } from './recording/us-equity-market.ts';

const market = usEquityMarket({
  days: DEFAULT_MARKET_DAYS,
  symbol: 'XXX',
  path: '',
  date: null,
  venueIds: ['XNAS'],
  primaryVenueId: 'XNAS',
  recordedUs: { first: 0, last: 1 },
});
const [order] = generateOrders({ market, perMinute: 1, seed: 1 }, [0], [{ bid: null, ask: null }]);
const view = marketOf({ XNAS: { bid: [1000, 100], ask: [1002, 100] }, BATS: { bid: [999, 100], ask: [1001, 100] } });

describe('an order divided by hand', () => {
  it.each<[string, 'BUY' | 'SELL', string, 'DAY' | 'FOK', string[]]>([
    ['half to the listing venue, the rest to the best price', 'BUY', '101', 'DAY', ['50 XNAS', '51 BATS']],
    ['all to the listing venue, where that has the best price', 'SELL', '101', 'DAY', ['101 XNAS']],
    ['all to the best price, where it cannot be halved', 'BUY', '1', 'DAY', ['1 BATS']],
    ['all to the best price, where it is to be filled whole', 'BUY', '100', 'FOK', ['100 BATS']],
    ['left to be refused, where it is no number', 'BUY', 'x', 'DAY', ['x BATS']],
  ])('goes %s', (_, side, quantity, timeInForce, expected) => {
    if (order === undefined) throw new Error('no order was made');
    const divided = dividedByHand({ ...order.request, side, quantity, timeInForce }, view);
    expect(divided.routingMode).toBe('MANUAL');
    expect(divided.manualAllocations.map((each) => `${each.quantity} ${each.venueId}`)).toEqual(expected);
  });
});
