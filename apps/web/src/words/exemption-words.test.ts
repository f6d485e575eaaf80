import { expect, it } from 'vitest';
import { exemptionWords } from './exemption-words';

const PERIOD = { startDate: '2026-05-01', endDate: '2026-10-31' };
const FIRM = { isExempt: false, notHeldShr: '700000', allShr: '10000000', notHeldPct: '7.00' };
const CUSTOMER = { isExempt: false, tradedUsd: '12000000.00', averageUsd: '2000000.00' };

it('says with its figures that neither the firm nor the customer is exempt', () => {
  expect(exemptionWords({ exemptions: { firm: FIRM, customer: CUSTOMER }, exemption_period: PERIOD })).toEqual([
    '7.00 % of shares were not held (700,000 of 10,000,000) from 2026-05-01 to 2026-10-31: the firm is not exempt by Rule 606(b)(4), which asks for less than five percent.',
    'It traded 2,000,000.00 USD a month on average (12,000,000.00 in all): the customer is not exempt by Rule 606(b)(5), which asks for less than 1,000,000.',
  ]);
});

it('says with its figures that both are, and that there was no order', () => {
  const exemptions = {
    firm: { ...FIRM, isExempt: true, notHeldPct: '4.99' },
    customer: { isExempt: true, tradedUsd: '60', averageUsd: '10' },
  };
  const words = exemptionWords({ exemptions, exemption_period: PERIOD });
  expect(words[0]).toMatch(/less than five percent, so that the firm is exempt/);
  expect(words[1]).toMatch(/^It traded 10.00 USD .* owed no report by Rule 606\(b\)\(5\)\.$/);
  const none = { ...FIRM, notHeldPct: null, notHeldShr: '0', allShr: '0' };
  expect(exemptionWords({ exemptions: { firm: none, customer: CUSTOMER }, exemption_period: PERIOD })[0]).toMatch(
    /^No share was ordered \(0 of 0\)/,
  );
});
