import { describe, expect, it } from 'vitest';
import { exemptionsOf } from './exemptions.ts';

const E8 = 100_000_000n;

describe('the exemption of a firm', () => {
  const firm = (notHeld: bigint, all: bigint) =>
    exemptionsOf({ notHeldSharesE8: notHeld * E8, allSharesE8: all * E8, customerTradedUsdE8: 0n }).firm;

  it.each([
    [49_999n, 1_000_000n, '5.00', true],
    [50_000n, 1_000_000n, '5.00', false],
    [0n, 7n, '0.00', true],
    [7n, 7n, '100.00', false],
  ])('with %d shares not held of %d, which is printed as %s percent, is %s', (notHeld, all, notHeldPct, isExempt) => {
    expect(firm(notHeld, all)).toEqual({
      isExempt,
      notHeldShr: String(notHeld),
      allShr: String(all),
      notHeldPct,
    });
  });

  it('is not claimed where no order came', () => {
    expect(firm(0n, 0n)).toMatchObject({ isExempt: false, notHeldPct: null });
  });
});

describe('the exemption of a customer', () => {
  it.each([
    [0n, '0.00', '0.00', true],
    [6_000_000n * E8 - 1n, '6000000.00', '1000000.00', true],
    [6_000_000n * E8, '6000000.00', '1000000.00', false],
    [100n * E8, '100.00', '16.67', true],
  ])(
    'who traded %d (10^-8) in six months, %s in all and %s a month, is %s',
    (traded, tradedUsd, averageUsd, isExempt) => {
      const { customer } = exemptionsOf({ notHeldSharesE8: 0n, allSharesE8: 0n, customerTradedUsdE8: traded });
      expect(customer).toEqual({ isExempt, tradedUsd, averageUsd });
    },
  );
});
