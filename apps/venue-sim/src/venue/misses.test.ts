import { describe, expect, test } from 'vitest';
import { executedOf, orderOf } from '../../test/order-of.ts';
import { MISSES, type Miss, Misses } from './misses.ts';
import { type BestShown, VenueOrder } from './venue-order.ts';

const shownAt = (ask: number): BestShown => ({ bid: 90, ask, sinceUs: 0 });

/** An order to buy 10 at 100 that came at 1,000 µs while the venue showed this, and has ended unfilled. */
function missed(shown: BestShown | null): VenueOrder {
  const entered = orderOf({ child_id: 'c', quantity: 10, limit_price: 100 });
  const order = new VenueOrder({ entered, venueOrderId: 'v', sessionId: 's', receivedUs: 1_000, shown });
  order.cancel(1_500);
  return order;
}

function filled(): VenueOrder {
  const order = missed(shownAt(100));
  order.fill(executedOf(10, 100));
  return order;
}

/** The one reason that was counted. */
function reasonOf(misses: Misses): Miss | undefined {
  return MISSES.find((miss) => misses.counts[miss] === 1);
}

describe('a miss is told by what was shown when the order came and when it acted', () => {
  test.each([
    ['the venue shows nothing', null, null, 'unshown'],
    ['the offer had gone up before the order came', shownAt(101), shownAt(101), 'gone_before'],
    ['nobody offered when the order came', shownAt(0), shownAt(100), 'gone_before'],
    ['the offer went up while the order was on its way in', shownAt(100), shownAt(101), 'gone_meanwhile'],
    ['the offer was there to the last', shownAt(100), shownAt(99), 'withdrawn'],
  ])('%s', (_, onReceipt, onArrival, reason) => {
    const misses = new Misses();
    misses.note(missed(onReceipt), { side: 'BID', shown: onArrival }, 1_500);
    expect([reasonOf(misses), misses.askedBlind]).toEqual([reason, onReceipt === null ? 1 : 0]);
  });

  test('another order took it while this one was on its way in', () => {
    const misses = new Misses();
    misses.note(filled(), { side: 'BID', shown: shownAt(100) }, 1_200);
    misses.note(missed(shownAt(100)), { side: 'BID', shown: shownAt(101) }, 1_500);
    expect(reasonOf(misses)).toBe('taken_by_own');
  });

  test('a sale is held against the bid', () => {
    const misses = new Misses();
    misses.note(missed(shownAt(100)), { side: 'ASK', shown: shownAt(100) }, 1_500);
    expect(reasonOf(misses)).toBe('gone_before');
  });
});
