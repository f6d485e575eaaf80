import { isoTime } from '@fairlead/contracts/wire-value';
import { beforeEach, describe, expect, it } from 'vitest';
import { statusView } from '../src/market-data/shown-status.ts';
import { overallQuality, qualityByInstrument, venueQuality } from '../src/market-data/venue-quality.ts';
import { VenueStatusTicker } from '../src/market-data/venue-status.ts';
import { VenueMemory } from '../src/recovery/venue-memory.ts';
import { BenchRouter } from './bench-router.ts';
import { storedVenueMemory } from './stored-venue-memory.ts';

let router: BenchRouter;

beforeEach(() => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 5_000], [10_001, 5_000]);
  router.quote('ARCX', [9_998, 5_000], [10_002, 5_000]);
});

const SECOND_US = 1_000_000;
const qualityOf = (venueId: string, of = router) => {
  const book = of.market.book('AAPL');
  if (book === undefined) throw new Error('no book');
  const found = venueQuality(book, of.market.venuesOf(book), of.nowUs).find((row) => row.venue_id === venueId);
  if (found === undefined) throw new Error(`no quality of ${venueId}`);
  return found;
};

/** Routes so many orders of 100 shares to XNYS; each is filled or comes back. */
async function trade(count: number, isFilled: (index: number) => boolean): Promise<void> {
  for (let index = 0; index < count; index++) {
    await router.submit({ orderId: `o-${router.nowUs}`, quantity: '100', timeInForce: 'IOC' });
    const child = router.children.at(-1);
    if (child === undefined) throw new Error('a child expected');
    await (isFilled(index) ? router.fill(child, 100) : router.canceled(child));
    router.nowUs += 20_000;
  }
}

describe('what the router learns of a venue from its own children', () => {
  it('is its fill rate, round trip, fade and price, each with an interval and what it rests on', async () => {
    await trade(40, (index) => index % 4 !== 0);
    const { fill_rate, observations, latency, estimates, last_updated } = qualityOf('XNYS');
    expect(observations).toBe(40);
    expect(last_updated).not.toBeNull();
    expect(fill_rate).toBeGreaterThan(0.7);
    expect(fill_rate).toBeLessThan(0.87);
    expect(estimates.fill_rate.low95).toBeLessThan(0.75);
    expect(estimates.fill_rate.high95).toBeGreaterThan(0.75);
    expect(estimates.fade_rate.value).toBeGreaterThan(0.15);
    expect(estimates.fill_rate.observations).toBeCloseTo(40, -1);
    // The bench answers after 400 microseconds, and the fill at the offer improves on nothing.
    expect(latency.p50_ms).toBeGreaterThan(0.33);
    expect(latency.p50_ms).toBeLessThan(0.48);
    expect(estimates.price_improvement_bps.value).toBe(0);
    expect(estimates.effective_over_quoted.value).toBeCloseTo(1, 6);
  });

  it('is told by instrument and over all of them, each of what it rests on', async () => {
    await trade(40, (index) => index % 4 !== 0);
    const health = router.market.health('XNYS');
    if (health === undefined) throw new Error('XNYS expected');
    const byInstrument = qualityByInstrument(health, router.market, router.nowUs);
    expect(byInstrument).toEqual([{ instrument_id: 'AAPL', ...qualityOf('XNYS') }]);
    const overall = overallQuality(health, router.nowUs);
    expect(overall).toMatchObject({ venue_id: 'XNYS', observations: 40, status: 'ACTIVE' });
    expect(overall.latency.p50_ms).toBe(qualityOf('XNYS').latency.p50_ms);
    // What was seen in one instrument alone is not counted twice.
    expect(overall.estimates.fill_rate.observations).toBeCloseTo(40, -1);
    expect(overall.estimates.fill_rate.value).toBeGreaterThan(0.7);
    expect(overall.estimates.fill_rate.value).toBeLessThan(0.87);
    const unseen = router.market.health('ARCX');
    if (unseen === undefined) throw new Error('ARCX expected');
    expect(qualityByInstrument(unseen, router.market, router.nowUs)).toEqual([]);
    expect(overallQuality(unseen, router.nowUs)).toMatchObject({ observations: 0, last_updated: null });
  });

  it('is nothing where the child never reached the venue', async () => {
    router.down.add('XNYS');
    await router.submit({ quantity: '100', timeInForce: 'IOC' });
    expect(qualityOf('XNYS').observations).toBe(0);
  });

  it('reaches the decisions: an order for the surest fill goes elsewhere after a dozen misses', async () => {
    router.quote('ARCX', [9_999, 5_000], [10_001, 5_000]);
    const surest = (id: string) =>
      router.submit({ orderId: id, quantity: '100', routingObjective: 'HIGHEST_FILL_RATE', timeInForce: 'IOC' });
    await surest('before');
    const [first] = router.children;
    if (first === undefined) throw new Error('a child expected');
    let missed = 0;
    for (let turn = 0; turn < 30 && router.children.at(-1)?.venueId === first.venueId; turn++) {
      const child = router.children.at(-1);
      if (child === undefined) break;
      await router.canceled(child);
      missed += 1;
      await surest(`o-${turn}`);
    }
    expect(router.children.at(-1)?.venueId).not.toBe(first.venueId);
    expect(missed).toBeLessThanOrEqual(12);
  });
});

