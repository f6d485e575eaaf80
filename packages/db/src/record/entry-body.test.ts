import { price, priceE8, quantity } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { OrderEvent, OrderFact } from '@fairlead/core/order-life/order-event';
import { newLife } from '@fairlead/core/order-life/order-life';
import { anyHappenings } from '@fairlead/core/testing/happenings';
import { newHistory } from '@fairlead/core/testing/history';
import { newLifeOf, receivedFact } from '@fairlead/core/testing/lives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBody, writeBody } from './entry-body.ts';
import type { EntryContent, OrderHead } from './entry-content.ts';

const HEAD: OrderHead = {
  clientId: 'client-1',
  orderId: 'order-1',
  instrumentId: 'AAPL',
  side: 'BUY',
  scale: { priceDecimals: 4, quantityDecimals: 0 },
  simulated: false,
  routeOnly: false,
};

function contentOf(...events: readonly OrderEvent[]): EntryContent {
  return { kind: 'EVENTS', head: HEAD, events };
}

function at(fact: OrderFact, afterUs = 0): OrderEvent {
  return { ...fact, atUs: 1_796_000_000_000_000 + afterUs, cause: 'REPORT' };
}

const price8 = fc.integer({ min: -1_000_000, max: 9_000_000_000 }).map(priceE8);
const prices = fc.option(fc.integer({ min: 1, max: 999_999_999_999_999 }).map(price));
const counts = fc.integer({ min: 0, max: 999_999_999_999_999 }).map(quantity);
const texts = fc.option(fc.string({ unit: 'grapheme' }));
const ratios = fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map((each) => each + 0));
const venues = fc.array(fc.string(), { maxLength: 3 });

/** Orders that say something of everything. */
const orders: fc.Arbitrary<ValidOrder> = fc.record({
  orderId: fc.string({ unit: 'grapheme' }),
  instrumentId: fc.string(),
  side: fc.constantFrom('BUY', 'SELL', 'SELL_SHORT'),
  quantity: counts,
  orderType: fc.constantFrom('MARKET', 'LIMIT', 'MIDPOINT_PEG', 'STOP', 'STOP_LIMIT'),
  limitPrice: prices,
  stopPrice: prices,
  timeInForce: fc.constantFrom('DAY', 'IOC', 'FOK', 'GTC'),
  routingObjective: fc.constantFrom('BEST_PRICE', 'FASTEST_EXECUTION', 'LOWEST_COST', 'MINIMAL_IMPACT', 'SMART'),
  routingMode: fc.constantFrom('OPTIMAL', 'SWEEP', 'PRO_RATA', 'SEQUENTIAL', 'MANUAL'),
  sourcing: fc.constantFrom('ANY', 'INTERNALIZE_FIRST', 'EXTERNAL_ONLY', 'DARK_FIRST', 'LIT_ONLY'),
  said: fc.subarray(['objective', 'mode', 'sourcing']),
  venuePreferences: venues,
  excludeVenues: venues,
  maxVenueSplit: fc.option(fc.nat(9)),
  account: texts,
  customerId: texts,
  traderId: texts,
  held: fc.boolean(),
  directedVenue: texts,
  capacity: fc.constantFrom('AGENCY', 'PRINCIPAL', 'RISKLESS_PRINCIPAL'),
  locateId: texts,
  tag: texts,
  manualAllocations: fc.array(fc.record({ venueId: fc.string(), quantity: counts }), { maxLength: 3 }),
  urgency: ratios,
  constraints: fc.option(
    fc.record({ maxFeeE8: fc.option(price8), minFillRate: ratios, maxLatencyMs: ratios, maxImpactBps: ratios }),
  ),
  venueCaps: fc.array(fc.record({ venueId: fc.string(), maxQuantity: counts }), { maxLength: 3 }),
});

describe('the body of an entry', () => {
  it('is read again as what was written, for any history of an order in any pieces', () => {
    fc.assert(
      fc.property(
        anyHappenings,
        fc.constantFrom('DAY', 'IOC', 'GTC'),
        fc.integer({ min: 1, max: 9 }),
        (happenings, timeInForce, piece) => {
          const history = newHistory(timeInForce, () => undefined);
          for (const happening of happenings) history.happen(happening);
          for (let from = 0; from < history.events.length; from += piece) {
            const content = contentOf(...history.events.slice(from, from + piece));
            expect(readBody(writeBody(content))).toEqual(content);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is read again as what was written, for any receipt', () => {
    fc.assert(
      fc.property(orders, fc.boolean(), fc.boolean(), (order, simulated, routeOnly) => {
        const receipt = receivedFact(newLife(order, HEAD.scale, newLifeOf().start), { simulated, routeOnly });
        const { orderId, instrumentId, side } = order;
        const head = { ...HEAD, orderId, instrumentId, side, simulated, routeOnly };
        const content: EntryContent = { kind: 'EVENTS', head, events: [at(receipt)] };
        expect(readBody(writeBody(content))).toEqual(content);
      }),
    );
  });
});
