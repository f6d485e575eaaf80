import { describe, expect, it } from 'vitest';
import { composeRoutingReport, type OrderRouteFact } from './compose-routing.ts';

const HEAD = {
  bd: 'Fairlead',
  customer: 'Blue Harbor',
  timestamp: null,
  startDate: '2025-04-15',
  endDate: '2025-10-14',
};
/** 2025-06-30 at 23:59:58 UTC. */
const NIGHT_US = 1_751_327_998_000_000;
const VENUES = [
  { venueId: 'a', name: 'Alpha', mic: 'XALP', mpid: null },
  { venueId: 'b', name: 'Beta', mic: null, mpid: 'BETA' },
];

const order = (given: Partial<OrderRouteFact> = {}): OrderRouteFact => ({
  part: 'HELD',
  orderId: 'O1',
  directed: false,
  receivedAtUs: NIGHT_US,
  routes: [],
  ...given,
});
const parts = (...orders: OrderRouteFact[]) => composeRoutingReport(HEAD, { orders, venues: VENUES }).parts;

describe('a report on single orders', () => {
  it('has each order in its part, in the order in which they came, and all parts', () => {
    const found = parts(
      order({ orderId: 'late', receivedAtUs: NIGHT_US + 1 }),
      order({ orderId: 'b' }),
      order({ orderId: 'a', directed: true }),
      order({ orderId: 'call', part: 'OPTIONS' }),
    );
    expect(found.HELD?.map(({ orderId, directed }) => [orderId, directed])).toEqual([
      ['a', true],
      ['b', false],
      ['late', false],
    ]);
    expect(found.OPTIONS?.map(({ orderId }) => orderId)).toEqual(['call']);
    expect(found.NOT_HELD_EXEMPT).toEqual([]);
  });

  it('names each venue of an order once, as it first got of it, with all that it executed by time', () => {
    const [found] =
      parts(
        order({
          routes: [
            { venueId: 'b', executedAtUs: [NIGHT_US + 1_000_000] },
            { venueId: 'a', executedAtUs: [] },
            { venueId: 'b', executedAtUs: [NIGHT_US] },
          ],
        }),
      ).HELD ?? [];
    expect(found?.routes).toEqual([
      {
        name: 'Beta',
        mic: null,
        mpid: 'BETA',
        transactions: [
          { date: '2025-06-30', time: '23:59:58' },
          { date: '2025-06-30', time: '23:59:59' },
        ],
      },
      { name: 'Alpha', mic: 'XALP', mpid: null, transactions: [] },
    ]);
  });

  it.each([
    [499_999, { date: '2025-06-30', time: '23:59:58' }],
    [500_000, { date: '2025-06-30', time: '23:59:59' }],
    [1_499_999, { date: '2025-06-30', time: '23:59:59' }],
    [1_500_000, { date: '2025-07-01', time: '00:00:00' }],
  ])('gives a time to the nearest second, halves up: %d µs after 23:59:58', (us, at) => {
    const [found] = parts(order({ routes: [{ venueId: 'a', executedAtUs: [NIGHT_US + us] }] })).HELD ?? [];
    expect(found?.routes[0]?.transactions).toEqual([at]);
  });

  it('is not made of a venue that nobody names', () => {
    expect(() => parts(order({ routes: [{ venueId: 'z', executedAtUs: [] }] }))).toThrow('no name for the venue z');
  });
});
