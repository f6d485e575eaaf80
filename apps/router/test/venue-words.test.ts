import { price, quantity } from '@fairlead/core/money/units';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rowsBy } from './journaled.ts';
import { OneOrder } from './one-order.ts';

let router: OneOrder;

beforeEach(() => {
  router = new OneOrder();
});

describe('what venues say late (L6)', () => {
  it('of a child that is not in memory is looked up and booked', async () => {
    await router.submit({ timeInForce: 'IOC', quantity: '200' });
    const late = router.child(0);
    await router.canceled(late);
    const after = new OneOrder();
    after.inherit(router);
    after.load = (childId) => (childId === late.child_id ? router.revived : null);
    await after.fill(late, 150);
    expect(after.order).toMatchObject({ state: 'CANCELED', filled_quantity: '150' });
    expect(after.orphans).toEqual([]);
  });

  it('of a child that nobody knows is kept, and people are told', async () => {
    await router.says({ child_id: 'nobody', venueId: 'XNYS' }, { type: 'canceled', reason: 'IOC' });
    expect(router.orphans).toMatchObject([{ venue_id: 'XNYS', child_id: 'nobody' }]);
    expect(router.alerts).toEqual(['ORPHAN_REPORT']);
  });

  it('of another venue’s child changes nothing', async () => {
    const resting = await router.atRest();
    await router.fill({ ...resting, venueId: 'BATS' }, 100);
    expect([router.alive.life.filled, router.errors.length]).toEqual([0, 1]);
  });
});

describe('a venue whose sum differs (L7, L8)', () => {
  it('is asked, and nothing is released before it has answered', async () => {
    await router.submit({ quantity: '200' });
    const taken = router.child(0);
    await router.says(taken, { type: 'canceled', reason: 'IOC', filled_quantity: 150 });
    expect([router.order?.state, router.children.length, router.sent.at(-1)?.type]).toEqual(['UNKNOWN', 1, 'status']);
    const executions = [{ execution_id: 'missed', quantity: 150, price: taken.limit_price, liquidity_flag: 'TAKE' }];
    await router.says(taken, { type: 'status', state: 'CANCELED', executions });
    expect(router.order?.filled_quantity).toBe('150');
    expect(router.child(1).quantity).toBe(50);
  });

  it('and that refuses a cancel as too late is asked what it has done', async () => {
    const resting = await router.atRest();
    router.desk.cancel(router.alive);
    await router.settle();
    await router.says(resting, { type: 'cancel_reject', code: 'TOO_LATE', filled_quantity: 300 });
    expect(router.sent.at(-1)).toMatchObject({ type: 'status', child_id: resting.child_id });
    const executions = [{ execution_id: 'x', quantity: 300, price: 995_000, liquidity_flag: 'MAKE' }];
    await router.says(resting, { type: 'status', state: 'FILLED', executions });
    expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '300' });
  });
});

describe('fills after confirmed cancels (L9)', () => {
  it('are executions, marked, with the excess on the order; what that venue gives back later is asked for twice', async () => {
    await router.submit({ quantity: '200' });
    const first = router.child(0);
    await router.canceled(first);
    const second = router.child(1);
    await router.fill(second, second.quantity);
    await router.fill(first, 120);
    expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '320', excess_quantity: '120' });
    const executions = rowsBy(router).flatMap((order) => order.executions);
    expect(executions.at(-1)?.marks).toEqual(['LATE', 'EXCESS']);
    expect(router.alerts).toContain('OVERCOMMITTED');
  });
});

