/** What is believed of a number now: never without its interval and what it rests on. */
export interface Posterior {
  readonly mean: number;
  /** The number lies between these with about 95 % probability. */
  readonly low95: number;
  readonly high95: number;
  /** The observations behind it, each by what it still counts for, without the prior. */
  readonly observations: number;
}

/** The 97.5 % quantile of the standard normal distribution. */
export const Z95 = 1.959964;
