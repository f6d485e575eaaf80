/** What is the first thing wrong with a part of the record. */
export interface Fault {
  /** Where, e.g. `journal position 17`. */
  readonly at: string;
  readonly kind: 'ALTERED' | 'MISSING' | 'ADDED';
  readonly says: string;
}

/** A fault at a position of the journal. */
export function journalFault(position: number, kind: Fault['kind'], says: string): Fault {
  return { at: `journal position ${position}`, kind, says };
}
