import { describe, expect, it } from 'vitest';
import { VENUE_STATUSES } from '../venue/venue.ts';
import { fillRatePosterior } from './fill-rate.ts';
import { nextVenueStatus, type VenueBehaviour, worseStatus } from './status.ts';

const PRIOR = { mean: 0.9, weight: 10 };
const good: VenueBehaviour = {
  enabled: true,
  circuit: 'CLOSED',
  latencyUs: 400,
  typicalLatencyUs: 400,
  fillRate: fillRatePosterior(9, 10, PRIOR),
  expectedFill: 1,
};

describe('the status of a venue', () => {
  it('is ACTIVE again, whatever it was, when all is well and nobody objects', () => {
    for (const previous of VENUE_STATUSES) expect(nextVenueStatus(previous, good)).toBe('ACTIVE');
  });

  it('is RESTRICTED by a person, whatever it does', () => {
    for (const previous of VENUE_STATUSES) {
      expect(nextVenueStatus(previous, { ...good, enabled: false, circuit: 'OPEN' })).toBe('RESTRICTED');
    }
  });

  it('is OFFLINE while its circuit is open, and not while it is probed', () => {
    expect(nextVenueStatus('ACTIVE', { ...good, circuit: 'OPEN', latencyUs: 9_000 })).toBe('OFFLINE');
    expect(nextVenueStatus('OFFLINE', { ...good, circuit: 'HALF_OPEN' })).toBe('ACTIVE');
  });

  it('becomes SLOW at three times the typical round trip and stays so until it is under twice', () => {
    const at = (latencyUs: number) => ({ ...good, latencyUs });
    expect(nextVenueStatus('ACTIVE', at(1_199))).toBe('ACTIVE');
    expect(nextVenueStatus('ACTIVE', at(1_200))).toBe('SLOW');
    expect(nextVenueStatus('SLOW', at(800))).toBe('SLOW');
    expect(nextVenueStatus('SLOW', at(799))).toBe('ACTIVE');
  });

  it('becomes CONGESTED when it surely fills less than half, and stays so until it fills well again', () => {
    const after = (filled: number, sent: number) => ({ ...good, fillRate: fillRatePosterior(filled, sent, PRIOR) });
    expect(nextVenueStatus('ACTIVE', after(0, 5))).toBe('ACTIVE');
    expect(nextVenueStatus('ACTIVE', after(0, 30))).toBe('CONGESTED');
    expect(nextVenueStatus('CONGESTED', after(15, 30))).toBe('CONGESTED');
    expect(nextVenueStatus('CONGESTED', after(29, 40))).toBe('ACTIVE');
  });

  it('is not CONGESTED where no more was to be expected of it', () => {
    const after = (filled: number, sent: number) => ({
      ...good,
      fillRate: fillRatePosterior(filled, sent, PRIOR),
      expectedFill: 0.5,
    });
    expect(nextVenueStatus('ACTIVE', after(12, 60))).toBe('ACTIVE');
    expect(nextVenueStatus('ACTIVE', after(0, 60))).toBe('CONGESTED');
    expect(nextVenueStatus('CONGESTED', after(5, 60))).toBe('CONGESTED');
    expect(nextVenueStatus('CONGESTED', after(15, 60))).toBe('ACTIVE');
  });

  it('says SLOW before CONGESTED', () => {
    expect(nextVenueStatus('CONGESTED', { ...good, latencyUs: 4_000, fillRate: fillRatePosterior(0, 90, PRIOR) })).toBe(
      'SLOW',
    );
  });
});

describe('a word on a venue beside what is measured', () => {
  it('counts where it is the worse of both, and never hides a worse measurement', () => {
    expect(worseStatus(null, 'SLOW')).toBe('SLOW');
    expect(worseStatus('RESTRICTED', 'ACTIVE')).toBe('RESTRICTED');
    expect(worseStatus('CONGESTED', 'SLOW')).toBe('CONGESTED');
    expect(worseStatus('SLOW', 'OFFLINE')).toBe('OFFLINE');
    expect(worseStatus('OFFLINE', 'ACTIVE')).toBe('OFFLINE');
  });
});
