import type { Side } from '../order/request.ts';
import { sideSign } from '../order/side.ts';

const BPS = 10_000;

/** What has been executed, in units of the instrument and in its currency. */
export interface Executed {
  readonly side: Side;
  readonly filled: number;
  /** Price × quantity over the fills. */
  readonly notional: number;
  /** Paid; negative is received. */
  readonly fees: number;
  /** The mid of the market on arrival; null where there was none. */
  readonly arrivalMid: number | null;
}

/**
 * What fills have cost with their fees, per unit, against the arrival mid in basis points: implementation shortfall of what was executed (Perold
 * 1988); positive cost us. Null before the first fill and without a mid. A figure to look at: nothing is decided by it.
 */
export function realisedCostBps({ side, filled, notional, fees, arrivalMid }: Executed): number | null {
  if (filled === 0 || arrivalMid === null) return null;
  const reference = filled * arrivalMid;
  return inBpsOf(reference, sideSign(side) * (notional - reference) + fees);
}

/**
 * An amount in basis points of another in the same currency: of what fills would have been worth at the arrival mid, say. What was paid beyond that, with
 * fees, is their cost; over several orders the sums of both are divided, so that each counts by what it has executed. Null of nothing.
 */
export function inBpsOf(reference: number | null, amount: number | null): number | null {
  return reference === null || reference === 0 || amount === null ? null : (amount / reference) * BPS;
}

/** One wave of an order: what was expected of it, and how much of it was placed and has been filled, in units. */
export interface WaveCost {
  /** Basis points of the arrival mid; null where nothing was sent to take. */
  readonly expectedCostBps: number | null;
  readonly placed: number;
  readonly filled: number;
}

/**
 * What was expected of an order over its waves, in basis points: each wave by what it has filled, as the realised cost is, or before the first fill
 * by what it has placed. Null where nothing was expected of any.
 */
export function expectedCostBps(waves: readonly WaveCost[]): number | null {
  const known = waves.flatMap(({ expectedCostBps: bps, ...wave }) => (bps === null ? [] : [{ ...wave, bps }]));
  return meanBy(known, (wave) => wave.filled) ?? meanBy(known, (wave) => wave.placed);
}

type Known = Omit<WaveCost, 'expectedCostBps'> & { readonly bps: number };

function meanBy(waves: readonly Known[], weight: (wave: Known) => number): number | null {
  const whole = waves.reduce((sum, wave) => sum + weight(wave), 0);
  return whole === 0 ? null : waves.reduce((sum, wave) => sum + wave.bps * weight(wave), 0) / whole;
}
