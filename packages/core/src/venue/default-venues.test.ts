import { describe, expect, it } from 'vitest';
import { DEFAULT_INSTRUMENTS } from '../catalogue/default-instruments.ts';
import { CRYPTO_VENUES } from './crypto-catalogue.ts';
import { DEFAULT_VENUES } from './default-venues.ts';
import { feeNote } from './fees.ts';
import { FX_VENUES } from './fx-catalogue.ts';
import { tradesInstrument } from './listing.ts';

const beyondEquities = [...FX_VENUES, ...CRYPTO_VENUES];

describe('the venues of a new installation', () => {
  it('are 24 for US equities, 5 liquidity providers and 3 crypto exchanges', () => {
    const kinds = DEFAULT_VENUES.map((venue) => venue.assetClass);
    expect(['EQUITY', 'FX', 'CRYPTO'].map((kind) => kinds.filter((each) => each === kind).length)).toEqual([24, 5, 3]);
    expect(FX_VENUES.every((venue) => venue.venueType === 'LIQUIDITY_PROVIDER')).toBe(true);
  });

  it.each(['venueId', 'venueName', 'priority'] as const)('have no %s twice', (field) => {
    expect(new Set(DEFAULT_VENUES.map((venue) => venue[field])).size).toBe(DEFAULT_VENUES.length);
  });

  it('show quotes that no rule protects, where they are not US equities', () => {
    for (const venue of beyondEquities) expect([venue.lit, venue.protectedQuote]).toEqual([true, false]);
  });

  it('each trade something, and no instrument is without a venue', () => {
    for (const venue of DEFAULT_VENUES) {
      expect(DEFAULT_INSTRUMENTS.some((instrument) => tradesInstrument(venue, instrument))).toBe(true);
    }
    for (const instrument of DEFAULT_INSTRUMENTS) {
      expect(DEFAULT_VENUES.filter((venue) => tradesInstrument(venue, instrument)).length).toBeGreaterThanOrEqual(3);
    }
  });

  it('have tiers that begin higher and cost a taker no more, one after the other', () => {
    for (const { fees } of DEFAULT_VENUES) {
      let before = { fromVolumeE8: 0n, takePpm: fees.takePpm, takePerUnitE8: fees.takePerUnitE8 };
      for (const tier of fees.tiers) {
        expect(tier.fromVolumeE8).toBeGreaterThan(before.fromVolumeE8);
        expect(tier.takePpm).toBeLessThanOrEqual(before.takePpm);
        expect(tier.takePerUnitE8).toBeLessThanOrEqual(before.takePerUnitE8);
        before = tier;
      }
    }
  });

  it('pay a maker less than they charge a taker, in every tier', () => {
    for (const { fees } of beyondEquities) {
      for (const rates of [fees, ...fees.tiers]) expect(rates.takePpm + rates.makePpm).toBeGreaterThanOrEqual(0);
    }
  });

  it('say since when their fees hold, and that they are illustrative', () => {
    for (const { fees } of DEFAULT_VENUES) {
      expect(fees.effectiveFrom).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(feeNote(fees.effectiveFrom)).toContain(`illustrative, as of ${fees.effectiveFrom}`);
    }
  });
});
