import { describe, expect, it } from 'vitest';
import { moneyE8, price, quantity } from '../money/units.ts';
import { executionOf, filledWord, heard, newLifeOf, sentLife, told } from '../testing/lives.ts';
import type { ChargedFee, ReportedExecution, VenueReport } from '../venue/venue-report.ts';
import { childOf, type OrderLife } from './order-life.ts';

/** By the schedule of these lives an execution costs 0.003 a share, and the first of a child a dollar more. */
const OURS = (count: number, isFirst: boolean) => BigInt(count) * 300_000n + (isFirst ? 100_000_000n : 0n);
const charged = (amountE8: bigint, currency = 'USD'): ChargedFee => ({ amountE8: moneyE8(amountE8), currency });
const saying = (fee: ChargedFee | null, more: Partial<ReportedExecution> = {}): VenueReport => ({
  type: 'FILL',
  execution: { ...executionOf('e1', 100), told: { fee, lastMarket: 'XNAS', venueTimeUs: 7 }, ...more },
  cumulative: null,
});
const order = (kind: 'IOC' | 'POST' | 'MID_IOC' = 'IOC') => {
  const life = sentLife(newLifeOf(), { a: { quantity: 300, kind } });
  return told(life, { type: 'CHILD_ACKED', childId: 'a', venueOrderId: null });
};
const booked = (life: OrderLife) => childOf(life, 'a')?.executions ?? [];
const corrected = (fee: ChargedFee | null, count = 80): VenueReport => ({
  ...{ type: 'TRADE_CORRECTED', executionId: 'e1', quantity: quantity(count), price: price(1_000_000), fee },
});

describe('the fee of an execution', () => {
  it('is what its venue has charged, where it says so in the currency that counts', () => {
    const { life } = heard(order(), 'a', saying(charged(-12_345n)));
    expect(booked(life)).toMatchObject([
      { feeE8: -12_345n, told: { isFeeCharged: true, lastMarket: 'XNAS', venueTimeUs: 7 } },
    ]);
    expect([life.feesE8, life.waves[0]?.feesE8]).toEqual([-12_345n, -12_345n]);
  });

  it('is ours where it charges in another currency, and what it has charged is kept', () => {
    const { life } = heard(order(), 'a', saying(charged(9n, 'BNB')));
    expect(booked(life)).toMatchObject([
      { feeE8: OURS(100, true), told: { isFeeCharged: false, fee: { amountE8: 9n, currency: 'BNB' } } },
    ]);
  });

  it('is ours where it says nothing', () => {
    expect(booked(heard(order(), 'a', filledWord('e1', 100)).life)).toMatchObject([
      { feeE8: OURS(100, true), told: null },
    ]);
  });

  it.each([
    ['IOC', 'TAKE'],
    ['POST', 'MAKE'],
    ['MID_IOC', 'MIDPOINT'],
  ] as const)('of a child sent %s without a flag is reckoned as %s, and marked so', (kind, flag) => {
    const { life } = heard(order(kind), 'a', saying(null, { liquidityFlag: null, told: null }));
    expect(booked(life)).toMatchObject([
      { liquidityFlag: flag, feeE8: OURS(100, true), told: { isFlagAssumed: true, isFeeCharged: false } },
    ]);
  });
});

describe('a correction', () => {
  it('brings what the venue charges now, or ours where it does not say', () => {
    const { life } = heard(order(), 'a', saying(charged(500n)));
    const again = heard(life, 'a', corrected(charged(400n))).life;
    expect(booked(again)).toMatchObject([{ quantity: 80, feeE8: 400n, told: { isFeeCharged: true } }]);
    const silent = heard(again, 'a', corrected(null, 70)).life;
    expect(booked(silent)).toMatchObject([
      { quantity: 70, feeE8: OURS(70, true), told: { fee: null, isFeeCharged: false, lastMarket: 'XNAS' } },
    ]);
    expect(silent.feesE8).toBe(OURS(70, true));
  });

  it('of the fee alone is one, and a repeat of it is none', () => {
    const { life } = heard(order(), 'a', saying(charged(500n)));
    const again = heard(life, 'a', corrected(charged(400n), 100));
    expect(again.life.feesE8).toBe(400n);
    expect(heard(again.life, 'a', corrected(charged(400n), 100)).events).toEqual([]);
    expect(heard(again.life, 'a', corrected(null, 100)).events).toEqual([]);
  });
});

describe('the fixed charge of a child', () => {
  const two = () => heard(heard(order(), 'a', filledWord('e1', 100)).life, 'a', filledWord('e2', 50)).life;
  const bust = (executionId: string): VenueReport => ({ type: 'TRADE_BUSTED', executionId });

  it('moves to the next execution where the one that bore it is taken back, and goes with the last', () => {
    const moved = heard(two(), 'a', bust('e1')).life;
    expect(booked(moved)).toMatchObject([{ executionId: 'e2', feeE8: OURS(50, true) }]);
    expect([moved.feesE8, moved.waves[0]?.feesE8]).toEqual([OURS(50, true), OURS(50, true)]);
    expect(heard(moved, 'a', bust('e2')).life.feesE8).toBe(0n);
  });

  it('stays where another is taken back', () => {
    expect(heard(two(), 'a', bust('e2')).life.feesE8).toBe(OURS(100, true));
  });

  it('does not move to one that the venue has charged itself', () => {
    const first = heard(order(), 'a', filledWord('e0', 100)).life;
    const { life } = heard(first, 'a', saying(charged(500n)));
    expect(heard(life, 'a', bust('e0')).life.feesE8).toBe(500n);
  });
});
