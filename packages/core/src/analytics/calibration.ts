import { wilsonInterval } from './wilson.ts';

/** Into so many buckets of equal width expected shares are put. */
export const CALIBRATION_BUCKETS = 10;

/** Sums over the decisions of one bucket: of the share that each expected to be filled, and of the one that was, 0 to 1 each. */
export interface BucketSums {
  /** 0 to 9. */
  readonly bucket: number;
  readonly decisions: number;
  readonly expected: number;
  readonly realised: number;
  /** Σ (realised − expected)². */
  readonly squaredError: number;
}

/** Decisions that expected about the same: what they expected on average, and what came, with its interval. */
export interface CalibrationBucket {
  readonly low: number;
  readonly high: number;
  readonly decisions: number;
  readonly expected: number;
  readonly realised: number;
  readonly low95: number;
  readonly high95: number;
}

/** How well what was expected to be filled was filled; null without decisions. */
export interface Calibration {
  readonly decisions: number;
  /** Mean of realised − expected: negative promised too much. */
  readonly bias: number | null;
  /** Mean squared error (Brier 1950): 0 is best. */
  readonly brier: number | null;
  /** Mean distance between realised and expected over the buckets, by how many decisions they hold: 0 is calibrated (Naeini et al. 2015). */
  readonly calibration_error: number | null;
  /** In order; those that hold nothing are left out. */
  readonly buckets: readonly CalibrationBucket[];
}

/** Holds what was expected against what came. */
export function calibrationOf(sums: readonly BucketSums[]): Calibration {
  const whole = (value: (each: BucketSums) => number) => sums.reduce((sum, each) => sum + value(each), 0);
  const decisions = whole((each) => each.decisions);
  const mean = (value: (each: BucketSums) => number) => (decisions === 0 ? null : whole(value) / decisions);
  return {
    decisions,
    bias: mean((each) => each.realised - each.expected),
    brier: mean((each) => each.squaredError),
    calibration_error: mean((each) => Math.abs(each.realised - each.expected)),
    buckets: sums
      .filter((each) => each.decisions > 0)
      .map(bucketOf)
      .sort((a, b) => a.low - b.low),
  };
}

function bucketOf({ bucket, decisions, expected, realised }: BucketSums): CalibrationBucket {
  const share = realised / decisions;
  return {
    low: bucket / CALIBRATION_BUCKETS,
    high: (bucket + 1) / CALIBRATION_BUCKETS,
    decisions,
    expected: expected / decisions,
    realised: share,
    ...wilsonInterval(share, decisions),
  };
}
