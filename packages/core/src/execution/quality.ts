import { type Scale, toPriceE8 } from '../money/amount.ts';
import { powerOfTen } from '../money/scaled.ts';
import type { MoneyE8, Price, Quantity } from '../money/units.ts';
import type { Side } from '../order/request.ts';
import { sideSign } from '../order/side.ts';

/** One execution beside the market that its order arrived in. */
export interface Execution {
  readonly side: Side;
  /** What was paid or received per unit, at the instrument's scale. */
  readonly price: Price;
  readonly quantity: Quantity;
  /** The fee for the whole execution in 10^-8 of the currency; negative is a rebate. */
  readonly feeE8: MoneyE8;
  /** The NBBO when the order was received. */
  readonly bid: Price;
  readonly ask: Price;
  readonly scale: Scale;
}

/**
 * How an execution compares with the NBBO at arrival. EXCELLENT: an effective spread of at most half the quoted one, so at least half of the
 * way from the quote to the mid. GOOD: at the far-side quote or better. NEUTRAL: beyond it by no more than half the quoted spread or one
 * basis point of the mid, whichever is wider. POOR: worse. In a locked or crossed market the quoted spread counts as nothing, and EXCELLENT
 * is better than the mid. These bounds are Fairlead's own; fees do not count in them, so that grades compare across fee schedules.
 */
export const EXECUTION_GRADES = ['EXCELLENT', 'GOOD', 'NEUTRAL', 'POOR'] as const;
export type ExecutionGrade = (typeof EXECUTION_GRADES)[number];

/** One execution measured. Everything in basis points of the arrival mid, so that a dollar stock and a thousand-dollar stock compare. */
export interface ExecutionQuality {
  /** 2·s·(P − M): Rule 605 (17 CFR 242.600(b), "average effective spread"), s = +1 for a buyer and −1 for a seller. */
  readonly effectiveSpreadBps: number;
  /** Best offer less best bid at arrival; zero when locked, negative when crossed. */
  readonly quotedSpreadBps: number;
  /** Effective over quoted spread, Rule 605's E/Q: 1 is at the quote, 0 at the mid. Null unless the quoted spread is positive. */
  readonly eqRatio: number | null;
  /** s·(far-side quote − P), against the offer for a buyer and the bid for a seller; negative is outside the quote. */
  readonly priceImprovementBps: number;
  /** s·(P − M) plus the fee: all that the execution cost against the arrival mid. */
  readonly costBps: number;
  readonly grade: ExecutionGrade;
}

const BPS = 10_000;

/**
 * The same measures as exact sums, to be added up over many executions before anything is divided. All are in 10^-8 of the currency times
 * two (so that half a tick is whole) times 10^quantityDecimals.
 */
export interface QualitySums {
  /** 2·s·(P − M)·q, doubled. */
  readonly effective: bigint;
  /** (offer − bid)·q, doubled. */
  readonly quoted: bigint;
  /** s·(far-side quote − P)·q, doubled. */
  readonly improvement: bigint;
  /** (s·(P − M)·q + fee), doubled. */
  readonly cost: bigint;
  /** M·q, doubled: what basis points are taken of. */
  readonly reference: bigint;
}

/** The exact sums of one execution. Throws for a price above about 90 million a unit, as everywhere. */
export function qualitySums(execution: Execution): QualitySums {
  const { scale } = execution;
  const count = BigInt(execution.quantity);
  const sign = BigInt(sideSign(execution.side));
  const at = BigInt(toPriceE8(execution.price, scale));
  const bid = BigInt(toPriceE8(execution.bid, scale));
  const ask = BigInt(toPriceE8(execution.ask, scale));
  const overMid = sign * (2n * at - bid - ask) * count;
  return {
    effective: 2n * overMid,
    quoted: 2n * (ask - bid) * count,
    improvement: 2n * sign * ((sign === 1n ? ask : bid) - at) * count,
    cost: overMid + 2n * execution.feeE8 * BigInt(powerOfTen(scale.quantityDecimals)),
    reference: (bid + ask) * count,
  };
}

/** Measures one execution against the NBBO at its order's arrival. Refuses nothing: a quantity or market of zero measures as zero. */
export function executionQuality(execution: Execution): ExecutionQuality {
  const sums = qualitySums(execution);
  return { ...qualityRatios(sums), grade: gradeOf(sums) };
}

/** Basis points from exact sums, of one execution or of many; the only place where they become `number`. */
export function qualityRatios(sums: QualitySums): Omit<ExecutionQuality, 'grade'> {
  const bps = (part: bigint) => (sums.reference === 0n ? 0 : (Number(part) / Number(sums.reference)) * BPS);
  return {
    effectiveSpreadBps: bps(sums.effective),
    quotedSpreadBps: bps(sums.quoted),
    eqRatio: sums.quoted > 0n ? Number(sums.effective) / Number(sums.quoted) : null,
    priceImprovementBps: bps(sums.improvement),
    costBps: bps(sums.cost),
  };
}

/** No executions yet. */
export const NO_QUALITY: QualitySums = { effective: 0n, quoted: 0n, improvement: 0n, cost: 0n, reference: 0n };

/** Two sets of sums together; ratios of the result are means weighted by quantity and arrival price. */
export function addQuality(a: QualitySums, b: QualitySums): QualitySums {
  return {
    effective: a.effective + b.effective,
    quoted: a.quoted + b.quoted,
    improvement: a.improvement + b.improvement,
    cost: a.cost + b.cost,
    reference: a.reference + b.reference,
  };
}

function gradeOf(sums: QualitySums): ExecutionGrade {
  const quoted = sums.quoted > 0n ? sums.quoted : 0n;
  const { effective, reference } = sums;
  if (effective < 0n || (quoted > 0n && effective * 2n <= quoted)) return 'EXCELLENT';
  if (effective <= quoted) return 'GOOD';
  // Effective spreads count both ways, so half a spread or a basis point beyond the quote are twice that here.
  const halfSpread = quoted;
  const onePoint = (reference * 2n) / BigInt(BPS);
  const allowance = halfSpread > onePoint ? halfSpread : onePoint;
  return effective - quoted <= allowance ? 'NEUTRAL' : 'POOR';
}
