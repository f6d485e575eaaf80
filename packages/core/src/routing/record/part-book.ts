import type { BeliefPart, CataloguePart } from '../../market/view-parts.ts';
import { writeBeliefs } from './belief-text.ts';
import { writeCatalogue } from './catalogue-text.ts';

/** What a part of records holds: an instrument with its venues as they are set, or what is believed of them. */
export const PART_KINDS = { catalogue: 1, belief: 2 } as const;

/** A text that records refer to by its SHA-256, 64 hex digits. */
export interface RecordPart {
  readonly hash: string;
  readonly kind: (typeof PART_KINDS)[keyof typeof PART_KINDS];
  readonly body: string;
}

/**
 * The texts and hashes of the parts that records refer to. A part is the same object from view to view until something in it changes, so its text is
 * made and hashed once, and forgotten with it. The hash is the caller's: the core has none.
 */
export class PartBook {
  readonly #hash: (text: string) => string;
  readonly #kept = new WeakMap<CataloguePart | BeliefPart, RecordPart>();

  constructor(hash: (text: string) => string) {
    this.#hash = hash;
  }

  /** Both parts of a view; the same objects for the same parts. */
  partsOf(view: { readonly catalogue: CataloguePart; readonly beliefs: BeliefPart }): {
    readonly catalogue: RecordPart;
    readonly belief: RecordPart;
  } {
    const { catalogue, beliefs } = view;
    return {
      catalogue: this.#kept.get(catalogue) ?? this.#keep(catalogue, PART_KINDS.catalogue, writeCatalogue(catalogue)),
      belief: this.#kept.get(beliefs) ?? this.#keep(beliefs, PART_KINDS.belief, writeBeliefs(beliefs)),
    };
  }

  #keep(part: CataloguePart | BeliefPart, kind: RecordPart['kind'], body: string): RecordPart {
    const made: RecordPart = { hash: this.#hash(body), kind, body };
    this.#kept.set(part, made);
    return made;
  }
}
