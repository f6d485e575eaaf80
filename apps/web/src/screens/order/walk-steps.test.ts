import { describe, expect, it } from 'vitest';
import type { ChildDetail, FillDetail, OrderChange, OrderDetail, WaveDetail } from '../../rows/order-detail';
import { namesIn } from '../../words/venue-words';
import { newestOpen, orderWalk } from './walk-steps';

const RECEIVED_MS = 1_796_000_000_000;
const FORM = { least: 2, most: 4 };
const nameOf = namesIn([
  { venue_id: 'XNYS', venue_name: 'NYSE' },
  { venue_id: 'ARCX', venue_name: 'NYSE Arca' },
]);

const waveOf = (wave: number, changes: Partial<WaveDetail> = {}): WaveDetail => ({
  decision_id: `decision-${wave}`,
  wave,
  routed_quantity: 300,
  unallocated_quantity: 0,
  filled_quantity: 180,
  venue_ids: ['XNYS'],
  expected_cost_bps: 0.5,
  realised_cost_bps: 0.4,
  expected_fill_rate: 0.9,
  routing_time_us: 40,
  rationale: 'because',
  at_ms: RECEIVED_MS + wave * 10,
  ...changes,
});
const childOf = (wave: number, changes: Partial<ChildDetail> = {}): ChildDetail => ({
  child_id: `child-${wave}`,
  decision_id: `decision-${wave}`,
  wave,
  venue_id: 'XNYS',
  quantity: 300,
  filled_quantity: 180,
  limit_price: 100,
  order_kind: 'IOC',
  state: 'CANCELED',
  reject_code: null,
  created_at_ms: RECEIVED_MS + wave * 10,
  sent_at_ms: RECEIVED_MS + wave * 10 + 1,
  acked_at_ms: RECEIVED_MS + wave * 10 + 2,
  done_at_ms: RECEIVED_MS + wave * 10 + 4,
  ...changes,
});
const fillOf = (wave: number, afterMs: number, quantity: number): FillDetail => ({
  execution_id: `fill-${wave}-${afterMs}`,
  child_id: `child-${wave}`,
  venue_id: 'XNYS',
  quantity,
  price: 100,
  fee: 0,
  fee_source: 'SCHEDULE',
  venue_fee: null,
  flag_assumed: false,
  last_market: null,
  venue_time_ms: null,
  liquidity_flag: 'TAKE',
  latency_ms: 1,
  nbbo_bid: 99,
  nbbo_ask: 100,
  price_improvement_bps: 0,
  quality: 'GOOD',
  marks: [],
  markouts: [],
  at_ms: RECEIVED_MS + wave * 10 + afterMs,
});
const ORDER: OrderDetail['order'] = {
  order_pk: 'pk',
  order_id: 'order',
  client_id: 'DEMO',
  instrument_id: 'AAPL',
  side: 'BUY',
  order_type: 'MARKET',
  objective: 'SMART',
  state: 'WORKING',
  quantity: 300,
  filled_quantity: 180,
  limit_price: null,
  average_price: 100,
  realised_cost_bps: 0.4,
  waves: 1,
  reject_code: null,
  simulated: false,
  route_only: false,
  at_ms: RECEIVED_MS,
  mode: 'OPTIMAL',
  sourcing: 'ANY',
  time_in_force: 'DAY',
  held: false,
  account: null,
  account_erased: false,
  tag: null,
  arrival_bid: 99,
  arrival_ask: 100,
  arrival_state: 'NORMAL',
  arrival_mid: 99.5,
  odd_lot_bid: null,
  odd_lot_bid_size: null,
  odd_lot_ask: null,
  odd_lot_ask_size: null,
  total_fees: 0,
  excess_quantity: 0,
  updated_at_ms: RECEIVED_MS + 100,
  stop_price: null,
  released_at_ms: null,
};
const walkOf = (changes: Partial<OrderDetail>) =>
  orderWalk(
    { order: ORDER, held_for: null, waves: [], children: [], fills: [], changes: [], events: [], ...changes },
    FORM,
    nameOf,
  );

