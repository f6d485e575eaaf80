import { Z95 } from '../quality/posterior.ts';

/**
 * The 95 % score interval of a share that was seen in so many trials (Wilson 1927): from low to high, within 0 and 1. Of shares that are themselves means of
 * numbers from 0 to 1 it is as wide or wider than it need be, since none of these varies more than hits and misses do. From 0 to 1 without trials.
 */
export function wilsonInterval(share: number, trials: number): { readonly low95: number; readonly high95: number } {
  if (trials === 0) return { low95: 0, high95: 1 };
  const z2 = (Z95 * Z95) / trials;
  const center = (share + z2 / 2) / (1 + z2);
  const half = Math.sqrt(z2 * (share * (1 - share) + z2 / 4)) / (1 + z2);
  return { low95: Math.min(share, Math.max(0, center - half)), high95: Math.max(share, Math.min(1, center + half)) };
}
