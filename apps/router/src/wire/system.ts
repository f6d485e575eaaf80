import { hash } from 'node:crypto';
import { v7 as uuidV7 } from 'uuid';
import type { Hash, Ids, Timers } from '../ports.ts';
import { CorrectedClock } from './clock.ts';

/** The machine's clock, held against its wall by `correct`. */
export const systemClock = new CorrectedClock({
  wallUs: () => Date.now() * 1_000,
  monotonicUs: () => Math.round(performance.now() * 1_000),
});

/** UUIDv7 (RFC 9562), ascending in the order of their making, also within a millisecond and when the clock is set back. */
export const systemIds: Ids = { next: () => uuidV7() };

export const systemHash: Hash = (text) => hash('sha256', text, 'hex');

export const systemTimers: Timers = {
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};
