/** What of a report rests on memory and not on a public source that was seen, so that a firm can choose it otherwise. */
export const REPORT_CHOICES = [
  'LOT_WORD_ODD',
  'LOT_WORD_FRACTIONAL',
  'DETAIL_LINE_END',
  'MARKET_ORDER_NOTIONAL',
  'RESTING_ORDER_TYPED_BY',
  'WITHOUT_NBBO_AT_RECEIPT',
  'EXECUTED_OUTSIDE_HOURS',
  'EXECUTED_AFTER_MONTH_DAYS',
  'LEFT_OUT_HANDLING',
  'BEST_DISPLAYED_PRICE',
  'PRICE_GROUP_TYPES',
  'RESTING_GROUP_TYPES',
  'OPTIONS_CUSTOMER_LIMIT_USD',
] as const;
export type ReportChoiceName = (typeof REPORT_CHOICES)[number];

/** How a choice is made: one of its codes, some of them, a word of up to 20 capital letters, a number of days, whole US dollars. */
export const CHOICE_KINDS = ['ONE_OF', 'SOME_OF', 'WORD', 'DAYS', 'USD'] as const;
export type ChoiceKind = (typeof CHOICE_KINDS)[number];

/** What holds of a choice, as a run keeps it with what else it depends on. */
export interface ChosenValue {
  /** The codes of a choice of several are divided by spaces. */
  readonly value: string;
  /** Where the firm has seen that it is so; null where nobody has, and it is unverified. */
  readonly source: string | null;
  /** The ISO date from which the firm has chosen it; null where it is what an installation begins with. */
  readonly effective_from: string | null;
}

/** What holds of each choice; one that is not in it is as an installation begins. */
export type ChosenValues = Readonly<Partial<Record<ReportChoiceName, ChosenValue>>>;
