import { compareKeys } from '@fairlead/core/analytics/key-order';
import { type Times, timesOf } from '@fairlead/core/analytics/rounded-times';
import { type LaterFigures, laterFiguresOf, type Spreads, shareIn, spreadsOf } from '@fairlead/core/analytics/spreads';
import { inBpsOf } from '@fairlead/core/analytics/transaction-cost';
import { MARKOUT_HORIZONS, type MarkoutHorizon } from '@fairlead/core/quality/settings';

/** How executions compare with a best price of their arrival, over so many of which it is known: shares are fractions of their quantity. */
export interface Improvement {
  readonly executions: number;
  /** Of the mid on arrival; negative is worse than the price. */
  readonly improvement_bps: number | null;
  readonly improved_share: number | null;
  readonly at_share: number | null;
  readonly outside_share: number | null;
}

/** What became of executions after a time, of so many of which the market of then is known. */
export interface HorizonFigures extends LaterFigures {
  readonly horizon: MarkoutHorizon;
  readonly executions: number;
}

/** What was executed and sent of one market: in one currency, of one unit. Money and quantities are exact decimal texts; what nothing is known of is null. */
export interface QualityFigures extends Spreads {
  /** One a dimension that was asked for; null where it is not known. */
  readonly keys: readonly (string | null)[];
  readonly currency: string;
  readonly unit: string;
  /** Parts that were sent, whole and filled; `rejected_children` is null where nobody tells. */
  readonly children: number;
  readonly quantity: string;
  readonly filled_quantity: string;
  readonly fill_rate: number | null;
  readonly filled_children: number;
  readonly rejected_children: number | null;
  /** Parts that were to take displayed size at once and were not refused, and the share of them that found less than they came for. */
  readonly taking_children: number;
  readonly fade_rate: number | null;
  /** Sent to take by the first wave of an order, and the share of it that was filled. */
  readonly first_wave_quantity: string;
  readonly first_wave_fill_rate: number | null;
  /** From sending to the first answer. */
  readonly answer_ms: Times;
  readonly executions: number;
  readonly executed_quantity: string;
  readonly notional: string;
  /** Paid; negative is received. */
  readonly fees: string;
  /** Executions whose market at arrival is known: spreads and costs are of these. */
  readonly priced_executions: number;
  /** Against the far side of the NBBO, and against the best displayed price with odd lots. */
  readonly nbbo: Improvement;
  readonly best_displayed: Improvement;
  /** From the shortest on. */
  readonly horizons: readonly HorizonFigures[];
  /** From the order's receipt, or from when it became executable, to the execution. */
  readonly execution_ms: Times;
}

/** What parts that took were expected to cost beside what they did, in basis points of the mid on arrival, weighted by what was executed. */
export interface ExpectationFigures {
  readonly keys: readonly (string | null)[];
  readonly currency: string;
  readonly unit: string;
  readonly children: number;
  readonly filled_quantity: string;
  readonly expected_cost_bps: number | null;
  readonly realised_cost_bps: number | null;
}

interface Market {
  readonly keys: readonly (string | null)[];
  readonly currency: string;
  readonly unit: string;
}

type Sum = number | null;
type Compared = 'improvement' | 'reference' | 'quantity' | 'improved' | 'at' | 'outside';
type Later = 'over_mid' | 'reference' | 'moved' | 'execution_reference';
type Counted =
  | ('children' | 'filled_children' | 'rejected_children' | 'taking_children' | 'faded_children')
  | ('executions' | 'priced_executions' | 'far_executions' | 'best_executions' | `later_${MarkoutHorizon}_executions`);
type Added =
  | ('reference' | 'over_mid' | 'quoted' | 'reference_fees' | `far_${Compared}` | `best_${Compared}`)
  | `later_${MarkoutHorizon}_${Later}`;
type Told = 'sent_quantity' | 'filled_quantity' | 'first_wave_quantity' | 'first_wave_filled' | 'executed_quantity';

