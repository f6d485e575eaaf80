/** The rates of payment terms, in the order of the form's types, with what each is for. */
export const RATES = [
  ['pfof_market', 'Market'],
  ['pfof_marketable_limit', 'Marketable limit'],
  ['pfof_non_marketable_limit', 'Non-marketable limit'],
  ['pfof_other', 'Other'],
  ['profit_sharing_rate', 'Profit sharing'],
] as const;
