import type { OrderReference } from '@fairlead/contracts/venue-protocol';
import { price, quantity } from '@fairlead/core/money/units';
import { describe, expect, test } from 'vitest';
import { level, SETTLE_US, VenueBench } from '../../test/venue-bench.ts';
import type { Fault } from '../faults/fault.ts';

const ASKS = [level(1_000_100, 500)];
const BIDS = [level(999_900, 500)];

function lit(profile = {}): VenueBench {
  const bench = new VenueBench({ profile });
  bench.makers(BIDS, ASKS);
  return bench;
}

describe('orders at a venue', () => {
  test('nothing happens before the latency is over, and messages of a venue keep their order', () => {
    const bench = lit({ latencySigma: 1 });
    bench.venue.receive('s1', { type: 'status', child_id: 'a' });
    expect(bench.said).toEqual([]);
    for (let i = 0; i < 200; i++) bench.venue.receive('s1', { type: 'status', child_id: `n${i}` });
    bench.clock.advance(60 * SETTLE_US);
    const asked = bench.said.map((message) => ('child_id' in message ? message.child_id : ''));
    expect(asked).toEqual(['a', ...Array.from({ length: 200 }, (_, i) => `n${i}`)]);
  });

  test('a repeated child id is answered with the truth and executed once', () => {
    const bench = lit();
    bench.send({ child_id: 'twice', limit_price: 1_000_100 });
    bench.send({ child_id: 'twice', limit_price: 1_000_100 });
    expect(bench.story('twice')).toEqual(['ack', 'fill 100@1000100 TAKE leaves 0', 'status FILLED 100']);
    expect(bench.venue.counters.repeatedChildIds).toBe(1);
  });

  test('cancels that come too late or for nothing are rejected', () => {
    const bench = lit();
    const childId = bench.send({ limit_price: 1_000_100 });
    bench.venue.receive('s1', { type: 'cancel', child_id: childId });
    bench.venue.receive('s1', { type: 'cancel', child_id: 'nobody' });
    bench.clock.advance(SETTLE_US);
    expect(bench.story(childId).at(-1)).toBe('cancel_reject TOO_LATE');
    expect(bench.story('nobody')).toEqual(['cancel_reject UNKNOWN_ORDER']);
  });

  test.each([
    ['never seen', undefined, 'status null 0'],
    ['resting', { time_in_force: 'DAY', limit_price: 999_900 }, 'status ACKED 0'],
    [
      'partly filled and resting',
      { time_in_force: 'DAY', quantity: 700, limit_price: 1_000_100 },
      'status PARTIALLY_FILLED 500',
    ],
    ['filled', { limit_price: 1_000_100 }, 'status FILLED 100'],
    ['partly filled and canceled', { quantity: 700, limit_price: 1_000_100 }, 'status CANCELED 500'],
    ['rejected', { limit_price: 1_000_150 }, 'status REJECTED 0'],
    ['rejected for having no quantity', { quantity: 0, limit_price: 1_000_100 }, 'status REJECTED 0'],
  ] as const)('status of an order %s', (_, order, wanted) => {
    const bench = lit();
    const childId = order === undefined ? 'nobody' : bench.send(order);
    bench.venue.receive('s2', { type: 'status', child_id: childId });
    bench.clock.advance(SETTLE_US);
    expect(bench.story(childId).at(-1)).toBe(wanted);
    expect(bench.sessions.at(-1)).toBe('s2');
  });

  describe('an order that the venue is asked about under an id that it has never seen', () => {
    const bench = lit();
    const childId = bench.send({ time_in_force: 'DAY', limit_price: 999_900 });
    const [ack] = bench.said.filter((message) => message.type === 'ack');
    const meant = { instrument_id: 'AAPL', side: 'BUY', venue_order_id: ack?.venue_order_id ?? null } as const;
    const ask = (more: Partial<OrderReference>) => {
      bench.venue.receive('s1', { type: 'status', ...meant, child_id: 'forgotten', ...more });
      bench.clock.advance(SETTLE_US);
      return bench.story('forgotten').at(-1);
    };

    test.each([
      ['its own id, instrument and side', {}, 'status ACKED 0'],
      ['no id of its own', { venue_order_id: null }, 'status null 0'],
      ['another id of its own', { venue_order_id: 'other' }, 'status null 0'],
      ['its own id and another side', { side: 'SELL' }, 'status null 0'],
      ['its own id and another instrument', { instrument_id: 'KO' }, 'status null 0'],
    ] as const)('is asked for by %s', (_, more, wanted) => {
      expect(ask(more)).toBe(wanted);
    });

    test('and can be canceled so', () => {
      bench.venue.receive('s1', { type: 'cancel', ...meant, child_id: 'forgotten' });
      bench.clock.advance(SETTLE_US);
      expect(bench.story(childId).at(-1)).toMatch(/^canceled/);
    });
  });

  test('who asks about a resting order hears of it from then on', () => {
    const bench = lit();
    const childId = bench.send({ time_in_force: 'DAY', limit_price: 1_000_000 });
    bench.venue.receive('s2', { type: 'status', child_id: childId });
    bench.clock.advance(SETTLE_US);
    bench.makers([], [level(1_000_000, 100)]);
    expect(bench.story(childId).at(-1)).toBe('fill 100@1000000 MAKE leaves 0');
    expect(bench.sessions.at(-1)).toBe('s2');
  });

  test('an instrument that the venue does not have is refused', () => {
    const bench = lit();
    expect(bench.story(bench.send({ instrument_id: 'NOPE' }))).toEqual(['reject UNKNOWN_INSTRUMENT order']);
    bench.venue.setMakerQuote('NOPE', { bids: BIDS, asks: ASKS });
    expect(bench.venue.book('NOPE')).toBeUndefined();
  });

  test('the reject rate of the profile is met, as the venue’s own fault', () => {
    const bench = lit({ rejectProbability: 0.1 });
    for (let i = 0; i < 2_000; i++) bench.send({ limit_price: 1_000_000 });
    const rejects = bench.said.filter((message) => message.type === 'reject');
    expect(rejects.every((message) => message.code === 'VENUE_BUSY' && !message.order_fault)).toBe(true);
    expect(Math.abs(rejects.length / 2_000 - 0.1)).toBeLessThan(0.021);
  });
});

