import { participantOf } from './participants.ts';

/** The rows of a recording that were not used, by why. */
export class Skipped {
  readonly #date: string | null;
  readonly #counts = new Map<string, number>();

  /** `date` is the day that was recorded, YYYY-MM-DD, by which letters of exchanges are named. */
  constructor(date: string | null) {
    this.#date = date;
  }

  /** One row more of an exchange that the catalogue lacks. */
  addExchange(letter: string): void {
    const name = participantOf(letter, this.#date)?.name ?? 'unknown';
    this.add(letter.length === 1 ? `exchange ${letter} (${name})` : 'exchange without a letter');
  }

  /** One row more of a kind, as `sale condition W`. */
  add(kind: string): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  /** How many rows of each kind, in the order in which the kinds were met. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}

/** What was skipped, in one line; null where nothing was. */
export function skippedWords(counts: Readonly<Record<string, number>>): string | null {
  const words = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`);
  return words.length === 0 ? null : `rows not used: ${words.join(', ')}`;
}
