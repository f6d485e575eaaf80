import { expect, test } from 'vitest';
import { executedOf, orderOf } from '../../test/order-of.ts';
import { OrderRegistry } from './order-registry.ts';
import { VenueOrder } from './venue-order.ts';

function orderNamed(childId: string): VenueOrder {
  return new VenueOrder({
    entered: orderOf({ child_id: childId, quantity: 100 }),
    venueOrderId: 'v',
    sessionId: 's',
    receivedUs: 0,
    shown: null,
  });
}

test('living orders are never forgotten, finished ones the oldest first', () => {
  const registry = new OrderRegistry(10);
  registry.add(orderNamed('alive'));
  for (let i = 0; i < 1_000; i++) {
    const order = orderNamed(`c${i}`);
    registry.add(order);
    registry.markOver(order);
    expect(registry.size).toBe(Math.min(i + 1, 10) + 1);
  }
  expect(registry.get('alive')).toBeDefined();
  expect(registry.get('c989')).toBeUndefined();
  expect(registry.get('c990')).toBeDefined();
});

test('an order cannot be filled beyond its quantity', () => {
  const order = orderNamed('a');
  order.fill(executedOf(60, 1));
  expect(() => order.fill(executedOf(41, 1))).toThrow('overfill');
});
