import { type Curve, costOf, leastOf, marginal } from './curve.ts';
import { type Ascent, ascend, CLOSED, type Decisions, FREE, OPEN, SOURCE_TIE, type Target } from './dual.ts';
import type { Market } from './market.ts';
import { spread } from './spread.ts';

/** How many parts of the search are looked at before it ends with a bound instead of a proof. */
const NODES_MAX = 200;
/** Rounding of a bound, as a share of the largest sum in it: a few hundred units in the last place of a double. */
const ROUNDING = 2 ** -45;

/** A division found: lots by curve, and what it costs above the base with its fixed charges. */
export interface Found {
  readonly takes: readonly number[];
  readonly cost: number;
  /** No division of as much costs less than this. */
  readonly least: number;
}

/** A part of the search that is still to be looked at. */
interface Node {
  readonly decisions: Decisions;
  readonly value: number;
  readonly price: number;
  /** The curve to decide next. */
  readonly undecided: number;
}

/**
 * The cheapest division of exactly `grains` with fixed charges, minimums and a bound on the number of sources: branch and bound over which
 * sources are open, the most promising part first, bounded by the Lagrangian dual. `seed` is a set of sources that can take it all.
 */
export function search(market: Market, grains: number, seed: readonly Curve[]): Found | null {
  const found = new Search(market, grains);
  found.attempt(seed);
  found.enter(
    market.curves.map((curve) => (curve.floor > 0 ? OPEN : curve.ceiling === 0 ? CLOSED : FREE)),
    { price: 0, stride: found.range / 8 },
  );
  return found.run();
}

class Search {
  private readonly market: Market;
  private readonly grains: number;
  /** The dearest lot, per grain; at least 1. */
  readonly range: number;
  private readonly rounding: number;
  private takes: readonly number[] | null = null;
  private cost = Number.POSITIVE_INFINITY;
  private readonly nodes: Node[] = [];

  constructor(market: Market, grains: number) {
    this.market = market;
    this.grains = grains;
    let range = 1;
    let fixed = 0;
    for (const curve of market.curves) {
      range = Math.max(range, marginal(curve, curve.most) / curve.grains);
      fixed += curve.fixed;
    }
    this.range = range;
    this.rounding = (range * grains + fixed) * ROUNDING;
  }

  run(): Found | null {
    for (let count = 0; count < NODES_MAX; count++) {
      const node = this.next();
      if (node === null) return this.found(this.cost);
      for (const decision of [OPEN, CLOSED]) {
        const decisions = node.decisions.slice();
        decisions[node.undecided] = decision;
        this.enter(decisions, { price: node.price, stride: this.range / 64 });
      }
    }
    return this.found(Math.min(this.cost, ...this.nodes.map((node) => node.value)));
  }

  private found(least: number): Found | null {
    return this.takes === null ? null : { takes: this.takes, cost: this.cost, least };
  }

  /** A part whose bound is above this holds nothing better. */
  private get enough(): number {
    return this.cost - SOURCE_TIE + this.rounding;
  }

  /** Takes out the part with the lowest bound; null when none could hold anything better. */
  private next(): Node | null {
    let place = -1;
    let value = this.enough;
    for (const [index, node] of this.nodes.entries()) {
      if (node.value > value) continue;
      place = index;
      value = node.value;
    }
    return place === -1 ? null : (this.nodes.splice(place, 1)[0] ?? null);
  }

  /** Bounds a part, tries the sets of sources that its bound suggests, and keeps it where something better may be in it. */
  enter(decisions: ArrayLike<number>, from: { price: number; stride: number }): void {
    const target = this.targetOf(Uint8Array.from(decisions));
    if (target === null) return;
    const ascent = ascend(target, { ...from, enough: this.enough });
    if (ascent.best.value > this.enough) return;
    this.attempt(this.curvesAt(target, ascent.above));
    if (ascent.below !== ascent.above) this.attempt(this.curvesAt(target, ascent.below));
    this.settle(target, ascent);
    const undecided = undecidedOf(target, ascent);
    if (undecided === null) this.attempt(this.curvesAt(target, null));
    else if (ascent.best.value <= this.enough)
      this.nodes.push({ decisions: target.decisions, value: ascent.best.value, price: ascent.best.price, undecided });
  }

