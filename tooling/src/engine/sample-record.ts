import { price, quantity } from '@fairlead/core/money/units';
import { planRoute } from '@fairlead/core/routing/plan';
import { PartBook } from '@fairlead/core/routing/record/part-book';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import { marketOf, orderOf, planInputOf } from '@fairlead/core/testing/market';
import { sha256 } from './bundle.ts';

/**
 * A decision of this source as it would be stored, kept beside its engine: what later versions show that the engine still makes it again. A book with
 * levels, a dark venue, an odd lot, and a rest that is posted.
 */
export function sampleRecord() {
  const order = orderOf({
    quantity: quantity(2_700),
    orderType: 'LIMIT',
    limitPrice: price(1_000_200),
    timeInForce: 'GTC',
    routingMode: 'OPTIMAL',
    routingObjective: 'SMART',
  });
  const market = marketOf({
    XNYS: { bid: [9_999, 100], ask: [10_001, 200], deeper: [[1, 500]] },
    ARCX: { bid: [9_998, 100], ask: [10_002, 500] },
    EDGA: { bid: [9_999, 300], ask: [10_001, 130] },
    BATY: { bid: [9_997, 200], ask: [10_003, 400] },
    SGMT: {
      believed: [
        [100, 0.6],
        [400, 0.25],
      ],
    },
  });
  const input = planInputOf(order, market);
  const { catalogue, belief } = new PartBook(sha256).partsOf(input.view);
  const references = { catalogue: catalogue.hash, belief: belief.hash, request: sha256(order.orderId) };
  const record = writeRecord(input, planRoute(input), references);
  const { orderId, side, timeInForce, held, directedVenue, capacity } = order;
  return {
    record,
    parts: { catalogue: catalogue.body, belief: belief.body },
    order: { clientId: input.clientId, orderId, side, timeInForce, held, directedVenue, capacity },
    hash: sha256(record),
  };
}