describe('faults at a venue', () => {
  test('reject_all refuses everything, through no fault of the order', () => {
    const bench = lit();
    bench.faults.replace([{ kind: 'reject_all' }]);
    expect(bench.story(bench.send({ limit_price: 1_000_100 }))).toEqual(['reject VENUE_UNAVAILABLE venue']);
    bench.faults.replace([]);
    expect(bench.story(bench.send({ limit_price: 1_000_100 }))[0]).toBe('ack');
  });

  test('slow multiplies the latency', () => {
    const bench = lit();
    bench.faults.replace([{ kind: 'slow', factor: 100 }]);
    const sentUs = bench.clock.nowUs();
    bench.venue.receive('s1', { type: 'status', child_id: 'a' });
    bench.clock.advance(60 * SETTLE_US);
    const [answer] = bench.said;
    const tookUs = (answer !== undefined && 'time_us' in answer ? answer.time_us : 0) - sentUs;
    expect(tookUs).toBeGreaterThan(100 * 420 * 0.4);
  });

  test('late_fill_after_cancel fills half of what was canceled, and status tells so', () => {
    const bench = lit();
    bench.faults.replace([{ kind: 'late_fill_after_cancel', probability: 1, delay_us: 5_000 }]);
    const childId = bench.send({ time_in_force: 'DAY', quantity: 300, limit_price: 1_000_000 });
    bench.venue.receive('s1', { type: 'cancel', child_id: childId });
    bench.clock.advance(SETTLE_US);
    bench.venue.receive('s1', { type: 'status', child_id: childId });
    bench.clock.advance(SETTLE_US);
    expect(bench.story(childId)).toEqual([
      'ack',
      'canceled 300 REQUESTED',
      'fill 150@1000000 MAKE leaves 150',
      'status CANCELED 150',
    ]);
  });

  test('fill_before_cancel fills what rests and refuses the cancel as too late', () => {
    const bench = lit();
    bench.faults.replace([{ kind: 'fill_before_cancel', probability: 1 }]);
    const childId = bench.send({ time_in_force: 'DAY', quantity: 700, limit_price: 1_000_100 });
    bench.venue.receive('s1', { type: 'cancel', child_id: childId });
    bench.clock.advance(SETTLE_US);
    expect(bench.story(childId)).toEqual([
      'ack',
      'fill 500@1000100 TAKE leaves 200',
      'fill 200@1000100 MAKE leaves 0',
      'cancel_reject TOO_LATE',
    ]);
    expect(bench.said.at(-1)).toMatchObject({ filled_quantity: 700 });
    bench.venue.hitBy('AAPL', { side: 'ASK', quantity: quantity(100), limit: price(1_000_100), midpoint: null });
    expect(bench.story(childId)).toHaveLength(4);
  });

  test('a lost new never came, a lost cancel changes nothing, a lost question is not answered', () => {
    const bench = lit();
    const resting = bench.send({ time_in_force: 'DAY', limit_price: 1_000_000 });
    bench.faults.replace([{ kind: 'lost_message', probability: 1, only: ['new', 'cancel'] }]);
    const lost = bench.send({ limit_price: 1_000_100 });
    bench.venue.receive('s1', { type: 'cancel', child_id: resting });
    for (const child_id of [lost, resting]) bench.venue.receive('s1', { type: 'status', child_id });
    bench.clock.advance(SETTLE_US);
    expect([bench.story(lost), bench.story(resting)]).toEqual([['status null 0'], ['ack', 'status ACKED 0']]);
    bench.faults.replace([{ kind: 'lost_message', probability: 1, only: ['status'] }]);
    bench.venue.receive('s1', { type: 'status', child_id: resting });
    bench.clock.advance(SETTLE_US);
    expect(bench.story(resting)).toEqual(['ack', 'status ACKED 0']);
  });

  test('a fault with a duration ends by itself', () => {
    const bench = lit();
    bench.faults.replace([{ kind: 'reject_all', duration_ms: 2_000 }]);
    expect(bench.faults.list()).toHaveLength(1);
    bench.clock.advance(2_000_000);
    expect(bench.faults.list()).toEqual([]);
    expect(bench.faults.find('reject_all')).toBeUndefined();
  });
});

