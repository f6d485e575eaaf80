import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { describe, expect, it } from 'vitest';
import { type SessionHours, TradingHours } from './trading-hours.ts';

const us = (iso: string) => Date.parse(iso) * 1_000;
const equity = { assetClass: 'EQUITY' } as const;
const SATURDAY = us('2026-11-21T15:00:00Z');
const FRIDAY = us('2026-11-20T15:00:00Z');

const hoursOf = (kept: SessionHours) => new TradingHours(kept, { days: DEFAULT_MARKET_DAYS });

describe('trading hours', () => {
  it('are the exchanges’, or none at all', () => {
    const [exchange, always] = [hoursOf('exchange'), hoursOf('always')];
    expect([FRIDAY, SATURDAY].map((at) => exchange.isOpen(equity, at))).toEqual([true, false]);
    expect([FRIDAY, SATURDAY].map((at) => always.isOpen(equity, at))).toEqual([true, true]);
    expect(exchange.dayEndUs(equity, SATURDAY)).toBe(us('2026-11-23T21:00:00Z'));
    expect(always.dayEndUs(equity, SATURDAY)).toBe(us('2026-11-22T00:00:00Z'));
  });

  it('know which market ends its day next', () => {
    const hours = hoursOf('exchange');
    expect(hours.nextCloseUs(new Set(['EQUITY', 'CRYPTO'] as const), FRIDAY)).toBe(us('2026-11-20T21:00:00Z'));
    expect(hours.nextCloseUs(new Set(['EQUITY', 'CRYPTO'] as const), SATURDAY)).toBe(us('2026-11-22T00:00:00Z'));
  });

  it('say of themselves in health which they are, and when nobody knows the holidays any more', () => {
    expect(hoursOf('always').describe(FRIDAY)).toContain('simulated');
    expect(hoursOf('exchange').describe(SATURDAY)).toBe('exchange: US equities are CLOSED');
    expect(hoursOf('exchange').describe(us('2029-01-03T15:00:00Z'))).toContain('update the calendar');
  });
});
