import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { price, quantity } from '@fairlead/core/money/units';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewOrder } from '../src/venue/admission.ts';
import { level, SETTLE_US, VenueBench } from './venue-bench.ts';

const TICK = 100;
const BASE = 1_000_000;

const step = fc.record({
  kind: fc.constantFrom('ORDER', 'ORDER', 'ORDER', 'MAKERS', 'HIT', 'CANCEL'),
  side: fc.constantFrom<NewOrder['side']>('BUY', 'SELL', 'SELL_SHORT'),
  timeInForce: fc.constantFrom<NewOrder['time_in_force']>('IOC', 'FOK', 'DAY', 'DAY'),
  ticks: fc.integer({ min: -4, max: 4 }),
  size: fc.integer({ min: 1, max: 500 }),
  postOnly: fc.boolean(),
  iso: fc.boolean(),
  pick: fc.nat(20),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the reports say about one order, checked message by message. */
class Ledger {
  readonly order: NewOrder;
  filled = 0;
  #isOver = false;
  #isAcked = false;

  constructor(order: NewOrder) {
    this.order = order;
  }

  take(message: FromVenue): void {
    expect(this.#isOver).toBe(false);
    if (message.type === 'ack') this.#isAcked = true;
    else if (message.type === 'reject') this.#isOver = true;
    else if (message.type === 'canceled') {
      expect(message.filled_quantity).toBe(this.filled);
      expect(message.leaves_quantity).toBe(this.order.quantity - this.filled);
      this.#isOver = true;
    } else if (message.type === 'fill') this.#fill(message);
  }

  #fill(message: Extract<FromVenue, { type: 'fill' }>): void {
    expect(this.#isAcked).toBe(true);
    this.filled += message.quantity;
    expect(message.quantity).toBeGreaterThan(0);
    expect(message.filled_quantity).toBe(this.filled);
    expect(this.filled + message.leaves_quantity).toBe(this.order.quantity);
    if (this.order.side === 'BUY') expect(message.price).toBeLessThanOrEqual(this.order.limit_price);
    else expect(message.price).toBeGreaterThanOrEqual(this.order.limit_price);
    if (this.order.post_only) expect(message.liquidity_flag).toBe('MAKE');
    this.#isOver = this.filled === this.order.quantity;
  }

  checkImmediate(): void {
    if (this.order.time_in_force === 'DAY') return;
    expect(this.#isOver).toBe(true);
    if (this.order.time_in_force === 'FOK') expect([0, this.order.quantity]).toContain(this.filled);
  }
}

/** A venue under random treatment with a ledger for each order. */
class Trial {
  readonly #bench = new VenueBench({
    profile: { fadeProbability: 0.2, fadeGoneShare: 0.5, rejectProbability: 0.05, hiddenProbability: 0.5 },
  });
  readonly #ledgers = new Map<string, Ledger>();

  constructor() {
    this.#bench.reference.best = { bid: price(BASE - 2 * TICK), ask: price(BASE + 2 * TICK) };
    this.#bench.reference.away = { BID: price(BASE - 3 * TICK), ASK: price(BASE + 3 * TICK) };
  }

  apply(each: Step): void {
    if (each.kind === 'ORDER') this.#order(each);
    else if (each.kind === 'MAKERS') this.#makers(each);
    else if (each.kind === 'HIT') this.#hit(each);
    else this.#cancel(each.pick);
    this.#read();
  }

  /** Every order is asked for, and the venue's own account is what its reports added up to. */
  checkStatus(): void {
    for (const childId of this.#ledgers.keys()) this.#bench.venue.receive('s1', { type: 'status', child_id: childId });
    this.#bench.clock.advance(SETTLE_US);
    for (const message of this.#bench.said) {
      if (message.type !== 'status') continue;
      const ledger = this.#ledgers.get(message.child_id);
      expect(message.filled_quantity).toBe(ledger?.filled);
      expect(message.executions.reduce((sum, execution) => sum + execution.quantity, 0)).toBe(ledger?.filled);
    }
  }

  #order(each: Step): void {
    const order: NewOrder = {
      type: 'new',
      child_id: `c${this.#ledgers.size}`,
      instrument_id: 'AAPL',
      side: each.side,
      quantity: each.size,
      limit_price: BASE + each.ticks * TICK,
      time_in_force: each.timeInForce,
      iso: each.iso,
      post_only: each.postOnly && each.timeInForce === 'DAY',
      peg_midpoint: false,
      min_quantity: 0,
    };
    const ledger = new Ledger(order);
    this.#ledgers.set(order.child_id, ledger);
    this.#bench.send(order);
    this.#read();
    ledger.checkImmediate();
  }

  #makers({ ticks, size }: Step): void {
    const middle = BASE + ticks * TICK;
    const lots = size - (size % 100);
    this.#bench.makers(
      [level(middle - TICK, lots, 100), level(middle - 2 * TICK, 300)],
      [level(middle + TICK, lots, 100), level(middle + 2 * TICK, 300)],
    );
    const top = this.#bench.venue.book('AAPL')?.top();
    if (top !== undefined && top.bid.size > 0 && top.ask.size > 0) expect(top.bid.price).toBeLessThan(top.ask.price);
  }

  #hit({ side, ticks, size }: Step): void {
    const taker = { quantity: quantity(size), limit: price(BASE + ticks * TICK), midpoint: null };
    this.#bench.venue.hitBy('AAPL', { side: side === 'BUY' ? 'BID' : 'ASK', ...taker });
  }

  #cancel(pick: number): void {
    const childId = `c${pick % Math.max(1, this.#ledgers.size)}`;
    this.#bench.venue.receive('s1', { type: 'cancel', child_id: childId });
    this.#bench.clock.advance(SETTLE_US);
  }

  #read(): void {
    for (const message of this.#bench.said) {
      if (!('child_id' in message)) continue;
      const ledger = this.#ledgers.get(message.child_id);
      if (message.type === 'cancel_reject') expect(message.filled_quantity).toBe(ledger?.filled ?? 0);
      else ledger?.take(message);
    }
    this.#bench.said.length = 0;
  }
}

test('whatever is sent, no fill breaks a limit, no quantity is lost or made, nothing follows the end, and status agrees', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const trial = new Trial();
      for (const each of steps) trial.apply(each);
      trial.checkStatus();
    }),
    { numRuns: 1_000 },
  );
});
