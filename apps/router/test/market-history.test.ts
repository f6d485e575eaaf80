import { MARKOUT_HORIZONS } from '@fairlead/core/quality/settings';
import { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RunningStack } from './running-stack.ts';

const PATIENCE = { timeout: 55_000, interval: 200 };

let stack: RunningStack;
let history: MarketHistoryRepository;
beforeAll(async () => {
  stack = await RunningStack.start();
  history = new MarketHistoryRepository(stack.database);
}, 60_000);
afterAll(() => stack[Symbol.asyncDispose]());

/** What is known of AAPL's market at a time in microseconds since 1970. */
async function known(atUs: number) {
  return (await history.marketsAt([{ instrumentId: 'AAPL', atUs }]))[0] ?? null;
}

interface Fill {
  readonly executed_at: string;
  readonly markouts: readonly { readonly horizon: string; readonly mid: number; readonly bps: number | null }[];
}

async function fills(): Promise<Fill[]> {
  return (await stack.call('GET', '/marked/execution'))?.body.fills as Fill[];
}

it('marks what an order has executed by the market of later, which the router has recorded', async () => {
  const body = { order_id: 'marked', instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'MARKET' };
  const answer = await stack.call('POST', '/orders?wait=done', body);
  const execution = answer?.body.execution as { fills: Fill[] };
  expect(execution.fills.length).toBeGreaterThan(0);
  const lastUs = Math.max(...execution.fills.map((fill) => Date.parse(fill.executed_at) * 1_000));
  await expect.poll(() => known(lastUs + 6_000_000), PATIENCE).not.toBeNull();
  await stack.startWorker();
  const asked = ['50ms', '1s'];
  await expect
    .poll(
      async () =>
        (await fills()).every(({ markouts }) =>
          asked.every((horizon) => markouts.some((each) => each.horizon === horizon)),
        ),
      PATIENCE,
    )
    .toBe(true);
  const { rows } = await stack.database.query(
    'select id, mid::float8, (extract(epoch from executed_at) * 1000000)::float8 as at_us from executions',
  );
  const marked = await stack.database.query(
    'select execution_id, horizon, mid::float8, bps::float8 from execution_markouts',
  );
  for (const { execution_id, horizon, mid, bps } of marked.rows) {
    const fill = rows.find(({ id }) => id === execution_id);
    const afterUs = MARKOUT_HORIZONS.find((each) => each.horizon === horizon)?.afterUs ?? Number.NaN;
    const then = (await known(fill.at_us + afterUs))?.market;
    expect(mid).toBeCloseTo(((then?.bid?.price ?? 0) + (then?.ask?.price ?? 0)) / 20_000, 8);
    expect(bps).toBeCloseTo(((fill.mid - mid) / fill.mid) * 10_000, 6);
  }
}, 120_000);

it('knows nothing of the time in which the router was dead, and says so', async () => {
  const until = async () => (await history.knownUntil(0)).get('AAPL') ?? 0;
  const beforeUs = await until();
  expect(beforeUs).toBeGreaterThan(0);
  await stack.killRouter();
  const diedUs = Date.now() * 1_000;
  await stack.startRouter();
  const backUs = Date.now() * 1_000;
  await expect.poll(until, PATIENCE).toBeGreaterThan(backUs);
  const { rows } = await stack.database.query(
    "select (extract(epoch from unknown_since) * 1000000)::float8 as since_us, (extract(epoch from from_at) * 1000000)::float8 as from_us from market_history where instrument_id = 'AAPL' and unknown_because = 'ROUTER_DOWN'",
  );
  expect(rows).toHaveLength(1);
  const [{ since_us: sinceUs, from_us: fromUs }] = rows;
  expect(sinceUs).toBeLessThanOrEqual(diedUs);
  expect(fromUs).toBeGreaterThan(diedUs);
  expect(await known(diedUs)).toBeNull();
  expect(await known(sinceUs)).toBeNull();
  expect(await known(sinceUs - 1)).not.toBeNull();
  expect(await known(fromUs)).not.toBeNull();
  // What was written before the crash is there: no more is lost than what came since.
  expect(sinceUs).toBeGreaterThanOrEqual(beforeUs);
}, 120_000);
