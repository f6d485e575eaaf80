import type { PriceE8, Quantity } from '../../money/units.ts';

/** A queue as somebody sees it who may join its end. */
export interface Queue {
  readonly queueAhead: Quantity;
  /** How fast the queue's front is traded away, in units a second. */
  readonly ratePerSecond: number;
  /** The make fee as in the fee schedule: negative for a rebate. */
  readonly makeFeeE8: PriceE8;
}

/** One queue's place in the choice; best first. */
export interface RankedQueue {
  /** Where it stood in what was given. */
  readonly index: number;
  /** What stands ahead over the rate at which it is traded: infinite where nothing trades. */
  readonly expectedDelaySeconds: number;
  /** γ × rebate − expected delay, in seconds. */
  readonly scoreSeconds: number;
}

/**
 * The queues in the order in which a patient trader joins them: the largest γ·rebate − queue ahead / rate first, ties as they were given.
 * γ (`secondsPerE8`) says how long one waits for 10^-8 of the currency a unit; 0 asks for the shortest queue alone. Maglaras, Moallemi, Zheng,
 * "Queueing Dynamics and State Space Collapse in Fragmented Limit Order Book Markets", Operations Research 69 (2021).
 * Throws for a γ or a rate below 0.
 */
export function rankQueues(queues: readonly Queue[], secondsPerE8: number): readonly RankedQueue[] {
  if (!(secondsPerE8 >= 0)) throw new Error(`patience of ${secondsPerE8} seconds`);
  const ranked = queues.map(({ queueAhead, ratePerSecond, makeFeeE8 }, index) => {
    if (!(ratePerSecond >= 0)) throw new Error(`rate of ${ratePerSecond} a second`);
    const expectedDelaySeconds = ratePerSecond === 0 ? Number.POSITIVE_INFINITY : queueAhead / ratePerSecond;
    return { index, expectedDelaySeconds, scoreSeconds: -secondsPerE8 * makeFeeE8 - expectedDelaySeconds };
  });
  return ranked.sort((a, b) => compare(b.scoreSeconds, a.scoreSeconds));
}

/** Two infinities are equal, which a difference would not say. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
