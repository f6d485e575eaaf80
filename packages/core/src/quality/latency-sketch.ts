import { type HalfLives, remaining, remainingAfterSilence } from './half-life.ts';

/** The lowest round trip that is told from a shorter one, in microseconds. */
const LOWEST_US = 10;
/** Each bucket is this much wider than the one below: any quantile is off by less than a tenth. */
const GROWTH = 1.2;
/** The last bucket begins at about 4 seconds; a child that takes longer is in doubt, not slow. */
const BUCKETS = 72;

/** The lower end of every bucket in microseconds, the first from 0; made by multiplication, so that it is the same everywhere. */
const LOWER_US: readonly number[] = lowerEnds();

/** How round trips are spread, as plain numbers that can be stored and read back exactly: a weight a bucket, as of a time. */
export interface LatencySketch {
  /** `BUCKETS` long. */
  readonly weights: number[];
  /** Microseconds since 1970; 0 before the first. */
  atUs: number;
}

/** How many numbers a sketch's weights are. */
export const SKETCH_BUCKETS = BUCKETS;

/** Nothing seen yet. */
export function noSketch(): LatencySketch {
  return { weights: Array.from({ length: BUCKETS }, () => 0), atUs: 0 };
}

/**
 * Learns one round trip in microseconds. A histogram with buckets of equal relative width, so that every quantile has the same relative
 * error: Masson, Rim, Lee, "DDSketch", VLDB 12 (2019); the weights decay as everywhere here. Throws for a time below 0.
 */
export function learnLatency(
  sketch: LatencySketch,
  latencyUs: number,
  at: { nowUs: number; halfLives: HalfLives },
): void {
  if (!(latencyUs >= 0)) throw new Error(`round trip of ${latencyUs} us`);
  const kept = remainingAfterSilence(at.nowUs - sketch.atUs, at.halfLives) * remaining(1, at.halfLives.observations);
  const { weights } = sketch;
  for (let index = 0; index < BUCKETS; index++) weights[index] = (weights[index] ?? 0) * kept;
  const bucket = bucketOf(latencyUs);
  weights[bucket] = (weights[bucket] ?? 0) + 1;
  sketch.atUs = Math.max(sketch.atUs, at.nowUs);
}

/** The round trip that a share (0 to 1) of the seen ones did not exceed, in microseconds, within the width of a bucket; null where none was seen. */
export function latencyQuantile(sketch: LatencySketch, share: number): number | null {
  const total = sketch.weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return null;
  let left = total * share;
  let last = 0;
  for (const [bucket, weight] of sketch.weights.entries()) {
    if (weight === 0) continue;
    last = bucket;
    if (weight >= left) return within(bucket, left / weight);
    left -= weight;
  }
  return within(last, 1);
}

function within(bucket: number, share: number): number {
  const from = LOWER_US[bucket] ?? 0;
  const to = LOWER_US[bucket + 1] ?? from * GROWTH;
  return from + (to - from) * Math.min(1, Math.max(0, share));
}

function bucketOf(latencyUs: number): number {
  let low = 0;
  let high = BUCKETS - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((LOWER_US[middle] ?? 0) <= latencyUs) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lowerEnds(): number[] {
  const ends = [0];
  for (let end = LOWEST_US; ends.length < BUCKETS; end *= GROWTH) ends.push(end);
  return ends;
}
