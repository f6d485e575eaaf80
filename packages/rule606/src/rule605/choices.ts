import type { ReportChoiceName } from '@fairlead/core/report/report-choice';
import { defined } from '../choice/choice-definition.ts';
import { daysUpTo, oneOf, someOf, wordBut } from '../choice/choice-form.ts';
import { SPECIAL_HANDLINGS } from './order-facts.ts';
import { ORDER_TYPES } from './order-type.ts';

/** The word of field 5 that was seen, so that no other class has it. */
export const ROUND_LOT_WORD = 'ROUND';

const of = (name: ReportChoiceName) => ({ name, report: 'RULE_605' as const });

/** The choices of Rule 605. All are recalled and not seen. */
export const RULE605_CHOICES = {
  oddLotWord: defined(of('LOT_WORD_ODD'), wordBut([ROUND_LOT_WORD]), {
    initial: 'ODD',
    note: 'Word of field 5 for less than a round lot; not seen.',
  }),
  fractionalLotWord: defined(of('LOT_WORD_FRACTIONAL'), wordBut([ROUND_LOT_WORD]), {
    initial: 'FRACTIONAL',
    note: 'Word of field 5 for less than a share; not seen.',
  }),
  detailLineEnd: defined(of('DETAIL_LINE_END'), oneOf(['CRLF', 'LF']), {
    initial: 'CRLF',
    note: 'Ends a line of the detailed file; seen for the summary only.',
  }),
  marketOrderNotional: defined(of('MARKET_ORDER_NOTIONAL'), oneOf(['FAR_SIDE_QUOTE', 'MIDPOINT']), {
    initial: 'FAR_SIDE_QUOTE',
    note: 'The price behind the notional of an order without a limit.',
  }),
  restingOrderTypedBy: defined(of('RESTING_ORDER_TYPED_BY'), oneOf(['RECEIPT', 'EXECUTABILITY']), {
    initial: 'RECEIPT',
    note: 'By which quote an order received in regular hours is typed that could be executed only later.',
  }),
  withoutNbboAtReceipt: defined(of('WITHOUT_NBBO_AT_RECEIPT'), oneOf(['COVERED', 'LIMITS_COVERED', 'LEFT_OUT']), {
    initial: 'COVERED',
    note: 'An order received in regular hours while no NBBO is shown, as in a halt: release 34-105136 ends the exemption of halts, and how such an order is then measured was not seen. COVERED measures it from the first NBBO at which it can be executed; LIMITS_COVERED so takes limit orders only.',
  }),
  executedOutsideHours: defined(of('EXECUTED_OUTSIDE_HOURS'), oneOf(['LEFT_OUT', 'COVERED']), {
    initial: 'LEFT_OUT',
    note: 'Whether an order is covered that was executed outside of regular hours.',
  }),
  executedAfterMonthDays: defined(of('EXECUTED_AFTER_MONTH_DAYS'), daysUpTo(21), {
    initial: 7,
    note: 'Days after the month of which executions, cancellations and prints still count, in the report of the month in which the clock of their order started. That all executions of an order stand in its one row is the staff’s word on the former rule (Staff Legal Bulletin 12R, question 11, seen in part); until when was not seen.',
  }),
  leftOut: defined(of('LEFT_OUT_HANDLING'), someOf(SPECIAL_HANDLINGS), {
    initial: SPECIAL_HANDLINGS,
    note: 'Special handling that takes an order out. Market making over the counter and inactive stocks are exempt by release 34-105136, the others are recalled.',
  }),
  bestDisplayed: defined(of('BEST_DISPLAYED_PRICE'), oneOf(['NBBO_AND_ODD_LOTS', 'NBBO']), {
    initial: 'NBBO_AND_ODD_LOTS',
    note: 'Fields 45-49: the better of the quote and the best odd lot displayed.',
  }),
  priceGroupTypes: defined(of('PRICE_GROUP_TYPES'), someOf(ORDER_TYPES), {
    initial: ['MXXNN', 'LYNNN', 'LYNYN', 'LNYNN', 'LNYYN', 'MXXNY', 'LYNNY'],
    note: 'The types that fields 33-51 are for.',
  }),
  restingGroupTypes: defined(of('RESTING_GROUP_TYPES'), someOf(ORDER_TYPES), {
    initial: ['LNYNN', 'LNYYN', 'LNNNN', 'LNNYN', 'MXXNY', 'LYNNY', 'LNNNY'],
    note: 'The types that fields 52-55 are for.',
  }),
} as const;
