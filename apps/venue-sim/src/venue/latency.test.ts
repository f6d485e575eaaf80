import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { latencyUs } from './latency.ts';
import { profileOf } from './profiles.ts';

test.each(US_EQUITY_VENUES.map((venue) => [venue.venueId, venue] as const))(
  '%s answers in its typical time',
  (_, venue) => {
    const random = new Random(9);
    const profile = profileOf(venue);
    const samples = Array.from({ length: 4_001 }, () => latencyUs(profile, venue.typicalLatencyUs, random)).sort(
      (a, b) => a - b,
    );
    const median = samples[2_000] ?? 0;
    expect(Math.abs(median / venue.typicalLatencyUs - 1)).toBeLessThan(0.05);
    expect(samples[0]).toBeGreaterThanOrEqual(venue.typicalLatencyUs * 0.4);
    expect(samples[3_998]).toBeGreaterThan(venue.typicalLatencyUs * 1.5);
  },
);
