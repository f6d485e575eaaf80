import { bestBaseline, figuresOf, gainOver, type SeedRuns, talliesOf } from './gain.ts';
import { feePerUnit, metricsOf } from './metrics.ts';
import type { NbboPass } from './nbbo-pass.ts';
import { quoteQuality } from './quote-quality.ts';
import type { Recording } from './recording/recorded-market.ts';
import { ASSUMPTIONS } from './run-settings.ts';
import type { Tally, VenueTally } from './tally.ts';

/** What a replay has to report. */
export interface ReplayFindings {
  readonly quotesFile: string;
  readonly recording: Recording;
  readonly nbbo: NbboPass;
  readonly horizonS: number;
  /** One or more, the first first. */
  readonly seeds: readonly SeedRuns[];
  /** Hex. */
  readonly digest: string;
}

/**
 * The result of a replay as the specification lays it out, with the assumptions beside it. The figures at the top add up all runs of all
 * seeds, those of `by_objective`, `by_mode` and `runs` their own; `quotes_per_s` is of the pass that keeps the NBBO and compares it with the tape.
 */
export function replayReport(found: ReplayFindings) {
  const { recording, seeds, nbbo } = found;
  const all = seeds.flatMap(({ runs }) => [...runs.values()]);
  return {
    format: recording.format,
    quotes: recording.rows,
    skipped: recording.skipped,
    quotes_per_s: nbbo.seconds === 0 ? 0 : Math.round(recording.tape.count / nbbo.seconds),
    nbbo: { rows_compared: nbbo.rowsCompared, rows_agreeing: nbbo.rowsAgreeing },
    quote_quality: quoteQuality(recording),
    ...metricsOf(all),
    refused_orders: (all[0]?.refused ?? []).map(({ where, orderId, code }) => ({ where, order_id: orderId, code })),
    by_objective: groupedBy(seeds, (name) => name.split('/')[0] ?? name),
    by_mode: groupedBy(seeds, (name) => name.split('/')[1] ?? name),
    runs: runsOf(seeds),
    by_venue: byVenue(recording, all),
    baseline: Object.fromEntries(
      baselineNames(seeds).map((name) => {
        const tallies = talliesOf(seeds, name);
        return [name, { ...metricsOf(tallies), over_seeds: figuresOf(tallies) }];
      }),
    ),
    digest: found.digest,
    seeds: seeds.map(({ seed }) => seed),
    horizon_s: found.horizonS,
    quotes_file: found.quotesFile,
    trades: recording.trades.length,
    assumptions: { ...ASSUMPTIONS, ...recording.assumptions },
  };
}

function baselineNames(seeds: readonly SeedRuns[]): readonly string[] {
  return [...(seeds[0]?.baselines.keys() ?? [])];
}

/** One line an objective and mode, with its means, intervals and gain. */
function runsOf(seeds: readonly SeedRuns[]) {
  const best = bestBaseline(seeds);
  const names = [...(seeds[0]?.runs.keys() ?? [])];
  return Object.fromEntries(
    names.map((name) => {
      const tallies = talliesOf(seeds, name);
      return [name, { ...metricsOf(tallies), over_seeds: figuresOf(tallies), gain: gainOver(seeds, name, best) }];
    }),
  );
}

function groupedBy(seeds: readonly SeedRuns[], key: (name: string) => string) {
  const groups = new Map<string, Tally[]>();
  for (const { runs } of seeds) {
    for (const [name, tally] of runs) groups.set(key(name), [...(groups.get(key(name)) ?? []), tally]);
  }
  return Object.fromEntries([...groups].map(([group, tallies]) => [group, metricsOf(tallies)]));
}

function byVenue({ market }: Recording, tallies: readonly Tally[]) {
  const unit = 10 ** market.instrument.quantityDecimals;
  return Object.fromEntries(
    market.venues.map(({ venueId }, row) => {
      const at = tallies.flatMap(({ venues }) => venues[row] ?? []);
      const sum = (value: (venue: VenueTally) => number) => at.reduce((total, venue) => total + value(venue), 0);
      const feesE8 = at.reduce((total, venue) => total + venue.feesE8, 0n);
      const [sent, filled] = [sum((venue) => venue.sent), sum((venue) => venue.filled)];
      const line = {
        children: sum((venue) => venue.children),
        sent_quantity: sent / unit,
        filled_quantity: filled / unit,
        fill_rate: sent === 0 ? null : filled / sent,
        fills: sum((venue) => venue.fills),
        fees_per_share: feePerUnit(feesE8, filled / unit),
      };
      return [venueId, line];
    }),
  );
}