describe('the walk of an order', () => {
  const change = (seq: number, event_type: OrderChange['event_type'], more: Partial<OrderChange>): OrderChange => ({
    ...{ seq, event_type, at_ms: RECEIVED_MS + seq, child_id: null, wave: null },
    ...{ quantity: null, limit_price: null, code: null, ...more },
  });

  it('tells what was changed of a part at the wave that sent it, and why a wave that only changes was made', () => {
    const first = { ...childOf(1, { quantity: 300, filled_quantity: 0, state: 'ACKED' }), child_id: 'c1' };
    const terms = { child_id: 'c1', quantity: 120, limit_price: 99.6 };
    const { waves } = walkOf({
      waves: [
        { ...waveOf(1), at_ms: RECEIVED_MS },
        { ...waveOf(2, { routed_quantity: 120 }), at_ms: RECEIVED_MS + 12 },
      ],
      children: [first],
      changes: [
        change(11, 'ORDER_REPLACED', { quantity: 120, limit_price: 99.6 }),
        change(12, 'CHILD_REPLACE_ASKED', { ...terms, wave: 2 }),
        change(13, 'CHILD_REPLACED', terms),
        change(14, 'CHILD_REPLACE_ASKED', { ...terms, wave: 2 }),
        change(15, 'CHILD_REPLACE_REFUSED', { child_id: 'c1', code: 'TOO_LATE' }),
      ],
    });
    const told = waves.map(({ why, steps }) => [why, ...steps.map(({ title, detail }) => `${title}: ${detail}`)]);
    expect(told[0]?.slice(-4)).toEqual([
      'Change asked: 120 at 99.60 at NYSE',
      'Changed: 120 at 99.60 at NYSE',
      'Change asked: 120 at 99.60 at NYSE',
      'Not changed: NYSE: TOO_LATE',
    ]);
    expect(told[1]?.[0]).toBe('120 planned again: the order was replaced: 120 at 99.60');
    expect(told[1]?.[1]).toContain('120 at 99.60 at NYSE');
  });

  it.each([
    ['TAKES', 'the market came within its limit'],
    ['FOLLOWS', 'the best price had moved'],
  ])('says what of the market had a wave made: %s', (code, words) => {
    const waves = [
      { ...waveOf(1), at_ms: RECEIVED_MS },
      { ...waveOf(2), at_ms: RECEIVED_MS + 12 },
    ];
    const walk = walkOf({ waves, changes: [change(12, 'REPLANNED', { code })] });
    expect(walk.waves[1]?.why).toBe(`300 planned again: ${words}`);
  });

  it('has a line a wave: when, why, into how many parts, what was filled and what it cost', () => {
    const { waves } = walkOf({
      waves: [waveOf(2, { routed_quantity: 120, filled_quantity: 0, realised_cost_bps: null }), waveOf(1)],
      children: [childOf(1), childOf(2, { quantity: 120, filled_quantity: 0, state: 'ACKED' })],
    });
    expect(waves).toMatchObject([
      { wave: 1, why: 'the order came', parts: 1, quantity: 300, filled: 180, realisedBps: 0.4, isOpen: false },
      { wave: 2, why: '120 left: NYSE filled 180 of 300', quantity: 120, filled: 0, realisedBps: null, isOpen: true },
    ]);
    expect(newestOpen(waves)).toBe(2);
  });

  it.each<[string, Partial<ChildDetail>[], string]>([
    ['refused', [{ state: 'REJECTED', filled_quantity: 0 }], '120 left: NYSE refused 300'],
    [
      'filled none',
      [{ state: 'EXPIRED', filled_quantity: 0, venue_id: 'ARCX' }],
      '120 left: NYSE Arca filled none of 300',
    ],
    ['were short, several of them', [{}, {}, {}], '120 left: NYSE filled 180 of 300, and 2 more'],
    ['filled all that they were sent', [{ filled_quantity: 300, state: 'FILLED' }], '120 left by wave 1'],
  ])('says of a later wave that venues of the one before %s', (_, children, why) => {
    const { waves } = walkOf({
      waves: [waveOf(1), waveOf(2, { routed_quantity: 120 })],
      children: children.map((child, index) => childOf(1, { child_id: `child-${index}`, ...child })),
    });
    expect(waves[1]?.why).toBe(why);
  });

  it('opens a wave to its stages in the order of time, each wave to its own', () => {
    const { waves } = walkOf({
      waves: [waveOf(1), waveOf(2)],
      children: [childOf(1), childOf(2, { sent_at_ms: null, acked_at_ms: null })],
      fills: [fillOf(1, 3, 100), fillOf(1, 3.5, 80), fillOf(2, 3, 20)],
    });
    expect(waves.map(({ steps }) => steps.map(({ title }) => title))).toEqual([
      ['Decided', 'Sent', 'First answer', 'First fill', 'Last fill'],
      ['Decided', 'First fill'],
    ]);
    expect(waves[0]?.steps.map(({ detail }) => detail)).toContain('180 in 2 fills');
  });

  it('says of a wave that retention has dropped its record, and of an order decided elsewhere how many venues it named', () => {
    const { waves } = walkOf({ waves: [waveOf(1, { rationale: null, venue_ids: ['XNYS', 'ARCX'] })] });
    expect(waves[0]).toMatchObject({ hasRecord: false, parts: 2, isOpen: false });
  });

  it('tells of an order that was refused why, and of one that waits for what', () => {
    const refused = walkOf({ order: { ...ORDER, state: 'REJECTED', reject_code: 'NO_MARKET' } });
    expect(refused).toMatchObject({
      waves: [],
      end: { title: 'Rejected', tone: 'stopped', detail: 'There was no market to route it on.' },
    });
    const held = { ...ORDER, state: 'RECEIVED' as const, stop_price: 101 };
    expect(walkOf({ order: held, held_for: 'STOP_PRICE' }).end).toMatchObject({
      tone: 'open',
      detail: 'for a best offer of 101.00 or more',
    });
  });

  it('of two hundred waves of ten children each is made in a moment, and each wave has its own children', () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
    const { waves } = walkOf({
      waves: numbers.map((wave) => waveOf(wave)),
      children: numbers.flatMap((wave) =>
        Array.from({ length: 10 }, (_, index) => childOf(wave, { child_id: `child-${wave}-${index}` })),
      ),
    });
    expect(waves.map(({ parts }) => parts)).toEqual(numbers.map(() => 10));
  });
});
