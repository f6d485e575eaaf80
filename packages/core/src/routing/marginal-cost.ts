import type { Candidate } from './candidate.ts';
import { informationFactor } from './impact.ts';
import type { AllocationInput, SliceImpact } from './modes/mode.ts';
import type { VenueTake } from './venue-take.ts';

/** Costs are rounded to whole 10^-8 once a candidate: what differs by less counts as equal. */
export const ROUNDING_E8 = 1;

/** The least that a venue takes in one order, in units: its minimum in its lots. */
export function leastSlice({ snapshot: { venue } }: Candidate, roundLot: number): number {
  const step = venue.acceptsOddLots ? 1 : roundLot;
  return Math.max(step, Math.ceil(venue.minOrderQuantity / step) * step);
}

/**
 * What a unit counts more at the best level of a venue that got nothing than the last units of a take, in 10^-8 of the currency by the
 * objective's weights, impact included: negative where the venue that got nothing counts as cheaper. Both for the least slice that the venue
 * would take; the take for no more than its last level holds, so that a cheap level before it does not make the last one look cheap.
 */
export function dearerByE8(
  candidate: Candidate,
  take: VenueTake,
  { impact, roundLot, quantity }: AllocationInput,
): number {
  const last = take.levels.at(-1);
  if (last === undefined) throw new Error('a take without a level');
  const linear = candidate.baseCostE8 - last.candidate.baseCostE8;
  if (impact.perUnitE8 === 0) return linear;
  const least = leastSlice(candidate, roundLot);
  const count = Math.min(least, last.count);
  const here = impactE8(Math.min(least, candidate.displayed, quantity), impact) * informationFactor(candidate.snapshot);
  return linear + here - lastUnitsE8(take.quantity, count, impact) * informationFactor(take.snapshot);
}

/** The impact of a unit of a slice. */
function impactE8(units: number, { perUnitE8, scale }: SliceImpact): number {
  return perUnitE8 * Math.sqrt(units / scale);
}

/** What the impact of a whole slice grows by with its last units, per unit: (a√a − b√b)/(a − b), written without a difference of near numbers. */
function lastUnitsE8(whole: number, count: number, { perUnitE8, scale }: SliceImpact): number {
  const [a, b] = [whole, whole - count];
  return (perUnitE8 * (a + Math.sqrt(a * b) + b)) / ((Math.sqrt(a) + Math.sqrt(b)) * Math.sqrt(scale));
}
