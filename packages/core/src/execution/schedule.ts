import { log } from '../math/log.ts';
import { type Quantity, quantity } from '../money/units.ts';

/** How much to trade in each of several equal intervals, and what the market is believed to be like. */
export interface ScheduleInput {
  readonly quantity: Quantity;
  /** Each interval's quantity is a whole number of lots; a part of a lot goes with the first. */
  readonly lot: Quantity;
  /** At least 1. */
  readonly intervals: number;
  /** τ, the length of an interval in days. */
  readonly intervalDays: number;
  /** σ, in currency per unit and square root of a day. */
  readonly volatility: number;
  /** γ, the permanent impact in currency per unit for each unit traded. */
  readonly permanentImpact: number;
  /** η, the temporary impact in currency per unit for each unit a day; more than γτ/2. */
  readonly temporaryImpact: number;
  /** λ, the price of variance in 1/currency; 0 asks for equal parts. */
  readonly riskAversion: number;
}

/** The schedule, and how urgent it is. */
export interface Schedule {
  /** κ per day: the part still to trade falls by about e^(−κ) a day. */
  readonly urgencyPerDay: number;
  /** What to trade in each interval; their sum is the quantity. */
  readonly trades: readonly Quantity[];
}

/**
 * The schedule that makes expected cost + λ × variance of cost smallest: Almgren, Chriss, "Optimal Execution of Portfolio Transactions", Journal
 * of Risk 3 (2000), (16) to (20). What is left after j of N intervals is X·sinh(κ(T − t_j)) / sinh(κT) with 2(cosh(κτ) − 1)/τ² = λσ²/η̃,
 * η̃ = η − γτ/2. The ratio of one such sinh to the next follows r ← 1 / (2·cosh(κτ) − r) from 0, so that no exponential is taken and
 * nothing overflows however urgent it is. Trades are rounded to lots by largest remainder, so that their sum is exact.
 * Throws for a λ below 0, for fewer than one interval, and where the temporary impact is not more than half the permanent one of an interval.
 */
export function optimalSchedule(input: ScheduleInput): Schedule {
  const { intervals, intervalDays, riskAversion, volatility } = input;
  const impact = input.temporaryImpact - (input.permanentImpact * intervalDays) / 2;
  if (!(impact > 0 && riskAversion >= 0 && Number.isInteger(intervals) && intervals >= 1)) {
    throw new Error(`no schedule: impact ${impact}, risk aversion ${riskAversion}, ${intervals} intervals`);
  }
  const excess = (riskAversion * volatility * volatility * intervalDays * intervalDays) / impact / 2;
  return {
    urgencyPerDay: log(1 + excess + Math.sqrt(excess * (excess + 2))) / intervalDays,
    trades: tradesOf(input, 1 + excess),
  };
}

function tradesOf({ quantity: all, lot, intervals }: ScheduleInput, cosh: number): readonly Quantity[] {
  const ratios = [0];
  while (ratios.length < intervals) ratios.push(1 / (2 * cosh - (ratios.at(-1) ?? 0)));
  const lots = Math.floor(all / lot);
  let left = lots;
  const parts = ratios.reverse().map((ratio) => {
    const before = left;
    left *= ratio;
    return before - left;
  });
  return wholeParts(parts, lots).map((part, index) => quantity(part * lot + (index === 0 ? all % lot : 0)));
}

/** Whole numbers with the same sum: each part rounded down, and what that leaves to the largest remainders, the earlier of equals. */
function wholeParts(parts: readonly number[], total: number): readonly number[] {
  const whole = parts.map(Math.floor);
  const left = total - whole.reduce((sum, part) => sum + part, 0);
  const byRemainder = parts.map((part, index) => ({ index, remainder: part - Math.floor(part) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}
