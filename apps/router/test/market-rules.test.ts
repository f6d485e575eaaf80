import { ruleCalendarView } from '@fairlead/contracts/rule-calendar';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { DEFAULT_RULE_ROWS } from '@fairlead/core/rule-calendar/default-rules';
import { RuleCalendar } from '@fairlead/core/rule-calendar/rule-calendar';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { rowsBy } from './journaled.ts';
import { evidenceOfAll } from './records.ts';

/** The bench begins on this day in New York. */
const TODAY = '2026-01-02';

let router: BenchRouter;
beforeEach(() => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 100]);
  router.quote('ARCX', [9_998, 500], [10_002, 500]);
});

/** Gives a shipped row a date, as people do, and lets the router read it. */
async function date(key: string, from: string): Promise<void> {
  const rows = DEFAULT_RULE_ROWS.map((row) => (row.key === key ? { ...row, from } : row));
  const rules = new RuleCalendar(rows, `with ${key}`);
  router.calendar.rules = rules;
  const today = dateOfDay(newYorkDay(router.nowUs));
  const instruments = router.market.instrumentIds.flatMap((id) => router.market.instrument(id) ?? []);
  const dated = instruments.map((each) => ({
    ...each,
    rules: rules.rulesOn(today, each),
    tickBands: rules.tickBandsOn(today, each, null) ?? each.tickBands,
  }));
  expect(router.market.refresh(dated)).toEqual([]);
}

const recordOf = (at: number) => evidenceOfAll(router).at(at);

describe('the rules of the market', () => {
  it('are named and held by each decision', async () => {
    await router.submit({ quantity: '100' });
    expect(recordOf(0)).toMatchObject({
      versions: { rule_calendar: 'default' },
      market_rules: {
        order_protection: true,
        lock_and_cross: true,
        access_fee_cap: { per_share: '0.003', below_dollar_ppm: 3_000 },
      },
      settings: { protection: true },
      instrument: {
        round_lot: '100',
        tick_bands: [
          ['0', '0.0001'],
          ['1', '0.01'],
        ],
      },
    });
    await date('order-protection-rescinded', TODAY);
    await router.submit({ orderId: 'later', quantity: '100' });
    expect(recordOf(1)).toMatchObject({
      versions: { rule_calendar: 'with order-protection-rescinded' },
      market_rules: { order_protection: false, lock_and_cross: true },
      settings: { protection: false },
    });
  });

  it('protect a better quote until the day on which order protection ends, and mark no sweep then', async () => {
    const order = { quantity: '300', excludeVenues: ['XNYS'], orderType: 'LIMIT', limitPrice: '100.02' } as const;
    const kinds = () => router.children.map((child) => [child.limit_price, child.iso, child.time_in_force]);
    await router.submit({ ...order, orderId: 'before', timeInForce: 'IOC' });
    expect(kinds()).toEqual([]);
    await date('order-protection-rescinded', '2026-01-03');
    await router.submit({ ...order, orderId: 'the day before', timeInForce: 'IOC' });
    expect(kinds()).toEqual([]);
    await date('order-protection-rescinded', TODAY);
    await router.submit({ ...order, orderId: 'since', timeInForce: 'IOC' });
    expect(kinds()).toEqual([[1_000_200, false, 'IOC']]);
  });

  it('cut fees above the cap on access fees, in the view and in the fill, and say whose', async () => {
    const chargedAtNyse = () => router.market.chargedFees('XNYS', 'AAPL')?.takePerUnitE8;
    expect([chargedAtNyse(), router.market.overAccessFeeCap]).toEqual([300_000, []]);
    await date('access-fee-cap-2024', TODAY);
    expect(chargedAtNyse()).toBe(100_000);
    expect(router.market.overAccessFeeCap).toContain('XNYS');
    expect(router.market.overAccessFeeCap).not.toContain('IEXG');
    await router.submit({ quantity: '100' });
    const [child] = router.children;
    if (child === undefined) throw new Error('a child expected');
    await router.fill(child, 100);
    const [fill] = rowsBy(router).flatMap((order) => order.executions);
    expect([fill?.venue_id, fill?.fee]).toEqual(['XNYS', '0.1']);
  });
});

describe('GET rule-calendar', () => {
  const get = async (query = '') => {
    const app = await benchApi(router, { decisions: [] });
    const headers = { 'x-api-key': 'flk_read' };
    return app.inject({ method: 'GET', url: `/api/v1/smart-routing/rule-calendar${query}`, headers });
  };
  const held = async (query: string) => {
    const view = ruleCalendarView.parse((await get(query)).json());
    return view.rows.filter((row) => row.in_force).map((row) => row.key);
  };

  it('shows every row with its source, and which hold today', async () => {
    const view = ruleCalendarView.parse((await get()).json());
    expect(view).toMatchObject({ version: 'default', date: TODAY, venues_over_access_fee_cap: [] });
    expect(view.rows.map((row) => row.key)).toEqual(DEFAULT_RULE_ROWS.map((row) => row.key));
    expect(view.rows.find((row) => row.key === 'access-fee-cap')).toEqual({
      key: 'access-fee-cap',
      rule: 'ACCESS_FEE_CAP',
      effective_from: '2007-08-20',
      asset_class: 'EQUITY',
      instrument_id: null,
      values: { per_share: '0.003', below_dollar_ppm: 3_000 },
      source: expect.stringContaining('610(c)'),
      note: expect.any(String),
      in_force: true,
    });
  });

  it('shows which held, or will hold, on another day', async () => {
    expect(await held('?date=2000-01-03')).toEqual(['round-lots']);
    expect(await held('?date=2018-01-02')).toEqual([
      'order-protection',
      'lock-and-cross',
      'access-fee-cap',
      'ticks',
      'round-lots',
      'short-sale-test',
    ]);
    expect(await held('?date=2026-02-02')).toContain('fees-at-execution');
  });

  it.each(['?date=2026-02-30', '?date=today', '?day=2026-01-02'])('refuses %s', async (query) => {
    expect((await get(query)).statusCode).toBe(400);
  });
});
