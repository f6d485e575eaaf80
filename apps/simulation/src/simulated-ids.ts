import type { VirtualTime } from './virtual-time.ts';

/** UUIDv7 texts in the order of their making, the same in each run of a seed. */
export class SimulatedIds {
  readonly #time: VirtualTime;
  #count = 0;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  next(): string {
    this.#count += 1;
    const ms = Math.floor(this.#time.nowUs() / 1_000)
      .toString(16)
      .padStart(12, '0');
    return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${this.#count.toString(16).padStart(12, '0')}`;
  }
}
