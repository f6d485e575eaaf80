import { hasRedis, type RedisServer, startRedis } from '@fairlead/db/testing/redis-server';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { takenAgainUs } from './ordeal/database-ordeal.ts';
import { note, noteTrial, spread } from './ordeal/figures.ts';
import { actionsOf } from './ordeal/load-plan.ts';
import { type Answered, CALL_EVERY_MS, callFor } from './ordeal/order-load.ts';
import { nowUs } from './ordeal/promises.ts';
import { recordedOrders } from './ordeal/record.ts';
import { loadOf, settled } from './ordeal/settling.ts';
import { RunningStack } from './running-stack.ts';

/** How often Redis stops, and for how long; in the long mode longer and more often. */
const STOPS = Number(process.env.FAIRLEAD_REDIS_STOPS ?? 1);
const AWAY_MS = Number(process.env.FAIRLEAD_REDIS_AWAY_MS ?? 2_000);
const SEED = Number(process.env.FAIRLEAD_REDIS_SEED ?? 20_261_130);
const BESIDE_MS = 1_500;
const PATIENCE = { timeout: 30_000, interval: 10 };
const present = hasRedis();
if (!present) console.warn('skipped: Redis that stops under load, because there is no redis-server on this machine');

type Ops = Awaited<ReturnType<RunningStack['person']>>;
interface Told {
  readonly sharing: string;
  readonly circuits: readonly { readonly venue_id: string; readonly state: string }[];
}

describe.skipIf(!present)('Redis that stops under load and starts again with nothing in it', () => {
  it.each(Array.from({ length: STOPS }, (_, index) => ({ seed: SEED + index })))(
    'stops no order, and knows again what circuits have become meanwhile (seed $seed)',
    { timeout: 120_000 },
    async ({ seed }) => {
      const first = await startRedis();
      await using stack = await RunningStack.start({ REDIS_URL: first.url });
      const ops = await stack.person('ops', ['orders:read', 'venues:write']);
      await expect.poll(async () => (await told(ops)).sharing, PATIENCE).toBe('SHARED');
      await force(ops, 'ARCX', 'open');
      await expect.poll(() => inRedis(first, 'ARCX'), PATIENCE).toBe('open');

      const load = await loadOf(stack);
      const actions = actionsOf(seed, Math.ceil((2 * BESIDE_MS + AWAY_MS) / CALL_EVERY_MS)).values();
      const calls = await callFor(BESIDE_MS, load, actions);
      const goneUs = nowUs();
      await first[Symbol.asyncDispose]();
      calls.push(...(await callFor(AWAY_MS / 2, load, actions)));
      await force(ops, 'XNAS', 'open');
      await force(ops, 'ARCX', 'close');
      calls.push(...(await callFor(AWAY_MS / 2, load, actions)));
      expect((await told(ops)).sharing).toBe('AWAY');
      const backUs = nowUs();
      await using again = await startRedis(first.port);
      const agreed = agreedUs(ops, again);
      calls.push(...(await callFor(BESIDE_MS, load, actions)));
      const agreedAtUs = await agreed;
      await Promise.all(calls);

      const differences = await settled(stack, load);
      const orders = [...(await recordedOrders(stack.database)).values()];
      const answers = load.answers;
      noteTrial({
        failure: 'REDIS_STOPPED',
        outageMs: [
          (takenAgainUs({ answers: answers.filter(({ askedUs }) => askedUs < backUs), goneUs }) - goneUs) / 1_000,
        ],
        recoverMs: [(agreedAtUs - backUs) / 1_000],
        orders: orders.length,
        executions: orders.flatMap(({ children }) => children.flatMap(({ executions }) => executions)).length,
        differences: differences.length,
      });
      note(`an order until it is taken, with Redis there, seed ${seed}`, spread(tookMs(answers, 0, goneUs)));
      note(`the same while it is away for ${AWAY_MS / 1_000} s`, spread(tookMs(answers, goneUs, backUs)));
      expect(differences).toEqual([]);
      expect(answers.filter(({ status }) => status === null || status === 500)).toEqual([]);
      expect(tookMs(answers, goneUs, backUs).length).toBeGreaterThan(0);
    },
  );
});

/** Resolves with when the router and Redis say the same of both venues: opened while Redis was away, and closed again. */
async function agreedUs(ops: Ops, redis: RedisServer): Promise<number> {
  await expect
    .poll(async () => [(await told(ops)).sharing, await inRedis(redis, 'XNAS'), await inRedis(redis, 'ARCX')], PATIENCE)
    .toEqual(['SHARED', 'open', 'closed']);
  const { circuits } = await told(ops);
  const state = (venueId: string) => circuits.find(({ venue_id }) => venue_id === venueId)?.state;
  expect([state('XNAS'), state('ARCX')]).toEqual(['OPEN', 'CLOSED']);
  return nowUs();
}

async function inRedis(redis: RedisServer, venueId: string): Promise<string | null> {
  const client = new Redis(redis.url, { lazyConnect: true });
  try {
    await client.connect();
    return await client.hget(`circuit:venue:${venueId}`, 'state');
  } finally {
    client.disconnect();
  }
}

async function told(ops: Ops): Promise<Told> {
  const answer = await ops('GET', '/circuits');
  if (answer?.status !== 200) throw new Error(`the circuits are not told: ${answer?.status}`);
  return answer.body as unknown as Told;
}

async function force(ops: Ops, venueId: string, action: 'open' | 'close'): Promise<void> {
  const answer = await ops('POST', `/circuits/${venueId}`, { action, reason: 'an ordeal' });
  expect(answer?.status === 202 || answer?.body.code === 'NOT_DURABLE').toBe(true);
}

function tookMs(answers: readonly Answered[], fromUs: number, untilUs: number): number[] {
  return answers
    .filter(({ kind, status, askedUs }) => kind === 'ORDER' && status === 202 && askedUs >= fromUs && askedUs < untilUs)
    .map(({ askedUs, answeredUs }) => (answeredUs - askedUs) / 1_000);
}
