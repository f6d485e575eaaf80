import { type CandidateLine, COST_PARTS, type CostBps, type CostPart } from '../../rows/candidate-line';

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

const OTHERS_TIMES_MAX = 3;

/**
 * A scale on which the chosen lines can be told apart: it holds all of them, rebates on the left of zero and costs on the right, and of the
 * others as much as is not several times dearer. What is beyond runs off the edge.
 */
export function costScale(
  chosen: readonly CandidateLine[],
  others: readonly CandidateLine[],
  weights: Weights,
): CostScale {
  const ofChosen = rangeOf(chosen, weights);
  const ofAll = rangeOf([...chosen, ...others], weights);
  const most = ofChosen.to > 0 ? ofChosen.to * OTHERS_TIMES_MAX : ofAll.to;
  const from = Math.max(ofAll.from, Math.min(ofChosen.from, -most));
  const to = Math.max(0.1, Math.min(ofAll.to, most));
  const room = (to - from) * 0.04;
  return { from: from === 0 ? 0 : from - room, to: to + room };
}

function rangeOf(lines: readonly CandidateLine[], weights: Weights): CostScale {
  const segments = lines.flatMap(({ cost }) => (cost === null ? [] : stackOf(cost, weights)));
  return {
    from: Math.min(0, ...segments.map((segment) => segment.from)),
    to: Math.max(0, ...segments.map((segment) => segment.to)),
  };
}
