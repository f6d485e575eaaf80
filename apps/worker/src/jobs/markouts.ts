import { type MarkoutsPayload, markoutsPayload } from '@fairlead/contracts/jobs';
import { shownDoubleMid } from '@fairlead/core/market/history/shown-market';
import { markoutOf } from '@fairlead/core/quality/markout';
import { MARKOUT_HORIZONS } from '@fairlead/core/quality/settings';
import type { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import type { MarkoutRepository } from '@fairlead/db/repositories/markout-repository';
import type { TimeWindow } from '@fairlead/db/repositories/quality-repository';
import { defineJob, type Job } from '../job/job.ts';

/** What markouts are made from and kept in. */
export interface MarkoutStores {
  readonly markouts: MarkoutRepository;
  readonly history: Pick<MarketHistoryRepository, 'marketsAt'>;
}

type Horizon = (typeof MARKOUT_HORIZONS)[number];

const HALF_A_MINUTE_MS = 30_000;
const MINUTE_US = 60_000_000;
const DAY_US = 1_440 * MINUTE_US;
/** After the horizon, so that executions and the market of then are written. */
const SETTLES_US = 5_000_000;
/** So much is looked at together, also after a time in which nobody worked. */
const WINDOW_US = MINUTE_US;

/**
 * Marks every execution by the mid of later, once a horizon has passed and five seconds more. Goes on from where it was, and looks again at some minutes
 * before: what was booked or written late is made good, and what is marked stays. Where the market of then is not known there is no row; what
 * the projections do not tell yet is left to a later run. `projectedUntil` is in microseconds since 1970.
 */
export function markouts(stores: MarkoutStores, projectedUntil: () => Promise<number>): Job {
  return defineJob<MarkoutsPayload>({
    name: 'markouts',
    everyMs: HALF_A_MINUTE_MS,
    payload: markoutsPayload,
    scheduled: { again_minutes: 2 },
    async run({ again_minutes }, { now_us }) {
      const againUs = again_minutes * MINUTE_US;
      const found = { marked: 0, unknown: 0 };
      const known_us = Math.min(now_us, await projectedUntil());
      // Nothing is projected yet.
      if (known_us < DAY_US) return found;
      for (const horizon of MARKOUT_HORIZONS) {
        const toUs = known_us - horizon.afterUs - SETTLES_US;
        const doneUs = (await stores.markouts.doneUntil(horizon.horizon)) ?? toUs;
        for (let fromUs = Math.min(doneUs, toUs) - againUs; fromUs < toUs; fromUs += WINDOW_US) {
          const window = { from_us: fromUs, to_us: Math.min(fromUs + WINDOW_US, toUs) };
          const { marked, unknown } = await markWindow(horizon, window, stores);
          found.marked += marked;
          found.unknown += unknown;
          if (window.to_us > doneUs || window.to_us === toUs) await stores.markouts.done(horizon.horizon, window.to_us);
        }
      }
      return found;
    },
  });
}

async function markWindow(
  { horizon, afterUs }: Horizon,
  window: TimeWindow,
  { markouts: kept, history }: MarkoutStores,
): Promise<{ marked: number; unknown: number }> {
  const executions = await kept.unmarked(horizon, window);
  const asked = executions.map(({ instrumentId, executedAtUs }) => ({ instrumentId, atUs: executedAtUs + afterUs }));
  const markets = await history.marketsAt(asked);
  const rows = executions.flatMap((execution, index) => {
    const known = markets[index] ?? null;
    const doubleMid = known === null ? null : shownDoubleMid(known.market);
    if (known === null || doubleMid === null) return [];
    const { priceDecimals } = known.scale;
    return [{ executionId: execution.executionId, ...markoutOf(execution, { doubleMid, priceDecimals }) }];
  });
  return { marked: await kept.write(horizon, rows), unknown: executions.length - rows.length };
}
