/** Where journal, rows, venues and drop copies do not say the same. A report whose time has such a break does not leave (docs/adr/0115). */
export const BREAK_CODES = [
  'ORDER_WITHOUT_ROW',
  'ROW_WITHOUT_JOURNAL',
  'ROW_BEHIND_JOURNAL',
  'ORDER_DIFFERS',
  'ROUTES_DIFFER',
  'EXECUTIONS_DIFFER',
  'ITEMS_DIFFER',
  'ORDER_TWICE',
  'ORPHAN_REPORT',
  'CHILD_IN_DOUBT',
  'EXECUTION_NOT_HERE',
  'EXECUTION_NOT_AT_VENUE',
  'EXECUTION_TWICE',
  'SYMBOL_DIFFERS',
  'SIDE_DIFFERS',
  'QUANTITY_DIFFERS',
  'PRICE_DIFFERS',
  'FEE_DIFFERS',
] as const;
export type BreakCode = (typeof BREAK_CODES)[number];

/**
 * Which of them a person may set aside: where somebody else's word stands against our record, only who is asked can say which is right. What our own record says against
 * itself, does not know or counts twice is mended: a figure that is made of it is wrong, whoever says what (docs/adr/0119).
 */
export const MAY_BE_SET_ASIDE: Readonly<Record<BreakCode, boolean>> = {
  ORDER_WITHOUT_ROW: false,
  ROW_WITHOUT_JOURNAL: false,
  ROW_BEHIND_JOURNAL: false,
  ORDER_DIFFERS: false,
  ROUTES_DIFFER: false,
  EXECUTIONS_DIFFER: false,
  ITEMS_DIFFER: false,
  ORDER_TWICE: true,
  ORPHAN_REPORT: true,
  CHILD_IN_DOUBT: false,
  EXECUTION_NOT_HERE: true,
  EXECUTION_NOT_AT_VENUE: true,
  EXECUTION_TWICE: false,
  SYMBOL_DIFFERS: true,
  SIDE_DIFFERS: true,
  QUANTITY_DIFFERS: true,
  PRICE_DIFFERS: true,
  FEE_DIFFERS: true,
};

/** What each of them means. */
export const BREAK_WORDS: Readonly<Record<BreakCode, string>> = {
  ORDER_WITHOUT_ROW: 'The journal has an order of which there is no row: no report counts it.',
  ROW_WITHOUT_JOURNAL: 'There is a row of an order that the journal does not know.',
  ROW_BEHIND_JOURNAL: 'The row of an order does not tell as far as the journal does, or further.',
  ORDER_DIFFERS:
    'The row of an order places it in another cell than the journal does (symbol, type, held, directed, or refused), or has another quantity, now or before it was replaced.',
  ROUTES_DIFFER: 'The rows of an order have another number of sent parts than the journal.',
  EXECUTIONS_DIFFER:
    'The executions of an order come to another number, quantity, value or fee in the rows than in the journal.',
  ITEMS_DIFFER:
    'The rows of the report do not count an order once, or not each of its parts, or another number of shares than the journal has of it.',
  ORDER_TWICE: 'An order was routed here and imported too: it counts once, as it was routed here.',
  ORPHAN_REPORT:
    'A venue has told of an order that nobody here knows, and there is no drop copy of that day that says whose it was.',
  CHILD_IN_DOUBT: 'What became of a part that was sent is not known: its venue and the journal have not agreed on it.',
  EXECUTION_NOT_HERE: 'The drop copy has an execution that the rows do not have.',
  EXECUTION_NOT_AT_VENUE: 'The rows have an execution that the drop copy of its venue and day does not have.',
  EXECUTION_TWICE: 'The rows have an execution of a venue more than once on one day: it would be counted twice.',
  SYMBOL_DIFFERS: 'Rows and drop copy have an execution in different symbols.',
  SIDE_DIFFERS: 'Rows and drop copy have an execution on different sides.',
  QUANTITY_DIFFERS: 'Rows and drop copy have different quantities of an execution.',
  PRICE_DIFFERS: 'Rows and drop copy have different prices of an execution.',
  FEE_DIFFERS: 'Rows and drop copy have fees of an execution that differ by half a cent or more.',
};
