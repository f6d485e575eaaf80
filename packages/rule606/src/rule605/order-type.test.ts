import { expect, it } from 'vitest';
import { e8, nbbo } from '../testing/covered-orders.ts';
import { ORDER_TYPES, type OrderType, orderTypeOf } from './order-type.ts';

const MARKET = nbbo('10.00', '10.05');

// Bid 10.00, midpoint 10.025, offer 10.05.
const LIMITS: readonly [side: 'BUY' | 'SELL', limit: string, plain: OrderType, ioc: OrderType, stop: OrderType][] = [
  ['BUY', '10.06', 'LYNNN', 'LYNYN', 'LYNNY'],
  ['BUY', '10.05', 'LYNNN', 'LYNYN', 'LYNNY'],
  ['BUY', '10.04999999', 'LNYNN', 'LNYYN', 'LNNNY'],
  ['BUY', '10.025', 'LNYNN', 'LNYYN', 'LNNNY'],
  ['BUY', '10.02499999', 'LNNNN', 'LNNYN', 'LNNNY'],
  ['BUY', '10.00', 'LNNNN', 'LNNYN', 'LNNNY'],
  ['BUY', '9.99', 'LNNNN', 'LNNYN', 'LNNNY'],
  ['SELL', '9.99', 'LYNNN', 'LYNYN', 'LYNNY'],
  ['SELL', '10.00', 'LYNNN', 'LYNYN', 'LYNNY'],
  ['SELL', '10.00000001', 'LNYNN', 'LNYYN', 'LNNNY'],
  ['SELL', '10.025', 'LNYNN', 'LNYYN', 'LNNNY'],
  ['SELL', '10.02500001', 'LNNNN', 'LNNYN', 'LNNNY'],
  ['SELL', '10.05', 'LNNNN', 'LNNYN', 'LNNNY'],
];

it.each(LIMITS)('a limit to %s at %s is %s, immediate or cancel %s, as a stop %s', (side, limit, plain, ioc, stop) => {
  const order = { side, limitE8: e8(limit), isStop: false, isImmediateOrCancel: false };
  expect(orderTypeOf(order, MARKET)).toBe(plain);
  expect(orderTypeOf({ ...order, isImmediateOrCancel: true }, MARKET)).toBe(ioc);
  expect(orderTypeOf({ ...order, isStop: true }, MARKET)).toBe(stop);
  expect(orderTypeOf({ ...order, isStop: true, isImmediateOrCancel: true }, MARKET)).toBe(stop);
});

it.each([
  [false, false, 'MXXNN'],
  [false, true, 'MXXNN'],
  [true, false, 'MXXNY'],
  [true, true, 'MXXNY'],
] as const)('a market order, stop %s, immediate or cancel %s, is %s', (isStop, isImmediateOrCancel, type) => {
  expect(orderTypeOf({ side: 'SELL', limitE8: null, isStop, isImmediateOrCancel }, MARKET)).toBe(type);
});

it('in a crossed market, a limit that reaches the far side is marketable and no other', () => {
  const crossed = nbbo('10.05', '10.00');
  const buy = (limit: string) =>
    orderTypeOf({ side: 'BUY', limitE8: e8(limit), isStop: false, isImmediateOrCancel: false }, crossed);
  expect(buy('10.00')).toBe('LYNNN');
  expect(buy('9.99')).toBe('LNNNN');
});

it('knows exactly ten types, and the table above meets each', () => {
  const met = new Set<string>(LIMITS.flatMap(([, , ...types]) => types).concat('MXXNN', 'MXXNY'));
  expect(ORDER_TYPES).toHaveLength(10);
  expect([...met].sort()).toEqual([...ORDER_TYPES].sort());
});