describe('replace at a venue', () => {
  const REST = { time_in_force: 'DAY', quantity: 700, limit_price: 999_900 } as const;
  let revision = 0;
  const replaced = (bench: VenueBench, childId: string, terms: { quantity: number; limit_price: number }) => {
    revision += 1;
    bench.venue.receive('s1', { type: 'replace', child_id: childId, revision, ...terms });
    bench.clock.advance(SETTLE_US);
    return bench.story(childId);
  };

  test('a resting order works on by its new terms, and takes at once what they reach', () => {
    const bench = lit();
    const childId = bench.send(REST);
    expect(replaced(bench, childId, { quantity: 300, limit_price: 999_800 })).toEqual([
      'ack',
      'replaced 300@999800 leaves 300',
    ]);
    const story = replaced(bench, childId, { quantity: 600, limit_price: 1_000_100 });
    expect(story.slice(2)).toEqual(['replaced 600@1000100 leaves 600', 'fill 500@1000100 TAKE leaves 100']);
    bench.venue.receive('s1', { type: 'cancel', child_id: childId });
    bench.clock.advance(SETTLE_US);
    expect(bench.story(childId).at(-1)).toBe('canceled 100 REQUESTED');
  });

  test('less at the same limit keeps its place in the queue, and anything else loses it', () => {
    const inQueue = (terms: { quantity: number; limit_price: number }) => {
      const bench = lit();
      const at = { time_in_force: 'DAY', quantity: 200, limit_price: 1_000_000 } as const;
      const [first, second] = [bench.send(at), bench.send(at)];
      replaced(bench, first, terms);
      bench.send({ side: 'SELL', time_in_force: 'IOC', quantity: 100, limit_price: 1_000_000 });
      return [bench.story(first), bench.story(second)].map((story) => story.some((told) => told.startsWith('fill')));
    };
    expect(inQueue({ quantity: 100, limit_price: 1_000_000 })).toEqual([true, false]);
    expect(inQueue({ quantity: 300, limit_price: 1_000_000 })).toEqual([false, true]);
  });

  test('a change that was heard of before changes nothing, and the account tells the latest', () => {
    const bench = lit();
    const childId = bench.send(REST);
    const change = (at: number, count: number) => {
      const terms = { revision: at, quantity: count, limit_price: 999_900 };
      bench.venue.receive('s1', { type: 'replace', child_id: childId, ...terms });
      bench.venue.receive('s1', { type: 'status', child_id: childId });
      bench.clock.advance(SETTLE_US);
      const said = bench.said.at(-1);
      return said?.type === 'status' ? said.terms : said;
    };
    expect(change(1, 500)).toEqual({ revision: 1, quantity: 500, limit_price: 999_900 });
    expect(change(1, 400)).toEqual({ revision: 1, quantity: 500, limit_price: 999_900 });
    expect(change(2, 0)).toEqual({ revision: 2, quantity: 500, limit_price: 999_900 });
    expect(change(3, 300)).toEqual({ revision: 3, quantity: 300, limit_price: 999_900 });
  });

  test('what has executed counts towards the new quantity', () => {
    const bench = lit();
    const childId = bench.send({ ...REST, limit_price: 1_000_100 });
    const story = replaced(bench, childId, { quantity: 600, limit_price: 999_900 });
    expect(story).toEqual(['ack', 'fill 500@1000100 TAKE leaves 200', 'replaced 600@999900 leaves 100']);
  });

  test.each([
    ['an order that has ended', { limit_price: 1_000_100 }, { quantity: 600, limit_price: 999_900 }, 'TOO_LATE'],
    [
      'less than has executed',
      { ...REST, limit_price: 1_000_100 },
      { quantity: 500, limit_price: 1_000_100 },
      'QUANTITY_BELOW_FILLED',
    ],
    ['a price between the ticks', REST, { quantity: 700, limit_price: 999_950 }, 'PRICE_OFF_TICK'],
  ] as const)('%s is refused, and the order stays as it was', (_, order, terms, code) => {
    const bench = lit();
    const childId = bench.send(order);
    const before = bench.venue.orders.next().value?.limit;
    expect(replaced(bench, childId, terms).at(-1)).toBe(`replace_rejected ${code}`);
    expect(bench.venue.orders.next().value?.limit).toBe(before);
  });

  test('an order that nobody has sent, and a venue that cannot, refuse', () => {
    expect(replaced(lit(), 'nobody', { quantity: 1, limit_price: 1 })).toEqual(['replace_rejected UNKNOWN_ORDER']);
    expect(lit().venue.capabilities).toMatchObject({ can_replace: true, id_max_length: 200 });
    const wholesaler = new VenueBench({ venueId: 'NITE' });
    expect(wholesaler.venue.capabilities.can_replace).toBe(false);
  });

  test('a post-only order that its new limit would let take is canceled', () => {
    const bench = lit();
    const childId = bench.send({ ...REST, post_only: true });
    const story = replaced(bench, childId, { quantity: 700, limit_price: 1_000_100 });
    expect(story.at(-1)).toBe('canceled 700 POST_ONLY_WOULD_TAKE');
  });
});