describe('markouts', () => {
  it('are read at their times, and are positive where the price comes back after we bought', async () => {
    await trade(10, () => true);
    router.quote('XNYS', [9_989, 5_000], [9_991, 5_000]);
    router.quote('ARCX', [9_988, 5_000], [9_992, 5_000]);
    router.nowUs += SECOND_US;
    router.market.learning.tick(router.nowUs);
    const { after_50ms, after_1s, after_15s } = qualityOf('XNYS').markouts_bps;
    expect(after_1s.observations).toBeCloseTo(10, 0);
    // Ten cents of a hundred dollars are 10 bp; ten fills of the venue and of the instrument weigh against a prior of none.
    expect(after_1s.value).toBeGreaterThan(6);
    expect(after_50ms.value).toBeGreaterThan(6);
    expect(after_15s.observations).toBe(0);
    router.nowUs += 300 * SECOND_US;
    router.market.learning.tick(router.nowUs);
    expect(qualityOf('XNYS').markouts_bps.after_5m.observations).toBeCloseTo(10, 0);
    expect(router.market.learning.waitingMarkouts).toBe(0);
  });
});

describe('a venue that displays nothing', () => {
  const ping = async (filled: number) => {
    await router.submit({
      orderId: `ping-${router.nowUs}`,
      quantity: '400',
      directedVenue: 'INTERNAL',
      timeInForce: 'IOC',
    });
    const child = router.children.at(-1);
    if (child?.venueId !== 'INTERNAL') throw new Error('a blind child expected');
    if (filled > 0) await router.fill(child, filled);
    if (filled < 400) await router.canceled(child);
  };
  const conditionOf = (side: 'BUY' | 'SELL', of = router) => {
    const { instrument } = of.market.book('AAPL') ?? {};
    if (instrument === undefined) throw new Error('no AAPL');
    const health = of.market.health('INTERNAL');
    return { ...health?.moment(instrument, side, router.nowUs), ...health?.expectation(instrument, router.nowUs) };
  };
  const chanceOfLot = (of = router) => conditionOf('SELL', of).hidden?.[0]?.probability ?? 0;

  it('is believed to have more when pings find something, and is remembered so', async () => {
    const before = chanceOfLot();
    for (let turn = 0; turn < 12; turn++) {
      await ping(turn % 4 === 0 ? 200 : 400);
      router.nowUs += SECOND_US;
    }
    expect(before).toBe(0.3);
    expect(chanceOfLot()).toBeGreaterThan(0.7);
    const stored = storedVenueMemory();
    await new VenueMemory({ ...stored.ports(router), market: router.market }).save();
    const again = new BenchRouter();
    await new VenueMemory({ ...stored.ports(again), market: again.market }).restore();
    expect(conditionOf('SELL', again)?.hidden).toEqual(conditionOf('SELL').hidden);
    expect(qualityOf('INTERNAL').estimates.hidden_liquidity_rate.value).toBeGreaterThan(0.5);
  });

  it('is left alone for half a second on the side of a ping that found nothing', async () => {
    await ping(0);
    expect([conditionOf('BUY').blindBar, conditionOf('SELL').blindBar]).toEqual(['HOLD_OFF', null]);
    router.nowUs += SECOND_US / 2;
    expect(conditionOf('BUY').blindBar).toBeNull();
    expect(chanceOfLot()).toBeLessThan(0.3);
  });

  it('is left alone while a ping is on its way: what another would find, that one finds', async () => {
    const asked = { quantity: '400', directedVenue: 'INTERNAL', timeInForce: 'IOC' } as const;
    await router.submit({ orderId: 'first', ...asked });
    expect([conditionOf('BUY').blindBar, conditionOf('SELL').blindBar]).toEqual(['HOLD_OFF', null]);
    const child = router.children.at(-1);
    if (child === undefined) throw new Error('a child expected');
    await router.fill(child, 400);
    expect(conditionOf('BUY').blindBar).toBeNull();
  });

  it('is barred while its fills are followed by moves against us', async () => {
    for (let turn = 0; turn < 40; turn++) {
      await ping(400);
      router.nowUs += SECOND_US;
      const [bid, ask] = [9_999 - 2 * (turn + 1), 10_001 - 2 * (turn + 1)] as const;
      router.quote('XNYS', [bid, 5_000], [ask, 5_000]);
      router.quote('ARCX', [bid - 1, 5_000], [ask + 1, 5_000]);
      router.market.learning.tick(router.nowUs);
    }
    expect(conditionOf('BUY').blindBar).toBe('ADVERSE_MARKOUTS');
    expect(conditionOf('SELL').blindBar).toBe('ADVERSE_MARKOUTS');
  });
});

