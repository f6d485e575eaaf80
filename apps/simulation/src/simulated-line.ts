import { Duplex } from 'node:stream';
import type { VirtualTime } from './virtual-time.ts';

/** One end of a connection: what is written here leaves at once, and comes out at the other end. */
class LineEnd extends Duplex {
  readonly #leave: (text: string) => void;
  readonly #end: () => void;

  constructor(leave: (text: string) => void, end: () => void) {
    super({ decodeStrings: false });
    this.#leave = leave;
    this.#end = end;
  }

  override _read(): void {}

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#leave(chunk.toString());
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#end();
    done(error);
  }
}

/** How long bytes are on their way, in microseconds. */
const WAY_US = 60;

/** A connection between the router and the venues: bytes come in the order in which they were written, or, once it is cut, not any more. */
export class SimulatedLine {
  readonly router: Duplex;
  readonly venue: Duplex;
  readonly #time: VirtualTime;
  #stalledUntilUs = 0;
  #lastUs = 0;
  #isCut = false;

  /** `leave` sees what the router writes before it leaves, and says whether it does. */
  constructor(time: VirtualTime, leave: (text: string) => boolean) {
    this.#time = time;
    this.router = new LineEnd(
      (text) => leave(text) && this.#carry(text, () => this.venue),
      () => this.#carryEnd(() => this.venue),
    );
    this.venue = new LineEnd(
      (text) => this.#carry(text, () => this.router),
      () => this.#carryEnd(() => this.router),
    );
  }

  get isOpen(): boolean {
    return !this.#isCut && !this.router.destroyed && !this.venue.destroyed;
  }

  /** Nothing comes through for so long; in microseconds. Then everything does. */
  stall(us: number): void {
    this.#stalledUntilUs = this.#time.nowUs() + us;
  }

  /** Ends it at both ends at once, with what is on its way. */
  cut(): void {
    this.#isCut = true;
    this.router.destroy();
    this.venue.destroy();
  }

  #carry(text: string, to: () => Duplex): void {
    this.#later(() => {
      if (!this.#isCut && !to().destroyed) to().push(text);
    });
  }

  #carryEnd(to: () => Duplex): void {
    this.#later(() => to().destroy());
  }

  #later(task: () => void): void {
    this.#lastUs = Math.max(this.#lastUs, this.#stalledUntilUs, this.#time.nowUs() + WAY_US);
    this.#time.at(this.#lastUs, task);
  }
}
