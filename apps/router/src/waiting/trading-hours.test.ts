import { describe, expect, it } from 'vitest';
import { TradingHours } from './trading-hours.ts';

const us = (iso: string) => Date.parse(iso) * 1_000;
const equity = { assetClass: 'EQUITY' } as const;
const SATURDAY = us('2026-11-21T15:00:00Z');
const FRIDAY = us('2026-11-20T15:00:00Z');

describe('trading hours', () => {
  it('are the exchanges’, or none at all', () => {
    const [exchange, always] = [new TradingHours('exchange'), new TradingHours('always')];
    expect([FRIDAY, SATURDAY].map((at) => exchange.isOpen(equity, at))).toEqual([true, false]);
    expect([FRIDAY, SATURDAY].map((at) => always.isOpen(equity, at))).toEqual([true, true]);
    expect(exchange.dayEndUs(equity, SATURDAY)).toBe(us('2026-11-23T21:00:00Z'));
    expect(always.dayEndUs(equity, SATURDAY)).toBe(us('2026-11-22T00:00:00Z'));
  });

  it('know which market ends its day next', () => {
    const hours = new TradingHours('exchange');
    expect(hours.nextCloseUs(new Set(['EQUITY', 'CRYPTO'] as const), FRIDAY)).toBe(us('2026-11-20T21:00:00Z'));
    expect(hours.nextCloseUs(new Set(['EQUITY', 'CRYPTO'] as const), SATURDAY)).toBe(us('2026-11-22T00:00:00Z'));
  });

  it('say of themselves in health which they are, and when nobody knows the holidays any more', () => {
    expect(new TradingHours('always').describe(FRIDAY)).toContain('simulated');
    expect(new TradingHours('exchange').describe(SATURDAY)).toBe('exchange: US equities are CLOSED');
    expect(new TradingHours('exchange').describe(us('2028-01-03T15:00:00Z'))).toContain('update the calendar');
  });
});
