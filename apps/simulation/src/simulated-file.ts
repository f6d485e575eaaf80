import type { ControlFile } from '@fairlead/router/ports';
import type { Asker } from './database-server.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How long a line takes until it is on the disk, in microseconds. */
const LINE_US = 250;

/** The file of what the journal does not have yet: its lines outlive every router, and are written in their order, each by a router that is alive. */
export class SimulatedFile {
  lines: readonly string[] = [];
  readonly #time: VirtualTime;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  /** The file as one router has it open. */
  openedBy(asker: Asker): ControlFile {
    let count = 0;
    let last = Promise.resolve();
    const next = (change: () => void) => {
      last = last.then(() => this.#write(asker, change));
      return last;
    };
    return {
      left: async () => {
        count += this.lines.length;
        return this.lines;
      },
      keep: (body) => {
        count += 1;
        return next(() => {
          this.lines = [...this.lines, body];
        });
      },
      forget: () => {
        count -= 1;
        if (count > 0) return;
        void next(() => {
          this.lines = [];
        });
      },
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
