import { expect, it } from 'vitest';
import { childReasonOf, endingOf } from './ending-words';

it.each([
  ['PRICE_OUTSIDE_COLLAR', 'The price is too far through the national best bid or offer, or the last sale.'],
  ['ALL_VENUES_TRIED', 'Every eligible venue has been tried once.'],
  ['NOT_FILLED_AT_ONCE', 'An immediate order ends with what it got at once.'],
  ['OF_A_NEWER_ROUTER', 'OF_A_NEWER_ROUTER'],
])('an order that ended by %s says why', (code, words) => {
  expect(endingOf(code)).toBe(words);
});

it('a child is told of by what its venue did', () => {
  expect([childReasonOf('LAST_LOOK_REJECTED'), childReasonOf('NOT_SENT'), childReasonOf('X-17')]).toEqual([
    'The provider looked once more and did not deal.',
    'It was not sent: no session with the venue, or the order was to end.',
    'X-17',
  ]);
});
