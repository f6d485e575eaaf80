import type { ReportChoiceName } from '@fairlead/core/report/report-choice';
import { KNOWN_CHOICES } from '@fairlead/rule606/known-choice/known-choices';
import { ORDER_TYPES } from '@fairlead/rule606/rule605/order-type';
import { detailTypeWords } from './peer-words';
import { formatBoundText } from './risk-words';

/** What each choice is called. */
export const REPORT_CHOICE_WORDS: Readonly<Record<ReportChoiceName, string>> = {
  LOT_WORD_ODD: 'Word for an odd lot',
  LOT_WORD_FRACTIONAL: 'Word for less than a share',
  DETAIL_LINE_END: 'Line ends of the detailed file',
  MARKET_ORDER_NOTIONAL: 'Price behind a market order’s notional',
  RESTING_ORDER_TYPED_BY: 'Quote that types a resting order',
  WITHOUT_NBBO_AT_RECEIPT: 'Received while no NBBO is shown',
  EXECUTED_OUTSIDE_HOURS: 'Executed outside of regular hours',
  EXECUTED_AFTER_MONTH_DAYS: 'Days after the month that still count',
  LEFT_OUT_HANDLING: 'Handling that leaves an order out',
  BEST_DISPLAYED_PRICE: 'Best displayed price',
  PRICE_GROUP_TYPES: 'Types with price groups',
  RESTING_GROUP_TYPES: 'Types with resting groups',
  OPTIONS_CUSTOMER_LIMIT_USD: 'Options: no customer order from, USD',
};

/** What a choice is called; one of an older or newer report by its code. */
export function choiceWords(name: string): string {
  return new Map<string, string>(Object.entries(REPORT_CHOICE_WORDS)).get(name) ?? name;
}

/** The value of a choice as it is shown: its codes in words, none of several as such, an amount as one. */
export function chosenWords(name: string, value: string): string {
  if (value === '') return 'none';
  if (KNOWN_CHOICES.find((each) => each.name === name)?.kind === 'USD') return `$${formatBoundText(value)}`;
  return value.split(' ').map(codeWords).join(', ');
}

/** A code where it is chosen among others: in words, and a type of order with what it is. */
export function codeLabel(code: string): string {
  const type = ORDER_TYPES.find((each) => each === code);
  return type === undefined ? codeWords(code) : `${type} · ${detailTypeWords(type)}`;
}

const ONE_WORD = new Map([
  ['RECEIPT', 'receipt'],
  ['EXECUTABILITY', 'when it is executable'],
  ['COVERED', 'covered'],
]);

/** A code in words; a name, as of a type of order, stays. */
function codeWords(code: string): string {
  const word = ONE_WORD.get(code);
  if (word !== undefined) return word;
  return code.includes('_') ? code.toLowerCase().replaceAll('_', ' ').replace('nbbo', 'NBBO') : code;
}
