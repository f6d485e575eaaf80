import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import type { ControlEvent } from '@fairlead/core/control/control-event';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import { hasRedis, startRedis } from '@fairlead/db/testing/redis-server';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Market } from '../src/market-data/market.ts';
import { CircuitDesk } from '../src/risk/circuit-desk.ts';
import { SharedCircuits } from '../src/risk/shared-circuits.ts';
import { RedisCircuits } from '../src/wire/redis-circuits.ts';

const present = hasRedis();
if (!present) console.warn('skipped: circuits in Redis, because there is no redis-server on this machine');
const SECOND_US = 1_000_000;
/** Two routers are to agree within this. */
const AGREE_MS = 100;
/** However long a machine that is busy may take for what has no bound of ours. */
const PATIENCE = { timeout: 10_000, interval: 5 };
const venues = DEFAULT_VENUES.filter(({ venueId }) => ['XNYS', 'ARCX', 'LP1'].includes(venueId));
const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** The circuits of one router over Redis, on a clock in the test's hands. */
class Router implements AsyncDisposable {
  readonly market = new Market(DEFAULT_INSTRUMENTS, venues);
  readonly recorded: ControlEvent[] = [];
  readonly desk: CircuitDesk;
  readonly shared: SharedCircuits;

  constructor(name: string, url: string, time: { nowUs: number }) {
    const clock = { nowUs: () => time.nowUs };
    this.desk = new CircuitDesk({
      market: this.market,
      control: {
        record: async (event, tell) => {
          this.recorded.push(event);
          tell();
          return { ok: true, position: 1 };
        },
      },
      publisher: { publish: () => {} },
      ids: { next: () => 'id' },
      random: () => 0,
      clock,
      log: silent,
    });
    const isProvider = (venueId: string) => venueId.startsWith('LP');
    const shares = venues.map(({ venueId }) => ({ venueId, isProvider: isProvider(venueId) }));
    this.shared = new SharedCircuits(
      { market: this.market, desk: this.desk, clock, log: silent },
      (hearers) => new RedisCircuits({ url, router: name, venues: shares, draw: () => 0, log: silent }, hearers),
    );
    this.desk.sharedBy(this.shared);
  }

  circuit(venueId = 'XNYS') {
    const circuit = this.market.health(venueId)?.circuit;
    if (circuit === undefined) throw new Error(`${venueId} is not there`);
    return circuit;
  }

  fail(times: number, nowUs: number, venueId = 'XNYS'): void {
    for (let index = 0; index < times; index++) {
      const failure = { kind: 'REJECTED', code: 'VENUE_BUSY' } as const;
      this.circuit(venueId).take({ type: 'FAILED', childId: `c${index}`, failure }, nowUs);
    }
  }

  async [Symbol.asyncDispose]() {
    await this.shared.close();
  }
}

