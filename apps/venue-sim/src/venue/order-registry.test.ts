import { price, quantity } from '@fairlead/core/money/units';
import { expect, test } from 'vitest';
import { orderOf } from '../../test/order-of.ts';
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
  const fill = (count: number) => ({ childId: 'a', quantity: quantity(count), price: price(1), flag: 'TAKE' }) as const;
  order.fill('x1', fill(60), 1);
  expect(() => order.fill('x2', fill(41), 2)).toThrow('overfill');
});