describe('what a venue takes back or corrects', () => {
  const booked = () => rowsBy(router).flatMap((order) => order.executions);

  it('is an event, and no execution any more: sums, fees and the order follow, and the rest is worked on', async () => {
    const resting = await router.atRest();
    await router.fill(resting, 100, { execution_id: 'wrong' });
    router.desk.onReport(resting.venueId, resting.child_id, { type: 'TRADE_BUSTED', executionId: 'wrong' });
    await router.settle();
    expect(router.order).toMatchObject({ state: 'WORKING', filled_quantity: '0', notional: '0', total_fees: '0' });
    expect(booked()).toEqual([]);
    expect(router.events.at(-1)?.type).toBe('TRADE_BUSTED');
    expect(router.alerts).toContain('TRADE_BUSTED');
    expect(router.revived.life).toEqual(router.alive.durable);
  });

  it('is booked as corrected, in the table and in the sums', async () => {
    const resting = await router.atRest();
    await router.fill(resting, 100, { execution_id: 'x' });
    const corrected = { executionId: 'x', quantity: quantity(80), price: price(994_900), fee: null };
    router.desk.onReport(resting.venueId, resting.child_id, { type: 'TRADE_CORRECTED', ...corrected });
    await router.settle();
    expect(router.order).toMatchObject({ filled_quantity: '80', notional: '7959.2' });
    expect(booked()).toMatchObject([{ quantity: '80', price: '99.49' }]);
  });

  it('counts towards the month’s volume at its venue only as it is now', async () => {
    const counted: { unitsE8: bigint; notionalE8: bigint }[] = [];
    const { market } = router;
    const sums = () => counted.reduce((sum, { unitsE8 }) => sum + unitsE8, 0n) / 100_000_000n;
    const worth = () => counted.reduce((sum, { notionalE8 }) => sum + notionalE8, 0n);
    vi.spyOn(market, 'countVolume').mockImplementation((_, volume) => void counted.push(volume));
    vi.spyOn(market, 'recountVolume').mockImplementation(({ volume }) => void counted.push(volume));
    const resting = await router.atRest();
    await router.fill(resting, 100, { execution_id: 'x' });
    const corrected = { executionId: 'x', quantity: quantity(80), price: price(994_900), fee: null };
    router.desk.onReport(resting.venueId, resting.child_id, { type: 'TRADE_CORRECTED', ...corrected });
    expect([sums(), worth()]).toEqual([80n, 795_920_000_000n]);
    router.desk.onReport(resting.venueId, resting.child_id, { type: 'TRADE_BUSTED', executionId: 'x' });
    expect([sums(), worth()]).toEqual([0n, 0n]);
  });

  it('is shown with the fee as its venue has charged it, where, and when by its clock', async () => {
    const resting = await router.atRest();
    const said = {
      fee: { amount: '0.25', currency: 'USD' },
      last_market: 'XNAS',
      venue_time_us: 5,
      liquidity_flag: null,
    };
    const fill = { type: 'fill', execution_id: 'x', quantity: 100, price: resting.limit_price, ...said } as const;
    await router.says(resting, fill);
    expect(booked()).toMatchObject([
      {
        ...{ fee: '0.25', fee_source: 'VENUE', venue_fee: '0.25', venue_fee_currency: 'USD' },
        ...{ liquidity_flag: 'MAKE', flag_assumed: true, last_market: 'XNAS', venue_time_us: 5 },
      },
    ]);
    expect(router.order?.total_fees).toBe('0.25');
    expect(router.revived.life).toEqual(router.alive.durable);
  });
});

it('an execution outside its limit is booked, marked and alarmed', async () => {
  const resting = await router.atRest();
  await router.says(resting, {
    type: 'fill',
    execution_id: 'dear',
    quantity: 100,
    price: resting.limit_price + 100,
    liquidity_flag: 'MAKE',
  });
  expect(rowsBy(router).flatMap((order) => order.executions)[0]?.marks).toEqual(['OUTSIDE_LIMIT']);
  expect([router.order?.filled_quantity, router.alerts]).toEqual(['100', ['FILL_OUTSIDE_LIMIT']]);
});

it('an order that may go to one venue goes to no second one, over all its waves', async () => {
  await router.submit({ maxVenueSplit: 1, quantity: '400' });
  const first = router.child(0);
  await router.fill(first, 50);
  await router.canceled(first);
  router.quote('ARCX', [9_998, 500], [10_000, 900]);
  await router.settle();
  expect(new Set(router.children.map((each) => each.venueId))).toEqual(new Set([first.venueId]));
});

it('an account that a fill has overtaken takes it out no longer than until the next account', async () => {
  const resting = await router.atRest();
  await router.fill(resting, 300, { execution_id: 'x' });
  const account = { type: 'status', filled_quantity: 0, executions: [] };
  await router.says(resting, { ...account, state: 'ACKED' });
  expect(router.order?.filled_quantity).toBe('0');
  expect(router.sent.filter(({ type }) => type === 'status')).toHaveLength(1);
  const executions = [{ execution_id: 'x', quantity: 300, price: resting.limit_price, liquidity_flag: 'MAKE' }];
  await router.says(resting, { ...account, state: 'FILLED', filled_quantity: 300, executions });
  expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '300' });
});