test('what a bust gives back of a working order does not work again: it ends when the rest has traded', () => {
  const bench = lit();
  bench.faults.replace([{ kind: 'bust_and_correct', probability: 1, delay_us: 10, only: ['BUST'] }]);
  const childId = bench.send({ time_in_force: 'DAY', quantity: 600, limit_price: 1_000_100 });
  bench.faults.replace([]);
  bench.makers(BIDS, ASKS);
  bench.clock.advance(SETTLE_US);
  expect(bench.story(childId)).toEqual([
    'ack',
    'fill 500@1000100 TAKE leaves 100',
    'busted, filled 0',
    'fill 100@1000100 MAKE leaves 500',
    'canceled 500 TRADE_BUSTED',
  ]);
});

describe('a halt at a venue', () => {
  const HALT: Fault = { kind: 'trading_halt', instrument_ids: ['AAPL'], duration_ms: 60_000 };
  const statuses = (bench: VenueBench) =>
    bench.news.flatMap((each) => (each.type === 'trading_status' ? [each.status] : []));

  test('is said, shows nothing, refuses orders and lets nobody trade with those that rest, until its time is over', () => {
    const bench = lit();
    const rests = bench.send({ time_in_force: 'DAY', limit_price: 1_000_000 });
    bench.faults.replace([HALT]);
    expect(bench.tops.at(-1)).toMatchObject({ bid: { size: 0 }, ask: { size: 0 } });
    bench.makers(BIDS, [level(1_000_000, 500)]);
    bench.venue.hitBy('AAPL', { side: 'ASK', quantity: quantity(100), limit: price(1), midpoint: null });
    expect(bench.story(bench.send({}))).toEqual(['reject INSTRUMENT_HALTED order']);
    expect(bench.story(rests)).toEqual(['ack']);
    bench.clock.advance(60 * SETTLE_US);
    expect(statuses(bench)).toEqual(['HALTED', 'TRADING']);
    expect(bench.story(rests)).toEqual(['ack', 'fill 100@1000000 MAKE leaves 0']);
    expect(bench.tops.at(-1)).toMatchObject({ ask: { price: 1_000_000, size: 400 } });
  });

  test('of another instrument is none here; cancels pass', () => {
    const bench = lit();
    bench.faults.replace([{ kind: 'trading_halt', instrument_ids: ['MSFT'] }]);
    const rests = bench.send({ time_in_force: 'DAY', limit_price: 999_800 });
    bench.faults.replace([HALT]);
    bench.venue.receive('s1', { type: 'cancel', child_id: rests });
    bench.clock.advance(SETTLE_US);
    expect(bench.story(rests)).toEqual(['ack', 'canceled 100 REQUESTED']);
    expect(statuses(bench)).toEqual(['HALTED']);
  });
});

test('every trade is printed, whoever trades', () => {
  const bench = lit();
  bench.send({ limit_price: 1_000_100 });
  bench.venue.hitBy('AAPL', { side: 'ASK', quantity: quantity(200), limit: price(1), midpoint: null });
  const prints = bench.news.flatMap((each) =>
    each.type === 'last_sale' ? [`${each.condition} ${each.quantity}@${each.price}`] : [],
  );
  expect(prints).toEqual(['REGULAR 100@1000100', 'REGULAR 200@999900']);
});