/** How a venue is shown to people. */
function statusOf(venueId: string) {
  const health = router.market.health(venueId);
  if (health === undefined) throw new Error(`${venueId} expected`);
  return statusView(health, router.nowUs);
}

describe('the status of a venue', () => {
  const tell = () => {
    const said: unknown[] = [];
    const publisher = { publish: (_: string, data: unknown) => void said.push(data) };
    const ticker = new VenueStatusTicker(router.market, publisher, { nowUs: () => router.nowUs });
    return { said, ticker };
  };

  it('becomes CONGESTED when it fills next to nothing, is told once, and comes back', async () => {
    const { said, ticker } = tell();
    ticker.tick();
    await trade(40, () => true);
    await trade(25, () => false);
    ticker.tick();
    ticker.tick();
    const since = isoTime(router.nowUs);
    expect(said).toEqual([
      {
        ...{ venue_id: 'XNYS', venue_type: 'EXCHANGE', connected: true },
        ...{ status: 'CONGESTED', status_cause: 'FEW_FILLS', status_since: since },
        status_reason: expect.stringMatching(/^fills \d+ % of what is sent, \d+ % at best; 100 % was to be expected$/),
      },
    ]);
    router.nowUs += SECOND_US;
    expect(statusOf('XNYS')).toMatchObject({ status_cause: 'FEW_FILLS', status_since: since });
    await trade(20, () => true);
    ticker.tick();
    expect(said.at(-1)).toMatchObject({ venue_id: 'XNYS', status: 'ACTIVE' });
    expect(said).toHaveLength(2);
  });

  it('is OFFLINE without a session, and RESTRICTED by a word until the word is taken back', () => {
    const health = router.market.health('XNYS');
    router.market.setConnected('XNYS', false);
    expect(health?.status).toBe('OFFLINE');
    router.market.setConnected('XNYS', true);
    health?.standing.setSaid('RESTRICTED');
    expect(health?.status).toBe('RESTRICTED');
    health?.standing.setSaid(null);
    expect(health?.status).toBe('ACTIVE');
  });

  it('says why and since when, by the person or the circuit that is to blame for it', () => {
    const health = router.market.health('XNYS');
    const since = isoTime(router.nowUs);
    expect(statusOf('XNYS')).toEqual({
      status: 'ACTIVE',
      status_cause: 'WELL',
      status_since: since,
      status_reason: '',
    });
    router.nowUs += SECOND_US;
    router.market.setConnected('XNYS', false);
    expect(statusOf('XNYS')).toMatchObject({ status_cause: 'NO_SESSION', status_since: isoTime(router.nowUs) });
    const saidUs = router.nowUs;
    health?.say({ status: 'RESTRICTED', reason: 'strange fills', actor: 'ops@example.com', atUs: saidUs });
    router.nowUs += SECOND_US;
    expect(statusOf('XNYS')).toEqual({
      ...{ status: 'RESTRICTED', status_cause: 'SAID' },
      ...{ status_since: isoTime(saidUs), status_reason: 'strange fills' },
    });
    health?.say(null);
    router.market.setConnected('XNYS', true);
    const forced = { type: 'FORCED', action: 'open', reason: 'the venue calls', actor: 'ops@example.com' } as const;
    health?.circuit.take(forced, router.nowUs);
    const openUs = router.nowUs;
    router.nowUs += SECOND_US;
    expect(health?.measureStatus(router.nowUs)).toBe(true);
    expect(statusOf('XNYS')).toEqual({
      ...{ status: 'OFFLINE', status_cause: 'CIRCUIT_OPEN' },
      ...{ status_since: isoTime(openUs), status_reason: 'the venue calls' },
    });
  });

  it('RESTRICTED takes the venue out of decisions', async () => {
    router.market.health('XNYS')?.standing.setSaid('RESTRICTED');
    router.quote('ARCX', [9_998, 5_000], [10_001, 5_000]);
    await router.submit({ quantity: '100' });
    expect(router.children.map(({ venueId }) => venueId)).not.toContain('XNYS');
  });
});

