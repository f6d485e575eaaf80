import type { ExemptionFigures } from '@/rows/customer-figures';
import { formatBoundText, formatDollars } from './risk-words';

/** Whether the firm, and whether this customer, is owed a report at all: what is so, and by which figures. */
export function exemptionWords({ exemptions, exemption_period: period }: ExemptionFigures): readonly string[] {
  const { firm, customer } = exemptions;
  const when = `from ${period.startDate} to ${period.endDate}`;
  const share = firm.notHeldPct === null ? 'No share was ordered' : `${firm.notHeldPct} % of shares were not held`;
  const of = `${formatBoundText(firm.notHeldShr)} of ${formatBoundText(firm.allShr)}`;
  const firmIs = firm.isExempt
    ? 'less than five percent, so that the firm is exempt by Rule 606(b)(4)'
    : 'the firm is not exempt by Rule 606(b)(4), which asks for less than five percent';
  const customerIs = customer.isExempt
    ? 'less than 1,000,000, so that it is owed no report by Rule 606(b)(5)'
    : 'the customer is not exempt by Rule 606(b)(5), which asks for less than 1,000,000';
  return [
    `${share} (${of}) ${when}: ${firmIs}.`,
    `It traded ${formatDollars(customer.averageUsd)} USD a month on average (${formatDollars(customer.tradedUsd)} in all): ${customerIs}.`,
  ];
}
