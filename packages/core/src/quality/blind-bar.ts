import type { Posterior } from './posterior.ts';

/** Why a venue is not to be pinged: it was a moment ago, or fills there were followed by moves against us. */
export const BLIND_BARS = ['HOLD_OFF', 'ADVERSE_MARKOUTS'] as const;
export type BlindBar = (typeof BLIND_BARS)[number];

/** How long a venue is not pinged again, in the same instrument and on the same side, while a ping is on its way and after one that found nothing. */
export const HOLD_OFF_US = 500_000;
/** Blind fills are barred when the 1 s markout after them is surely over this many basis points. */
export const ADVERSE_FROM_BPS = 1;
/** They are allowed again when what is believed of the markout is back under this. */
export const ADVERSE_UNTIL_BPS = 0.5;

/**
 * Whether blind orders do harm at a venue, after its latest 1 s markouts: yes when the lower end of the 95 % interval is over
 * ADVERSE_FROM_BPS, no when the mean is under ADVERSE_UNTIL_BPS, and in between as before, so that one at a bound does not flicker.
 */
export function isAdverse(wasAdverse: boolean, markout: Posterior): boolean {
  return wasAdverse ? markout.mean >= ADVERSE_UNTIL_BPS : markout.low95 > ADVERSE_FROM_BPS;
}

/**
 * Why a venue may not be pinged now: harm first, then the pause after a ping that is on its way or found nothing (time in microseconds, null for
 * none).
 */
export function blindBarOf(at: { isAdverse: boolean; unfilledUs: number | null; nowUs: number }): BlindBar | null {
  if (at.isAdverse) return 'ADVERSE_MARKOUTS';
  const isHeld = at.unfilledUs !== null && at.nowUs - at.unfilledUs < HOLD_OFF_US;
  return isHeld ? 'HOLD_OFF' : null;
}
