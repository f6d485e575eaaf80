/** The forms of text that elements have: the schema's types, as narrow as ours are. White space around a text does not count. */
const FORMS = {
  VERSION: /^1\.[23]$/,
  YEAR: /^20\d\d$/,
  QUARTER: /^[1-4]$/,
  /** Published files also write it with two digits. */
  MONTH: /^(0?[1-9]|1[0-2])$/,
  TIMESTAMP: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  DATE: /^\d{4}-\d\d-\d\d$/,
  TIME: /^\d\d:\d\d:\d\d$/,
  NAME: /\S/,
  /** A report of all customers together has none. */
  CUSTOMER: /^/,
  ID: /./s,
  TEXT: /^/,
  YES_NO: /^[YN]$/,
  SERVICES: /^(PRV|EV\/SRV)$/,
  MIC: /^([A-Z0-9]{4})?$/,
  MPID: /^([A-Z0-9]{4,5})?$/,
  /** 0.00 to 100.00, two decimals or more; empty where not meaningful, as all that follow. */
  PCT: /^((\d{0,2}\.\d{2,}|0*100\.0{2,}))?$/,
  /** Four decimals or more. */
  CPH: /^(-?\d*\.\d{4,})?$/,
  USD: /^(-?(\d+(\.\d*)?|\.\d+))?$/,
  SHR: /^(\d+(\.\d*)?|\.\d+)?$/,
  ORD: /^\d*$/,
  MSEC: /^\d*$/,
} as const;

export type TextKind = keyof typeof FORMS;

/** Longest name of a firm, a customer or a venue, in characters. */
const NAME_LENGTH_MAX = 80;

/** Whether a text is of a form. */
export function isOfForm(kind: TextKind, text: string): boolean {
  return FORMS[kind].test(text.trim());
}

/** Whether a text is a name that is too long; white space in it counts once, as the schema counts. */
export function isTooLong(kind: TextKind, text: string): boolean {
  return (kind === 'NAME' || kind === 'CUSTOMER') && [...collapsed(text)].length > NAME_LENGTH_MAX;
}

/** A text without white space at its ends and with single spaces in it. */
export function collapsed(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
}
