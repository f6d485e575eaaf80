import { inBpsOf } from './transaction-cost.ts';

/** Sums over executions in one currency whose market at arrival is known, all in that currency; null over none. s is +1 for a buyer and −1 for a seller. */
export interface SpreadSums {
  /** Σ M·q: what was executed, at the mid M on arrival. */
  readonly reference: number | null;
  /** Σ s·(P − M)·q. */
  readonly overMid: number | null;
  /** Σ (offer − bid)·q, both of the arrival. */
  readonly quoted: number | null;
  /** What was paid; negative is received. */
  readonly fees: number | null;
}

/** What executions came to against the market that their orders arrived in, in basis points of its mid; each null where nothing is known. */
export interface Spreads {
  readonly effective_spread_bps: number | null;
  readonly quoted_spread_bps: number | null;
  /** E/Q: 1 is at the quote, 0 at the mid. Null unless the quoted spread is positive. */
  readonly effective_over_quoted: number | null;
  /** Half of the effective spread and the fees. */
  readonly realised_cost_bps: number | null;
}

/**
 * Effective spread 2·s·(P − M) and quoted spread, weighted by quantity, each a ratio of averages and never an average of ratios, and E/Q as the quotient of
 * the two averages: 17 CFR 242.600(b), "average effective spread"; 242.605(a)(1)(ii).
 */
export function spreadsOf({ reference, overMid, quoted, fees }: SpreadSums): Spreads {
  const effective = overMid === null ? null : 2 * overMid;
  return {
    effective_spread_bps: inBpsOf(reference, effective),
    quoted_spread_bps: inBpsOf(reference, quoted),
    effective_over_quoted: effective === null || quoted === null || quoted <= 0 ? null : effective / quoted,
    realised_cost_bps: inBpsOf(reference, overMid === null ? null : overMid + (fees ?? 0)),
  };
}

/** Sums over executions whose market some time later is known, in one currency; null over none. */
export interface LaterSums {
  /** Σ s·(P − M_t)·q, and Σ M·q of the same, M the mid on arrival. */
  readonly overLaterMid: number | null;
  readonly reference: number | null;
  /** Σ −s·(M_t − M_0)·q, and Σ M_0·q of the same, M_0 the mid at the execution. */
  readonly movedAgainst: number | null;
  readonly executionReference: number | null;
}

/** What became of executions some time later, in basis points; each null where nothing is known. */
export interface LaterFigures {
  /** 2·s·(P − M_t) of the mid on arrival: what the other side has kept of the spread by then. */
  readonly realised_spread_bps: number | null;
  /** −s·(M_t − M_0) of the mid at the execution: positive is adverse. */
  readonly markout_bps: number | null;
}

/** Realised spread (17 CFR 242.600(b), "average realized spread": the same as the effective one, with the midpoint of later) and markout, weighted by quantity. */
export function laterFiguresOf({ overLaterMid, reference, movedAgainst, executionReference }: LaterSums): LaterFigures {
  return {
    realised_spread_bps: inBpsOf(reference, overLaterMid === null ? null : 2 * overLaterMid),
    markout_bps: inBpsOf(executionReference, movedAgainst),
  };
}

/** A part of a whole, as a fraction; null of nothing. */
export function shareIn(whole: number | null, part: number | null): number | null {
  return whole === null || whole === 0 ? null : (part ?? 0) / whole;
}
