import { addQuality, NO_QUALITY, qualityRatios } from '@fairlead/core/execution/quality';
import type { NbboPass } from './nbbo-pass.ts';
import { percentilesOf } from './percentiles.ts';
import { RECORDED_VENUES } from './recorded-day.ts';
import { ASSUMPTIONS } from './run-settings.ts';
import type { Tally, VenueTally } from './tally.ts';

const E8 = 100_000_000;

/** What a replay has to report. */
export interface ReplayFindings {
  readonly quotesFile: string;
  readonly seed: number;
  readonly quotes: number;
  readonly trades: number;
  readonly nbbo: NbboPass;
  /** One run an objective, by its name. */
  readonly runs: ReadonlyMap<string, Tally>;
  readonly baselines: ReadonlyMap<string, Tally>;
  /** Hex. */
  readonly digest: string;
}

/**
 * The result of a replay as the specification lays it out, with the assumptions beside it. Quantities are whole shares, fees dollars a share,
 * spreads and costs basis points of the arrival mid; `quotes_per_s` is of the pass that keeps the NBBO and compares it with the tape.
 */
export function replayReport(found: ReplayFindings) {
  const runs = [...found.runs.values()];
  const { rowsCompared, rowsAgreeing, seconds } = found.nbbo;
  return {
    quotes: found.quotes,
    quotes_per_s: seconds === 0 ? 0 : Math.round(found.quotes / seconds),
    nbbo: { rows_compared: rowsCompared, rows_agreeing: rowsAgreeing },
    ...metricsOf(runs),
    by_objective: Object.fromEntries([...found.runs].map(([objective, run]) => [objective, metricsOf([run])])),
    by_venue: byVenue(runs),
    baseline: Object.fromEntries([...found.baselines].map(([name, run]) => [name, metricsOf([run])])),
    digest: found.digest,
    seed: found.seed,
    quotes_file: found.quotesFile,
    trades: found.trades,
    assumptions: ASSUMPTIONS,
  };
}

/** The metrics of some runs together. */
export function metricsOf(tallies: readonly Tally[]) {
  const sum = (value: (tally: Tally) => number) => tallies.reduce((total, tally) => total + value(tally), 0);
  const filled = sum((tally) => tally.filled);
  const feesE8 = tallies.reduce((total, tally) => total + tally.feesE8, 0n);
  const quality = qualityRatios(tallies.map((tally) => tally.quality).reduce(addQuality, NO_QUALITY));
  return {
    orders: sum((tally) => tally.orders),
    rejected: rejectedOf(tallies),
    decisions: sum((tally) => tally.decisionUs.length),
    filled_quantity: filled,
    unfilled_quantity: sum((tally) => tally.ordered) - filled,
    trade_throughs: sum((tally) => tally.tradeThroughs),
    invariant_violations: sum((tally) => tally.faults),
    effective_spread_bps: quality.effectiveSpreadBps,
    quoted_spread_bps: quality.quotedSpreadBps,
    eq_ratio: quality.eqRatio,
    price_improvement_bps: quality.priceImprovementBps,
    fees_per_share: perShare(feesE8, filled),
    all_in_cost_bps: quality.costBps,
    decision_us: percentilesOf(tallies.flatMap((tally) => tally.decisionUs)),
  };
}

function byVenue(tallies: readonly Tally[]) {
  return Object.fromEntries(
    RECORDED_VENUES.map(({ venueId }, row) => {
      const sum = (value: (venue: VenueTally) => number) =>
        tallies.reduce((total, { venues }) => total + (venues[row] === undefined ? 0 : value(venues[row])), 0);
      const feesE8 = tallies.reduce((total, { venues }) => total + (venues[row]?.feesE8 ?? 0n), 0n);
      const [sent, filled] = [sum((venue) => venue.sent), sum((venue) => venue.filled)];
      const line = {
        children: sum((venue) => venue.children),
        sent_quantity: sent,
        filled_quantity: filled,
        fill_rate: sent === 0 ? null : filled / sent,
        fills: sum((venue) => venue.fills),
        fees_per_share: perShare(feesE8, filled),
      };
      return [venueId, line];
    }),
  );
}

function perShare(feesE8: bigint, shares: number): number {
  return shares === 0 ? 0 : Number(feesE8) / E8 / shares;
}

function rejectedOf(tallies: readonly Tally[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [code, count] of tallies.flatMap((tally) => [...tally.rejected]))
    counts[code] = (counts[code] ?? 0) + count;
  return counts;
}
