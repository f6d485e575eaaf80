import { describe, expect, it } from 'vitest';
import { US_EQUITY_INSTRUMENTS } from '../catalogue/us-equity-instruments.ts';
import { US_EQUITY_VENUES } from '../venue/us-equity-catalogue.ts';

describe('the default instruments', () => {
  it('are 24, each once, all tradable', () => {
    expect(new Set(US_EQUITY_INSTRUMENTS.map((each) => each.instrumentId)).size).toBe(24);
    expect(US_EQUITY_INSTRUMENTS.every((each) => each.status === 'ACTIVE')).toBe(true);
  });

  it('are listed on exchanges of the catalogue', () => {
    const exchanges = US_EQUITY_VENUES.filter((venue) => venue.venueType === 'EXCHANGE').map((venue) => venue.venueId);
    for (const each of US_EQUITY_INSTRUMENTS) expect(exchanges).toContain(each.primaryVenueId);
  });

  it('have the round lots, volumes and volatilities that costs are computed from', () => {
    for (const each of US_EQUITY_INSTRUMENTS) {
      expect([100, 40, 10, 1]).toContain(each.roundLot);
      expect(each.averageDailyVolume).toBeGreaterThan(1_000_000);
      expect(each.dailyVolatilityBps).toBeGreaterThan(0);
      expect([each.priceDecimals, each.quantityDecimals]).toEqual([4, 0]);
    }
  });
});
