import { type CandidateLine, COST_PARTS, type CostBps, type CostPart } from './candidate-lines';

/** How much each part counts for an objective; absent is nothing. */
export type Weights = Readonly<Record<string, number>>;

/** The range that all bars of a picture share, in basis points, zero within. */
export interface CostScale {
  readonly from: number;
  readonly to: number;
}

/** One part of a bar, from where to where in basis points. */
export interface CostSegment {
  readonly part: CostPart;
  readonly from: number;
  readonly to: number;
  /** False where the objective gives the part no weight. */
  readonly counted: boolean;
}

/** Stacks the parts away from zero, those that count first, each as long as it counts; the others as long as they are. */
export function stackOf(cost: CostBps, weights: Weights): CostSegment[] {
  const counts = (part: CostPart) => (weights[part] ?? 0) !== 0;
  const ordered = [...COST_PARTS.filter(counts), ...COST_PARTS.filter((part) => !counts(part))];
  let left = 0;
  let right = 0;
  return ordered.flatMap((part) => {
    const value = cost[part] * (counts(part) ? (weights[part] ?? 0) : 1);
    if (value === 0) return [];
    if (value < 0) {
      left += value;
      return [{ part, from: left, to: left - value, counted: counts(part) }];
    }
    right += value;
    return [{ part, from: right - value, to: right, counted: counts(part) }];
  });
}

/** A scale that holds every line's rebates on the left of zero and costs on the right. */
export function costScale(lines: readonly CandidateLine[], weights: Weights): CostScale {
  const segments = lines.flatMap(({ cost }) => (cost === null ? [] : stackOf(cost, weights)));
  const from = Math.min(0, ...segments.map((segment) => segment.from));
  const to = Math.max(0.1, ...segments.map((segment) => segment.to));
  const room = (to - from) * 0.04;
  return { from: from === 0 ? 0 : from - room, to: to + room };
}
