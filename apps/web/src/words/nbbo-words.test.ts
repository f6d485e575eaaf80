import { expect, it } from 'vitest';
import { priceFormOf } from '../rows/instrument-form';
import { arrivalWords } from './nbbo-words';

const FORM = priceFormOf('0.01', 4);
const MARKET = {
  arrival_bid: 99.99,
  arrival_ask: 100.02,
  arrival_mid: 100.005,
  odd_lot_bid: null,
  odd_lot_bid_size: null,
  odd_lot_ask: null,
  odd_lot_ask_size: null,
};

it.each([
  ['the best prices', {}, 'market 99.99 to 100.02'],
  ['a better odd lot', { odd_lot_ask: 100, odd_lot_ask_size: 30 }, 'market 99.99 to 100.02, odd lot offer 100.00 × 30'],
  [
    'a stub',
    { arrival_bid: 0.01, arrival_ask: 199.99, arrival_mid: null },
    'market 0.01 to 199.99, too far from the last good market to measure by',
  ],
  ['one side', { arrival_bid: null, arrival_mid: null }, 'market – to 100.02'],
  ['nothing', { arrival_bid: null, arrival_ask: null, arrival_mid: null }, null],
])('says of the market at receipt: %s', (_, changes, words) => {
  expect(arrivalWords({ ...MARKET, ...changes }, FORM)).toBe(words);
});
