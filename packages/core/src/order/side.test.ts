import { expect, it } from 'vitest';
import { sideSign } from './side.ts';

it('a higher price hurts the buyer and helps the seller, short or not', () => {
  expect([sideSign('BUY'), sideSign('SELL'), sideSign('SELL_SHORT')]).toEqual([1, -1, -1]);
});
