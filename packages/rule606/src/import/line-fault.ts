/** Why a line of an import is refused, each with what its sender can do about it. The one list; docs/import.md shows it. */
export const LINE_FAULTS = {
  COLUMN_UNKNOWN: 'The layout has no field of this name: take it out of the file, or write it as the layout does.',
  COLUMN_MISSING: 'The first line does not name a field that the layout needs: add it.',
  COLUMN_TWICE: 'The line names the field twice: leave one of them.',
  LINE_MALFORMED: 'The line is no CSV record (a quote is not closed, say) or no JSON object: write it anew.',
  FIELD_COUNT: 'The record has more or fewer fields than the first line names: quote texts with commas.',
  VALUE_MISSING: 'The field is needed and empty: give its value.',
  TEXT_INVALID:
    'The text has spaces around it, two together in an id or a name, control characters, or bytes that are no UTF-8: write it without, in UTF-8.',
  NAME_OF_NOTHING:
    'The value is a word that stands for nothing, as nan, N/A, null or a dash: give the name, or leave the field empty where it may be.',
  TEXT_TOO_LONG: 'The text is longer than the field: shorten it.',
  NOT_IN_LIST: 'The value is none of those that the layout lists: write one of them, in capitals.',
  NOT_A_CODE: 'The MIC or MPID has not the form of one: four capitals or digits, an MPID four or five.',
  NOT_A_DECIMAL: 'The number is no plain decimal: digits with a point at most, no exponent, no thousands separator.',
  TOO_MANY_DECIMALS: 'The number has more than eight decimals: nothing is rounded here, so round it yourself.',
  OUT_OF_RANGE: 'The number is outside of what the field allows: mend it.',
  NOT_A_TIME: 'The time is not of the form 2026-07-01T13:30:00.123456Z: write it in UTC, with the Z.',
  NOT_A_DAY: 'The day is not of the form 2026-07-01: write it so.',
  PRICE_MISSING: 'The kind of order needs this price: give it, or write the kind that it was.',
  PRICE_UNEXPECTED: 'The kind of order has no such price: take it out, or write the kind that it was.',
  CLASSIFICATION_UNKNOWN:
    'Whether the limit order was marketable is not known: give the side of the NBBO that it would trade with, or its classification.',
  TIME_ORDER: 'The time lies before the one that it follows: mend one of the two.',
  OTHER_DAY:
    'The drop copy is of another trading day (in New York) than this execution: write it into the file of its day.',
  ID_TWICE: 'The file has the id on an earlier line: leave one of them.',
  ID_IMPORTED: 'An earlier import has the id: leave it out, it counts already.',
  ORDER_UNKNOWN: 'No order has this id, neither in this import nor in an earlier one of the client: add the order.',
  ROUTE_UNKNOWN: 'No route has this id, neither in this import nor in an earlier one of the client: add the route.',
  EXECUTED_BEYOND_ROUTE: 'The executions of the route come to more than was routed: mend quantities or the route.',
} as const;
export type LineFaultCode = keyof typeof LINE_FAULTS;

/** What is wrong with one field of a line, or with the whole line. */
export interface FieldFault {
  readonly code: LineFaultCode;
  /** The field's name in the file; null where it is the whole line. */
  readonly field: string | null;
  /** One sentence of this very value. */
  readonly message: string;
}

const SHOWN_MAX = 60;

/** A value as a message quotes it: cut where it is long, with nothing in it that a terminal would act on. */
export function quoted(value: string): string {
  const cut = value.length > SHOWN_MAX ? `${value.slice(0, SHOWN_MAX)}…` : value;
  return JSON.stringify(cut);
}
