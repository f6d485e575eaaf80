import { type Posterior, Z95 } from './posterior.ts';

/** What was seen lately: its mean, and the observations behind it, each by what it still counts for. */
export interface Lately {
  readonly mean: number;
  readonly observations: number;
}

/** A change is believed beyond the square root of this many standard errors, the more the further it goes. */
const DOUBT = 4;
/** The ordinary counts for so many of the latest observations, so that one or two of them are no change. */
const ORDINARY_OBSERVATIONS = 3;

/**
 * What to believe now, between the ordinary and what was seen lately: the ordinary plus (1 − c/z²)⁺ of the distance, z being the distance in
 * standard errors. The positive-part estimator of James and Stein, which leaves noise alone and gives a large change nearly in full: Efron,
 * Morris, "Stein's Estimation Rule and Its Competitors", JASA 68 (1973), with c = DOUBT of our own choice. `deviation` is how far single
 * observations ordinarily lie from their mean, over 0, in the unit of the mean. The interval goes over from the ordinary's to that of
 * what was seen in the same measure.
 */
export function afterChange(ordinary: Posterior, lately: Lately, deviation: number): Posterior {
  const { observations } = lately;
  const distance = lately.mean - ordinary.mean;
  const counted = observations + ORDINARY_OBSERVATIONS;
  const shrunk = (distance * observations) / counted;
  const squaredZ = (shrunk * shrunk * counted) / (deviation * deviation);
  const share = squaredZ <= DOUBT ? 0 : 1 - DOUBT / squaredZ;
  const half = (Z95 * deviation) / Math.sqrt(counted);
  const blend = (from: number, to: number) => from + share * (to - from);
  return {
    mean: blend(ordinary.mean, lately.mean),
    low95: blend(ordinary.low95, lately.mean - half),
    high95: blend(ordinary.high95, lately.mean + half),
    observations: ordinary.observations,
  };
}
