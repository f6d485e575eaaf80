import type { Timers } from '../ports.ts';

/** What must not wait for a database that is away is looked up for so long. */
const LOOK_UP_MS = 250;

/** What was looked up, or what counts where that fails or takes too long. */
export function lookedUp<Found>(work: Promise<Found>, otherwise: Found, timers: Timers): Promise<Found> {
  return new Promise((resolve) => {
    const limit = timers.after(LOOK_UP_MS, () => resolve(otherwise));
    work
      .catch(() => otherwise)
      .then((found) => {
        limit.cancel();
        resolve(found);
      });
  });
}
