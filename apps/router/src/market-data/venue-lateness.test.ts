import { describe, expect, it } from 'vitest';
import { VenueLateness } from './venue-lateness.ts';

const T0 = 1_700_000_000_000_000;
const WINDOW_US = 900_000_000;

describe('a venue', () => {
  it('that has never filled late holds nothing back', () => {
    expect(new VenueLateness(WINDOW_US, 2_000_000).heldBackUs(T0)).toBe(0);
  });

  it('holds back for the p99 of its late fills', () => {
    const lateness = new VenueLateness(WINDOW_US, 2_000_000);
    for (let index = 1; index <= 100; index++) lateness.filledLate(index * 1_000, T0);
    expect(lateness.heldBackUs(T0)).toBe(99_000);
    lateness.filledLate(500_000, T0);
    lateness.filledLate(600_000, T0);
    expect(lateness.heldBackUs(T0)).toBe(500_000);
  });

  it('holds back for no longer than is bounded, and no longer than it may correct itself', () => {
    const lateness = new VenueLateness(WINDOW_US, 2_000_000);
    lateness.filledLate(60_000_000, T0);
    expect([lateness.heldBackUs(T0 + WINDOW_US), lateness.heldBackUs(T0 + WINDOW_US + 1)]).toEqual([2_000_000, 0]);
  });
});
