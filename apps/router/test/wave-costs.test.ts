import { routingExecutionStatus } from '@fairlead/contracts/smart-routing';
import type { OrderUpdate } from '@fairlead/contracts/stream';
import { beforeEach, expect, it } from 'vitest';
import { StoredExecutionReader } from '../src/intake/execution-reader.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { rowsBy, walkOf } from './journaled.ts';
import { restart } from './restart.ts';

let router: BenchRouter;

/** The mid is 100.00; of the first wave 150 are filled, and the second, of what is left, goes to BATS and to no other venue. */
beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  router.quote('ARCX', [9_998, 500], [10_002, 500]);
  await router.submit();
  const [nyse, arca] = router.children;
  if (nyse === undefined || arca === undefined) throw new Error('two children expected');
  await router.fill(nyse, 50);
  await router.canceled(nyse);
  router.quote('XNYS', [9_999, 500], [10_009, 900]);
  router.quote('BATS', [9_999, 500], [10_003, 900]);
  router.quote('ARCX', [9_998, 500], [10_004, 500]);
  await router.fill(arca, 100);
});

const fillSecond = async (count: number) => {
  const [, , bats] = router.children;
  if (bats === undefined) throw new Error('a child of a second wave expected');
  await router.fill(bats, count);
};
const streamed = (of: BenchRouter) =>
  of.stream.flatMap((each) => ('wave_cost' in each.data ? [each.data.wave_cost] : []));
const routed = () => router.stream.flatMap((each) => ('slices' in each.data ? [each.data] : []));
const feesOf = (wave: 1 | 2) => {
  const rows = rowsBy(router).flatMap((order) => order.executions);
  return (wave === 1 ? rows.slice(0, 2) : rows.slice(2)).reduce((sum, row) => sum + Number(row.fee), 0);
};
const status = async () => {
  const walk = walkOf(router);
  const executions = new StoredExecutionReader({
    orders: { findByClientId: async () => walk.order, findWalk: async () => walk },
    markouts: { of: async () => [] },
  });
  const app = await benchApi(router, { decisions: [], executions });
  const headers = { 'x-api-key': 'flk_all' };
  const answer = await app.inject({ method: 'GET', url: '/api/v1/smart-routing/order-1/execution', headers });
  return routingExecutionStatus.parse(answer.json());
};

it('each wave of an order has its own realised cost, of its own fills against the mid at arrival', async () => {
  await fillSecond(60);
  const { wave_costs: waves, ...order } = await status();
  // 50 at 100.01 and 100 at 100.02, then 60 at 100.03: a cent is a basis point.
  const first = 250 / 150 + (feesOf(1) / 150) * 100;
  const second = 3 + (feesOf(2) / 60) * 100;
  // What each decision said of itself: price and fee of what it took.
  const [one = 0, two = 0] = routed().map((update) => update.expected_cost_bps ?? Number.NaN);
  expect(waves).toEqual([
    closeTo({
      decision_id: order.decision_ids[0],
      wave: 1,
      filled_quantity: 150,
      expected_cost_bps: one,
      realised_cost_bps: first,
    }),
    closeTo({
      decision_id: order.decision_ids[1],
      wave: 2,
      filled_quantity: 60,
      expected_cost_bps: two,
      realised_cost_bps: second,
    }),
  ]);
  expect(order.realised_cost_bps).toBeCloseTo((first * 150 + second * 60) / 210, 9);
  expect(order.expected_cost_bps).toBeCloseTo((one * 150 + two * 60) / 210, 7);
});

it('a wave without a fill has no realised cost, not one of 0', async () => {
  const { wave_costs: waves } = await status();
  expect(waves.map((wave) => [wave.wave, wave.filled_quantity])).toEqual([
    [1, 150],
    [2, 0],
  ]);
  expect(waves[1]).toMatchObject({ realised_cost_bps: null, expected_cost_bps: expect.any(Number) });
});

it('the stream says with each fill what its wave has come to, as the API does', async () => {
  await fillSecond(60);
  const { wave_costs: waves } = await status();
  const told = streamed(router);
  expect(told.map((cost) => [cost?.wave, cost?.filled_quantity])).toEqual([
    [1, 50],
    [1, 150],
    [2, 60],
  ]);
  for (const [index, cost] of [told[1], told[2]].entries()) expect(cost).toEqual(closeTo(waves[index]));
});

it('after a restart the waves go on from what they had come to', async () => {
  await fillSecond(60);
  const after = new BenchRouter();
  for (const venueId of ['XNYS', 'ARCX', 'BATS']) after.quote(venueId, [9_999, 500], [10_001, 500]);
  await restart(router, after);
  const [, , bats] = router.children;
  if (bats === undefined) throw new Error('a child of a second wave expected');
  const executions = rowsBy(router)
    .flatMap((order) => order.executions)
    .filter((row) => row.child_id === bats.child_id)
    .map((row) => ({
      execution_id: row.venue_execution_id,
      quantity: Number(row.quantity),
      price: bats.limit_price,
      liquidity_flag: 'TAKE',
    }));
  await after.says(bats, { type: 'status', state: 'PARTIALLY_FILLED', executions });
  for (const life of [router, after]) await life.fill(bats, 30, { execution_id: 'last' });
  const [before, again] = [streamed(router).at(-1), streamed(after).at(-1)];
  expect(before).toMatchObject({ wave: 2, filled_quantity: 90 });
  expect(again).toEqual(closeTo(before));
  expect(lastUpdate(after)).toEqual(closeTo(lastUpdate(router)));
});

function lastUpdate({ stream }: BenchRouter): OrderUpdate | undefined {
  return stream.flatMap((each) => ('working_quantity' in each.data ? [each.data] : [])).at(-1);
}

interface Costs {
  readonly expected_cost_bps: number | null;
  readonly realised_cost_bps: number | null;
}

/** The same but for the digits that the database does not keep of an expected cost. */
function closeTo<Of extends Costs>(of: Of | null | undefined) {
  const near = (bps: number | null | undefined) => expect.closeTo(bps ?? Number.NaN, 7);
  return { ...of, expected_cost_bps: near(of?.expected_cost_bps), realised_cost_bps: near(of?.realised_cost_bps) };
}
