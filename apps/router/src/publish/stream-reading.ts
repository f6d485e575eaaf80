import type { StreamEnd, StreamMessage } from '@fairlead/contracts/stream';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { Published, StreamWindow } from './stream-window.ts';

/** A reader of the stream, as its socket is seen from here. */
export interface StreamReader {
  /** The topics it named; null for a reader of everything but the NBBO. */
  readonly topics: ReadonlySet<string> | null;
  readonly wants: (message: Published) => boolean;
  /** Takes a message as JSON text, to be resumed after by its number (null for one that cannot be). False where it cannot take it: it is dropped. */
  readonly offer: (seq: number | null, json: string) => boolean;
  /** Is told once that it has ended, and why; nothing is offered after that. */
  readonly drop: (why: StreamEnd) => void;
  /** False while what it was given waits to leave: it is offered nothing more until then. */
  readonly hasRoom?: () => boolean;
  /** Sends what was offered since the last time, in one write. */
  readonly flush?: () => void;
  /** Says in a quiet second that the stream lives, and up to which number everything was told. */
  readonly beat?: (seq: number, time: string) => void;
  /** Finds out whether it still may read. Rejects where that cannot be found out now. */
  readonly mayRead?: () => Promise<boolean>;
}

/** A piece ends after so much: then others get their turn, and the socket has to drain before the next. */
const PIECE_CHARACTERS = 65_536;
const PIECE_MESSAGES = 1_000;
const QUIET_US = 1_000_000;
/** A reader that has taken nothing for so long while something waits is dropped. */
const STALLED_US = 15_000_000;

/** How far one reader has come in the window. It is given pieces while its socket takes them, and ends once. */
export class StreamReading {
  readonly reader: StreamReader;
  readonly #window: StreamWindow;
  readonly #onEnd: (reading: StreamReading) => void;
  /** The number of the next message to look at. */
  #cursor: number;
  #lastSentUs: number;
  #fullSinceUs: number | null = null;
  #hasEnded = false;

  constructor(
    reader: StreamReader,
    from: { window: StreamWindow; seq: number; nowUs: number },
    onEnd: (reading: StreamReading) => void,
  ) {
    this.reader = reader;
    this.#window = from.window;
    this.#cursor = from.seq;
    this.#lastSentUs = from.nowUs;
    this.#onEnd = onEnd;
  }

  get isBehind(): boolean {
    return !this.#hasEnded && this.#cursor !== this.#window.nextSeq;
  }

  /** Gives the next piece, if there is one and the reader has room. Says whether anything was looked at. */
  pump(nowUs: number): boolean {
    const before = this.#cursor;
    this.#guarded(() => {
      if (!this.isBehind || !this.#hasRoom(nowUs)) return;
      if (this.#tellGap(nowUs) && this.#givePiece()) this.#lastSentUs = nowUs;
      if (!this.#hasEnded) this.reader.flush?.();
    });
    return this.#cursor !== before;
  }

  /** What the clock alone changes: a heartbeat in a quiet second, the end of a reader that is stalled. */
  beat(nowUs: number): void {
    this.#guarded(() => {
      if (this.#hasEnded || nowUs - this.#lastSentUs < QUIET_US || !this.#hasRoom(nowUs)) return;
      this.reader.beat?.(this.#cursor - 1, isoTime(nowUs));
      this.#lastSentUs = nowUs;
    });
  }

  /** Finds out whether the reader still may read, and ends it where not. Where nobody can say, it reads on until the next time. */
  async recheck(): Promise<void> {
    const mayRead = await this.reader.mayRead?.().catch(() => true);
    if (mayRead === false) this.end('ACCESS_ENDED');
  }

  /** Ends the reading for a reason that the reader is told; null where the reader has left. */
  end(why: StreamEnd | null): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#onEnd(this);
    if (why === null) return;
    try {
      this.reader.drop(why);
    } catch {
      // What a reader's socket throws as it goes is its own affair.
    }
  }

  /** Tells what is not kept where the next message is, and goes on with the oldest that is. False where the reader ended. */
  #tellGap(nowUs: number): boolean {
    const { oldestSeq, nextSeq } = this.#window;
    const from = this.#cursor;
    if (from >= oldestSeq && from <= nextSeq) return true;
    this.#cursor = oldestSeq;
    const message: StreamMessage = {
      seq: oldestSeq - 1,
      timestamp: isoTime(nowUs),
      type: 'GAP',
      data: { from_seq: from, oldest_seq: oldestSeq },
    };
    return this.#offer(null, JSON.stringify(message));
  }

  /** Offers messages until the piece is full. False where the reader ended, or wanted none of what was looked at. */
  #givePiece(): boolean {
    let characters = 0;
    const end = Math.min(this.#window.nextSeq, this.#cursor + PIECE_MESSAGES);
    while (this.#cursor < end && characters < PIECE_CHARACTERS) {
      const seq = this.#cursor;
      this.#cursor += 1;
      if (!this.reader.wants(this.#window.at(seq))) continue;
      const json = this.#window.textAt(seq);
      characters += json.length;
      if (!this.#offer(seq, json)) return false;
    }
    return characters > 0;
  }

  #offer(seq: number | null, json: string): boolean {
    if (this.reader.offer(seq, json)) return !this.#hasEnded;
    this.end('TOO_SLOW');
    return false;
  }

  #hasRoom(nowUs: number): boolean {
    if (this.reader.hasRoom?.() !== false) {
      this.#fullSinceUs = null;
      return true;
    }
    this.#fullSinceUs ??= nowUs;
    if (nowUs - this.#fullSinceUs >= STALLED_US) this.end('TOO_SLOW');
    return false;
  }

  /** A reader that throws has ended; the router has not. */
  #guarded(run: () => void): void {
    try {
      run();
    } catch {
      this.end('BROKEN');
    }
  }
}
