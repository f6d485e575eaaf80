import { hash, randomFillSync } from 'node:crypto';
import { v7 as uuidV7 } from 'uuid';
import type { Hash, Ids, Timers } from '../ports.ts';
import { CorrectedClock } from './clock.ts';

/** The machine's clock, held against its wall by `correct`. */
export const systemClock = new CorrectedClock({
  wallUs: () => Date.now() * 1_000,
  monotonicUs: () => Math.round(performance.now() * 1_000),
});

const ID_BYTES = 16;
const IDS_AT_ONCE = 256;

/** UUIDv7 (RFC 9562), ascending in the order of their making, also within a millisecond and when the clock is set back. */
class SystemIds implements Ids {
  /** Asking the system for randomness costs the same for one id and for many. */
  readonly #random = Buffer.alloc(ID_BYTES * IDS_AT_ONCE);
  #used = IDS_AT_ONCE;
  #msecs = 0;
  #seq = 0;

  next(): string {
    const random = this.#nextRandom();
    const msecs = Date.now();
    if (msecs > this.#msecs) {
      this.#msecs = msecs;
      // The highest bit is left clear, so that two billion ids fit into one millisecond.
      this.#seq = random.readUInt32BE(6) >>> 1;
    } else this.#seq += 1;
    return uuidV7({ random, msecs: this.#msecs, seq: this.#seq });
  }

  #nextRandom(): Buffer {
    if (this.#used === IDS_AT_ONCE) {
      randomFillSync(this.#random);
      this.#used = 0;
    }
    const from = this.#used * ID_BYTES;
    this.#used += 1;
    return this.#random.subarray(from, from + ID_BYTES);
  }
}

export const systemIds: Ids = new SystemIds();

export const systemHash: Hash = (text) => hash('sha256', text);

export const systemTimers: Timers = {
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};