  /** How many free sources may and must be added to those that are open; null where the quantity cannot be made up. */
  private targetOf(decisions: Decisions): Target | null {
    const { market, grains } = this;
    const free: number[] = [];
    let slots = market.maxSources;
    let [least, most] = [0, 0];
    for (let index = 0; index < market.curves.length; index++) {
      const curve = market.curves[index];
      if (curve === undefined || decisions[index] === CLOSED) continue;
      if (decisions[index] === FREE) {
        free.push(curve.ceiling * curve.grains);
        continue;
      }
      slots -= 1;
      least += Math.max(curve.floor, curve.least) * curve.grains;
      most += curve.ceiling * curve.grains;
    }
    let fewest = 0;
    free.sort((a, b) => b - a);
    while (most < grains && fewest < free.length) most += free[fewest++] ?? 0;
    if (slots < fewest || least > grains || most < grains) return null;
    if (slots === 0) closeFree(decisions);
    return { market, decisions, grains, fewest, most: Math.min(slots, free.length) };
  }

  /** The sources that are open, and those that are picked at a price; without one, nobody else. */
  private curvesAt({ decisions }: Target, dual: Ascent['best'] | null): Curve[] {
    const picked = new Set(dual?.free.slice(0, dual.picked).map((offer) => offer.index));
    return this.market.curves.filter((_, index) => decisions[index] === OPEN || picked.has(index));
  }

  /** Divides over these sources as well as can be; keeps it if it is the best so far. */
  attempt(chosen: readonly Curve[]): void {
    for (const curve of this.market.curves) {
      curve.low = 0;
      curve.high = 0;
    }
    for (const curve of chosen) {
      curve.low = leastOf(curve);
      curve.high = curve.ceiling;
    }
    if (!spread(this.market, this.grains)) return;
    let cost = 0;
    for (const curve of this.market.curves)
      if (curve.take > 0) cost += costOf(curve, curve.take) + curve.fixed + SOURCE_TIE;
    if (cost >= this.cost) return;
    this.cost = cost;
    this.takes = this.market.curves.map((curve) => curve.take);
  }

  /** Decides the free sources whose other choice would lift the bound above the best division known. */
  private settle({ decisions, fewest, most }: Target, { best: { free, picked, value } }: Ascent): void {
    const lastIn = free[picked - 1]?.reduced ?? 0;
    const next = free[picked]?.reduced ?? Number.POSITIVE_INFINITY;
    const instead = picked <= fewest ? next : Math.min(0, next);
    const givenUp = picked === most ? lastIn : Math.max(0, lastIn);
    for (let rank = 0; rank < free.length; rank++) {
      const { index, reduced } = free[rank] ?? { index: 0, reduced: 0 };
      if (rank < picked && value - reduced + instead > this.enough) decisions[index] = OPEN;
      if (rank >= picked && value - givenUp + reduced > this.enough) decisions[index] = CLOSED;
    }
  }
}

function closeFree(decisions: Decisions): void {
  for (const [index, decision] of decisions.entries()) if (decision === FREE) decisions[index] = CLOSED;
}

/** The free source to decide next: one that is picked on one side of the top only, else the one nearest to being indifferent. */
function undecidedOf({ decisions, market }: Target, { below, above }: Ascent): number | null {
  const before = new Set(below.free.slice(0, below.picked).map((offer) => offer.index));
  const undecided = above.free.filter((offer) => decisions[offer.index] === FREE);
  if (undecided.length === 0) return null;
  const switched = undecided.find((offer) => before.has(offer.index) !== above.free.indexOf(offer) < above.picked);
  if (switched !== undefined) return switched.index;
  const nearest = undecided.reduce((a, b) => (Math.abs(b.reduced) < Math.abs(a.reduced) ? b : a));
  return market.curves.length > 0 ? nearest.index : null;
}
