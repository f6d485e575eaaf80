import { describe, expect, it } from 'vitest';
import { isVenueFailure, MARKET_REJECTS, ORDER_FAULTS, SESSION_REJECTS } from './venue-reject.ts';

describe('a refusal', () => {
  it.each([...ORDER_FAULTS, ...MARKET_REJECTS, ...SESSION_REJECTS, 'THROTTLED'])(
    '%s is no failure of the venue',
    (code) => {
      expect(isVenueFailure(code)).toBe(false);
    },
  );

  it.each(['VENUE_BUSY', 'VENUE_UNAVAILABLE', 'SOMETHING_NEW', ''])('%s is a failure of the venue', (code) => {
    expect(isVenueFailure(code)).toBe(true);
  });
});
