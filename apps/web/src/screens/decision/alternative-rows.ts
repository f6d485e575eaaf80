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
  /** Units that are expected to be filled at once; null where nothing is taken. */
  readonly fills: number | null;
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
 * The alternatives, those of a mode that come to the same plan and expectation together; those that fill the most come first, of those that fill as
 * much the cheapest. The best cost, time and impact are looked for only among the plans that fill the most: one that fills less is cheaper and
 * faster for doing less. `quantity` is what was to be placed, in units.
 */
export function alternativeRows(alternatives: readonly Alternative[], quantity: number): AlternativeRow[] {
  const groups = new Map<string, [Alternative, ...Alternative[]]>();
  for (const each of alternatives) {
    const key = planKey(each);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  const best = bestOf(alternatives);
  return [...groups].map(([key, group]) => rowOf(group, { key, best, quantity })).sort(byFillThenCost);
}

/** Equal for plans that send the same to the same venues, in whatever order, and are expected to come to the same. */
function planKey({ mode, slices, expected, unallocated_quantity }: Alternative): string {
  const sent = slices.map(({ venue_id, quantity, order_kind }) => `${venue_id} ${quantity} ${order_kind}`).sort();
  return [mode, unallocated_quantity, ...Object.values(expected), ...sent].join('|');
}

/** How much the fullest plan fills, and the best figures of the plans that fill as much. */
interface Best {
  readonly fill: number | null;
  readonly figures: ReadonlyMap<Measure, number>;
}

interface Frame {
  readonly key: string;
  readonly best: Best;
  readonly quantity: number;
}

function rowOf(group: readonly [Alternative, ...Alternative[]], { key, best, quantity }: Frame): AlternativeRow {
  const [{ mode, expected, slices, unallocated_quantity, unallocated_code }] = group;
  const fill = shown(expected, 'fill_rate');
  const isFullest = fill !== null && fill === best.fill;
  const isBest = (measure: Measure) => isFullest && best.figures.get(measure) === shown(expected, measure);
  return {
    key,
    mode,
    objectives: group.map(({ objective }) => objective),
    asked: group.find(({ is_asked }) => is_asked)?.objective ?? null,
    expected,
    fills: fill === null ? null : fill * STEPS.fill_rate * quantity,
    slices: slices.map((slice) => ({ ...slice, quantity: Number(slice.quantity) })),
    unallocated: Number(unallocated_quantity),
    unallocatedCode: unallocated_code,
    best: new Set(MEASURES.filter(isBest)),
  };
}

/** The best figures; none of a measure where all are equal, which says nothing. */
function bestOf(alternatives: readonly Alternative[]): Best {
  const fills = alternatives.flatMap(({ expected }) => shown(expected, 'fill_rate') ?? []);
  const fill = fills.length === 0 ? null : Math.max(...fills);
  const fullest = alternatives.filter(({ expected }) => fill !== null && shown(expected, 'fill_rate') === fill);
  const figures = new Map<Measure, number>();
  if (fill !== null && fullest.length < alternatives.length) figures.set('fill_rate', fill);
  for (const measure of MEASURES) {
    if (measure === 'fill_rate') continue;
    const values = fullest.flatMap(({ expected }) => shown(expected, measure) ?? []);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    if (least < most) figures.set(measure, least);
  }
  return { fill, figures };
}

/** A figure in the steps that it is shown in. */
function shown(expected: Alternative['expected'], measure: Measure): number | null {
  const value = expected[measure];
  return value === null ? null : Math.round(value / STEPS[measure]);
}

/** Plans that take nothing come last: they fill nothing at once, and their cost is none. */
function byFillThenCost({ expected: a }: AlternativeRow, { expected: b }: AlternativeRow): number {
  const fills = (shown(b, 'fill_rate') ?? -1) - (shown(a, 'fill_rate') ?? -1);
  return fills !== 0 ? fills : (a.cost_bps ?? 0) - (b.cost_bps ?? 0);
}
