import { eachRow, type Layout, textIn } from './rows.ts';

/** The consolidated tapes: A is of stocks listed on NYSE, B of those on the other exchanges but Nasdaq (both CTA), C of those on Nasdaq (UTP). */
export type Tape = 'A' | 'B' | 'C';

/** Whose tables of conditions a tape has. */
export type Plan = 'CTA' | 'UTP';

export const TAPES: readonly Tape[] = ['A', 'B', 'C'];

/** The exchange that stands for the listing one on each tape. */
const LISTING: Readonly<Record<Tape, string>> = { A: 'XNYS', B: 'ARCX', C: 'XNAS' };
/** Nasdaq's letters: one on the tapes of CTA, the other on that of UTP. */
const NASDAQ_ON_CTA = 'T';
const NASDAQ_ON_UTP = 'Q';

export function planOf(tape: Tape): Plan {
  return tape === 'C' ? 'UTP' : 'CTA';
}

export function listingVenueOf(tape: Tape): string {
  return LISTING[tape];
}

/**
 * The tape that a file is of, where nobody says so: C where Nasdaq quotes as Q, A where it does so as T or not at all. The file is read as far as
 * the first quote of Nasdaq's, which hardly any day is long without.
 */
export async function tapeOf<Column extends string>(
  path: string,
  layout: Layout<Column>,
  exchange: Column,
): Promise<Tape> {
  try {
    await eachRow(path, layout, (row) => {
      const letter = textIn(row, exchange);
      if (letter === NASDAQ_ON_CTA) throw new Found('A');
      if (letter === NASDAQ_ON_UTP) throw new Found('C');
    });
  } catch (error) {
    if (error instanceof Found) return error.tape;
    throw error;
  }
  return 'A';
}

/** Ends the reading of a file as soon as its tape is known. */
class Found extends Error {
  readonly tape: Tape;

  constructor(tape: Tape) {
    super(`tape ${tape}`);
    this.tape = tape;
  }
}
