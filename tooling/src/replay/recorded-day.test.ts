import { existsSync } from 'node:fs';
import { MODES } from '@fairlead/core/routing/modes/registry';
import { OBJECTIVES } from '@fairlead/core/routing/objectives/registry';
import { beforeAll, describe, expect, it } from 'vitest';
import { readReplayEnvironment } from '../env.ts';
import { measuredPage } from './measured-page.ts';
import { readReplayOptions } from './options.ts';
import { replay } from './replay.ts';

const places = readReplayEnvironment();
const { quotesPath } = readReplayOptions([], places).files;
const isThere = existsSync(quotesPath);
if (!isThere)
  console.warn(`skipped: the recorded day is not at ${quotesPath}; set FAIRLEAD_SHARED to have it replayed`);

/** A small part of the default's orders: the rules are the same and the tests stay quick. */
const run = (...args: readonly string[]) => replayed('--orders-per-minute', '1', ...args);
const replayed = (...args: readonly string[]) =>
  replay(readReplayOptions(args, places), {
    nowMs: () => performance.now(),
    progress: () => undefined,
  });
type Report = Awaited<ReturnType<typeof run>>;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe.skipIf(!isThere)('the recorded day, in every objective and mode', () => {
  let all: Report;
  beforeAll(async () => {
    all = await run('--objective', 'all', '--mode', 'all');
  }, 180_000);

  it('has the NBBO of the tape in every row of regular hours', () => {
    expect(all.quotes).toBe(220_557);
    expect(all.nbbo).toEqual({ rows_compared: 213_427, rows_agreeing: 213_427 });
  });

  it('is routed without a trade-through or a broken invariant', () => {
    expect(Object.keys(all.runs).length).toBe(OBJECTIVES.size * MODES.size);
    for (const metrics of Object.values(all.runs)) {
      expect([metrics.orders, metrics.trade_throughs, metrics.invariant_violations]).toEqual([390, 0, 0]);
    }
    for (const metrics of Object.values(all.baseline)) expect(metrics.invariant_violations).toBe(0);
  });

  it('adds up by objective, mode, run and venue', () => {
    for (const groups of [all.by_objective, all.by_mode, all.runs]) {
      const parts = Object.values(groups);
      expect(sum(parts.map((each) => each.filled_quantity))).toBe(all.filled_quantity);
      expect(sum(parts.map((each) => each.decisions))).toBe(all.decisions);
    }
    expect(sum(Object.values(all.by_venue).map((venue) => venue.filled_quantity))).toBe(all.filled_quantity);
    const ordered = [...Object.values(all.runs), ...Object.values(all.baseline)].map(
      (each) => each.filled_quantity + each.unfilled_quantity,
    );
    expect([...new Set(ordered)]).toEqual([
      (all.filled_quantity + all.unfilled_quantity) / OBJECTIVES.size / MODES.size,
    ]);
  });

  it('is measured against the cheapest baseline', () => {
    const costs = Object.entries(all.baseline).map(([name, each]) => [each.completed_cost_bps, name] as const);
    const [best] = costs.sort(([a], [b]) => a - b);
    for (const each of Object.values(all.runs)) {
      expect(each.gain.best_baseline).toBe(best?.[1]);
      expect(each.gain.bps.mean).toBeCloseTo((best?.[0] ?? 0) - each.completed_cost_bps, 12);
    }
  });
});

describe.skipIf(!isThere)('orders that are not held', () => {
  it('rest in the hope of the spread where the objective looks for a price, as long as their urgency lets them', async () => {
    const wish = ['--objective', 'LOWEST_COST,FASTEST_EXECUTION', '--held', 'no', '--urgency', '0,1'];
    const { runs, digest } = await run(...wish);
    const posted = Object.values(runs).map((each) => each.resting.filled_quantity);
    expect(Object.keys(runs)).toEqual([
      'LOWEST_COST/OPTIMAL/ANY/NOT_HELD/0',
      'LOWEST_COST/OPTIMAL/ANY/NOT_HELD/1',
      'FASTEST_EXECUTION/OPTIMAL/ANY/NOT_HELD/0',
      'FASTEST_EXECUTION/OPTIMAL/ANY/NOT_HELD/1',
    ]);
    const [calm = 0, urgent = 0, fast] = posted;
    expect(calm).toBeGreaterThan(urgent);
    expect(urgent).toBeGreaterThan(fast ?? 0);
    for (const each of Object.values(runs)) expect([each.trade_throughs, each.invariant_violations]).toEqual([0, 0]);
    expect((await run(...wish)).digest).toBe(digest);
  }, 120_000);
});

describe.skipIf(!isThere)('a replay', () => {
  it('gives the same bytes for the same seed, and others for another', async () => {
    const [once, again, other] = [await run(), await run(), await run('--seed', '2')];
    expect(timeless(again)).toEqual(timeless(once));
    expect(again.digest).toBe(once.digest);
    expect(other.digest).not.toBe(once.digest);
  }, 60_000);

  it('over seeds has an interval about each mean, and a page to read', async () => {
    const report = await run('--seeds', '3', '--mode', 'SWEEP');
    expect([report.seeds, report.orders]).toEqual([[1, 2, 3], 1_170]);
    const [measured] = Object.values(report.runs);
    const cost = measured?.over_seeds.completed_cost_bps;
    expect(cost?.n).toBe(3);
    expect(cost?.low).toBeLessThan(cost?.mean ?? 0);
    expect(cost?.high).toBeGreaterThan(cost?.mean ?? 0);
    const page = measuredPage(report);
    expect(page).toContain(`| BEST_PRICE | SWEEP | ANY | HELD | 0.5 | ${cost?.mean.toFixed(3)} ± `);
    expect(page).toContain(`digest \`${report.digest}\``);
    for (const words of Object.values(report.assumptions)) expect(page).toContain(words);
  }, 60_000);

  it('can be passed for the NBBO alone', async () => {
    const quotesOnly = await replayed('--orders-per-minute', '0');
    expect([quotesOnly.nbbo.rows_agreeing, quotesOnly.orders, quotesOnly.decisions]).toEqual([213_427, 0, 0]);
  }, 60_000);
});

describe.skipIf(!isThere)('a recording of another format', () => {
  it.each([
    ['lean', 'us-equity-nbbo-lean/ibm_20131008_quote.zip'],
    ['depth-jsonl', 'crypto-two-venue/btcbrl_2020-06-21_a.jsonl.gz'],
    ['fx-two-source', 'fx-two-source/EURUSD_2014-05-07_utc.csv.gz'],
  ])(
    'is routed without a broken invariant: %s',
    async (format, path) => {
      const report = await run('--quotes', `${places.shared}/data/${path}`, '--objective', 'SMART', '--mode', 'all');
      expect([report.format, report.nbbo.rows_compared]).toEqual([format, 0]);
      expect(report.filled_quantity).toBeGreaterThan(0);
      expect([report.invariant_violations, report.trade_throughs]).toEqual([0, 0]);
    },
    60_000,
  );
});

/** A report without what the machine had to do with it. */
function timeless(report: Report): unknown {
  return JSON.parse(
    JSON.stringify(report, (key, value: unknown) => (key === 'quotes_per_s' || key === 'decision_us' ? null : value)),
  );
}
