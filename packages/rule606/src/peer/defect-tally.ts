/** One kind of fault of a file: its code, how often it is there, and where first. */
export interface TalliedDefect {
  readonly code: string;
  readonly count: number;
  readonly first: readonly DefectPlace[];
}

/** Where something is wrong, in words of the file, and what stands there; null where the fault is that nothing does. */
export interface DefectPlace {
  readonly place: string;
  readonly found: string | null;
}

/** Places that are kept of a code: the first of them are enough to see what it is, and a file can have one fault in each of its rows. */
const KEPT_PLACES = 20;
const KEPT_CHARACTERS = 200;

/** Counts what is wrong with a file, by its codes. */
export class DefectTally {
  readonly #byCode = new Map<string, { count: number; readonly first: DefectPlace[] }>();

  add(code: string, place: string, found: string | null): void {
    const tally = this.#byCode.get(code) ?? { count: 0, first: [] };
    this.#byCode.set(code, tally);
    tally.count++;
    if (tally.first.length === KEPT_PLACES) return;
    tally.first.push({ place: cut(place), found: found === null ? null : cut(found) });
  }

  /** The most frequent first. */
  all(): readonly TalliedDefect[] {
    const all = [...this.#byCode].map(([code, { count, first }]) => ({ code, count, first }));
    return all.sort((a, b) => b.count - a.count);
  }
}

/** Cut between characters, never within one; a zero character is no text of the database. */
function cut(text: string): string {
  const characters = [...text.slice(0, 2 * KEPT_CHARACTERS)].slice(0, KEPT_CHARACTERS);
  return characters.join('').replaceAll('\0', '');
}