/** The measures of one market, as they were added up; null over nothing. */
export interface FiguresRow
  extends Market,
    Readonly<Record<Counted | Added, Sum>>,
    Readonly<Record<Told | 'notional' | 'fees', string | null>>,
    Readonly<Record<'answer_times' | 'execution_times', Uint8Array | null>> {}

export interface ExpectedRow
  extends Market,
    Readonly<Record<'expected_reference' | 'expected_cost' | 'expected_paid', Sum>> {
  readonly expected_children: number;
  readonly expected_filled: string;
}

/** Divides the sums, market by market, in the order of their keys; what has none comes last. */
export function qualityFigures(rows: readonly FiguresRow[]): QualityFigures[] {
  return inOrder(rows).map((row) => {
    const { keys, currency, unit } = row;
    return { keys, currency, unit, ...sentFigures(row), ...executedFigures(row) };
  });
}

/** Divides the sums, in the order of their keys. */
export function expectationFigures(rows: readonly ExpectedRow[]): ExpectationFigures[] {
  return inOrder(rows).map(({ keys, currency, unit, ...row }) => ({
    ...{ keys, currency, unit, children: row.expected_children, filled_quantity: row.expected_filled },
    expected_cost_bps: inBpsOf(row.expected_reference, row.expected_cost),
    realised_cost_bps: inBpsOf(row.expected_reference, row.expected_paid),
  }));
}

function sentFigures(row: FiguresRow) {
  const [quantity, firstWave] = [row.sent_quantity ?? '0', row.first_wave_quantity ?? '0'];
  const taking = row.taking_children ?? 0;
  return {
    children: row.children ?? 0,
    quantity,
    filled_quantity: row.filled_quantity ?? '0',
    fill_rate: shareIn(Number(quantity), Number(row.filled_quantity ?? 0)),
    filled_children: row.filled_children ?? 0,
    rejected_children: row.rejected_children,
    taking_children: taking,
    fade_rate: shareIn(taking, row.faded_children),
    first_wave_quantity: firstWave,
    first_wave_fill_rate: shareIn(Number(firstWave), Number(row.first_wave_filled ?? 0)),
    answer_ms: timesOf(row.answer_times),
  };
}

function executedFigures(row: FiguresRow) {
  const { reference, over_mid: overMid, quoted, reference_fees: fees } = row;
  return {
    executions: row.executions ?? 0,
    executed_quantity: row.executed_quantity ?? '0',
    notional: row.notional ?? '0',
    fees: row.fees ?? '0',
    priced_executions: row.priced_executions ?? 0,
    ...spreadsOf({ reference, overMid, quoted, fees }),
    nbbo: improvementOver(row, 'far'),
    best_displayed: improvementOver(row, 'best'),
    horizons: MARKOUT_HORIZONS.map(({ horizon }) => ({ horizon, ...laterFigures(row, horizon) })),
    execution_ms: timesOf(row.execution_times),
  };
}

function improvementOver(row: FiguresRow, price: 'far' | 'best'): Improvement {
  const quantity = row[`${price}_quantity`];
  return {
    executions: row[`${price}_executions`] ?? 0,
    improvement_bps: inBpsOf(row[`${price}_reference`], row[`${price}_improvement`]),
    improved_share: shareIn(quantity, row[`${price}_improved`]),
    at_share: shareIn(quantity, row[`${price}_at`]),
    outside_share: shareIn(quantity, row[`${price}_outside`]),
  };
}

function laterFigures(row: FiguresRow, horizon: MarkoutHorizon): Omit<HorizonFigures, 'horizon'> {
  const sums = {
    overLaterMid: row[`later_${horizon}_over_mid`],
    reference: row[`later_${horizon}_reference`],
    movedAgainst: row[`later_${horizon}_moved`],
    executionReference: row[`later_${horizon}_execution_reference`],
  };
  return { executions: row[`later_${horizon}_executions`] ?? 0, ...laterFiguresOf(sums) };
}

function inOrder<Row extends Market>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => {
    const byKey = a.keys.map((key, at) => compareKeys(key, b.keys[at] ?? null)).find((order) => order !== 0);
    return byKey ?? (compareKeys(a.currency, b.currency) || compareKeys(a.unit, b.unit));
  });
}