const time = { nowUs: 1_767_366_000_000_000 };
const stack: AsyncDisposable[] = [];
afterEach(async () => {
  for (const each of stack.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

/** Two routers that know each other, over a Redis of their own. */
async function two() {
  const redis = await startRedis();
  stack.push(redis);
  const [one, other] = [new Router('one', redis.url, time), new Router('other', redis.url, time)];
  stack.push(one, other);
  await Promise.all([one.shared.look(), other.shared.look()]);
  expect([one.shared.awaySinceUs, other.shared.awaySinceUs]).toEqual([null, null]);
  return { redis, one, other };
}

/** How long it takes until something holds, in milliseconds. */
async function until(holds: () => boolean): Promise<number> {
  const startedMs = performance.now();
  await vi.waitFor(() => expect(holds()).toBe(true), PATIENCE);
  return performance.now() - startedMs;
}

describe.skipIf(!present)('two routers that share their circuits', () => {
  it('agree within 100 ms that one is open, and keep it under the names of the document', async () => {
    const { redis, one, other } = await two();
    one.fail(5, time.nowUs);
    one.fail(5, time.nowUs, 'LP1');
    expect(await until(() => other.circuit().state === 'OPEN' && other.circuit('LP1').state === 'OPEN')).toBeLessThan(
      AGREE_MS,
    );
    expect(other.circuit().now).toMatchObject({ code: 'FAILURES', untilUs: one.circuit().now.untilUs, openings: 1 });
    expect(other.recorded).toMatchObject([
      { venueId: 'XNYS', to: 'OPEN' },
      { venueId: 'LP1', to: 'OPEN' },
    ]);
    const client = new Redis(redis.url);
    const openedAt = new Date(time.nowUs / 1_000).toISOString();
    const fields = { state: 'open', failures: '5', lastFailure: openedAt, openedAt };
    await vi.waitFor(async () => expect(await client.hgetall('circuit:lp:LP1')).toMatchObject(fields), PATIENCE);
    expect(await client.hgetall('circuit:venue:XNYS')).toMatchObject(fields);
    client.disconnect();
  });

  it('count failures together', async () => {
    const { one, other } = await two();
    one.fail(3, time.nowUs);
    await until(() => other.circuit().now.outcomes.to === 3);
    other.fail(2, time.nowUs);
    expect(other.circuit().state).toBe('OPEN');
    expect(await until(() => one.circuit().state === 'OPEN')).toBeLessThan(AGREE_MS);
  });

  it('probe by one of them alone, and close for both', async () => {
    const { one, other } = await two();
    one.fail(5, time.nowUs);
    await until(() => other.circuit().state === 'OPEN');
    const nowUs = time.nowUs + 31 * SECOND_US;
    for (const each of [one, other]) each.circuit().tick(nowUs);
    const shown = () => [one, other].map((each) => each.circuit().shown);
    await until(() => shown().toSorted().join() === 'HALF_OPEN,OPEN');
    const [prober, idle] = one.circuit().shown === 'HALF_OPEN' ? [one, other] : [other, one];
    expect(['a', 'b', 'c', 'd'].map((id) => idle.circuit().admit(id, nowUs))).toEqual([false, false, false, false]);
    expect(['a', 'b', 'c', 'd'].map((id) => prober.circuit().admit(id, nowUs))).toEqual([true, true, true, false]);
    for (const childId of ['a', 'b', 'c']) prober.circuit().take({ type: 'ANSWERED', childId, latencyUs: 400 }, nowUs);
    expect(await until(() => idle.circuit().state === 'CLOSED')).toBeLessThan(AGREE_MS);
    expect([prober.circuit().state, idle.circuit().now.code]).toEqual(['CLOSED', 'PROBES_SUCCEEDED']);
  });

  it('obey a person at either, whatever one has just decided', async () => {
    const { one, other } = await two();
    other.desk.force('XNYS', { action: 'close', reason: 'we know', actor: 'USER ops' });
    one.fail(5, time.nowUs);
    await until(() => one.circuit().now.code === 'FORCED_CLOSED' && other.circuit().now.code === 'FORCED_CLOSED');
    one.fail(9, time.nowUs);
    expect(one.circuit().state).toBe('CLOSED');
  });

  it('tell one that starts later', async () => {
    const { redis, one } = await two();
    one.desk.force('ARCX', { action: 'open', reason: 'they call', actor: 'USER ops' });
    await until(() => one.recorded.length === 1);
    const late = new Router('late', redis.url, time);
    stack.push(late);
    await vi.waitFor(async () => {
      await late.shared.look();
      expect(late.circuit('ARCX').now).toMatchObject({ state: 'OPEN', code: 'FORCED_OPEN', actor: 'USER ops' });
    }, PATIENCE);
  });
});

describe.skipIf(!present)('a Redis that is not there', () => {
  it('keeps no router from deciding while it stands still, and hears what has changed when it goes on', async () => {
    const { redis, one, other } = await two();
    redis.pause();
    one.fail(5, time.nowUs);
    expect([one.circuit().state, one.circuit().admit('c', time.nowUs), other.circuit().state]).toEqual([
      'OPEN',
      false,
      'CLOSED',
    ]);
    await until(() => one.shared.awaySinceUs !== null);
    one.circuit().tick(time.nowUs + 31 * SECOND_US);
    expect(one.circuit().admit('probe', time.nowUs + 31 * SECOND_US)).toBe(true);
    redis.resume();
    await vi.waitFor(async () => {
      await one.shared.look();
      expect([one.shared.awaySinceUs, other.circuit().state]).toEqual([null, 'HALF_OPEN']);
    }, PATIENCE);
    expect(other.circuit().shown).toBe('OPEN');
  });

  it('has lost nothing that routers know when it was killed and comes back empty', async () => {
    const { redis, one, other } = await two();
    one.desk.force('ARCX', { action: 'open', reason: 'they call', actor: 'USER ops' });
    await until(() => other.circuit('ARCX').state === 'OPEN');
    await redis[Symbol.asyncDispose]();
    one.fail(5, time.nowUs);
    await other.shared.look();
    expect([other.shared.awaySinceUs, other.circuit('ARCX').state]).toEqual([time.nowUs, 'OPEN']);
    stack.push(await startRedis(redis.port));
    await vi.waitFor(async () => {
      await Promise.all([one.shared.look(), other.shared.look()]);
      expect([one.shared.awaySinceUs, other.shared.awaySinceUs, other.circuit().state]).toEqual([null, null, 'OPEN']);
    }, PATIENCE);
    expect([one.circuit('ARCX').state, other.circuit('ARCX').state]).toEqual(['OPEN', 'OPEN']);
  });

  it('is said to be away by a router that starts without it', async () => {
    const lonely = new Router('lonely', 'redis://127.0.0.1:1', time);
    stack.push(lonely);
    await lonely.shared.look();
    expect(lonely.shared.awaySinceUs).toBe(time.nowUs);
    lonely.fail(5, time.nowUs);
    expect(lonely.circuit().state).toBe('OPEN');
  });
});
