import { type Curve, leastOf } from './curve.ts';
import type { Market } from './market.ts';

/** How many sets of sources are looked at before the most that can be filled counts as not known. */
const SETS_MAX = 1_000;

/** The most that can be filled, in grains, and sources that fill it. */
export interface Reach {
  readonly grains: number;
  readonly chosen: readonly Curve[];
  /** Whether more is known to be impossible. */
  readonly proved: boolean;
}

/**
 * The most grains that these curves together take between their `low` and `high`: as many coarse lots as there is room for, then single grains.
 * Negative where their lows are too much.
 */
export function mostWithin({ quantity, ratio }: Market, curves: readonly Curve[]): number {
  let [fineLow, fineHigh, coarseLow, coarseHigh] = [0, 0, 0, 0];
  for (const { grains, low, high } of curves) {
    if (grains === 1) {
      fineLow += low;
      fineHigh += high;
    } else {
      coarseLow += low;
      coarseHigh += high;
    }
  }
  const lots = Math.min(coarseHigh, Math.floor((quantity - fineLow) / ratio));
  if (lots < coarseLow) return -1;
  return lots * ratio + Math.min(fineHigh, quantity - lots * ratio);
}

/**
 * Finds the most that can be filled with the sources allowed. Nearly always the largest ones together fill everything; where minimums, steps or
 * the number of sources stand in the way, sets are tried, largest sources first, as long as they could still fill more.
 */
export function reach(market: Market): Reach | null {
  const forced = market.curves.filter((curve) => curve.floor > 0);
  const rest = market.curves.filter((curve) => curve.floor === 0);
  rest.sort((a, b) => b.ceiling * b.grains - a.ceiling * a.grains || a.place - b.place);
  if (forced.length > market.maxSources) return null;
  for (const curve of market.curves) {
    curve.low = leastOf(curve);
    curve.high = curve.ceiling;
  }
  const trial = new Trial(market, rest);
  trial.from(0, forced);
  const { best } = trial;
  return best === null ? null : { ...best, proved: trial.sets <= SETS_MAX };
}

class Trial {
  private readonly market: Market;
  private readonly rest: readonly Curve[];
  best: { readonly grains: number; readonly chosen: readonly Curve[] } | null = null;
  sets = 0;

  constructor(market: Market, rest: readonly Curve[]) {
    this.market = market;
    this.rest = rest;
  }

  /** Tries the sets that hold `chosen` and any of the rest from a place on. */
  from(place: number, chosen: readonly Curve[]): void {
    this.sets += 1;
    const grains = mostWithin(this.market, chosen);
    // With more sources the minimums are only still more together.
    if (grains < 0) return;
    if (grains > (this.best?.grains ?? -1)) this.best = { grains, chosen };
    for (let next = place; next < this.rest.length; next++) {
      if (this.sets > SETS_MAX || this.atMost(next, chosen) <= (this.best?.grains ?? -1)) return;
      const curve = this.rest[next];
      if (curve !== undefined && curve.ceiling > 0) this.from(next + 1, [...chosen, curve]);
    }
  }

  /** No set with `chosen` and what comes from a place on fills more: minimums are left out, and the largest that may be added count. */
  private atMost(place: number, chosen: readonly Curve[]): number {
    const { quantity, ratio, maxSources } = this.market;
    let slots = maxSources - chosen.length;
    if (slots <= 0) return -1;
    let grains = chosen.reduce((sum, curve) => sum + curve.ceiling * curve.grains, 0);
    let fine = chosen.reduce((sum, curve) => sum + (curve.grains === 1 ? curve.ceiling : 0), 0);
    for (let index = place; index < this.rest.length && slots > 0; index++, slots--)
      grains += (this.rest[index]?.ceiling ?? 0) * (this.rest[index]?.grains ?? 0);
    for (let index = place; index < this.rest.length; index++)
      fine += this.rest[index]?.grains === 1 ? (this.rest[index]?.ceiling ?? 0) : 0;
    return Math.min(quantity, grains, quantity - (quantity % ratio) + Math.min(fine, quantity % ratio));
  }
}
