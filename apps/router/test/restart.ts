import { recover } from '../src/recovery/recovery.ts';
import { restoreExposure } from '../src/recovery/stored-exposure.ts';
import type { BenchRouter } from './bench-router.ts';
import { journaledBy, storedOrders } from './journaled.ts';

/** Another life of a router, on the journal that the first one has left behind; `meanwhile` is what happens while it waits for its venues' answers. */
export async function restart(
  before: BenchRouter,
  after: BenchRouter,
  meanwhile: () => void = () => {},
): Promise<void> {
  const stored = storedOrders(journaledBy(before));
  after.accounts = before.accounts;
  after.inherit(before);
  const earlier = await restoreExposure(after.exposure, { open: stored, nowUs: after.nowUs }, async () => []);
  await recover({
    market: after.market,
    revived: (live) => {
      after.exposure.revive(live, earlier.get(live.identity.pk) ?? 0n);
      after.entitlements.moved(live);
    },
    takenUp: () => after.tradingHalts.askBackAgain(),
    resume: (live) => after.desk.resume(live),
    hold: (live) => after.room.hold(live),
    onUnreadable: (_orderPk, error) => {
      throw error;
    },
    unanswered: () => after.desk.unanswered(),
    endAsking: () => after.desk.endAsking(),
    clock: { nowUs: () => after.nowUs },
    timers: {
      after: (_delayMs, run) => {
        if (after.sent.length > 0) meanwhile();
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
