import type { Nbbo } from '@fairlead/core/market/nbbo';
import { isStopReached } from '@fairlead/core/market/stop-reached';
import { price, quantity } from '@fairlead/core/money/units';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BenchRouter } from '../../test/bench-router.ts';
import type { LiveOrder } from '../order/live-order.ts';
import { TriggerBook } from './trigger-book.ts';

const RUNS = Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 300);

type Said = readonly [side: 'BUY' | 'SELL' | 'SELL_SHORT', stop: number];

const saidArb = fc.tuple(
  fc.constantFrom('BUY' as const, 'SELL' as const, 'SELL_SHORT' as const),
  fc.integer({ min: 95, max: 105 }),
);
const stepArb = fc.oneof(
  fc.record({ add: saidArb }),
  fc.record({ bid: fc.integer({ min: 94, max: 105 }), spread: fc.integer({ min: -1, max: 2 }) }),
  fc.record({ remove: fc.nat(30) }),
);

/** A waiting order of which only the side and the stop price matter. */
function waiting(like: LiveOrder, [side, stop]: Said): LiveOrder {
  const order = { ...like.identity.order, side, stopPrice: price(stop) };
  return Object.assign(Object.create(Object.getPrototypeOf(like)), like, { identity: { ...like.identity, order } });
}

function nbboOf({ bid, spread }: { bid: number; spread: number }): Nbbo {
  const state = spread < 0 ? 'CROSSED' : spread === 0 ? 'LOCKED' : 'NORMAL';
  const best = (at: number) => ({ price: price(at), size: quantity(100), venueId: 'XNYS' });
  const [referenceBid, referenceAsk] = [price(bid), price(bid + spread)];
  return { state, bid: best(bid), ask: best(bid + spread), oddBid: null, oddAsk: null, referenceBid, referenceAsk };
}

/** The same by looking at all of them: those that are reached, buys first, by stop price as a moving market comes to it, then by coming. */
function reachedSlowly(all: LiveOrder[], nbbo: Nbbo): LiveOrder[] {
  const due = all.filter((live) => isStopReached(live.identity.order, nbbo));
  const stop = (live: LiveOrder) => live.identity.order.stopPrice ?? 0;
  const isBuy = (live: LiveOrder) => live.identity.order.side === 'BUY';
  const buys = due.filter(isBuy).sort((a, b) => stop(a) - stop(b));
  const sells = due.filter((live) => !isBuy(live)).sort((a, b) => stop(b) - stop(a));
  return [...buys, ...sells];
}

it('gives, for any stops and quotes, those that a look at all of them would give, each once and in the same order', async () => {
  const router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 500]);
  await router.submit({ orderType: 'STOP', stopPrice: '200.00' });
  const [like] = router.desk.live.alive();
  if (like === undefined) throw new Error('an order expected');
  fc.assert(
    fc.property(fc.array(stepArb, { maxLength: 60 }), (steps) => {
      const book = new TriggerBook();
      let all: LiveOrder[] = [];
      for (const step of steps) {
        if ('add' in step) {
          const live = waiting(like, step.add);
          book.add(live);
          all.push(live);
        } else if ('remove' in step) {
          const gone = all[step.remove];
          if (gone !== undefined) book.remove(gone);
          all = all.filter((live) => live !== gone);
        } else {
          const expected = reachedSlowly(all, nbboOf(step));
          expect(book.reached('AAPL', nbboOf(step))).toEqual(expected);
          all = all.filter((live) => !expected.includes(live));
        }
        expect(book.has('AAPL')).toBe(all.length > 0);
      }
    }),
    { numRuns: RUNS },
  );
});
