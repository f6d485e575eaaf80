import { createHash } from 'node:crypto';
import { uuidV7 } from '@fairlead/db/uuid-v7';
import type { Clock, Hash, Ids, Timers } from '../ports.ts';

const originUs = Math.round(performance.timeOrigin * 1_000);

/** The machine's clock: the start of the process by the wall, from there on by the monotonic counter, so that it never goes back. */
export const systemClock: Clock = { nowUs: () => originUs + Math.round(performance.now() * 1_000) };

export const systemIds: Ids = { next: uuidV7 };

export const systemHash: Hash = (text) => createHash('sha256').update(text).digest('hex');

export const systemTimers: Timers = {
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};
