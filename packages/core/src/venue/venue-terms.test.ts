import { describe, expect, it } from 'vitest';
import { DEFAULT_VENUES } from './default-venues.ts';
import { seededTerms, venueTerms } from './venue-terms.ts';

describe('the terms of a venue', () => {
  it('are what it says, and the router’s own where it says nothing', () => {
    expect(venueTerms({}, 4_000)).toEqual({
      ...{ childTimeoutUs: 4_000_000, correctionWindowUs: 900_000_000 },
      ...{ latencyP99UsMax: 2_000_000, heldBackUsMax: 2_000_000 },
    });
    const said = { childTimeoutMs: 8_000, correctionWindowMs: 1_000, latencyP99MsMax: 100, heldBackMsMax: 1 };
    expect(venueTerms(said, 4_000)).toEqual({
      ...{ childTimeoutUs: 8_000_000, correctionWindowUs: 1_000_000 },
      ...{ latencyP99UsMax: 100_000, heldBackUsMax: 1_000 },
    });
  });

  it.each(DEFAULT_VENUES)('of $venueId let it be found slow before it is given up', (venue) => {
    const terms = venueTerms(seededTerms(venue), 1);
    expect(terms.latencyP99UsMax).toBeGreaterThan(100 * venue.typicalLatencyUs);
    expect(terms.latencyP99UsMax).toBeLessThan(terms.childTimeoutUs);
    expect(terms.heldBackUsMax).toBeLessThan(terms.correctionWindowUs);
  });
});
