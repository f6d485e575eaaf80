import { describe, expect, it } from 'vitest';
import { FEE_NOTE, FEES_AS_OF, US_EQUITY_VENUES } from './us-equity-catalogue.ts';

const PROTECTED = 'ARCX BATS BATY EDGA EDGX EPRL IEXG LTSE MEMX XASE XBOS XCHI XCIS XNAS XNYS XPSX'.split(' ');
const protectedVenues = US_EQUITY_VENUES.filter((venue) => venue.protectedQuote);

describe('the default catalogue', () => {
  it('is 24 venues of the kinds that the specification names', () => {
    const kinds = US_EQUITY_VENUES.map((venue) => venue.venueType);
    const count = (...wanted: string[]) => kinds.filter((kind) => wanted.includes(kind)).length;
    expect(US_EQUITY_VENUES).toHaveLength(24);
    expect([
      count('EXCHANGE'),
      count('ATS', 'DARK_POOL', 'CROSSING_NETWORK'),
      count('MARKET_MAKER'),
      count('INTERNAL'),
    ]).toEqual([16, 5, 2, 1]);
  });

  it('protects the quotes of the 16 exchanges, known by their MIC, and of nobody else', () => {
    expect(protectedVenues.map((venue) => venue.mic).sort()).toEqual(PROTECTED);
    for (const venue of protectedVenues) expect([venue.venueId, venue.venueType]).toEqual([venue.mic, 'EXCHANGE']);
    for (const venue of US_EQUITY_VENUES) expect(venue.lit).toBe(venue.protectedQuote);
  });

  it.each(['venueId', 'venueName', 'priority'] as const)('gives no %s twice', (field) => {
    expect(new Set(US_EQUITY_VENUES.map((venue) => venue[field])).size).toBe(24);
  });

  it('gives no MIC or MPID twice, and every outside venue one of them', () => {
    const ids = US_EQUITY_VENUES.flatMap((venue) => venue.mic ?? venue.mpid ?? []);
    expect(new Set(ids).size).toBe(23);
    expect(ids.every((id) => /^[A-Z]{4}$/.test(id))).toBe(true);
    expect(
      US_EQUITY_VENUES.filter((venue) => venue.mic === null && venue.mpid === null).map((venue) => venue.venueId),
    ).toEqual(['INTERNAL']);
  });

  it('charges for access to a protected quote no more than Rule 610(c) allows: $0.003, or 0.3 % below a dollar', () => {
    for (const venue of protectedVenues) {
      expect(venue.fees.takePerUnitE8).toBeLessThanOrEqual(300_000);
      expect(venue.fees.subDollarTakePpm).toBeLessThanOrEqual(3_000);
    }
  });

  it('has no venue that pays more to both sides than it takes', () => {
    for (const { fees } of US_EQUITY_VENUES.filter((venue) => venue.lit)) {
      expect(fees.takePerUnitE8 + fees.makePerUnitE8).toBeGreaterThanOrEqual(0);
    }
  });

  it('says of its fees that they are illustrative, and of when', () => {
    expect(FEE_NOTE).toContain('illustrative');
    expect(FEE_NOTE).toContain(FEES_AS_OF);
    for (const venue of US_EQUITY_VENUES) expect(venue.fees.effectiveFrom).toBe(FEES_AS_OF);
  });

  it('can be sent to: sane sizes, a latency, an order type and a time in force', () => {
    for (const venue of US_EQUITY_VENUES) {
      expect(venue.minOrderQuantity).toBeGreaterThan(0);
      expect(venue.maxOrderQuantity).toBeGreaterThanOrEqual(venue.minOrderQuantity);
      expect(venue.typicalLatencyUs).toBeGreaterThan(0);
      expect(venue.orderTypes).toContain('LIMIT');
      expect(venue.timesInForce).toContain('IOC');
      expect(venue.enabled).toBe(true);
    }
  });
});
