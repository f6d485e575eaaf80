import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { describe, expect, it } from 'vitest';
import { HiddenLearning } from './hidden-learning.ts';
import { usEquityMarket } from './recording/us-equity-market.ts';

const market = usEquityMarket({
  days: DEFAULT_MARKET_DAYS,
  symbol: 'XXX',
  path: '',
  date: null,
  venueIds: ['XNYS'],
  primaryVenueId: 'XNYS',
  recordedUs: { first: 0, last: 1 },
});
const XNYS = 0;
const SGMT = 1;
const UBSA = 2;
const chance = (learning: HiddenLearning, row: number) => learning.tail(row)[0]?.probability ?? 0;

describe('what a run learns of hidden liquidity', () => {
  it('begins with the prior at dark venues, and is nothing where quotes are displayed or no print can answer', () => {
    const learning = new HiddenLearning(market, true);
    expect([chance(learning, SGMT), learning.tail(XNYS)]).toEqual([0.3, []]);
    expect(new HiddenLearning(market, false).tail(SGMT)).toEqual([]);
  });

  it('falls with pings that find nothing and rises with those that do, venue by venue', () => {
    const learning = new HiddenLearning(market, true);
    const ping = { side: 'BUY', asked: 100, atUs: 0 } as const;
    for (let count = 0; count < 10; count++) learning.answered(SGMT, { ...ping, filled: 0 });
    for (let count = 0; count < 10; count++) learning.answered(UBSA, { ...ping, filled: 100 });
    expect(chance(learning, SGMT)).toBeLessThan(0.1);
    expect(chance(learning, UBSA)).toBeGreaterThan(0.7);
  });

  it('bars a venue for half a second to the side whose ping found nothing', () => {
    const learning = new HiddenLearning(market, true);
    learning.answered(SGMT, { side: 'SELL_SHORT', asked: 100, filled: 0, atUs: 1_000 });
    const bars = [
      learning.bar(SGMT, 'SELL', 500_999),
      learning.bar(SGMT, 'SELL', 501_000),
      learning.bar(SGMT, 'BUY', 1_001),
    ];
    expect(bars).toEqual(['HOLD_OFF', null, null]);
  });

  it('hears nothing from a venue that displays its quotes', () => {
    const learning = new HiddenLearning(market, true);
    learning.answered(XNYS, { side: 'BUY', asked: 100, filled: 0, atUs: 0 });
    expect([learning.tail(XNYS), learning.bar(XNYS, 'BUY', 1)]).toEqual([[], null]);
  });
});
