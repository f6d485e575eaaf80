import type { Alternative } from '../../rows/counterfactual';

/** The measures that alternatives are compared by, and how fine each is shown: what looks equal is equally good. */
const STEPS = { cost_bps: 0.01, fill_rate: 0.001, time_ms: 0.01, impact_bps: 0.01 } as const;
export type Measure = keyof typeof STEPS;
const MEASURES: readonly Measure[] = ['cost_bps', 'fill_rate', 'time_ms', 'impact_bps'];

/** Strategies that come to the same plan, as one row. */
export interface AlternativeRow {
  readonly key: string;
  readonly mode: Alternative['mode'];
  readonly objectives: readonly Alternative['objective'][];
  /** The objective that the order asked for, where it is one of these. */
  readonly asked: Alternative['objective'] | null;
  readonly expected: Alternative['expected'];
  readonly slices: readonly {
    venue_id: string;
    quantity: number;
    order_kind: Alternative['slices'][number]['order_kind'];
  }[];
  readonly unallocated: number;
  readonly unallocatedCode: string | null;
  /** The measures in which it is better than others, and none is better. */
  readonly best: ReadonlySet<Measure>;
}

/**
 * The alternatives from the cheapest on, those of a mode that come to the same plan and expectation together. The best is looked for among
 * plans that send at least as much as the one that was asked for: one that sends less is cheaper and faster for doing less.
 */
export function alternativeRows(alternatives: readonly Alternative[]): AlternativeRow[] {
  const groups = new Map<string, [Alternative, ...Alternative[]]>();
  for (const each of alternatives) {
    const key = planKey(each);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  const left = Number(alternatives.find(({ is_asked }) => is_asked)?.unallocated_quantity ?? 0);
  const isComparable = ({ slices, unallocated_quantity }: Alternative) =>
    slices.length > 0 && Number(unallocated_quantity) <= left;
  const best = bestOf(alternatives.filter(isComparable));
  return [...groups].map(([key, group]) => rowOf(key, group, isComparable(group[0]) ? best : NONE_BEST)).sort(byCost);
}

/** Equal for plans that send the same to the same venues, in whatever order, and are expected to come to the same. */
function planKey({ mode, slices, expected, unallocated_quantity }: Alternative): string {
  const sent = slices.map(({ venue_id, quantity, order_kind }) => `${venue_id} ${quantity} ${order_kind}`).sort();
  return [mode, unallocated_quantity, ...Object.values(expected), ...sent].join('|');
}

type Best = ReadonlyMap<Measure, number>;
const NONE_BEST: Best = new Map();

function rowOf(key: string, group: readonly [Alternative, ...Alternative[]], best: Best): AlternativeRow {
  const [{ mode, expected, slices, unallocated_quantity, unallocated_code }] = group;
  return {
    key,
    mode,
    objectives: group.map(({ objective }) => objective),
    asked: group.find(({ is_asked }) => is_asked)?.objective ?? null,
    expected,
    slices: slices.map((slice) => ({ ...slice, quantity: Number(slice.quantity) })),
    unallocated: Number(unallocated_quantity),
    unallocatedCode: unallocated_code,
    best: new Set(MEASURES.filter((measure) => best.get(measure) === shown(expected, measure))),
  };
}

/** The best figure of each measure; none where all are equal, which says nothing. */
function bestOf(alternatives: readonly Alternative[]): Best {
  const best = new Map<Measure, number>();
  for (const measure of MEASURES) {
    const values = alternatives.flatMap(({ expected }) => shown(expected, measure) ?? []);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    if (least < most) best.set(measure, measure === 'fill_rate' ? most : least);
  }
  return best;
}

function shown(expected: Alternative['expected'], measure: Measure): number | null {
  const value = expected[measure];
  return value === null ? null : Math.round(value / STEPS[measure]);
}

/** Plans that send nothing to take come last: their cost is none. */
function byCost(a: AlternativeRow, b: AlternativeRow): number {
  const [first, second] = [a.expected.cost_bps, b.expected.cost_bps];
  if (first === null || second === null) return Number(first === null) - Number(second === null);
  return first - second;
}
