import { describe, expect, it } from 'vitest';
import { ADVERSE_FROM_BPS, ADVERSE_UNTIL_BPS, blindBarOf, HOLD_OFF_US, isAdverse } from './blind-bar.ts';

const markout = (mean: number, half: number) => ({ mean, low95: mean - half, high95: mean + half, observations: 30 });

describe('blind orders at a venue', () => {
  it('do harm when the markout is surely over the bound, not when it only looks so', () => {
    expect(isAdverse(false, markout(3, 1.9))).toBe(true);
    expect(isAdverse(false, markout(3, 2.1))).toBe(false);
    expect(isAdverse(false, markout(ADVERSE_FROM_BPS, 0))).toBe(false);
  });

  it('are barred until the markout has clearly come down', () => {
    expect(isAdverse(true, markout(ADVERSE_UNTIL_BPS, 2))).toBe(true);
    expect(isAdverse(true, markout(ADVERSE_UNTIL_BPS - 0.01, 2))).toBe(false);
  });

  it('pause for half a second after a ping that found nothing', () => {
    const at = (nowUs: number) => blindBarOf({ isAdverse: false, unfilledUs: 1_000, nowUs });
    expect([at(1_000), at(1_000 + HOLD_OFF_US - 1), at(1_000 + HOLD_OFF_US)]).toEqual(['HOLD_OFF', 'HOLD_OFF', null]);
    expect(blindBarOf({ isAdverse: false, unfilledUs: null, nowUs: 0 })).toBeNull();
  });

  it('are barred for the harm before the pause', () => {
    expect(blindBarOf({ isAdverse: true, unfilledUs: 0, nowUs: 1 })).toBe('ADVERSE_MARKOUTS');
  });
});
