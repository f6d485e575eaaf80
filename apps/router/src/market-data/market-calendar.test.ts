import { createHash } from 'node:crypto';
import { DEFAULT_MARKET_DAY_ROWS } from '@fairlead/core/market/default-market-days';
import type { MarketDayRow } from '@fairlead/core/market/market-days';
import { newYorkDay } from '@fairlead/core/market/new-york-time';
import { DEFAULT_RULE_ROWS } from '@fairlead/core/rule-calendar/default-rules';
import type { RuleRow } from '@fairlead/core/rule-calendar/rule-row';
import { beforeEach, expect, it } from 'vitest';
import { MarketCalendar } from './market-calendar.ts';

const CHRISTMAS = newYorkDay(Date.parse('2026-12-25T15:00:00Z') * 1_000);
const STOCK = { instrumentId: 'AAPL', assetClass: 'EQUITY' } as const;

let days: readonly MarketDayRow[] | null;
let rules: readonly RuleRow[];
let warnings: string[];
let calendar: MarketCalendar;
beforeEach(async () => {
  days = DEFAULT_MARKET_DAY_ROWS;
  rules = DEFAULT_RULE_ROWS;
  warnings = [];
  calendar = new MarketCalendar({
    store: {
      marketDays: async () => days ?? Promise.reject(new Error('no database')),
      marketRules: async () => rules,
    },
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    log: { info: () => {}, warn: (_, message) => void warnings.push(message), error: () => {} },
  });
  await calendar.load();
});

it('keeps the market days that it read last, when the rows cannot be read or make no sense, and says so', async () => {
  const first = calendar.days;
  expect(first.rowOf(CHRISTMAS)?.name).toBe('Christmas');
  await calendar.look();
  expect(calendar.days).toBe(first);
  days = null;
  await calendar.look();
  days = [{ date: '2026-12-25', opensAt: '12:00', closesAt: null, name: '', source: '' }];
  await calendar.look();
  expect([calendar.days, warnings.length]).toEqual([first, 2]);
  days = DEFAULT_MARKET_DAY_ROWS.filter(({ name }) => name !== 'Christmas');
  await calendar.look();
  expect(calendar.days.rowOf(CHRISTMAS)).toBeNull();
});

it('takes rules that people change, under another version, and the old version when they are changed back', async () => {
  const first = calendar.rules;
  expect(first.version).toMatch(/^[0-9a-f]{16}$/);
  rules = DEFAULT_RULE_ROWS.map((row) =>
    row.key === 'order-protection-rescinded' ? { ...row, from: '2026-12-01' } : row,
  );
  await calendar.look();
  expect(calendar.rules.rulesOn('2026-12-01', STOCK)).toMatchObject({
    calendar: calendar.rules.version,
    orderProtection: false,
  });
  expect(calendar.rules.version).not.toBe(first.version);
  rules = DEFAULT_RULE_ROWS.toReversed();
  await calendar.look();
  expect(calendar.rules.version).toBe(first.version);
});

it('keeps the rules that it read last where a row makes no sense', async () => {
  const first = calendar.rules;
  rules = [...DEFAULT_RULE_ROWS, ...DEFAULT_RULE_ROWS.slice(0, 1)];
  await calendar.look();
  expect([calendar.rules, warnings.length]).toEqual([first, 1]);
});
