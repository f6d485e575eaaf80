import { type Curve, curveOf, type Piece } from './curve.ts';
import { merged } from './pour.ts';
import type { Problem } from './problem.ts';

/** A problem made ready for the search: curves in lots, merged by cost, and the quantity in grains (the smallest step). */
export interface Market {
  readonly curves: readonly Curve[];
  /** The sources that take single grains, and those that take lots of more. */
  readonly fine: Group;
  readonly coarse: Group;
  readonly grain: number;
  /** Grains in a lot of the coarse sources. */
  readonly ratio: number;
  readonly quantity: number;
  readonly maxSources: number;
}

/** The curves of one step. */
export interface Group {
  readonly curves: readonly Curve[];
  /** All pieces by cost; empty where one of the curves has impact, for then no piece has one cost. */
  readonly pieces: readonly Piece[];
  /** Whether one of them has impact. */
  readonly bent: boolean;
}

/** Refuses, as a programmer's error, steps of more than two sizes or of two that do not divide. */
export function marketOf(problem: Problem): Market {
  let grain = Number.POSITIVE_INFINITY;
  let lot = 1;
  let baseE8 = Number.POSITIVE_INFINITY;
  for (const { step, offers } of problem.sources) {
    grain = Math.min(grain, step);
    lot = Math.max(lot, step);
    baseE8 = Math.min(baseE8, offers[0]?.costE8 ?? baseE8);
  }
  const curves: Curve[] = [];
  for (let place = 0; place < problem.sources.length; place++) {
    const source = problem.sources[place];
    if (source === undefined) continue;
    if (source.step !== grain && (source.step !== lot || lot % grain !== 0))
      throw new Error('steps must be of two sizes, one dividing the other');
    const curve = curveOf(source, place, { grain, baseE8, impactScale: problem.impactScale });
    if (curve !== null) curves.push(curve);
  }
  return {
    curves,
    fine: groupOf(grain === lot ? curves : curves.filter((curve) => curve.step === grain)),
    coarse: groupOf(grain === lot ? [] : curves.filter((curve) => curve.step === lot)),
    grain: curves.length === 0 ? 1 : grain,
    ratio: curves.length === 0 ? 1 : lot / grain,
    quantity: curves.length === 0 ? 0 : Math.floor(problem.quantity / grain),
    maxSources: problem.maxSources,
  };
}

function groupOf(curves: readonly Curve[]): Group {
  const bent = curves.some((curve) => curve.bend > 0);
  return { curves, pieces: bent ? [] : merged(curves), bent };
}
