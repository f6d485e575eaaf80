/** After how much what was seen counts half: so many newer observations, or so long a silence, in microseconds. */
export interface HalfLives {
  /** At least 1. */
  readonly observations: number;
  /** Over 0. */
  readonly silenceUs: number;
}

/** The Taylor series of e^−x is cut after this many terms: for x up to ln 2 what is left out is below 10^-13. */
const TERMS = 14;
/** Below 2^-64 nothing is left that a double would show beside 1. */
const GONE = 64;

/**
 * What is left of a weight of 1 after some time: 2^(−elapsed / halfLife), any unit, the same for both; a clock that went back counts as no
 * time. Whole halvings are exact; the rest is the Taylor series of e^−x, so that only +, −, × and ÷ are used and every machine gives the
 * same bits (Math.pow and Math.exp may differ in the last). Throws for a half-life that is not over 0.
 */
export function remaining(elapsed: number, halfLife: number): number {
  if (!(halfLife > 0 && Number.isFinite(halfLife))) throw new Error(`half-life of ${halfLife}`);
  const halvings = Math.max(0, elapsed) / halfLife;
  if (halvings === 0) return 1;
  if (!(halvings < GONE)) return 0;
  let whole = Math.floor(halvings);
  const x = (halvings - whole) * Math.LN2;
  let left = 1;
  for (let term = TERMS; term > 0; term--) left = 1 - (x / term) * left;
  for (; whole > 0; whole--) left /= 2;
  return left;
}

/**
 * What is left of a weight of 1 after a silence: 2^(−(silence / half-life)²). By the square, so that the pauses of a slow flow forget next to
 * nothing (a tenth of the half-life leaves 99 %) and a long silence everything (three of them leave 0.2 %).
 */
export function remainingAfterSilence(silenceUs: number, { silenceUs: halfLifeUs }: HalfLives): number {
  const silence = Math.max(0, silenceUs) / halfLifeUs;
  return remaining(silence * silence, 1);
}