describe('what was learned', () => {
  it('is the same after a stop and a start, and says the same of the next decision', async () => {
    await trade(30, (index) => index % 3 !== 0);
    router.nowUs += SECOND_US;
    router.market.learning.tick(router.nowUs);
    const stored = storedVenueMemory();
    const before = new VenueMemory({ ...stored.ports(router), market: router.market });
    await before.save();
    await before.record();
    stored.said.set('ARCX', 'RESTRICTED');

    const again = new BenchRouter();
    again.nowUs = router.nowUs;
    again.quote('XNYS', [9_999, 5_000], [10_001, 5_000]);
    expect(await new VenueMemory({ ...stored.ports(again), market: again.market }).restore()).toBe(2);
    const { instrument } = again.market.book('AAPL') ?? {};
    if (instrument === undefined) throw new Error('no AAPL');
    for (const afterUs of [0, 700_000, 60 * SECOND_US]) {
      const conditionOf = (of: BenchRouter) => {
        const health = of.market.health('XNYS');
        const nowUs = router.nowUs + afterUs;
        return [health?.moment(instrument, 'BUY', nowUs), health?.expectation(instrument, nowUs)];
      };
      expect(conditionOf(again)).toEqual(conditionOf(router));
    }
    expect(qualityOf('XNYS', again).estimates).toEqual(qualityOf('XNYS').estimates);
    expect(again.market.health('ARCX')?.status).toBe('RESTRICTED');
    expect(stored.rows).toMatchObject([
      { venue_id: 'XNYS', instrument_id: 'AAPL', source: 'ROUTER', status: 'ACTIVE' },
    ]);
  });

  it('of fills that came late holds back what the venue gives back after a restart too', async () => {
    const stored = storedVenueMemory();
    const again = new BenchRouter();
    stored.late.push({ venue_id: 'XNYS', late_us: 300_000, at_us: again.nowUs - SECOND_US });
    stored.late.push({ venue_id: 'ARCX', late_us: 300_000, at_us: again.nowUs - 3_600 * SECOND_US });
    await new VenueMemory({ ...stored.ports(again), market: again.market }).restore();
    const heldBack = (venueId: string) => again.market.health(venueId)?.lateness.heldBackUs(again.nowUs);
    expect([heldBack('XNYS'), heldBack('ARCX')]).toEqual([300_000, 0]);
  });

  it('is saved once, and again only when something new was learned or the save failed', async () => {
    const stored = storedVenueMemory();
    const memory = new VenueMemory({ ...stored.ports(router), market: router.market });
    await memory.save();
    expect(stored.saves).toBe(0);
    await trade(1, () => true);
    stored.isDown = true;
    await memory.save();
    stored.isDown = false;
    await memory.save();
    await memory.save();
    expect([stored.saves, stored.estimates.size]).toEqual([1, 2]);
  });

  it('of another version of the estimators is left out, and learned anew', async () => {
    const stored = storedVenueMemory();
    stored.estimates.set('XNYS AAPL', { venue_id: 'XNYS', instrument_id: 'AAPL', state: [99, 1, 2] });
    stored.estimates.set('GONE ', { venue_id: 'GONE', instrument_id: '', state: [1] });
    expect(await new VenueMemory({ ...stored.ports(router), market: router.market }).restore()).toBe(0);
    expect(qualityOf('XNYS')).toMatchObject({ fill_rate: 0.9, observations: 0 });
  });
});
