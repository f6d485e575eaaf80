import { compareKeys } from '@fairlead/core/analytics/key-order';
import { type LaterFigures, laterFiguresOf, type Spreads, shareIn, spreadsOf } from '@fairlead/core/analytics/spreads';
import { inBpsOf } from '@fairlead/core/analytics/transaction-cost';
import { MARKOUT_HORIZONS, type MarkoutHorizon } from '@fairlead/core/quality/settings';

/** How long things took in milliseconds, over so many of them; null of none. */
export interface Times {
  readonly n: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

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
type Quantiles = readonly [number, number, number] | null;

export interface SentRow
  extends Market,
    Pick<QualityFigures, 'children' | 'quantity' | 'filled_quantity' | 'filled_children' | 'rejected_children'> {
  readonly taking_children: number;
  readonly faded_children: number;
  readonly first_wave_quantity: string | null;
  readonly first_wave_filled: string | null;
  readonly answer_ms_n: number;
  readonly answer_ms: Quantiles;
}

/** Sums in the currency; those of a price are improvement, reference, quantity, improved, at it, outside; those of later as `laterOf` has them. */
export interface ExecutedRow
  extends Market,
    Pick<QualityFigures, 'executions' | 'executed_quantity' | 'notional' | 'fees' | 'priced_executions'> {
  readonly reference: Sum;
  readonly over_mid: Sum;
  readonly quoted: Sum;
  readonly reference_fees: Sum;
  readonly far_n: number;
  readonly far: readonly Sum[];
  readonly best_n: number;
  readonly best: readonly Sum[];
  readonly later: readonly (readonly Sum[])[];
  readonly execution_ms_n: number;
  readonly execution_ms: Quantiles;
}

export interface ExpectedRow extends Market, Pick<ExpectationFigures, 'children' | 'filled_quantity'> {
  readonly reference: Sum;
  readonly expected: Sum;
  readonly paid: Sum;
}

/** Puts what was sent and what was executed together, market by market, in the order of their keys; what has none comes last. */
export function qualityFigures(sent: readonly SentRow[], executed: readonly ExecutedRow[]): QualityFigures[] {
  const sentAt = new Map(sent.map((row) => [nameOf(row), row]));
  const executedAt = new Map(executed.map((row) => [nameOf(row), row]));
  const markets = new Map([...sent, ...executed].map((row) => [nameOf(row), row]));
  return inOrder([...markets.values()]).map(({ keys, currency, unit }) => {
    const name = nameOf({ keys, currency, unit });
    return { keys, currency, unit, ...sentFigures(sentAt.get(name)), ...executedFigures(executedAt.get(name)) };
  });
}

/** Divides the sums, in the order of their keys. */
export function expectationFigures(rows: readonly ExpectedRow[]): ExpectationFigures[] {
  return inOrder(rows).map(({ reference, expected, paid, ...row }) => ({
    ...row,
    expected_cost_bps: inBpsOf(reference, expected),
    realised_cost_bps: inBpsOf(reference, paid),
  }));
}

function sentFigures(row: SentRow | undefined) {
  const [quantity, firstWave] = [row?.quantity ?? '0', row?.first_wave_quantity ?? '0'];
  const taking = row?.taking_children ?? 0;
  return {
    children: row?.children ?? 0,
    quantity,
    filled_quantity: row?.filled_quantity ?? '0',
    fill_rate: shareIn(Number(quantity), Number(row?.filled_quantity ?? 0)),
    filled_children: row?.filled_children ?? 0,
    rejected_children: row?.rejected_children ?? null,
    taking_children: taking,
    fade_rate: shareIn(taking, row?.faded_children ?? 0),
    first_wave_quantity: firstWave,
    first_wave_fill_rate: shareIn(Number(firstWave), Number(row?.first_wave_filled ?? 0)),
    answer_ms: timesOf(row?.answer_ms_n, row?.answer_ms),
  };
}

function executedFigures(row: ExecutedRow | undefined) {
  const { reference = null, over_mid: overMid = null, quoted = null, reference_fees: fees = null } = row ?? {};
  return {
    executions: row?.executions ?? 0,
    executed_quantity: row?.executed_quantity ?? '0',
    notional: row?.notional ?? '0',
    fees: row?.fees ?? '0',
    priced_executions: row?.priced_executions ?? 0,
    ...spreadsOf({ reference, overMid, quoted, fees }),
    nbbo: improvementOf(row?.far_n, row?.far),
    best_displayed: improvementOf(row?.best_n, row?.best),
    horizons: MARKOUT_HORIZONS.map(({ horizon }, at) => ({ horizon, ...horizonOf(row?.later[at]) })),
    execution_ms: timesOf(row?.execution_ms_n, row?.execution_ms),
  };
}

function improvementOf(executions = 0, sums: readonly Sum[] = []): Improvement {
  const [improvement = null, reference = null, quantity = null, improved = null, at = null, outside = null] = sums;
  return {
    executions,
    improvement_bps: inBpsOf(reference, improvement),
    improved_share: shareIn(quantity, improved),
    at_share: shareIn(quantity, at),
    outside_share: shareIn(quantity, outside),
  };
}

function horizonOf(sums: readonly Sum[] = []): Omit<HorizonFigures, 'horizon'> {
  const [executions, overLaterMid = null, reference = null, movedAgainst = null, executionReference = null] = sums;
  const figures = laterFiguresOf({ overLaterMid, reference, movedAgainst, executionReference });
  return { executions: executions ?? 0, ...figures };
}

function timesOf(n = 0, quantiles: Quantiles = null): Times {
  const [p50 = null, p95 = null, p99 = null] = quantiles ?? [];
  return { n, p50, p95, p99 };
}

function nameOf({ keys, currency, unit }: Market): string {
  return JSON.stringify([keys, currency, unit]);
}

function inOrder<Row extends Market>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => {
    const byKey = a.keys.map((key, at) => compareKeys(key, b.keys[at] ?? null)).find((order) => order !== 0);
    return byKey ?? (compareKeys(a.currency, b.currency) || compareKeys(a.unit, b.unit));
  });
}
