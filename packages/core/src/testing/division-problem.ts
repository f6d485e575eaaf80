import type { Offer, Problem, Source, StandingQuote } from '../routing/optimal/problem.ts';

/** A random whole number from 0 to below `count`; the caller brings the generator, so that a seed makes the same problems again. */
export type Below = (count: number) => number;

/** What kind of problem is made. */
export interface ProblemKind {
  readonly sources: number;
  readonly levels: number;
  /** Lot of each source: 1 and 100 give venues that take odd lots beside venues that do not. */
  readonly steps: readonly number[];
  readonly maxSources: number;
  readonly fixed: boolean;
  /** Whether sources have a minimum and a maximum. */
  readonly bounds: boolean;
  readonly impact: boolean;
  readonly protection: boolean;
  /** The quantity is at most this part of all that is shown: one of so many. */
  readonly parts: number;
  /** The most that one level holds, in lots of 100. */
  readonly lots: number;
}

/** Many venues with deep books in single units, and nothing that makes the division hard: what the harder kinds change something of. */
export const PLAIN_DIVISION: ProblemKind = {
  sources: 24,
  levels: 10,
  steps: [1],
  maxSources: 24,
  fixed: false,
  bounds: false,
  impact: false,
  protection: false,
  parts: 2,
  lots: 12,
};

/** Dollars a cent: one tick in 10^-8. */
const TICK_E8 = 1_000_000;
const LOT = 100;
const DAILY_VOLUME = 2_000_000;

/**
 * A market as US equities show it: each source begins within six ticks of the mid and has a level at about every tick, a fee or rebate of up to
 * thirty mils with an estimate of fade and delay on top, sizes of whole lots, and a quantity of up to a part of all that is shown.
 */
export function divisionProblem(below: Below, kind: ProblemKind): Problem {
  const sources = Array.from({ length: kind.sources }, () => sourceOf(below, kind));
  const shown = sources.reduce((sum, { offers }) => sum + offers.reduce((all, offer) => all + offer.quantity, 0), 0);
  const quantity = 1 + below(Math.ceil(shown / kind.parts));
  return {
    quantity: kind.steps.includes(1) ? quantity : Math.max(LOT, quantity - (quantity % LOT)),
    sources,
    maxSources: kind.maxSources,
    impactScale: DAILY_VOLUME,
    protectedQuotes: kind.protection ? quotesOf(sources) : [],
  };
}

function sourceOf(below: Below, kind: ProblemKind): Source {
  const feeE8 = below(500_000) - 200_000;
  let ticks = 1 + below(6);
  const offers: Offer[] = [];
  for (let level = 0; level < kind.levels; level++) {
    offers.push({ costE8: ticks * TICK_E8 + feeE8, quantity: LOT * (1 + below(kind.lots)), price: ticks });
    ticks += 1 + below(2);
  }
  return {
    offers,
    step: kind.steps[below(kind.steps.length)] ?? 1,
    least: kind.bounds ? LOT * below(4) : 0,
    most: kind.bounds ? LOT * (4 + below(30)) : Number.POSITIVE_INFINITY,
    fixedE8: kind.fixed ? below(2_000) * TICK_E8 : 0,
    impactE8: kind.impact ? (1 + below(2)) * 20 * TICK_E8 : 0,
  };
}

/** The best level of every other source is protected. */
function quotesOf(sources: readonly Source[]): StandingQuote[] {
  const quotes: StandingQuote[] = [];
  for (const [place, { offers }] of sources.entries()) {
    const first = offers[0];
    if (place % 2 === 0 && first !== undefined)
      quotes.push({ source: place, price: first.price, quantity: first.quantity });
  }
  return quotes.sort((a, b) => a.price - b.price);
}
