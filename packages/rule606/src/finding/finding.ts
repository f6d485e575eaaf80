/** What can be wrong with a report, each with the sentence that a person reads. A closed list; the codes of form stand first. */
export const FINDINGS = {
  NOT_XML: 'The file is not well-formed XML.',
  DOCTYPE_REFUSED: 'The file declares a document type: no report has one, and what it declares is not read.',
  ROOT_UNKNOWN: 'The file is none of the three reports: its outermost element has another name.',
  ELEMENT_MISSING: 'An element that the form asks for is missing.',
  ELEMENT_UNEXPECTED: 'An element stands where the form has another one or none.',
  ELEMENT_REPEATED: 'An element stands more often than the form allows.',
  ATTRIBUTE_UNEXPECTED: 'An element has an attribute; the form has none.',
  TEXT_INVALID: 'A text is not of the form that its element asks for.',
  NAME_TOO_LONG: 'A name is longer than 80 characters.',
  CHARACTER_NOT_ALLOWED: 'A text has a character that XML cannot hold.',
  MONTH_MISSING: 'A month of the period is missing.',
  MONTH_REPEATED: 'A month stands twice.',
  MONTH_OUTSIDE: 'A month is not of the period.',
  SECTION_MISSING: 'A section is missing: one without orders is given with empty percentages.',
  VENUE_UNNAMED: 'A venue has no name: nothing, or a word that stands for nothing.',
  VENUE_REPEATED: 'A venue stands twice in one list.',
  VENUE_NAMES_DIFFER:
    'A venue has several names in what was imported, by one code: it stands once, under the name that most of its routes have.',
  VENUE_BEYOND_TEN: 'A venue is named that is neither among the ten with most orders nor has five percent.',
  VENUE_LEFT_OUT: 'A venue that is among the ten with most orders, or has five percent, is not named.',
  PCT_EMPTY: 'A percentage is empty though there is something that it is of.',
  PCT_DISAGREES: 'A percentage is not what the numbers beside it come to.',
  NUMBER_EMPTY: 'A number of shares or orders, or an amount in dollars, is empty: where there was none it is 0.',
  TYPES_NOT_100: 'The percentages of the types of orders do not add up to 100.',
  COLUMN_OVER_100: 'The percentages of the venues add up to more than 100.',
  COLUMN_UNDER_100: 'The percentages of fewer than ten venues, which then are all, add up to less than 100.',
  PAYMENTS_DISAGREE: 'Dollars and cents per hundred shares of one payment cannot both be right.',
  MATERIAL_ASPECTS_MISSING: 'The material aspects of the relationship with a venue are not told.',
  ORDER_REPEATED: 'An order stands twice.',
  PARTS_OVER_WHOLE: 'Parts of a number of shares come to more than the whole.',
  MARKET_NOT_RECORDED:
    'Orders are left out because nobody knows when they could be executed: what the market showed was not recorded.',
  LATER_NBBO_UNKNOWN:
    'Of executed shares the NBBO so long after them is not known: the realized spread is the average of the others.',
  DISPLAYED_SIZE_UNKNOWN:
    'Of orders the size displayed at the far side is not known: fields 50 and 51 of their rows are empty.',
  BEST_DISPLAYED_UNKNOWN:
    'Of executed orders the best displayed price, odd lots too, is not known: fields 45 to 49 of their rows are empty.',
  PRINTS_UNKNOWN:
    'Of orders the shares printed at prices that could have filled them are not known: their field of the rows is empty.',
  NOT_IN_DOLLARS:
    'Orders are left out whose instrument does not trade in US dollars: the forms know no other currency.',
  OPTIONS_OVER_LIMIT: 'Orders of options are left out that are no customer orders, by their market value.',
  OPTION_VALUE_UNKNOWN:
    'Orders of options count as customer orders though nobody knows their market value: they have no limit, and no NBBO is told.',
  ROW_DEFECT: 'A row of a file has what a reader takes for a defect.',
  FEES_DISAGREE: 'The average of all fees and rebates does not lie between those of its two parts.',
} as const;

export type FindingCode = keyof typeof FINDINGS;

/** One thing that is wrong, and where. */
export interface Finding {
  readonly code: FindingCode;
  /** The way to it through the report, outermost first: `2024-04 OPTIONS Virtu marketPct`. */
  readonly place: string;
  /** What stands there; null where the thing is that nothing does. */
  readonly found: string | null;
}

/** A finding as a sentence with its place. */
export function findingText({ code, place, found }: Finding): string {
  const shown = found === null ? '' : ` Found: "${found}".`;
  return `${place}: ${FINDINGS[code]}${shown}`;
}
