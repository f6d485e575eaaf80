import type { VenueSnapshot } from '../market/market-view.ts';
import { divideHalfAwayFromZero, toPriceE8 } from '../money/amount.ts';
import { type MoneyE8, moneyE8, type Price, type PriceE8, priceE8, type Quantity, quantity } from '../money/units.ts';
import type { Candidate, Reach } from './candidate.ts';
import type { PlanInput } from './plan-input.ts';

/** What a plan takes at one venue, over the levels of its book. */
export interface VenueTake {
  readonly snapshot: VenueSnapshot;
  readonly reach: Reach;
  /** Best level first, each with what is taken of it in units of the instrument. */
  readonly levels: readonly { readonly candidate: Candidate; readonly count: number }[];
  readonly quantity: Quantity;
}

/** A division's takes by venue, in the objective's order; what a venue is given is taken from its best level on. */
export function venueTakes(candidates: readonly Candidate[], takes: ReadonlyMap<string, Quantity>): VenueTake[] {
  const found = new Map<string, VenueTake & { levels: { candidate: Candidate; count: number }[]; left: number }>();
  for (const candidate of candidates) {
    const { snapshot, reach } = candidate;
    const { venueId } = snapshot.venue;
    const whole = takes.get(venueId);
    if (whole === undefined) continue;
    const take = found.get(venueId) ?? { snapshot, reach, levels: [], quantity: whole, left: whole };
    found.set(venueId, take);
    // What is displayed trades, level by level, also where the lots of the venue allow to send only several levels together.
    const count = Math.min(take.left, candidate.displayed);
    if (count === 0) continue;
    take.levels.push({ candidate, count });
    take.left -= count;
  }
  return [...found.values()].map(({ left, ...take }) => take);
}

/** The worst price that a take reaches: the limit of its order. Throws for a take of nothing, which is none. */
export function worstPriceOf(take: VenueTake): Price {
  const last = take.levels.at(-1);
  if (last === undefined) throw new Error('a take without a level');
  return last.candidate.price;
}

/** The average price over the levels, in 10^-8 per unit, rounded half away from zero. */
export function averagePriceE8(take: VenueTake, input: PlanInput): PriceE8 {
  const scale = input.view.instrument;
  const notional = take.levels.reduce(
    (sum, { candidate, count }) => sum + BigInt(toPriceE8(candidate.price, scale)) * BigInt(count),
    0n,
  );
  return priceE8(Number(divideHalfAwayFromZero(notional, BigInt(take.quantity))));
}

/** What the fees of a take come to if it fills as planned, in 10^-8 of the currency; negative is received. */
export function feesOf(take: VenueTake, feeFor: (perUnit: PriceE8, count: Quantity) => MoneyE8): MoneyE8 {
  return take.levels.reduce(
    (sum, { candidate, count }) => moneyE8(sum + feeFor(candidate.feeE8, quantity(count))),
    moneyE8(0n),
  );
}

/** A number of each level's candidate, averaged by what is taken of it. */
export function averageOf(take: VenueTake, value: (candidate: Candidate) => number): number {
  const [only] = take.levels;
  if (take.levels.length === 1 && only !== undefined) return value(only.candidate);
  return take.levels.reduce((sum, { candidate, count }) => sum + value(candidate) * count, 0) / take.quantity;
}
