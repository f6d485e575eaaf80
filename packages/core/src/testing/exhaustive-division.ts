import type { Problem, Source } from '../routing/optimal/problem.ts';
import { planCostE8 } from '../routing/optimal/solve.ts';

/** Whether a division keeps everything that a problem asks for. */
export function isAllowed(problem: Problem, takes: readonly number[]): boolean {
  const taken = takes.reduce((sum, units) => sum + units, 0);
  const used = takes.filter((units) => units > 0).length;
  if (taken > problem.quantity || used > problem.maxSources) return false;
  const fits = problem.sources.every((source, place) => fitsSource(source, takes[place] ?? 0));
  const worst = Math.max(...problem.sources.map((source, place) => worstPrice(source, takes[place] ?? 0)));
  return (
    fits &&
    problem.protectedQuotes.every(
      (quote) => quote.price >= worst || (quote.source !== null && (takes[quote.source] ?? 0) >= quote.quantity),
    )
  );
}

function fitsSource({ offers, step, least, most }: Source, units: number): boolean {
  const offered = offers.reduce((sum, offer) => sum + offer.quantity, 0);
  return units === 0 || (units % step === 0 && units >= least && units <= Math.min(most, offered));
}

function worstPrice({ offers }: Source, units: number): number {
  let left = units;
  let worst = Number.NEGATIVE_INFINITY;
  for (const offer of offers) {
    if (left <= 0) break;
    worst = offer.price;
    left -= offer.quantity;
  }
  return worst;
}

/** A division by trying them all: the most that can be filled, and the least that it costs. Only for problems of a few units. */
export function exhaustiveDivision(problem: Problem): { readonly filled: number; readonly costE8: bigint } {
  let best = { filled: 0, costE8: 0n };
  const tryFrom = (place: number, takes: readonly number[], left: number): void => {
    const source = problem.sources[place];
    if (source === undefined) {
      if (!isAllowed(problem, takes)) return;
      const costE8 = planCostE8(problem, takes);
      const filled = problem.quantity - left;
      if (filled > best.filled || (filled === best.filled && costE8 < best.costE8)) best = { filled, costE8 };
      return;
    }
    for (let units = 0; units <= left; units += source.step)
      if (fitsSource(source, units)) tryFrom(place + 1, [...takes, units], left - units);
  };
  tryFrom(0, [], problem.quantity);
  return best;
}
