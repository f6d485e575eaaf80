import type { RecordPart } from '@fairlead/core/routing/record/part-book';

/** What a wave's record refers to. */
interface Recorded {
  readonly parts: { readonly catalogue: RecordPart; readonly belief: RecordPart };
}

/** An entry that is durable, with the time at which it was made, in microseconds since 1970. */
interface Durable {
  readonly parts: readonly RecordPart[];
  readonly atUs: number;
}

/** Parts remembered as written; one that is forgotten is written again, which changes nothing but when it was last written. */
const REMEMBERED = 4_000;
/** What nobody has written for a day may be deleted with the entries that named it, so a part is not taken for written for longer than an hour. */
export const REMEMBERED_US = 3_600_000_000;

/** Which parts of records the journal holds already, so that each goes with the first entry that names it and with those that are under way beside it. */
export class WrittenParts {
  /** By hash, when the entry was made that wrote it. */
  readonly #written = new Map<string, number>();

  /** The parts of these waves that the journal does not surely hold at a time, each once; microseconds since 1970. */
  unwritten(waves: readonly Recorded[], nowUs: number): readonly RecordPart[] {
    const unwritten = new Map<string, RecordPart>();
    for (const { parts } of waves) {
      for (const part of [parts.catalogue, parts.belief]) if (!this.#holds(part, nowUs)) unwritten.set(part.hash, part);
    }
    return [...unwritten.values()];
  }

  /** Its parts are durable. */
  written({ parts, atUs }: Durable): void {
    for (const { hash } of parts) {
      this.#written.delete(hash);
      this.#written.set(hash, atUs);
    }
    for (const oldest of this.#written.keys()) {
      if (this.#written.size <= REMEMBERED) return;
      this.#written.delete(oldest);
    }
  }

  /** A clock that went back tells nothing of an age. */
  #holds({ hash }: RecordPart, nowUs: number): boolean {
    const ageUs = nowUs - (this.#written.get(hash) ?? Number.NEGATIVE_INFINITY);
    return ageUs >= 0 && ageUs < REMEMBERED_US;
  }
}
