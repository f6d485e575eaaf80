import { type HalfLives, remaining, remainingAfterSilence } from './half-life.ts';
import { type Posterior, Z95 } from './posterior.ts';

/** A mean that forgets, as plain numbers that can be stored and read back exactly. */
export interface MeanState {
  /** The observations, each by what it still counts for. */
  weight: number;
  mean: number;
  /** Weighted sum of squared distances from the mean. */
  squares: number;
  /** Microseconds since 1970; 0 before the first. */
  atUs: number;
}

/** What is believed of a mean before anything was seen. */
export interface MeanPrior {
  readonly mean: number;
  /** How far single observations are believed to lie from the mean. */
  readonly deviation: number;
  /** How many observations that belief is worth; over 0. */
  readonly weight: number;
}

/** Nothing seen yet. */
export function noMean(): MeanState {
  return { weight: 0, mean: 0, squares: 0, atUs: 0 };
}

/**
 * Learns one value, in any unit. Welford's update, which does not lose digits, with the weights of what was known made smaller first: West,
 * "Updating mean and variance estimates", Communications of the ACM 22 (1979). Throws for a value that is not finite.
 */
export function learnMean(state: MeanState, value: number, at: { nowUs: number; halfLives: HalfLives }): void {
  if (!Number.isFinite(value)) throw new Error(`value is not finite: ${value}`);
  const kept = remainingAfterSilence(at.nowUs - state.atUs, at.halfLives) * remaining(1, at.halfLives.observations);
  state.weight = state.weight * kept + 1;
  const distance = value - state.mean;
  state.mean += distance / state.weight;
  state.squares = state.squares * kept + distance * (value - state.mean);
  state.atUs = Math.max(state.atUs, at.nowUs);
}

/**
 * What is believed of a mean at a time: a normal mean with a prior worth k observations, so (k·prior + n·seen) / (k + n), its variance from
 * the prior's, what was seen, and how far both are apart; the interval is the normal one. Gelman et al., "Bayesian Data Analysis", 3rd ed.,
 * 3.3. With time it drifts back to the prior.
 */
export function meanPosterior(
  state: MeanState,
  prior: MeanPrior,
  at: { nowUs: number; halfLives: HalfLives },
): Posterior {
  const kept = remainingAfterSilence(at.nowUs - state.atUs, at.halfLives);
  const seen = state.weight * kept;
  const total = prior.weight + seen;
  const apart = state.mean - prior.mean;
  const mean = (prior.mean * prior.weight + state.mean * seen) / total;
  const between = ((prior.weight * seen) / total) * apart * apart;
  const squares = prior.weight * prior.deviation * prior.deviation + state.squares * kept + between;
  const half = Z95 * (Math.sqrt(squares) / total);
  return { mean, low95: mean - half, high95: mean + half, observations: seen };
}
