import type { ControlFile } from '@fairlead/router/ports';
import type { Asker } from './database-server.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How long a line takes until it is on the disk, in microseconds. */
const LINE_US = 250;

/**
 * The files of what the journal does not have yet: their lines outlive every router, and are written in their order, each by a router that is alive. Who takes over puts aside what is there and begins
 * one of its own; what one of before writes from then on is in a file that has no name any more.
 */
export class SimulatedFile {
  #left: readonly string[] = [];
  #own: { lines: readonly string[] } = { lines: [] };
  readonly #time: VirtualTime;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  /** What the next router will find. */
  get lines(): readonly string[] {
    return [...this.#left, ...this.#own.lines];
  }

  /** The files as one router has them open. */
  openedBy(asker: Asker): ControlFile {
    let count = 0;
    let own: { lines: readonly string[] } | null = null;
    let last = Promise.resolve();
    const next = (change: () => void) => {
      last = last.then(() => this.#write(asker, change));
      return last;
    };
    return {
      takeOver: async () => {
        this.#left = this.lines;
        count += this.#left.length;
        this.#own = { lines: [] };
        own = this.#own;
        return this.#left;
      },
      keep: (body) => {
        count += 1;
        return next(() => {
          if (own !== null) own.lines = [...own.lines, body];
        });
      },
      forget: () => {
        count -= 1;
        if (count > 0) return;
        void next(() => {
          this.#left = [];
          if (own !== null) own.lines = [];
        });
      },
      close: async () => {},
    };
  }

  #write(asker: Asker, change: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.#time.after(LINE_US, () =>
        asker.whenAwake(() => {
          if (!asker.reach()) return;
          change();
          resolve();
        }),
      );
    });
  }
}
