import { recover } from '../src/recovery/recovery.ts';
import type { BenchRouter } from './bench-router.ts';
import { journaledBy, storedOrders } from './journaled.ts';

/** Another life of a router, on the journal that the first one has left behind. */
export async function restart(before: BenchRouter, after: BenchRouter): Promise<void> {
  const stored = storedOrders(journaledBy(before));
  after.accounts = before.accounts;
  after.inherit(before);
  await recover({
    market: after.market,
    resume: (live) => after.desk.resume(live),
    hold: (live) => after.room.hold(live),
    inDoubt: () => after.desk.live.inDoubt(),
    clock: { nowUs: () => after.nowUs },
    timers: {
      after: (_delayMs, run) => {
        run();
        return { cancel: () => {} };
      },
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    pendingEntries: () => 0,
    findOpenOrders: async () => stored,
  });
  await after.settle();
}
