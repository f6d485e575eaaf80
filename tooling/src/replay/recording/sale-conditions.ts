import type { Plan } from './tape.ts';

/** What a letter of a print says. */
export interface SaleCondition {
  /** The plans on whose tapes it means this. */
  readonly plans: readonly Plan[];
  /** '@' stands for a space too: a regular sale. */
  readonly letter: string;
  readonly name: string;
  /** Whether it sets the consolidated last price; `first` where only as the first trade of the day. Null for a letter without a meaning. */
  readonly last: 'yes' | 'no' | 'first' | null;
  /** Whether it counts towards the consolidated volume. */
  readonly volume: boolean | null;
  /** Whether an order that stood in the exchange's book at that price would have been part of it or next. */
  readonly serves: boolean;
  /** The last day on which the letter meant this, and the first: null is ever. */
  readonly until: string | null;
  readonly from: string | null;
}

const BOTH: readonly Plan[] = ['CTA', 'UTP'];
const CTA: readonly Plan[] = ['CTA'];
const UTP: readonly Plan[] = ['UTP'];
const ALWAYS = { until: null, from: null } as const;
/** The last day before odd lots were reported to the tapes (9 December 2013). */
const BEFORE_ODD_LOTS = '2013-12-08';
const ODD_LOTS = '2013-12-09';
/** Regular settlement is one day from 28 May 2024 on (Rule 15c6-1): a next-day sale is nothing special since. */
const BEFORE_ONE_DAY = '2024-05-27';
const ONE_DAY = '2024-05-28';

/** A letter that serves no queue. */
function no(
  plans: readonly Plan[],
  letter: string,
  [name, last, volume]: readonly [name: string, last: SaleCondition['last'], volume: boolean | null],
): SaleCondition {
  return { plans, letter, name, last, volume, serves: false, ...ALWAYS };
}

/** A letter of trades with the book as it stood. */
function ofTheBook(plans: readonly Plan[], letter: string, name: string): SaleCondition {
  return { plans, letter, name, last: 'yes', volume: true, serves: true, ...ALWAYS };
}

/**
 * Every sale condition of the CTA and UTP plans. Meaning, last and volume are those of ../shared/reference/market/tape_conditions.csv (CTS 2.11.b,
 * UTP 3.0.c). Whether a print serves a queue is decided here: a trade against the book at its moment does; what was late, out of sequence, at an
 * average, derived, agreed or earlier price, in an auction, settled otherwise or crossed on purpose does not, and what is in doubt neither.
 */
export const SALE_CONDITIONS: readonly SaleCondition[] = [
  ofTheBook(BOTH, '@', 'Regular sale'),
  ofTheBook(CTA, 'E', 'Automatic execution'),
  ofTheBook(BOTH, 'F', 'Intermarket sweep order'),
  { ...ofTheBook(BOTH, 'I', 'Odd lot trade'), last: 'no', from: ODD_LOTS },
  { ...no(CTA, 'I', ['CAP election (letter reused later for odd lot)', 'yes', true]), until: BEFORE_ODD_LOTS },
  no(UTP, 'A', ['Acquisition', 'yes', true]),
  no(CTA, 'B', ['Average price trade', 'no', true]),
  no(UTP, 'B', ['Bunched trade', 'yes', true]),
  no(BOTH, 'C', ['Cash sale (same-day settlement)', 'no', true]),
  no(UTP, 'D', ['Distribution', 'yes', true]),
  no(UTP, 'E', ['Placeholder', null, null]),
  no(UTP, 'G', ['Bunched sold trade', 'first', true]),
  no(BOTH, 'H', ['Price variation trade', 'no', true]),
  no(BOTH, 'K', ['Rule 127 (NYSE) or Rule 155 (NYSE American)', 'yes', true]),
  no(BOTH, 'L', ['Sold last (late report, in sequence)', 'yes', true]),
  no(BOTH, 'M', ['Market center official close', 'no', false]),
  { ...no(BOTH, 'N', ['Next-day sale', 'no', true]), until: BEFORE_ONE_DAY },
  { ...no(BOTH, 'N', ['Reserved (was: next-day sale)', null, null]), from: ONE_DAY },
  no(CTA, 'O', ['Market center opening trade', 'yes', true]),
  no(UTP, 'O', ['Opening prints', 'yes', true]),
  no(BOTH, 'P', ['Prior reference price', 'first', true]),
  no(BOTH, 'Q', ['Market center official open', 'no', false]),
  no(BOTH, 'R', ['Seller option (delayed settlement)', 'no', true]),
  no(UTP, 'S', ['Split trade', 'yes', true]),
  no(BOTH, 'T', ['Extended hours trade / Form T', 'no', true]),
  no(BOTH, 'U', ['Extended hours sold, out of sequence', 'no', true]),
  no(BOTH, 'V', ['Contingent trade', 'no', true]),
  no(UTP, 'W', ['Average price trade', 'no', true]),
  no(BOTH, 'X', ['Cross / periodic auction trade', 'yes', true]),
  no(UTP, 'Y', ['Yellow flag regular trade', 'yes', true]),
  no(BOTH, 'Z', ['Sold, out of sequence', 'first', true]),
  no(UTP, '1', ['Stopped stock', 'yes', true]),
  no(BOTH, '4', ['Derivatively priced', 'first', true]),
  no(CTA, '5', ['Market center reopening trade', 'yes', true]),
  no(UTP, '5', ['Reopening prints', 'yes', true]),
  no(CTA, '6', ['Market center closing trade', 'yes', true]),
  no(UTP, '6', ['Closing prints', 'yes', true]),
  no(BOTH, '7', ['Qualified contingent trade', 'no', true]),
  no(BOTH, '8', ['Reserved / placeholder for 611 exempt', null, null]),
  no(BOTH, '9', ['Corrected consolidated close (listing market)', 'yes', false]),
];

/** Decides prints of one tape on one day. Both are asked of every print, so the few texts that a day has are decided once. */
export class SaleConditions {
  readonly #letters: ReadonlyMap<string, SaleCondition>;
  readonly #decided = new Map<string, string | null>();

  /** `date` is YYYY-MM-DD; without one the letters mean what they mean today. */
  constructor(plan: Plan, date: string | null) {
    const those = SALE_CONDITIONS.filter((each) => each.plans.includes(plan) && isOf(each, date));
    this.#letters = new Map(those.map((each) => [each.letter, each]));
  }

  /**
   * Why a print with these letters (up to four, in any order) serves no queue, as `sale condition W`: by the first letter that keeps it from
   * it. Null where each letter is of a trade with the book. A letter without a meaning keeps it from it as well.
   */
  refusalOf(text: string): string | null {
    const decided = this.#decided.get(text);
    if (decided !== undefined) return decided;
    const refusal = this.#refusalOf(text);
    this.#decided.set(text, refusal);
    return refusal;
  }

  #refusalOf(text: string): string | null {
    for (const letter of text.replaceAll(' ', '')) {
      const condition = this.#letters.get(letter);
      if (condition === undefined) return `sale condition ${letter} (unknown)`;
      if (!condition.serves) return `sale condition ${letter}`;
    }
    return null;
  }
}

function isOf({ from, until }: SaleCondition, date: string | null): boolean {
  if (date === null) return until === null;
  return (from === null || date >= from) && (until === null || date <= until);
}
