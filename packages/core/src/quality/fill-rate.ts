import { type Posterior, Z95 } from './posterior.ts';

/** What is believed of a fill rate before anything was sent: its mean, and how many child orders that belief is worth. */
export interface FillRatePrior {
  /** Over 0 and under 1: a prior that is certain could never learn. */
  readonly mean: number;
  /** At least 2. */
  readonly weight: number;
}

/**
 * The fill rate of a venue after `sent` child orders of which `filled` were filled; a child filled in part counts as that part, so that
 * a large child teaches no more than a small one. With prior Beta(m·w, (1 − m)·w) the posterior is Beta(a, b), a = m·w + filled,
 * b = (1 − m)·w + sent − filled: Gelman et al., "Bayesian Data Analysis", 3rd ed., 2.4. The interval is Wilson's score interval for a − ½
 * of a + b − 1, whose ends are close to the 2.5 % and 97.5 % quantiles of that Beta by the likeness of the Wilson and Jeffreys intervals: Brown,
 * Cai, DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science 16 (2001); it holds 91 to 96 % where a, b ≥ 1 and
 * a + b ≥ 4. It needs only +, −, ×, ÷ and the square root, so that every machine gives the same bits.
 * Throws where filled is not within 0 and sent, or the prior is none.
 */
export function fillRatePosterior(filled: number, sent: number, prior: FillRatePrior): Posterior {
  if (!(filled >= 0 && filled <= sent && Number.isFinite(sent))) throw new Error(`filled ${filled} of ${sent} sent`);
  if (!(prior.mean > 0 && prior.mean < 1 && prior.weight >= 2)) {
    throw new Error(`not a prior: mean ${prior.mean}, weight ${prior.weight}`);
  }
  const trials = prior.weight + sent;
  const mean = Math.min(1, (prior.mean * prior.weight + filled) / trials);
  const counted = trials - 1;
  const share = Math.min(1, Math.max(0, (mean * trials - 0.5) / counted));
  const z2 = (Z95 * Z95) / counted;
  const center = (share + z2 / 2) / (1 + z2);
  const half = Math.sqrt(z2 * (share * (1 - share) + z2 / 4)) / (1 + z2);
  return {
    mean,
    low95: Math.min(mean, Math.max(0, center - half)),
    high95: Math.max(mean, Math.min(1, center + half)),
    observations: sent,
  };
}
