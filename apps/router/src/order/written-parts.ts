import type { RecordPart } from '@fairlead/core/routing/record/part-book';

/** What a wave's record refers to. */
interface Recorded {
  readonly parts: { readonly catalogue: RecordPart; readonly belief: RecordPart };
}

/** Parts remembered as written; one that is forgotten is written again, which changes nothing. */
const REMEMBERED = 4_000;

/** Which parts of records the journal holds already, so that each goes with the first entry that names it and with those that are under way beside it. */
export class WrittenParts {
  readonly #written = new Set<string>();

  /** The parts of these waves that the journal does not hold yet, each once. */
  unwritten(waves: readonly Recorded[]): readonly RecordPart[] {
    const unwritten = new Map<string, RecordPart>();
    for (const { parts } of waves) {
      for (const part of [parts.catalogue, parts.belief])
        if (!this.#written.has(part.hash)) unwritten.set(part.hash, part);
    }
    return [...unwritten.values()];
  }

  /** These are durable. */
  written(parts: readonly RecordPart[]): void {
    for (const { hash } of parts) this.#written.add(hash);
    for (const oldest of this.#written) {
      if (this.#written.size <= REMEMBERED) return;
      this.#written.delete(oldest);
    }
  }
}
