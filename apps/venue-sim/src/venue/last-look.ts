/** How a liquidity provider looks once more at an order before it deals. Probabilities are 0 to 1. */
export interface LastLook {
  /** How long it holds an order before it decides, in microseconds. */
  readonly holdUs: number;
  /** The part of its own spread by which the market may move against it during the hold without consequence. */
  readonly toleranceOfSpread: number;
  /** That it rejects where the market has moved further than that. */
  readonly beyondProbability: number;
  /** That it rejects all the same where it has not. */
  readonly withinProbability: number;
}

/** Invented, so that there is something to learn: the tight stream is firm, the wide ones look long. */
const LOOKS: Readonly<Record<string, LastLook>> = {
  LP1: { holdUs: 0, toleranceOfSpread: 0, beyondProbability: 0, withinProbability: 0.004 },
  LP2: { holdUs: 20_000, toleranceOfSpread: 0.5, beyondProbability: 0.8, withinProbability: 0.01 },
  LP3: { holdUs: 40_000, toleranceOfSpread: 0.5, beyondProbability: 0.9, withinProbability: 0.02 },
  LP4: { holdUs: 80_000, toleranceOfSpread: 0.3, beyondProbability: 0.9, withinProbability: 0.03 },
  LP5: { holdUs: 120_000, toleranceOfSpread: 0.2, beyondProbability: 0.95, withinProbability: 0.05 },
};

const USUAL: LastLook = { holdUs: 50_000, toleranceOfSpread: 0.3, beyondProbability: 0.9, withinProbability: 0.02 };

/** The last look of a liquidity provider. */
export function lastLookOf(venueId: string): LastLook {
  return LOOKS[venueId] ?? USUAL;
}
