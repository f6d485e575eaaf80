import { existsSync } from 'node:fs';
import { OBJECTIVES } from '@fairlead/core/routing/objectives/registry';
import { beforeAll, describe, expect, it } from 'vitest';
import { readReplayEnvironment } from '../env.ts';
import { readReplayOptions } from './options.ts';
import { replay } from './replay.ts';

const places = readReplayEnvironment();
const { quotesPath } = readReplayOptions([], places);
const tradesPath = quotesPath.replace('quotes_', 'trades_');
const isThere = existsSync(quotesPath) && existsSync(tradesPath);
if (!isThere)
  console.warn(`skipped: the recorded day is not at ${quotesPath}; set FAIRLEAD_SHARED to have it replayed`);

/** A tenth of the default's orders: the rules are the same and the tests stay quick. */
const run = (...args: readonly string[]) =>
  replay(readReplayOptions(['--orders-per-minute', '3', ...args], places), {
    nowMs: () => performance.now(),
    progress: () => undefined,
  });
type Report = ReturnType<typeof run>;

describe.skipIf(!isThere)('the recorded day', () => {
  let all: Report;
  let again: Report;
  let other: Report;
  beforeAll(() => {
    all = run('--objective', 'all', '--trades', tradesPath);
    again = run('--objective', 'all', '--trades', tradesPath);
    other = run('--objective', 'all', '--trades', tradesPath, '--seed', '2');
  }, 120_000);

  it('has the NBBO of the tape in every row of regular hours', () => {
    expect(all.quotes).toBe(220_557);
    expect(all.nbbo).toEqual({ rows_compared: 213_427, rows_agreeing: 213_427 });
  });

  it('is routed without a trade-through or a broken invariant', () => {
    expect([all.orders, all.trade_throughs, all.invariant_violations]).toEqual([OBJECTIVES.size * 1_170, 0, 0]);
    for (const metrics of Object.values(all.by_objective)) {
      expect([metrics.orders, metrics.trade_throughs, metrics.invariant_violations]).toEqual([1_170, 0, 0]);
    }
    for (const metrics of Object.values(all.baseline)) expect(metrics.invariant_violations).toBe(0);
  });

  it('gives the same bytes for the same seed, and others for another', () => {
    expect(timeless(again)).toEqual(timeless(all));
    expect(again.digest).toBe(all.digest);
    expect(other.digest).not.toBe(all.digest);
  });

  it('adds up', () => {
    const objectives = Object.values(all.by_objective);
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(objectives.map((each) => each.filled_quantity))).toBe(all.filled_quantity);
    expect(sum(objectives.map((each) => each.decisions))).toBe(all.decisions);
    expect(sum(Object.values(all.by_venue).map((venue) => venue.filled_quantity))).toBe(all.filled_quantity);
    const ordered = new Set(
      [...objectives, ...Object.values(all.baseline)].map((each) => each.filled_quantity + each.unfilled_quantity),
    );
    expect([...ordered]).toEqual([(all.filled_quantity + all.unfilled_quantity) / OBJECTIVES.size]);
  });

  it('can be passed for the NBBO alone', () => {
    const quotesOnly = run('--orders-per-minute', '0');
    expect([quotesOnly.nbbo.rows_agreeing, quotesOnly.orders, quotesOnly.decisions]).toEqual([213_427, 0, 0]);
  });
});

/** A report without what the machine had to do with it. */
function timeless(report: Report): unknown {
  return JSON.parse(
    JSON.stringify(report, (key, value: unknown) => (key === 'quotes_per_s' || key === 'decision_us' ? null : value)),
  );
}
