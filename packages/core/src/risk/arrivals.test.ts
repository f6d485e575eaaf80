import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import { orderOf } from '../testing/market.ts';
import { type Arrival, Arrivals } from './arrivals.ts';

const MS = 1_000;
const arrival = (atUs: number, more: Partial<Arrival> = {}, order: Partial<Arrival['order']> = {}): Arrival => ({
  clientId: 'one',
  order: orderOf({ orderId: `order at ${atUs}`, ...order }),
  atUs,
  client: { maxOrdersPerSecond: 3 },
  firm: { maxOrdersPerSecond: null },
  duplicateWindowMs: 0,
  ...more,
});

describe('how often orders come', () => {
  it('is bounded for each client over any second, and what is refused does not count', () => {
    const arrivals = new Arrivals();
    const codeAt = (ms: number, clientId = 'one') => arrivals.faultOf(arrival(ms * MS, { clientId }))?.code ?? null;
    expect([0, 400, 900].map((ms) => codeAt(ms))).toEqual([null, null, null]);
    expect([codeAt(950), codeAt(999), codeAt(999, 'two')]).toEqual([
      'ORDER_RATE_OVER_LIMIT',
      'ORDER_RATE_OVER_LIMIT',
      null,
    ]);
    expect([codeAt(1_000), codeAt(1_001), codeAt(1_400)]).toEqual([null, 'ORDER_RATE_OVER_LIMIT', null]);
  });

  it('is bounded for the firm over all its clients, and told in figures', () => {
    const arrivals = new Arrivals();
    const firm = { maxOrdersPerSecond: 2 };
    const faults = ['one', 'two', 'three'].map((clientId) => arrivals.faultOf(arrival(1, { clientId, firm })));
    expect(faults).toEqual([
      null,
      null,
      {
        code: 'ORDER_RATE_OVER_LIMIT',
        path: '',
        detail: 'The firm, within a second: in use 2, asked 1, limit 2 orders.',
      },
    ]);
  });

  it('lets nothing come where the bound is nothing', () => {
    expect(new Arrivals().faultOf(arrival(1, { client: { maxOrdersPerSecond: 0 } }))?.code).toBe(
      'ORDER_RATE_OVER_LIMIT',
    );
  });

  it('never lets more come in a second than may, and refuses none that may (property)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 80 }), fc.nat(20), (pauses, most) => {
        const arrivals = new Arrivals();
        const taken: number[] = [];
        let atUs = 0;
        for (const pause of pauses) {
          atUs += pause * MS;
          const inSecond = taken.filter((each) => each > atUs - 1_000_000).length;
          const fault = arrivals.faultOf(arrival(atUs, { client: { maxOrdersPerSecond: most } }));
          expect(fault === null).toBe(inSecond < most);
          if (fault === null) taken.push(atUs);
        }
      }),
    );
  });
});

describe('an equal order', () => {
  const window = { duplicateWindowMs: 100, client: { maxOrdersPerSecond: null } };
  const secondOf = (order: Partial<Arrival['order']>, more: Partial<Arrival> = {}) => {
    const arrivals = new Arrivals();
    arrivals.faultOf(arrival(0, window, { account: 'A' }));
    return arrivals.faultOf(arrival(99 * MS, { ...window, ...more }, { account: 'A', ...order }))?.code ?? null;
  };

  it.each<[string, Partial<Arrival['order']>, Partial<Arrival>]>([
    ['of another account', { account: 'B' }, {}],
    ['in another instrument', { instrumentId: 'MSFT' }, {}],
    ['on the other side', { side: 'SELL' }, {}],
    ['of another quantity', { quantity: quantity(1) }, {}],
    ['of another type', { orderType: 'LIMIT' }, {}],
    ['at another limit', { limitPrice: price(1) }, {}],
    ['at another stop', { stopPrice: price(1) }, {}],
    ['under the same id', { orderId: 'order at 0' }, {}],
    ['of another client', {}, { clientId: 'two' }],
    ['when the window is over', {}, { atUs: 100 * MS }],
    ['where no window is set', {}, { duplicateWindowMs: 0 }],
  ])('%s passes', (_, order, more) => {
    expect(secondOf(order, more)).toBeNull();
  });

  it('under another id within the window is suspected, again and again, until the window of the first is over', () => {
    expect(secondOf({})).toBe('DUPLICATE_ORDER_SUSPECTED');
    const arrivals = new Arrivals();
    const codes = [0, 50, 99, 100, 150].map((ms) => arrivals.faultOf(arrival(ms * MS, window))?.code ?? null);
    expect(codes).toEqual([
      null,
      'DUPLICATE_ORDER_SUSPECTED',
      'DUPLICATE_ORDER_SUSPECTED',
      null,
      'DUPLICATE_ORDER_SUSPECTED',
    ]);
  });
});
