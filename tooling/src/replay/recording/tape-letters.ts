import { badField, type Row } from './rows.ts';
import { venueOfLetter } from './us-equity-market.ts';

/** Trades reported off the exchanges (FINRA's trade reporting facilities): no order in an exchange's book could have been part of them. */
const OFF_EXCHANGE = 'D';
/** Conditions under which a print says nothing of the book at its moment: out of sequence, average or derived price, contingent, extended hours. */
const NOT_OF_THE_BOOK = /[ZBV4TU]/;

/** The venue of a row's exchange letter; refuses a letter that is none. */
export function venueIn(row: Row, column: number): string {
  const venueId = venueOfLetter(row.fields[column] ?? '');
  if (venueId === undefined) throw badField(row, column, 'is no exchange that is known');
  return venueId;
}

/** The same for a print: null is off the exchanges. */
export function printVenueIn(row: Row, column: number): string | null {
  return row.fields[column] === OFF_EXCHANGE ? null : venueIn(row, column);
}

/** Whether a print with these condition letters of the consolidated tape says what the market was when it was made. */
export function isOfTheBook(conditions: string): boolean {
  return !NOT_OF_THE_BOOK.test(conditions);
}
