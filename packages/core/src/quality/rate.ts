import { type FillRatePrior, fillRatePosterior } from './fill-rate.ts';
import { type HalfLives, remaining, remainingAfterSilence } from './half-life.ts';
import type { Posterior } from './posterior.ts';

/** A rate that forgets, as plain numbers that can be stored and read back exactly: weighted hits out of weighted trials, as of a time. */
export interface RateState {
  hits: number;
  trials: number;
  /** Microseconds since 1970; 0 before the first. */
  atUs: number;
}

/** Nothing seen yet. */
export function noRate(): RateState {
  return { hits: 0, trials: 0, atUs: 0 };
}

/**
 * Learns one trial, of which `share` (0 to 1) was a hit. What was known counts less by the trial's coming and by the time since the one
 * before. Throws for a share that is no share.
 */
export function learnRate(state: RateState, share: number, at: { nowUs: number; halfLives: HalfLives }): void {
  if (!(share >= 0 && share <= 1)) throw new Error(`share of a hit: ${share}`);
  const kept = remainingAfterSilence(at.nowUs - state.atUs, at.halfLives) * remaining(1, at.halfLives.observations);
  state.hits = state.hits * kept + share;
  state.trials = state.trials * kept + 1;
  state.atUs = Math.max(state.atUs, at.nowUs);
}

/** What is believed of a rate at a time, from a prior belief of it (`fillRatePosterior`); with time it drifts back to the prior. */
export function ratePosterior(
  state: RateState,
  prior: FillRatePrior,
  at: { nowUs: number; halfLives: HalfLives },
): Posterior {
  const kept = remainingAfterSilence(at.nowUs - state.atUs, at.halfLives);
  const trials = state.trials * kept;
  // Rounding may put the hits of an all-filled venue a last bit over its trials.
  return fillRatePosterior(Math.min(trials, state.hits * kept), trials, prior);
}
